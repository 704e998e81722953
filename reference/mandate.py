"""What a mandate asks for: its obligations, and how each one's day is found. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

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
    """Due a period after a date: of the mandate itself (`adopted`), or of a thing (`submitted_to_ctc_on`)."""

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
    """Regular, with no period given: shows when it was last held, and is never overdue (rule 10)."""

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
    """Fields of its data, each with the value it must have, or with several of which it must have one."""
    year_field: str = ""
    """The field that names the year it counts for; empty: the year in which it occurred."""

    @property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """By field: the values of which it must have one."""
        return {name: (value,) if isinstance(value, str) else value for name, value in self.where.items()}


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing that somebody owes, by a mandate's paragraph or by published practice."""

    id: str
    paragraph: str
    """Such as `OP16`; `practice` where no paragraph asks for it."""
    title: str
    owner: str
    recipient: str | None
    """To whom it is owed; None where the text names nobody."""
    rule: DueRule
    wording: str
    """The words of the text on when it is due, beside the date that is read from them."""
    recurring: bool
    """A successor that renews the obligations revives those that recur, never the one-off ones (rule 9)."""
    timed_by: Service
    """The one service that holds its clock."""
    met_by: MetBy | None = None
    """None: no event meets it; people record it as held."""
    met_by_renewal: bool = False
    """A mandate that renews this one meets it, on the day of its adoption."""
    note: str = ""


NOT_AT_HAND: Final = frozenset({date.min, date.max})
"""Stand for a first and a last day that are null in the file, until `checks.with_days` bounds them."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """A resolution of the Security Council that governs the CTC and CTED for a time."""

    id: str
    """The name of its file, such as `resolution-2617-2021`."""
    title: str
    adopted: date | Annotated[int, Field(ge=1, le=9999)]
    """The day; where only the year is at hand, the year, which anchors nothing (rule 3)."""
    in_force_from: Annotated[date, BeforeValidator(lambda said: date.min if said is None else said)]
    """Null in the file: not at hand; it governs by the end of the year of its adoption."""
    in_force_until: Annotated[date, BeforeValidator(lambda said: date.max if said is None else said)]
    """The last day on which it governs. Null in the file: not at hand; the eve of the mandate that renews it."""
    source: str
    text: Literal["at hand", "not at hand"]
    renews: str | None = None
    """The mandate that it continues."""
    obligations_of_renewed: bool = False
    """It takes over those obligations of the renewed mandate that recur; none of its own are listed."""
    after_gap: bool = False
    """Nothing governed between the mandate before it and its first day; said so, since it is seldom meant."""
    paragraphs: int | None = None
    """How many operative paragraphs it has."""
    obligations: tuple[Obligation, ...] | None = None
    """None: its text is not at hand, so that no duty or period can be read from it."""
    synthetic: bool = False
    note: str = ""

    @property
    def adopted_by(self) -> date:
        """The day of its adoption, or the last one of the year: by then it was adopted."""
        return self.adopted if isinstance(self.adopted, date) else date(self.adopted, 12, 31)

    def in_force(self, on: date) -> bool:
        return self.in_force_from <= on <= self.in_force_until

    def obligation(self, obligation_id: str) -> Obligation | None:
        """The obligation with this id; None where the mandate has none, or its text is not at hand."""
        for one in self.obligations or ():
            if one.id == obligation_id:
                return one
        return None
