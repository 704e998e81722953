"""The State received the report, so its time to respond begins. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.assessments import AssessmentReceived
from contracts.ids import cycle_id
from services.followup.cycles.dates import with_receipt
from services.followup.cycles.events import add_restated_event, build_moved_events
from services.followup.cycles.model import CYCLES, SEEN
from services.followup.cycles.seen import key_of, note_seen
from services.followup.cycles.timing import change_cycle
from shared.engine.rules import Change, Context, Emit, Event, Known, Need


def needs_of_receipt(event: Event[AssessmentReceived]) -> Iterable[Need]:
    """The cycle, and whether this was seen."""
    yield Need(CYCLES, cycle_id(event.data.assessment_id))
    yield Need(SEEN, key_of(event))


def note_receipt(event: Event[AssessmentReceived], known: Known, context: Context) -> Iterable[Change]:
    """Sets the State's time to respond (rule 2). If the day is already known, only a correction changes it.

    A cycle that was cancelled has no clock. If its kind is put right, the correction says when it was received.
    """
    cycle = known.get(CYCLES, cycle_id(event.data.assessment_id))
    if cycle is None or cycle.cancelled_on is not None or known.get(SEEN, key_of(event)) is not None:
        return
    yield note_seen(event)
    if cycle.received_by_state_on is not None:
        return
    received_on = event.data.received_by_state_on
    noted = with_receipt(cycle, received_on, context)
    yield from change_cycle(cycle, noted, context)
    events: list[Emit] = []
    if noted.response_due_on != cycle.response_due_on:
        reason = f"The State received the report on {received_on}."
        events = build_moved_events(cycle, noted, received_on, reason, context.reference)
    yield from add_restated_event(events, cycle, noted, received_on)
