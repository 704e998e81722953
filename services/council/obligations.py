"""Obligations: what the mandates ask of whom by when, and how each is met (rules 9 and 10). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from contracts.council import ObligationMet
from reference import Mandate, Obligation, Periodic, Reference, TimesAYear, Yearly
from shared.duties import one_off_due
from shared.rules import (
    Change,
    Emit,
    Put,
    Settle,
    Table,
)

State = Literal["due", "met", "overdue", "pending_mandate", "periodic", "before_records"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of an obligation: of a recurring one for a year, of a one-off one for its mandate."""

    id: str
    obligation: str
    mandate: str
    paragraph: str
    title: str
    owner: str
    recipient: str | None
    wording: str
    """The words of the text on when it is due, beside the date that is read from them."""
    period: str | None
    due_on: date | None
    count: int
    """How often in the period."""
    met_by_event: str
    """The event that meets it; empty where people record it as held."""
    met_where: tuple[str, ...]
    """Fields of that event's data with the values they must have, as `field=value`."""
    year_field: str
    synthetic: bool
    state: State = "due"
    held: int = 0
    last_held_on: date | None = None
    met_by: str | None = None
    """The thing that met it: an edition, a meeting, or the document that says so."""
    nudged_on: date | None = None
    audience: str = "public"
    parties: tuple[str, ...] = ()


OBLIGATIONS: Table[Occurrence] = Table("obligations", Occurrence)
DEADLINE = "obligation"
MANDATE_END = "mandate_end"


# ---- from the mandates' files -------------------------------------------------------------


def occurrences(reference: Reference) -> tuple[Occurrence, ...]:
    """All that the mandates ask for whose clock is council's, in order of id."""
    found: dict[str, Occurrence] = {}
    for mandate in reference.mandates:
        for obligation in mandate.obligations or ():
            if obligation.timed_by == "council":
                for one in _occurrences(reference, mandate, obligation):
                    found[one.id] = one
    return tuple(found[id_] for id_ in sorted(found))


def _occurrences(reference: Reference, mandate: Mandate, obligation: Obligation) -> Iterable[Occurrence]:
    rule = obligation.rule
    if isinstance(rule, Yearly | TimesAYear):
        count = rule.count if isinstance(rule, TimesAYear) else 1
        for year in range(mandate.in_force_from.year, mandate.in_force_until.year + 1):
            # The year's own anchor is its first day: the mandate in force then fixes it (rule 9).
            if reference.mandate_on(date(year, 1, 1)) is mandate:
                yield _occurrence(mandate, obligation, str(year), date(year, 12, 31), count)
    elif (due_on := one_off_due(mandate, obligation)) is not None:
        yield _occurrence(mandate, obligation, None, due_on, 1)
    elif isinstance(rule, Periodic):
        yield replace(_occurrence(mandate, obligation, None, None, 1), state="periodic")


def _occurrence(
    mandate: Mandate, obligation: Obligation, period: str | None, due_on: date | None, count: int
) -> Occurrence:
    met_by = obligation.met_by
    return Occurrence(
        id=f"{obligation.id}-{period or mandate.id}",
        obligation=obligation.id,
        mandate=mandate.id,
        paragraph=obligation.paragraph,
        title=obligation.title,
        owner=obligation.owner,
        recipient=obligation.recipient,
        wording=obligation.wording,
        period=period,
        due_on=due_on,
        count=count,
        met_by_event=met_by.event if met_by else "",
        met_where=tuple(f"{name}={value}" for name, value in met_by.where.items()) if met_by else (),
        year_field=met_by.year_field if met_by else "",
        synthetic=mandate.synthetic,
    )


# ---- what all rules about it share ---------------------------------------------------------


def hold(one: Occurrence, on: date, by: str) -> Iterable[Change]:
    """It was held or delivered once more; an obligation that is met stays met."""
    if one.state == "met" or one.met_by == by:
        return
    times = one.held + 1
    met = one.state != "periodic" and times >= one.count
    after = replace(one, held=times, last_held_on=on, met_by=by, state="met" if met else one.state)
    yield Put(OBLIGATIONS, after)
    if met:
        yield Settle(DEADLINE, one.id, "met")
    if met or one.state == "periodic":
        yield Emit(ObligationMet(**said(after), occurred_on=on, met_by=by), one.id)


def said(one: Occurrence) -> dict[str, Any]:
    """What all events about it say."""
    return {
        "obligation_id": one.id, "mandate": one.mandate, "paragraph": one.paragraph, "title": one.title,
        "owner": one.owner, "recipient": one.recipient, "period": one.period, "due_on": one.due_on,
        "count": one.count, "synthetic": one.synthetic,
    }  # fmt: skip


def next_day(day: date) -> date:
    """The day after."""
    return date.fromordinal(day.toordinal() + 1)
