"""Events that changed a cycle before: read again, they change nothing. Pure."""

from __future__ import annotations

from typing import Any

from services.followup.cycles.model import SEEN, Seen
from shared.engine.rules import Event, Put


def key_of(event: Event[Any]) -> str:
    """By which it is known for good."""
    return f"{event.source} {event.id}"


def note_seen(event: Event[Any]) -> Put:
    """That it changed the cycle."""
    return Put(SEEN, Seen(key_of(event)))
