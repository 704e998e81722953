"""Events about duplications. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from contracts.unoct import DuplicationFlagged, DuplicationResolved
from services.unoct.duplications.model import Duplication


def build_flagged_event(duplication: Duplication, day: date) -> DuplicationFlagged:
    """Two projects serve one need."""
    return DuplicationFlagged(**_shared_fields(duplication, day))


def build_resolved_event(duplication: Duplication, day: date) -> DuplicationResolved:
    """It is decided how the two go together, or one of them serves the need no longer."""
    names = ("resolution", "kept_project_id", "note")
    decision = {name: getattr(duplication, name) for name in names}
    return DuplicationResolved(**_shared_fields(duplication, day) | decision)


def _shared_fields(duplication: Duplication, day: date) -> dict[str, Any]:
    """The fields that both events have."""
    return {
        "occurred_on": day,
        "synthetic": duplication.synthetic,
        "state": duplication.state,
        "duplication_id": duplication.id,
        "recommendation_id": duplication.recommendation_id,
        "case_id": duplication.case_id,
        "project_ids": duplication.project_ids,
    }
