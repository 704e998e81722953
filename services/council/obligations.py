"""Obligations: what the mandates ask of whom by when, and how each is met (rules 9 and 10). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from contracts.audiences import Audience
from contracts.council import ObligationDue, ObligationMet
from reference import AfterAnchor, FixedDate, Mandate, Obligation, Periodic, Reference, TimesAYear, Yearly
from shared.engine.deadline import Deadline
from shared.engine.rules import Change, Context, Emit, Put, Remind, Schedule, Settle, Table
from shared.engine.time.dates import add_period
from shared.engine.time.duties import carriers

State = Literal["due", "met", "overdue", "pending_mandate", "periodic", "before_records"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of an obligation: of a yearly one for a year, of any other for its mandate or request."""

    id: str
    obligation: str
    """Its id in the mandate's file."""
    mandate: str
    """In force on the day that fixed it; that of a periodic one is the first that asked for it."""
    paragraph: str
    title: str
    owner: str
    recipient: str | None
    wording: str
    """The words of the text on when it is due, beside the date that is read from them."""
    period: str | None
    """The year."""
    due_on: date | None
    count: int
    """How often in the period."""
    met_by_event: str
    """The event that meets it; empty where people record it as held."""
    met_where: tuple[str, ...]
    """Fields of that event's data with the value each must have, or one of several, as `field=value|value`."""
    year_field: str
    """The field of that event's data that names the year it counts for; empty: that in which it occurred."""
    synthetic: bool
    state: State = "due"
    held_by: tuple[str, ...] = ()
    """The things that counted for it: editions, meetings, or documents that say so."""
    last_held_on: date | None = None
    """Of one that is met: the day on which it was."""
    nudged_on: date | None = None
    audience: Audience = "public"
    parties: tuple[str, ...] = ()


OBLIGATIONS: Table[Occurrence] = Table("obligations", Occurrence)
DEADLINE = "obligation"
"""The kind of an occurrence's deadline."""


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
                yield occurrence(mandate, obligation, str(year), date(year, 12, 31), count)
    elif (due_on := one_off_due(mandate, obligation)) is not None:
        yield occurrence(mandate, obligation, None, due_on)
    elif isinstance(rule, Periodic) and not _carried_on(reference, mandate, obligation):
        yield replace(occurrence(mandate, obligation, None, None), state="periodic")


def one_off_due(mandate: Mandate, obligation: Obligation) -> date | None:
    """The day of an obligation that the mandate itself fixes; None for the others."""
    rule = obligation.rule
    if isinstance(rule, FixedDate):
        return rule.due_on
    if isinstance(rule, AfterAnchor) and rule.anchor == "adopted" and isinstance(mandate.adopted, date):
        return add_period(mandate.adopted, rule.period)
    return None


def _carried_on(reference: Reference, mandate: Mandate, obligation: Obligation) -> bool:
    """Whether it is an earlier mandate's, which this one renews: it then goes on as the same occurrence."""
    asking = (one for one in reference.mandates if one.obligation(obligation.id) is not None)
    return any(mandate in carriers(reference, one.id, obligation.id)[1:] for one in asking)


def occurrence(
    mandate: Mandate, obligation: Obligation, period: str | None, due_on: date | None, count: int = 1
) -> Occurrence:
    """An occurrence as the mandate's file has it, with nothing held yet."""
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
        met_where=tuple(f"{name}={'|'.join(values)}" for name, values in met_by.values.items()) if met_by else (),
        year_field=met_by.year_field if met_by else "",
        synthetic=mandate.synthetic,
    )


# ---- what becomes of it -------------------------------------------------------------------


def stand(one: Occurrence, context: Context) -> Iterable[Change]:
    """It stands in the calendar from now on; if its day has passed already, its deadline acts at once."""
    yield Put(OBLIGATIONS, one)
    yield Emit(ObligationDue(**said(one), occurred_on=context.today), one.id)
    if one.due_on is not None:
        deadline = Deadline(DEADLINE, one.id, one.due_on, mandate=one.mandate, paragraph=one.paragraph)
        yield Schedule(replace(deadline, reminders=_nudges(one, one.due_on, context.reference)))


def nudge(one: Occurrence, context: Context) -> Iterable[Change]:
    """Its deadline looks on the days that practice has now."""
    if one.due_on is not None:
        yield Remind(DEADLINE, one.id, _nudges(one, one.due_on, context.reference))


def _nudges(one: Occurrence, due_on: date, reference: Reference) -> tuple[int, ...]:
    """Days before the due date on which to look whether enough was held (rule 10: 30 June)."""
    nudges = [nudge for nudge in reference.practice.nudges if nudge.obligation == one.obligation]
    return tuple((due_on - date(due_on.year, nudge.month, nudge.day)).days for nudge in nudges)


def hold(one: Occurrence, on: date, by: str) -> Iterable[Change]:
    """It was held or delivered once more. The same thing counts once, and what is met stays met."""
    if one.state == "met" or by in one.held_by:
        return
    held_by, last = (*one.held_by, by), max(on, one.last_held_on or on)
    periodic = one.due_on is None  # it has no day, so it is never met for good (rule 10)
    met = not periodic and len(held_by) >= one.count
    after = replace(one, held_by=held_by, last_held_on=last, state="met" if met else one.state)
    yield Put(OBLIGATIONS, after)
    if met:
        yield Settle(DEADLINE, one.id, "met")
    if met or periodic:
        yield Emit(ObligationMet(**said(after), occurred_on=last if met else on, met_by=by), one.id)


def said(one: Occurrence) -> dict[str, Any]:
    """What all events about it say."""
    return {
        "obligation_id": one.id, "mandate": one.mandate, "paragraph": one.paragraph, "title": one.title,
        "owner": one.owner, "recipient": one.recipient, "period": one.period, "due_on": one.due_on,
        "count": one.count, "synthetic": one.synthetic,
    }  # fmt: skip
