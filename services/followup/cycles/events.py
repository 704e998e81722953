"""Builds the events about the due dates of a cycle. Pure."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from contracts.followup import FollowupPending, FollowupReopened, FollowupRescheduled, FollowupScheduled
from reference import Reference
from services.followup.cycles.model import Cycle, is_ended
from shared.engine.rules import Emit


class CycleFields(TypedDict):
    """What every event about a follow-up says."""

    occurred_on: date
    synthetic: bool
    state: str
    followup_id: str
    sequence: int
    assessment_id: str


def cycle_fields(cycle: Cycle, occurred_on: date) -> CycleFields:
    """The part of an event that names the follow-up."""
    return {
        "occurred_on": occurred_on,
        "synthetic": cycle.synthetic,
        "state": cycle.state,
        "followup_id": cycle.id,
        "sequence": cycle.sequence,
        "assessment_id": cycle.assessment_id,
    }


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
