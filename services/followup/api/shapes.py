"""What the addresses of followup answer, for the OpenAPI document: rows as they are shown."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from services.followup.meetings import Meeting
from services.followup.model import Cycle, Decision, Recommendation
from shared.web.documents.shapes import shape


class ResponseOfState(BaseModel):
    """The State's response to the recommendations, apart from CTED's report (rule 6)."""

    due_on: date | None
    received_on: date | None
    not_answered_on: date | None
    pending_since: date | None
    decision: Decision | None


CYCLE = shape(
    "Cycle",
    Cycle,
    hidden={
        "source", "reference", "reported_on", "original_received_on", "response_mandate", "response_decision",
        "response_pending_since", "responded_on", "not_answered_on", "audience", "parties",
    },
    always=("id", "state", "assessment_id", "status"),
    also={"response": ResponseOfState, "original_received_by_state_on": date | None},
)  # fmt: skip
RECOMMENDATION = shape(
    "Recommendation",
    Recommendation,
    hidden={"closed_by", "disclosed_to", "disclosed_parties", "audience", "parties"},
    always=("id", "cycle_id", "lifecycle"),
)
MEETING = shape("Meeting", Meeting, hidden={"concerns", "audience", "parties"}, always=("id", "status"))


class Succession(BaseModel):
    """The recommendations that took the place of others (rule 7)."""

    successors: list[RECOMMENDATION]  # type: ignore[valid-type]
