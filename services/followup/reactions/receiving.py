"""The State received the report, or the assessment is withdrawn. Pure.

A missing predecessor: an assessment's events come in order, on one topic and key, so one without its
cycle is met only where reading began in the middle. There is then nothing to act on, and nothing
changes; a correction, which carries the whole assessment, would open the cycle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from contracts.assessments import AssessmentReceived, AssessmentWithdrawn
from contracts.followup import FollowupCancelled, RecommendationClosed
from contracts.ids import cycle_id
from services.followup.anchoring import with_receipt
from services.followup.events import moved, of_cycle, of_recommendation
from services.followup.model import Cycle, with_status
from services.followup.tables import CYCLES, RECOMMENDATIONS
from services.followup.timing import became
from shared.rules import Change, Context, Emit, Event, Known, Need, Put


def needs_of_receipt(event: Event[AssessmentReceived]) -> Iterable[Need]:
    """The cycle alone."""
    yield Need(CYCLES, cycle_id(event.data.assessment_id))


def note_receipt(event: Event[AssessmentReceived], known: Known, context: Context) -> Iterable[Change]:
    """Its months to respond begin (rule 2). Once known, only a correction changes the day."""
    cycle = known.get(CYCLES, cycle_id(event.data.assessment_id))
    if cycle is None or passed(cycle, event.id):
        return
    received_on = event.data.received_by_state_on
    noted = replace(cycle, applied=(*cycle.applied, event.id))
    if cycle.received_by_state_on is None:
        noted = with_receipt(noted, received_on, context)
    yield from became(cycle, noted, context)
    if noted.response_due_on != cycle.response_due_on:
        reason = f"The State received the report on {received_on}."
        yield from moved(cycle, noted, received_on, reason, context.reference)


def needs_of_withdrawal(event: Event[AssessmentWithdrawn]) -> Iterable[Need]:
    """The cycle and what is cancelled with it."""
    identity = cycle_id(event.data.assessment_id)
    yield Need(CYCLES, identity)
    yield Need(RECOMMENDATIONS, identity, by="cycle_id")


def withdraw(event: Event[AssessmentWithdrawn], known: Known, context: Context) -> Iterable[Change]:
    """A withdrawn assessment cancels its cycle, with the reason (rule 8)."""
    cycle = known.get(CYCLES, cycle_id(event.data.assessment_id))
    if cycle is not None and not passed(cycle, event.id):
        yield from cancelled(cycle, event.data.occurred_on, event.data.reason, event.id, known, context)


def passed(cycle: Cycle, event_id: str) -> bool:
    """Whether this event has nothing to change: it was applied before, or the assessment is withdrawn."""
    return cycle.cancelled_on is not None or event_id in cycle.applied


def cancelled(cycle: Cycle, on: date, reason: str, event_id: str, known: Known, context: Context) -> Iterable[Change]:
    """Its deadlines stop, and its live recommendations, those added since among them, are withdrawn with it."""
    stopped = replace(cycle, cancelled_on=on, ended_because=reason, applied=(*cycle.applied, event_id))
    yield from became(cycle, with_status(stopped), context)
    yield Emit(FollowupCancelled(**of_cycle(cycle, on), reason=reason), cycle.state)
    for one in known.all(RECOMMENDATIONS, "cycle_id", cycle.id):
        if one.lifecycle == "live":
            yield Put(RECOMMENDATIONS, replace(one, lifecycle="withdrawn", closed_on=on))
            whose = of_recommendation(cycle, one, on)
            yield Emit(RecommendationClosed(**whose, reason="withdrawn", note=reason), cycle.state)
