"""The State received the report, or the assessment is withdrawn. Pure.

A missing predecessor: an assessment's events come in order, on one topic and key, so one without its
cycle is met only where reading began in the middle. There is then nothing to act on, and nothing
changes; a correction, which carries the whole assessment, would open the cycle.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from contracts.assessments import AssessmentReceived, AssessmentWithdrawn
from contracts.followup import FollowupCancelled, RecommendationClosed
from contracts.ids import cycle_id
from services.followup.cycles.dates import with_receipt
from services.followup.cycles.events import build_moved_events, build_pending_events, build_reopened_event, cycle_fields
from services.followup.cycles.mandates import without_end
from services.followup.cycles.model import CYCLES, SEEN, WITHOUT_CYCLE, Cycle, with_status
from services.followup.cycles.seen import key_of, note_seen
from services.followup.cycles.timing import change_cycle
from services.followup.recommendations.events import recommendation_fields
from services.followup.recommendations.model import RECOMMENDATIONS, CarriedOver, Recommendation, is_open
from services.followup.recommendations.needs import find_recommendations, needs_of_recommendations
from services.followup.recommendations.status import move_to_cycle
from shared.engine.rules import Change, Context, Emit, Event, Known, Need, Put, Remove

CAME_BACK = "A recommendation that another cycle went on with has come back."


def needs_of_receipt(event: Event[AssessmentReceived]) -> Iterable[Need]:
    """The cycle, and whether this was seen."""
    yield Need(CYCLES, cycle_id(event.data.assessment_id))
    yield Need(SEEN, key_of(event))


def note_receipt(event: Event[AssessmentReceived], known: Known, context: Context) -> Iterable[Change]:
    """Its months to respond begin (rule 2). Once known, only a correction changes the day."""
    cycle = known.get(CYCLES, cycle_id(event.data.assessment_id))
    if cycle is None or has_nothing_to_do(cycle, event, known):
        return
    yield note_seen(event)
    if cycle.received_by_state_on is not None:
        return
    received_on = event.data.received_by_state_on
    noted = with_receipt(cycle, received_on, context)
    yield from change_cycle(cycle, noted, context)
    if noted.response_due_on != cycle.response_due_on:
        reason = f"The State received the report on {received_on}."
        yield from build_moved_events(cycle, noted, received_on, reason, context.reference)


def needs_of_withdrawal(event: Event[AssessmentWithdrawn]) -> Iterable[Need]:
    """The cycle and what is cancelled with it, whether its kind cancelled it before, and the cycles to go back to."""
    identity = cycle_id(event.data.assessment_id)
    yield from needs_of_recommendations(identity)
    yield Need(CYCLES, event.data.state, by="state")
    yield Need(WITHOUT_CYCLE, identity)
    yield Need(SEEN, key_of(event))


def withdraw(event: Event[AssessmentWithdrawn], known: Known, context: Context) -> Iterable[Change]:
    """A withdrawn assessment cancels its cycle, with the reason, and its live recommendations with it (rule 8).

    Those added since are among them, and those that another cycle went on with.
    """
    cycle = known.get(CYCLES, cycle_id(event.data.assessment_id))
    if cycle is None or has_nothing_to_do(cycle, event, known):
        return
    yield note_seen(event)
    on, reason = event.data.occurred_on, event.data.reason
    if cycle.cancelled_on is None:
        yield from cancel_cycle(cycle, event, reason, known, context)
    else:
        yield Put(CYCLES, cycle._replace(ended_because=reason))
        yield Remove(WITHOUT_CYCLE, cycle.id)
    for one in known.all(RECOMMENDATIONS, "assessment_id", cycle.assessment_id):
        if one.lifecycle == "live":
            yield Put(RECOMMENDATIONS, one._replace(lifecycle="withdrawn", closed_on=on))
            whose = recommendation_fields(cycle, one, on)
            data = RecommendationClosed(**whose, reason="withdrawn", note=reason, due_on=one.due_on)
            yield Emit(data, cycle.state)


def has_nothing_to_do(cycle: Cycle | None, event: Event[Any], known: Known) -> bool:
    """Whether this event has nothing to change: it did so before, or the assessment is withdrawn.

    One that was only corrected to a kind that opens no cycle may still be put right.
    """
    withdrawn = cycle is not None and cycle.cancelled_on is not None and known.get(WITHOUT_CYCLE, cycle.id) is None
    return withdrawn or known.get(SEEN, key_of(event)) is not None


def cancel_cycle(cycle: Cycle, event: Event[Any], reason: str, known: Known, context: Context) -> Iterable[Change]:
    """Its deadlines stop, and what it went on with for other assessments goes back to theirs (rule 1)."""
    on: date = event.data.occurred_on
    stopped = with_status(cycle._replace(cancelled_on=on, ended_because=reason))
    yield from change_cycle(cycle, stopped, context)
    yield Emit(FollowupCancelled(**cycle_fields(cycle, on), reason=reason), cycle.state)
    guests = [one for one in find_recommendations(cycle, known) if one.assessment_id != cycle.assessment_id]
    back = [one for one in guests if one.lifecycle == "live"]
    for one in back:
        yield from move_to_cycle(stopped, one, return_home(one, event, reason))
    for home in sorted({cycle_id(one.assessment_id) for one in back if is_open(one)}):
        yield from _reopen(known.get(CYCLES, home), on, context)


def _reopen(cycle: Cycle | None, on: date, context: Context) -> Iterable[Change]:
    """A cycle that was closed, and has a recommendation again that is not reported on (rule 1)."""
    if cycle is not None and cycle.closed_on is not None and cycle.cancelled_on is None:
        again = without_end(cycle, context)
        yield from change_cycle(cycle, again, context)
        yield build_reopened_event(again, on, CAME_BACK)
        yield from build_pending_events(again, context.reference)


def return_home(recommendation: Recommendation, event: Event[Any], reason: str | None) -> CarriedOver:
    """It returns to the cycle of its own assessment, by what the sender of the other assessment says."""
    return CarriedOver(
        from_cycle=recommendation.cycle_id,
        to_cycle=cycle_id(recommendation.assessment_id),
        decided_on=event.data.occurred_on,
        decided_by=event.data.source,
        note=reason,
    )
