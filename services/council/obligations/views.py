"""What a reader sees of an obligation. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.council.obligations.model import OBLIGATIONS, Occurrence, Standing
from shared.engine.declarations import View, Viewer
from shared.web.documents.shapes import shape


def show_obligation(one: Occurrence) -> dict[str, Any]:
    """An occurrence as an item of the calendar."""
    met_on = one.last_held_on if one.state == "met" else None
    return {
        "id": one.id,
        "what": one.title,
        "obligation": one.obligation,
        "owner": one.owner,
        "recipient": one.recipient,
        "mandate": one.mandate,
        "paragraph": one.paragraph,
        "wording": one.wording,
        "subject": None,
        "period": one.period,
        "due_on": one.due_on,
        "state": one.state,
        "met_on": met_on,
        "late": None if met_on is None or one.due_on is None else met_on > one.due_on,
        "count": one.count,
        "held": len(one.held_by),
        "last_held_on": one.last_held_on,
        "nudged_on": one.nudged_on,
        "service": "council",
        "synthetic": one.synthetic,
    }


OBLIGATION = shape(
    "Obligation",
    Occurrence,
    hidden={"title", "met_by_event", "met_where", "year_field", "in_mandate", "audience", "parties"},
    always=("id", "what", "state"),
    also={
        "what": str, "subject": str | None, "state": Standing, "met_on": date | None, "late": bool | None, "held": int,
        "service": str,
    },
)  # fmt: skip


def _show_whole(one: Occurrence, viewer: Viewer) -> dict[str, Any]:
    """With the day of each thing that counted for it, and what people recorded of it.

    What an event tells of is the Committee's to name: of a briefing or a list few may know more than the day.
    """
    shown = show_obligation(one) | {"held_on": one.held_on}
    if one.met_by_event and not viewer.principal.sees("committee"):
        return shown
    return shown | {"held_by": one.held_by}


VIEW = View(OBLIGATIONS, _show_whole, OBLIGATION)
