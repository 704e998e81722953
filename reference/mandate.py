"""The obligations of a mandate, and the rules for their due dates. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from reference.languages import Language

PERIOD = re.compile(r"P([1-9][0-9]*)([MD])")
"""Periods are whole calendar months (`P12M`) or days (`P30D`), as ISO 8601 writes them."""

Anchor = Literal["adopted", "submitted_to_ctc_on", "received_by_state_on", "draft_shared_on"]
"""The mandate's own date, and those of an assessment from which periods run (rule 2)."""
Service = Literal["assessments", "followup", "unoct", "council"]


@dataclass(frozen=True, slots=True)
class FixedDate:
    """Due once, on a day that the text names."""

    kind: Literal["fixed_date"]
    due_on: date


@dataclass(frozen=True, slots=True)
class AfterAnchor:
    """Due a period after a date of the mandate (`adopted`) or of a thing (`submitted_to_ctc_on`)."""

    kind: Literal["after_anchor"]
    anchor: Anchor
    period: str


@dataclass(frozen=True, slots=True)
class Yearly:
    """Due once in each calendar year, by 31 December (rule 10)."""

    kind: Literal["yearly"]


@dataclass(frozen=True, slots=True)
class TimesAYear:
    """One obligation a calendar year that must be met `count` times, by 31 December (rule 10)."""

    kind: Literal["times_a_year"]
    count: int


@dataclass(frozen=True, slots=True)
class Periodic:
    """Regular without a period: it shows when it was last held, and is never overdue (rule 10)."""

    kind: Literal["periodic"]


@dataclass(frozen=True, slots=True)
class DateInRequest:
    """Due on the day that each request names."""

    kind: Literal["date_in_request"]


DueRule = Annotated[
    FixedDate | AfterAnchor | Yearly | TimesAYear | Periodic | DateInRequest, Field(discriminator="kind")
]


@dataclass(frozen=True, slots=True)
class MetBy:
    """The event that meets an obligation."""

    event: str
    """Its type, such as `report.published.v1`."""
    where: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Fields of its data with the value that each must have, or several values of which it must have one."""
    year_field: str = ""
    """The field with the year for which it counts; empty: the year in which it occurred."""

    @property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """The allowed values by field."""
        return {name: (value,) if isinstance(value, str) else value for name, value in self.where.items()}


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing that somebody owes by a mandate's paragraph or by published practice."""

    id: str
    paragraph: str
    """The paragraph, such as `OP16`; `practice` if no paragraph asks for it."""
    title: str
    owner: str
    recipient: str | None
    """Who receives it; None if the text names nobody."""
    rule: DueRule
    wording: str
    """The words of the text about when it is due; the rule is read from them."""
    recurring: bool
    """Whether it recurs. A mandate that renews obligations takes over only recurring ones (rule 9)."""
    timed_by: Service
    """The service that has its deadline."""
    met_by: MetBy | None = None
    """The event that meets it; None: people record it as held."""
    met_by_renewal: bool = False
    """Whether a mandate that renews this one meets it on the day of its adoption."""
    note: str = ""
    titles: Mapping[Language, str] = field(default_factory=dict)
    """Its title in the other languages."""


NOT_AT_HAND: Final = frozenset({date.min, date.max})
"""The values of a first and a last day that are null in the file, until `checks.with_days` bounds them."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """A resolution of the Security Council that governs the CTC and CTED for a time."""

    id: str
    """The name of its file, such as `resolution-2617-2021`."""
    title: str
    adopted: date | Annotated[int, Field(ge=1, le=9999)]
    """The day; or only the year, if the day is not known. Nothing is counted from a year (rule 3)."""
    in_force_from: Annotated[date, BeforeValidator(lambda said: date.min if said is None else said)]
    """Null in the file if not known: then it governs from the end of the year of its adoption."""
    in_force_until: Annotated[date, BeforeValidator(lambda said: date.max if said is None else said)]
    """The last day on which it governs. Null in the file if not known: the day before the mandate that renews it."""
    source: str
    text: Literal["at hand", "not at hand"]
    renews: str | None = None
    """The id of the mandate that it continues."""
    obligations_of_renewed: bool = False
    """Whether it takes over the recurring obligations of the renewed mandate; then it lists none itself."""
    after_gap: bool = False
    """Whether no mandate was in force before its first day. The file must say so, since it is rare."""
    paragraphs: int | None = None
    """The number of its operative paragraphs."""
    obligations: tuple[Obligation, ...] | None = None
    """None if its text is not known, so that no duty or period can be read from it."""
    synthetic: bool = False
    note: str = ""

    @property
    def adopted_by(self) -> date:
        """The day of its adoption, or the last day of the year if only the year is known."""
        return self.adopted if isinstance(self.adopted, date) else date(self.adopted, 12, 31)

    def in_force(self, on: date) -> bool:
        return self.in_force_from <= on <= self.in_force_until

    def obligation(self, obligation_id: str) -> Obligation | None:
        """The obligation with this id; None if the mandate has none, or its text is not known."""
        for one in self.obligations or ():
            if one.id == obligation_id:
                return one
        return None
