"""The OP16 clock: follow-ups scheduled, reminded of, answered, reported, ended."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from contracts.base import StateFact
from contracts.followup.cycles import CycleContent
from contracts.vocabulary import Day, Id, Ids, Line, Sequence, Text

TOPIC = "ctc.followup"


class FollowupFact(StateFact):
    """The fields of all events about a follow-up. A further one in the same cycle has the next `sequence`."""

    topic = TOPIC

    followup_id: Id
    """The cycle's id."""
    sequence: Sequence = 1
    assessment_id: Id
    cycle: CycleContent | None = None
    """The whole cycle as it stands after this; absent in events from before it was carried."""


class FollowupScheduled(FollowupFact):
    """A report on the implementation of recommendations is due (OP16).

    `occurred_on` is the anchor's day; of a further follow-up, that of its decision.
    """

    type = "followup.scheduled.v1"

    anchor: Line
    """The date from which it is counted: `submitted_to_ctc_on`, or what the CTC decided for a further follow-up."""
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
    """The due date under the mandate that ended; absent if it never had one."""
    response_due_on: Day | None = None
    """The last day of the State's six months, if they run under a mandate of their own."""
    reason: Text


class FollowupReminded(FollowupFact):
    """A reminder of a duty that is due soon."""

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
    """The recommendations in the response."""


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
    """Its assessment was withdrawn (rule 8), or corrected to a kind that opens no cycle (rule 1)."""

    type = "followup.cancelled.v1"

    reason: Text


class FollowupReopened(FollowupFact):
    """The cycle goes on after it was closed or cancelled: a recommendation is open again, or the kind was corrected."""

    type = "followup.reopened.v1"

    due_on: Day | None = None
    response_due_on: Day | None = None
    reason: Text


class FollowupRestated(FollowupFact):
    """How the cycle stands, where no other event says so. `occurred_on` is the day of what changed it, if any did."""

    type = "followup.restated.v1"

    cycle: CycleContent
