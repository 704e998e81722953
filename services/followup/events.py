"""What followup tells of a cycle's clock. Pure."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from contracts.followup import FollowupPending, FollowupReopened, FollowupRescheduled, FollowupScheduled
from reference import Reference
from services.followup.model import Cycle, Recommendation, ended
from shared.engine.rules import Emit


class OfCycle(TypedDict):
    """What every event about a follow-up says."""

    occurred_on: date
    synthetic: bool
    state: str
    followup_id: str
    sequence: int
    assessment_id: str


def of_cycle(cycle: Cycle, occurred_on: date) -> OfCycle:
    """The part of an event that names the follow-up."""
    return {
        "occurred_on": occurred_on,
        "synthetic": cycle.synthetic,
        "state": cycle.state,
        "followup_id": cycle.id,
        "sequence": cycle.sequence,
        "assessment_id": cycle.assessment_id,
    }


class OfRecommendation(TypedDict):
    """What every event about a recommendation's status says."""

    occurred_on: date
    synthetic: bool
    state: str
    recommendation_id: str
    assessment_id: str
    followup_id: str
    sequence: int


def of_recommendation(cycle: Cycle, recommendation: Recommendation, occurred_on: date) -> OfRecommendation:
    """The part of an event that names the recommendation, and the follow-up in which this is said."""
    return {
        "occurred_on": occurred_on,
        "synthetic": cycle.synthetic or recommendation.synthetic,
        "state": cycle.state,
        "recommendation_id": recommendation.id,
        "assessment_id": recommendation.assessment_id,
        "followup_id": cycle.id,
        "sequence": cycle.sequence,
    }


def scheduled(cycle: Cycle, reference: Reference) -> list[Emit]:
    """That the present follow-up is due; and that it is pending, if nothing governs it (rule 9)."""
    told: list[Emit] = []
    since = cycle.decision.decided_on if cycle.decision else cycle.anchor_on
    if cycle.due_on is not None:
        data = FollowupScheduled(
            **of_cycle(cycle, since),
            anchor=cycle.anchor,
            anchor_on=cycle.anchor_on,
            due_on=cycle.due_on,
            response_due_on=cycle.response_due_on,
            mandate=cycle.mandate or "",
            paragraph=cycle.paragraph or "",
        )
        told.append(Emit(data, cycle.state))
    if cycle.pending_since is not None:
        told.append(pending(cycle, cycle.pending_since, reference))
    return told


def moved(
    old: Cycle,
    new: Cycle,
    occurred_on: date,
    reason: str,
    reference: Reference,
    decided_by: str | None = None,
    document: str | None = None,
) -> list[Emit]:
    """That a date of the cycle moved, and why; and that it is pending, if nothing governs it (still or any more).

    Of a cycle that has ended only the punctuality of its report, and of the answer beside it, still changes; without a
    report nothing is due in it any more.
    """
    if ended(new) and new.reported_on is None:
        return []
    if new.due_on is None:
        return [pending(new, occurred_on, reference)]
    unanswered = ended(new) and new.responded_on is None and new.not_answered_on is None
    data = FollowupRescheduled(
        **of_cycle(new, occurred_on),
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
    told = [Emit(data, new.state)]
    return told + still_pending(new, reference)


def reopened(cycle: Cycle, occurred_on: date, reason: str) -> Emit:
    """That the cycle goes on, and why."""
    data = FollowupReopened(
        **of_cycle(cycle, occurred_on),
        due_on=cycle.due_on,
        response_due_on=cycle.response_due_on,
        reason=reason,
    )
    return Emit(data, cycle.state)


def still_pending(cycle: Cycle, reference: Reference) -> list[Emit]:
    """That nothing governs it, if so (rule 9)."""
    if cycle.pending_since is None or cycle.status != "pending_mandate":
        return []
    return [pending(cycle, cycle.pending_since, reference)]


def pending(cycle: Cycle, occurred_on: date, reference: Reference) -> Emit:
    """That no mandate governs the follow-up: it is listed for decision."""
    data = FollowupPending(
        **of_cycle(cycle, occurred_on),
        anchor=cycle.anchor,
        anchor_on=cycle.anchor_on,
        due_on=cycle.due_on,
        response_due_on=cycle.response_due_on,
        reason=why_pending(cycle, reference),
    )
    return Emit(data, cycle.state)


def why_pending(cycle: Cycle, reference: Reference) -> str:
    """The sentence for who has to decide."""
    if cycle.due_on is not None:
        mandate = reference.mandate(cycle.mandate or "")
        title = mandate.title if mandate else "Its mandate"
        return f"{title} has ended, and no mandate in force renews the duty."
    mandate = reference.mandate_on(cycle.anchor_on)
    if mandate is None:
        return f"No mandate was in force on {cycle.anchor_on}, so none says when the report is due."
    return f"{mandate.title} was in force on {cycle.anchor_on}; no period for the report can be read from it here."
