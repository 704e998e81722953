"""How the things of followup look to their readers, and the models of that for the OpenAPI document. Pure."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from services.followup.meetings import Meeting, shown_meeting
from services.followup.model import Cycle, Decision, Recommendation
from services.followup.showing import shown_cycle, shown_recommendation
from services.followup.tables import CYCLES, MEETINGS, RECOMMENDATIONS
from shared.engine.declarations import View, for_all
from shared.web.documents.shapes import shape


class ResponseOfState(BaseModel):
    """The State's response to the recommendations, apart from CTED's report (rule 6)."""

    due_on: date | None
    received_on: date | None
    not_answered_on: date | None
    pending_since: date | None
    decision: Decision | None


_CYCLE = shape(
    "Cycle",
    Cycle,
    hidden={
        "source", "reference", "reported_on", "original_received_on", "response_mandate", "response_decision",
        "response_pending_since", "responded_on", "not_answered_on", "audience", "parties",
    },
    always=("id", "state", "assessment_id", "status"),
    also={"response": ResponseOfState, "original_received_by_state_on": date | None},
)  # fmt: skip
_RECOMMENDATION = shape(
    "Recommendation",
    Recommendation,
    hidden={"closed_by", "disclosed_to", "disclosed_parties", "audience", "parties"},
    always=("id", "cycle_id", "lifecycle"),
)
_MEETING = shape("Meeting", Meeting, hidden={"concerns", "audience", "parties"}, always=("id", "status"))

CYCLE = View(CYCLES, for_all(shown_cycle), _CYCLE)
RECOMMENDATION = View(RECOMMENDATIONS, for_all(shown_recommendation), _RECOMMENDATION)
MEETING: View[Meeting] = View(MEETINGS, lambda meeting, viewer: shown_meeting(meeting, viewer.principal), _MEETING)


class Succession(BaseModel):
    """The recommendations that took the place of others (rule 7)."""

    successors: list[_RECOMMENDATION]  # type: ignore[valid-type]
