"""Cycles and recommendations as their readers see them: names and values for JSON. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from services.followup.cycles.model import CYCLES, Cycle, Decision
from shared.engine.declarations import View, for_all
from shared.web.documents.shapes import shape


def show_cycle(cycle: Cycle) -> Mapping[str, Any]:
    """A cycle: its present follow-up, the State's response apart, and the follow-ups before."""
    return {
        "id": cycle.id,
        "state": cycle.state,
        "assessment_id": cycle.assessment_id,
        "kind": cycle.kind,
        "opened_on": cycle.opened_on,
        "sequence": cycle.sequence,
        "anchor": cycle.anchor,
        "anchor_on": cycle.anchor_on,
        "original_anchor_on": cycle.original_anchor_on,
        "due_on": cycle.due_on,
        "response_due_on": cycle.response_due_on,
        "mandate": cycle.mandate,
        "paragraph": cycle.paragraph,
        "status": cycle.status,
        "synthetic": cycle.synthetic,
        "decision": cycle.decision,
        "overdue_since": cycle.overdue_since,
        "pending_since": cycle.pending_since,
        "report": cycle.report,
        "received_by_state_on": cycle.received_by_state_on,
        "original_received_by_state_on": cycle.original_received_on,
        "response": {
            "due_on": cycle.response_due_on,
            "received_on": cycle.responded_on,
            "not_answered_on": cycle.not_answered_on,
            "pending_since": cycle.response_pending_since,
            "decision": cycle.response_decision,
        },
        "earlier": cycle.earlier,
        "closed_on": cycle.closed_on,
        "cancelled_on": cycle.cancelled_on,
        "ended_because": cycle.ended_because,
    }


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
        "response_pending_since", "responded_on", "not_answered_on", "audience", "parties", "size_of_responses",
    },
    always=("id", "state", "assessment_id", "status"),
    also={"response": ResponseOfState, "original_received_by_state_on": date | None},
)  # fmt: skip


CYCLE = View(CYCLES, for_all(show_cycle), _CYCLE)
