"""What became of a duty that another service times, from all that was said of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from services.council.facts import DutyFact
from services.council.facts.projections.duties import OBSERVATIONS, RECOMMENDATION
from services.council.obligations.model import Standing
from shared.engine.time.dates import civil_date

ANEW = (OBSERVATIONS, RECOMMENDATION)
"""They are due again after they were met: observations by a later draft, a report on one alone by a later day."""


@dataclass(frozen=True, slots=True)
class DutyNow:
    """A duty as its events, taken together, have it."""

    state: Standing = "due"
    due_on: date | None = None
    met_on: date | None = None
    mandate: str | None = None
    paragraph: str | None = None
    late_as: Standing | None = None
    """How it was late when the last mandate or the cycle ended, if it was. If it goes on, it is late again."""

    @property
    def late(self) -> bool | None:
        """Of one that is met: whether after its day. None: not met, or it had no day."""
        return None if self.met_on is None or self.due_on is None else self.met_on > self.due_on


def sum_up_duty(rows: Iterable[DutyFact]) -> DutyNow:
    """The duty after all these, in the order in which they were recorded."""
    now = DutyNow()
    for row in rows:
        now = _apply(now, row)
    return now


def _apply(now: DutyNow, row: DutyFact) -> DutyNow:
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
    return replace(after, state=_state_if_not_met(now, row), late_as=_late_as(now) if row.stage == "pending" else None)


def _state_if_not_met(now: DutyNow, row: DutyFact) -> Standing:
    """The state of a duty that is not met."""
    if row.stage == "pending":
        return "pending_mandate"
    late_as = _late_as(now)
    if row.stage == "due" and late_as is not None and _is_still_late(now, row):
        return late_as
    return cast(Standing, row.stage)  # `ended` ends it before it comes here


def _late_as(now: DutyNow) -> Standing | None:
    return now.state if now.state in ("overdue", "not_answered") else now.late_as


def _is_still_late(now: DutyNow, row: DutyFact) -> bool:
    """Whether what was late stays so: its day did not move, or moved to another one gone by (rule 4)."""
    if row.due_on is None:
        return False
    return row.due_on == now.due_on or row.due_on < civil_date(row.recorded_at)
