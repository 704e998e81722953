"""Events of the followup service: the OP16 clock, and the status of recommendations."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from contracts.assessments import Recommendation
from contracts.base import Fact, Part, StateFact
from contracts.vocabulary import (
    Bodies,
    ClosedBecause,
    Day,
    Id,
    Ids,
    Implementation,
    Line,
    Position,
    Sequence,
    States,
    Text,
)

TOPIC = "ctc.followup"


# ---- follow-ups -----------------------------------------------------------------------------


class FollowupFact(StateFact):
    """What all events about a follow-up say. A further one in the same cycle has the next `sequence`."""

    topic = TOPIC

    followup_id: Id
    """The cycle's id."""
    sequence: Sequence = 1
    assessment_id: Id


class FollowupScheduled(FollowupFact):
    """A report on the implementation of recommendations is due (OP16). `occurred_on` is the anchor's day."""

    type = "followup.scheduled.v1"

    anchor: Line
    """The date it is counted from: `submitted_to_ctc_on`, or of a further follow-up what the CTC decided."""
    anchor_on: Day
    due_on: Day
    response_due_on: Day | None = None
    """The State's six months; absent until it received the report."""
    mandate: Line
    paragraph: Line


class FollowupRescheduled(FollowupScheduled):
    """A due date moved, on `occurred_on`: by a corrected anchor (rule 4), a decision, or a new mandate."""

    type = "followup.rescheduled.v1"

    previous_due_on: Day | None = None
    previous_response_due_on: Day | None = None
    reason: Text
    decided_by: Line | None = None
    document: Line | None = None


class FollowupPending(FollowupFact):
    """No mandate is in force for it: listed for decision, no reminders, not overdue (rule 9)."""

    type = "followup.pending.v1"

    anchor: Line
    anchor_on: Day
    due_on: Day | None = None
    """When it was due under the mandate that ended; absent if it never had a due date."""
    response_due_on: Day | None = None
    """The State's six months, where they run under a mandate of their own."""
    reason: Text


class FollowupReminded(FollowupFact):
    """A duty comes near."""

    type = "followup.reminded.v1"

    duty: Literal["report", "response"]
    due_on: Day
    days_before: Annotated[int, Field(ge=0, le=3_660)]


class FollowupOverdue(FollowupFact):
    """The report was not made by its day; `occurred_on` is the day after."""

    type = "followup.overdue.v1"

    due_on: Day
    mandate: Line
    paragraph: Line


class FollowupResponseReceived(FollowupFact):
    """The State's response arrived on `occurred_on`. What it says of each recommendation are events of their own."""

    type = "followup.response_received.v1"

    response_due_on: Day | None = None
    recommendation_ids: Ids = ()
    """Those that it speaks of."""


class FollowupNotAnswered(FollowupFact):
    """The State's time ended without a response: a normal state; `occurred_on` is the day after."""

    type = "followup.not_answered.v1"

    response_due_on: Day


class FollowupReported(FollowupFact):
    """CTED reported to the CTC on `occurred_on` (OP16)."""

    type = "followup.reported.v1"

    due_on: Day | None = None
    """When it was due; with `occurred_on`, its punctuality."""
    document: Line | None = None
    capacity: Text | None = None
    """On capacity and resources."""
    assistance: Text | None = None
    cross_cutting: Text | None = None
    """On gender, children and human rights."""
    proposal: Text | None = None
    """On further follow-up or assistance."""


class FollowupClosed(FollowupFact):
    """Every recommendation of the cycle is reported, carried over or overtaken (rule 1)."""

    type = "followup.closed.v1"

    reason: Text


class FollowupCancelled(FollowupFact):
    """Its assessment was withdrawn (rule 8)."""

    type = "followup.cancelled.v1"

    reason: Text


# ---- recommendations ------------------------------------------------------------------------


class RecommendationFact(StateFact):
    """What all events about a recommendation's status say."""

    topic = TOPIC

    recommendation_id: Id
    assessment_id: Id
    followup_id: Id | None = None
    """The cycle, if its assessment opened one."""
    sequence: Sequence = 1
    """The follow-up in which this was said."""


class RecommendationAdded(StateFact):
    """First made in a follow-up report: joins the cycle, and is due only if the CTC sets a date (rule 5)."""

    type = "recommendation.added.v1"
    topic = TOPIC

    assessment_id: Id
    followup_id: Id
    sequence: Sequence = 1
    recommendation: Recommendation
    due_on: Day | None = None


class RecommendationPositionStated(RecommendationFact):
    """The State accepts the recommendation, in part or whole, or not."""

    type = "recommendation.position_stated.v1"

    position: Position
    statement: Text | None = None


class RecommendationReported(RecommendationFact):
    """Implementation as the State reports it; never counted, only shown beside what CTED assessed (rule 6)."""

    type = "recommendation.reported.v1"

    implementation: Implementation
    steps: Text | None = None


class RecommendationAssessed(RecommendationFact):
    """Implementation as CTED assesses it: the one that is counted (rule 6)."""

    type = "recommendation.assessed.v1"

    implementation: Implementation
    steps: Text | None = None


class Successor(Part):
    """A recommendation that takes the place of others."""

    recommendation: Recommendation
    assessed: Implementation | None = None
    """Inherited in a split; in a merger the lowest, until assessed (rule 7)."""
    due_on: Day | None = None


class RecommendationSucceeded(StateFact):
    """Recommendations were merged or split: only the successors are live from now on (rule 7)."""

    type = "recommendation.succeeded.v1"
    topic = TOPIC

    change: Literal["merge", "split"]
    parents: Annotated[tuple[Id, ...], Field(min_length=1, max_length=100)]
    successors: Annotated[tuple[Successor, ...], Field(min_length=1, max_length=100)]
    assessment_id: Id
    followup_id: Id | None = None


class RecommendationClosed(RecommendationFact):
    """No longer live: superseded, overtaken or withdrawn."""

    type = "recommendation.closed.v1"

    reason: ClosedBecause
    note: Text | None = None


# ---- meetings (OP16) ------------------------------------------------------------------------


class MeetingPlanned(Fact):
    """The Chair invited States to a meeting."""

    type = "meeting.planned.v1"
    topic = TOPIC

    meeting_id: Id
    title: Line
    held_on: Day | None = None
    """The day it is planned for, or took place."""
    invited: States = ()
    bodies: Bodies = ()
    assessment_id: Id | None = None


class MeetingHeld(MeetingPlanned):
    """The meeting took place, on `occurred_on`."""

    type = "meeting.held.v1"

    answered: States = ()
    attended: States = ()


EVENTS = (
    FollowupScheduled,
    FollowupRescheduled,
    FollowupPending,
    FollowupReminded,
    FollowupOverdue,
    FollowupResponseReceived,
    FollowupNotAnswered,
    FollowupReported,
    FollowupClosed,
    FollowupCancelled,
    RecommendationAdded,
    RecommendationPositionStated,
    RecommendationReported,
    RecommendationAssessed,
    RecommendationSucceeded,
    RecommendationClosed,
    MeetingPlanned,
    MeetingHeld,
)
