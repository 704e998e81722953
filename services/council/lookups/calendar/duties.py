"""The state of a duty that another service times, derived from all its events. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from services.council.facts import DutyFact
from services.council.facts.projections.duties import REPORT, RESPONSE
from services.council.obligations.model import Standing

OF_CYCLES = (REPORT, RESPONSE)
"""Followup tells all of them in each of its events."""


@dataclass(frozen=True, slots=True)
class DutyNow:
    """A duty as its events, taken together, have it."""

    state: Standing = "due"
    due_on: date | None = None
    met_on: date | None = None
    mandate: str | None = None
    paragraph: str | None = None

    @property
    def late(self) -> bool | None:
        """Whether a met duty was met after its day. None: it is not met, or it had no day."""
        return None if self.met_on is None or self.due_on is None else self.met_on > self.due_on


def sum_up_duty(rows: Iterable[DutyFact]) -> DutyNow:
    """The duty after all these, in the order in which they were recorded."""
    now = DutyNow()
    for row in rows:
        now = _apply(now, row)
    return now


def _apply(now: DutyNow, row: DutyFact) -> DutyNow:
    if row.stage == "ended":
        return replace(now, state="cancelled") if now.state in ("due", "overdue", "pending_mandate") else now
    state: Standing = "pending_mandate" if row.stage == "pending" else row.stage
    if row.obligation in OF_CYCLES:
        return DutyNow(state, row.due_on, row.met_on, row.mandate, row.paragraph)
    after = replace(
        now, due_on=row.due_on, mandate=row.mandate or now.mandate, paragraph=row.paragraph or now.paragraph
    )
    if row.stage == "due":  # by a later draft, or by a later day for a report on one alone
        return replace(after, state="due", met_on=None)
    met_on = now.met_on or row.met_on
    return replace(after, state="met" if met_on else state, met_on=met_on)
