"""Cycles and recommendations as their readers see them: names and values for JSON. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.followup.model import Cycle, Recommendation


def shown_cycle(cycle: Cycle) -> Mapping[str, Any]:
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


def shown_recommendation(one: Recommendation) -> Mapping[str, Any]:
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
        "synthetic": one.synthetic,
    }
