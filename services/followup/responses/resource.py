"""What may be recorded of a State's response. Pure."""

from __future__ import annotations

from services.followup.cycles.views import CYCLE
from services.followup.recommendations.views import RECOMMENDATION
from services.followup.responses.commands import (
    RecordResponse,
    StatePosition,
    needs_of_position,
    needs_of_record,
    record_response,
    state_position,
)
from shared.engine.declarations import Action, Resource

RESOURCE = Resource(
    "cycles",
    (
        Action("respond", "/cycles/{cycle}/response", RecordResponse, needs_of_record, record_response, CYCLE),
        Action(
            "state_position",
            "/cycles/{cycle}/recommendations/{recommendation}/position",
            StatePosition,
            needs_of_position,
            state_position,
            RECOMMENDATION,
        ),
    ),
)
