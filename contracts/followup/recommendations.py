"""The status of recommendations (rules 5 to 7)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from contracts.assessments import Recommendation
from contracts.audiences import Audience
from contracts.base import Part, StateFact
from contracts.vocabulary import ClosedBecause, Day, Id, Implementation, Line, Position, Sequence, Text

TOPIC = "ctc.followup"


class RecommendationFact(StateFact):
    """The fields of all events about the status of a recommendation."""

    topic = TOPIC

    recommendation_id: Id
    assessment_id: Id
    followup_id: Id | None = None
    """The cycle in which it is followed. If it stands alone, the id that the cycle of its assessment would have."""
    sequence: Sequence = 1
    """The sequence of the follow-up in which this was stated."""


class RecommendationAdded(StateFact):
    """It was first made in a follow-up report. It joins the cycle, and is due only if the CTC sets a date (rule 5)."""

    type = "recommendation.added.v1"
    topic = TOPIC

    assessment_id: Id
    followup_id: Id
    sequence: Sequence = 1
    recommendation: Recommendation
    """For the Committee and its State, until assessments tells who else may have it (`disclosure.changed`)."""
    meant_for: Audience | None = None
    """For whom the Committee's staff means it. An event from before has this in the recommendation itself."""
    due_on: Day | None = None


class RecommendationScheduled(RecommendationFact):
    """The CTC set a due date for the report on this recommendation alone, on `occurred_on` (rule 5)."""

    type = "recommendation.scheduled.v1"

    due_on: Day
    previous_due_on: Day | None = None
    reason: Text
    decided_by: Line
    document: Line | None = None


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
    capacity: Text | None = None
    """What the State can do, and with which resources (OP16)."""
    assistance_needed: bool | None = None
    """As the State sees it."""


class RecommendationAssessed(RecommendationFact):
    """Implementation as CTED assesses it: the one that is counted (rule 6)."""

    type = "recommendation.assessed.v1"

    implementation: Implementation
    steps: Text | None = None
    capacity: Text | None = None
    """On the State's capacity and resources (OP16)."""
    assistance_needed: bool | None = None
    """As CTED sees it now."""
    due_on: Day | None = None
    """The due date of this assessment, if the CTC set one for this recommendation alone (rule 5)."""


class Successor(Part):
    """A recommendation that takes the place of others."""

    recommendation: Recommendation
    """For the Committee and its State, until assessments tells who else may have it (`disclosure.changed`)."""
    meant_for: Audience | None = None
    """For whom it is meant. An event from before has this in the recommendation itself."""
    assessed: Implementation | None = None
    """The inherited status: the parent's in a split, the lowest one in a merger (rule 7)."""
    due_on: Day | None = None
    own_due_on: Day | None = None
    """The due date, if it is its own and does not move with the date of the follow-up's report."""


class RecommendationSucceeded(StateFact):
    """Recommendations were merged or split: only the successors are live from now on (rule 7)."""

    type = "recommendation.succeeded.v1"
    topic = TOPIC

    change: Literal["merge", "split"]
    parents: Annotated[tuple[Id, ...], Field(min_length=1, max_length=100)]
    successors: Annotated[tuple[Successor, ...], Field(min_length=1, max_length=100)]
    assessment_id: Id
    followup_id: Id | None = None


class RecommendationCarriedOver(RecommendationFact):
    """Another cycle of the same State goes on with it: it leaves the one it was in, on `occurred_on` (rule 1).

    `followup_id` is the cycle that it leaves; it is the same recommendation and counts once. One of an assessment that
    opens no cycle comes in this way to the cycle that its report follows up.
    """

    type = "recommendation.carried_over.v1"

    to_followup_id: Id
    decided_by: Line
    note: Text | None = None


class RecommendationClosed(RecommendationFact):
    """No longer live: superseded, overtaken or withdrawn."""

    type = "recommendation.closed.v1"

    reason: ClosedBecause
    note: Text | None = None
    due_on: Day | None = None
    """Its due date, if the CTC set one for it alone (rule 5)."""
