"""What the calendar shows of an obligation, or of a duty that another service times. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, cast

from reference import Obligation, Reference
from services.council.facts import DutyFact
from services.council.obligations import Occurrence
from services.council.projections.duties import OBSERVATIONS, RECOMMENDATION, REPORT, RESPONSE
from shared.engine.time.dates import civil_date

State = Literal[
    "due", "met", "overdue", "not_answered", "pending_mandate", "cancelled", "periodic", "before_records"
]  # fmt: skip


ANEW = (OBSERVATIONS, RECOMMENDATION)
"""What was met and is due again: observations, by a later draft; a report on one alone, by a later day."""


# ---- what became of a duty ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Present:
    """A duty as its events, taken together, have it."""

    state: State = "due"
    due_on: date | None = None
    met_on: date | None = None
    mandate: str | None = None
    paragraph: str | None = None
    late_as: State | None = None
    """What it was when the last mandate or the cycle ended, if it was late by then: it is so again if it goes on."""

    @property
    def late(self) -> bool | None:
        """Of one that is met: whether after its day. None: not met, or it had no day."""
        return None if self.met_on is None or self.due_on is None else self.met_on > self.due_on


def present(rows: Iterable[DutyFact]) -> Present:
    """The duty after all these, in the order in which they were recorded."""
    now = Present()
    for row in rows:
        now = _after(now, row)
    return now


def _after(now: Present, row: DutyFact) -> Present:
    if row.stage == "ended":
        if now.state not in ("due", "overdue", "pending_mandate"):
            return now
        return replace(now, state="cancelled", late_as=_late_as(now))  # it may go on, and is late again then
    now_under = replace(now, mandate=row.mandate or now.mandate, paragraph=row.paragraph or now.paragraph)
    after = replace(now_under, due_on=row.due_on)
    if row.stage == "met":
        return replace(after, state="met", met_on=now.met_on or row.occurred_on)
    if row.stage == "due" and row.obligation in ANEW:
        return replace(after, state="due", met_on=None)
    if now.met_on is not None:
        return after
    return replace(after, state=_awaited(now, row), late_as=_late_as(now) if row.stage == "pending" else None)


def _awaited(now: Present, row: DutyFact) -> State:
    """The state of a duty that is not met."""
    if row.stage == "pending":
        return "pending_mandate"
    late_as = _late_as(now)
    if row.stage == "due" and late_as is not None and _still_late(now, row):
        return late_as
    return cast(State, row.stage)  # `ended` ends it before it comes here


def _late_as(now: Present) -> State | None:
    return now.state if now.state in ("overdue", "not_answered") else now.late_as


def _still_late(now: Present, row: DutyFact) -> bool:
    """Whether what was late stays so: its day did not move, or moved to another one gone by (rule 4)."""
    if row.due_on is None:
        return False
    return row.due_on == now.due_on or row.due_on < civil_date(row.recorded_at)


# ---- as its reader sees it ------------------------------------------------------------------


def show_obligation(one: Occurrence) -> dict[str, Any]:
    """An occurrence as an item of the calendar."""
    met_on = one.last_held_on if one.state == "met" else None
    return {
        "id": one.id,
        "what": one.title,
        "obligation": one.obligation,
        "owner": one.owner,
        "recipient": one.recipient,
        "mandate": one.mandate,
        "paragraph": one.paragraph,
        "wording": one.wording,
        "subject": None,
        "period": one.period,
        "due_on": one.due_on,
        "state": one.state,
        "met_on": met_on,
        "late": None if met_on is None or one.due_on is None else met_on > one.due_on,
        "count": one.count,
        "held": len(one.held_by),
        "last_held_on": one.last_held_on,
        "nudged_on": one.nudged_on,
        "service": "council",
        "synthetic": one.synthetic,
    }


def show_duty(rows: Sequence[DutyFact], reference: Reference, today: date) -> dict[str, Any]:
    """A duty as an item of the calendar."""
    last = rows[-1]
    now = _today(present(rows), last.obligation, reference, today)
    obligation = REPORT if last.obligation == RECOMMENDATION else last.obligation
    asks = _obligation(reference, now.mandate, obligation)
    return {
        "id": last.duty_id,
        "what": asks.title if asks else obligation,
        "obligation": obligation,
        "owner": asks.owner if asks else None,
        "recipient": asks.recipient if asks else None,
        "mandate": now.mandate,
        "paragraph": now.paragraph or (asks.paragraph if asks else None),
        "wording": asks.wording if asks and obligation == last.obligation else None,
        "subject": last.state,
        "assessment_id": last.assessment_id,
        "followup_id": last.followup_id,
        "recommendation_id": last.duty_id if last.obligation == RECOMMENDATION else None,
        "sequence": last.sequence,
        "due_on": now.due_on,
        "state": now.state,
        "met_on": now.met_on,
        "late": now.late,
        "service": asks.timed_by if asks else None,
        "synthetic": last.synthetic,
    }


def _today(now: Present, obligation: str, reference: Reference, today: date) -> Present:
    """What no event tells: a clock that stands still (rule 9), and a recommendation whose own day has gone (rule 5)."""
    if now.state != "due" or obligation not in (RESPONSE, RECOMMENDATION):
        return now
    if reference.mandate_on(today) is None:
        return replace(now, state="pending_mandate")
    late = obligation == RECOMMENDATION and now.due_on is not None and now.due_on < today
    return replace(now, state="overdue") if late else now


def _obligation(reference: Reference, mandate_id: str | None, obligation_id: str) -> Obligation | None:
    """As the mandate's file has it, or else the first that has it: the words are the same in a renewal."""
    first = reference.mandate(mandate_id) if mandate_id else None
    every = ([first] if first else []) + list(reference.mandates)
    return next((found for one in every if (found := one.obligation(obligation_id))), None)
