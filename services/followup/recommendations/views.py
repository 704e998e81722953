"""How a recommendation looks to its readers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from services.followup.recommendations.model import RECOMMENDATIONS, Recommendation
from shared.engine.declarations import View, for_all
from shared.web.documents.shapes import shape


def show_recommendation(one: Recommendation) -> Mapping[str, Any]:
    """A recommendation with its status: what the State says and reports, and what CTED assesses, apart (rule 6)."""
    return {
        "id": one.id,
        "cycle_id": one.cycle_id,
        "assessment_id": one.assessment_id,
        "state": one.state,
        "reference": one.reference,
        "text": one.text,
        "themes": one.themes,
        "priority": one.priority,
        "assistance_needed": one.assistance_needed,
        "assistance_requested": one.assistance_requested,
        "sequence": one.sequence,
        "due_on": one.due_on,
        "lifecycle": one.lifecycle,
        "closed_on": one.closed_on,
        "closed_note": one.closed_note,
        "parents": one.parents,
        "carried_over": one.carried_over,
        "position": one.position,
        "position_on": one.position_on,
        "reported": one.reported,
        "reported_on": one.reported_on,
        "reported_steps": one.reported_steps,
        "reported_capacity": one.reported_capacity,
        "reported_assistance_needed": one.reported_assistance_needed,
        "assessed": one.assessed,
        "assessed_on": one.assessed_on,
        "assessed_steps": one.assessed_steps,
        "assessed_capacity": one.assessed_capacity,
        "assessed_assistance_needed": one.assessed_assistance_needed,
        "assessed_before": one.assessed_before,
        "synthetic": one.synthetic,
    }


_RECOMMENDATION = shape(
    "Recommendation",
    Recommendation,
    hidden={"closed_by", "disclosed_to", "disclosed_parties", "audience", "parties"},
    always=("id", "cycle_id", "lifecycle"),
)


RECOMMENDATION = View(RECOMMENDATIONS, for_all(show_recommendation), _RECOMMENDATION)


class Succession(BaseModel):
    """The recommendations that took the place of others (rule 7)."""

    successors: list[_RECOMMENDATION]  # type: ignore[valid-type]
