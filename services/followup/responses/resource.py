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
from services.followup.responses.correcting import CORRECTABLE
from services.followup.responses.views import RESPONSE
from shared.engine.declarations import Action, Listing, Resource, Single
from shared.web.corrections import corrections_of

RESOURCE = Resource(
    "cycles",
    (
        Listing(
            "list_responses",
            "/cycles/{cycle}/responses",
            "What arrived from the State, for the Committee and the State itself.",
            RESPONSE,
            within=CYCLE,
            column="cycle_id",
        ),
        Single("show_response", "/responses/{response}", "What arrived from a State on one day.", RESPONSE),
        *corrections_of(CORRECTABLE, "/responses/{response}", RESPONSE),
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
