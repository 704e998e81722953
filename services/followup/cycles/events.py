"""The cycle as events tell it, and the events about its due dates. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypedDict

from contracts.followup import (
    CycleContent,
    FollowUpContent,
    FollowupPending,
    FollowupReopened,
    FollowupRescheduled,
    FollowupRestated,
    FollowupScheduled,
    ResponseContent,
)
from reference import Reference
from services.followup.cycles.model import Cycle, PastFollowUp, as_it_was, is_ended
from shared.engine.rules import Emit


class CycleFields(TypedDict):
    """What every event about a follow-up says."""

    occurred_on: date
    synthetic: bool
    state: str
    followup_id: str
    sequence: int
    assessment_id: str
    cycle: CycleContent


def cycle_fields(cycle: Cycle, occurred_on: date) -> CycleFields:
    """The part of an event that names the follow-up, and the whole cycle as it stands after what the event tells."""
    return {
        "occurred_on": occurred_on,
        "synthetic": cycle.synthetic,
        "state": cycle.state,
        "followup_id": cycle.id,
        "sequence": cycle.sequence,
        "assessment_id": cycle.assessment_id,
        "cycle": build_content(cycle),
    }


def build_content(cycle: Cycle) -> CycleContent:
    """The whole cycle, as every event about it carries it."""
    return CycleContent(
        status=cycle.status,
        opened_on=cycle.opened_on,
        sequence=cycle.sequence,
        anchor=cycle.anchor,
        anchor_on=cycle.anchor_on,
        due_on=cycle.due_on,
        mandate=cycle.mandate,
        paragraph=cycle.paragraph,
        reported_on=cycle.reported_on,
        received_by_state_on=cycle.received_by_state_on,
        overdue_since=cycle.overdue_since,
        pending_since=cycle.pending_since,
        response=ResponseContent(
            due_on=cycle.response_due_on,
            received_on=cycle.responded_on,
            not_answered_on=cycle.not_answered_on,
            pending_since=cycle.response_pending_since,
        ),
        earlier=tuple(_build_past_content(past) for past in cycle.earlier),
        closed_on=cycle.closed_on,
        cancelled_on=cycle.cancelled_on,
    )


def _build_past_content(past: PastFollowUp) -> FollowUpContent:
    return FollowUpContent(
        sequence=past.sequence,
        anchor=past.anchor,
        anchor_on=past.anchor_on,
        due_on=past.due_on,
        mandate=past.mandate,
        paragraph=past.paragraph,
        reported_on=past.report.submitted_on,
    )


def build_restated_event(cycle: Cycle, occurred_on: date) -> Emit:
    """Says how the cycle stands."""
    data = FollowupRestated(**cycle_fields(cycle, occurred_on))
    return Emit(data, cycle.state)


def add_restated_event(events: list[Emit], old: Cycle, new: Cycle, occurred_on: date) -> list[Emit]:
    """The events about the change of a cycle. If there is none, one that says how the cycle stands now."""
    if events or _list_all_told(old) == _list_all_told(new):
        return events
    return [build_restated_event(new, occurred_on)]


def _list_all_told(cycle: Cycle) -> tuple[object, ...]:
    return cycle.state, cycle.synthetic, build_content(cycle)


def build_scheduled_events(cycle: Cycle, reference: Reference) -> list[Emit]:
    """Says when the present follow-up is due. If no mandate governs it, it says that it is pending (rule 9)."""
    events: list[Emit] = []
    since = cycle.decision.decided_on if cycle.decision else cycle.anchor_on
    if cycle.due_on is not None:
        data = FollowupScheduled(
            **cycle_fields(cycle, since),
            anchor=cycle.anchor,
            anchor_on=cycle.anchor_on,
            due_on=cycle.due_on,
            response_due_on=cycle.response_due_on,
            mandate=cycle.mandate or "",
            paragraph=cycle.paragraph or "",
        )
        events.append(Emit(data, cycle.state))
    if cycle.pending_since is not None:
        events.append(build_pending_event(cycle, cycle.pending_since, reference))
    return events


def build_moved_events(
    old: Cycle,
    new: Cycle,
    occurred_on: date,
    reason: str,
    reference: Reference,
    decided_by: str | None = None,
    document: str | None = None,
) -> list[Emit]:
    """Says that a date of the cycle moved, and why. If no mandate governs it, it says that it is pending too.

    In a cycle that has ended only the punctuality of its report and of the State's response can still change. If it
    ended without a report, nothing is due in it, and there is no event.
    """
    if is_ended(new) and new.reported_on is None:
        return []
    if new.due_on is None:
        return [build_pending_event(new, occurred_on, reference)]
    unanswered = is_ended(new) and new.responded_on is None and new.not_answered_on is None
    data = FollowupRescheduled(
        **cycle_fields(new, occurred_on),
        anchor=new.anchor,
        anchor_on=new.anchor_on,
        due_on=new.due_on,
        response_due_on=None if unanswered else new.response_due_on,
        mandate=new.mandate or "",
        paragraph=new.paragraph or "",
        previous_due_on=old.due_on,
        previous_response_due_on=None if unanswered else old.response_due_on,
        reason=reason,
        decided_by=decided_by,
        document=document,
    )
    events = [Emit(data, new.state)]
    return events + build_pending_events(new, reference)


def build_past_moved_events(
    old: Cycle,
    new: Cycle,
    occurred_on: date,
    reason: str,
    reference: Reference,
    decided_by: str | None = None,
    document: str | None = None,
) -> list[Emit]:
    """Says which dates of earlier follow-ups moved. Each event carries the cycle as it stands now."""
    about = occurred_on, reason, reference, decided_by, document
    events: list[Emit] = []
    for before, after in zip(old.earlier, new.earlier, strict=True):
        if before != after:
            events += build_moved_events(as_it_was(old, before), as_it_was(new, after), *about)
    whole = {"cycle": build_content(new)}
    return [replace(event, data=event.data.model_copy(update=whole)) for event in events]


def build_reopened_event(cycle: Cycle, occurred_on: date, reason: str) -> Emit:
    """Says that the cycle goes on, and why."""
    data = FollowupReopened(
        **cycle_fields(cycle, occurred_on),
        due_on=cycle.due_on,
        response_due_on=cycle.response_due_on,
        reason=reason,
    )
    return Emit(data, cycle.state)


def build_pending_events(cycle: Cycle, reference: Reference) -> list[Emit]:
    """Says that no mandate governs the cycle, if that is so (rule 9)."""
    if cycle.pending_since is None or cycle.status != "pending_mandate":
        return []
    return [build_pending_event(cycle, cycle.pending_since, reference)]


def build_pending_event(cycle: Cycle, occurred_on: date, reference: Reference) -> Emit:
    """Says that no mandate governs the follow-up, which is then listed for decision."""
    data = FollowupPending(
        **cycle_fields(cycle, occurred_on),
        anchor=cycle.anchor,
        anchor_on=cycle.anchor_on,
        due_on=cycle.due_on,
        response_due_on=cycle.response_due_on,
        reason=explain_pending(cycle, reference),
    )
    return Emit(data, cycle.state)


def explain_pending(cycle: Cycle, reference: Reference) -> str:
    """The sentence for who has to decide."""
    if cycle.due_on is not None:
        mandate = reference.mandate(cycle.mandate or "")
        title = mandate.title if mandate else "Its mandate"
        return f"{title} has ended, and no mandate in force renews the duty."
    mandate = reference.mandate_on(cycle.anchor_on)
    if mandate is None:
        return f"No mandate was in force on {cycle.anchor_on}, so none says when the report is due."
    return f"{mandate.title} was in force on {cycle.anchor_on}; no period for the report can be read from it here."
