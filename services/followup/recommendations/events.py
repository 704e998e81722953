"""What every event about a recommendation has. Pure."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from services.followup.cycles.model import Home
from services.followup.recommendations.model import Recommendation


class RecommendationFields(TypedDict):
    """What every event about a recommendation's status says."""

    occurred_on: date
    synthetic: bool
    state: str
    recommendation_id: str
    assessment_id: str
    followup_id: str
    sequence: int


def recommendation_fields(cycle: Home, recommendation: Recommendation, occurred_on: date) -> RecommendationFields:
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
