"""What was said to others, and what they said. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.audiences import Audience


@dataclass(frozen=True, slots=True)
class ReleasedCopy:
    """What an audience has of one thing, as it was published."""

    id: str
    """Audience and thing."""
    audience: Audience
    thing_id: str
    root_id: str
    """Of the assessment, visit or product that it belongs to."""
    state: str
    """The event's subject: the State's id; of a product about no single State, its own."""
    type: str
    """Of the event that published it, such as `released.recommendation.v1`."""
    data: str
    """That event's data: JSON."""


@dataclass(frozen=True, slots=True)
class JudgedNotice:
    """A notice that was judged: it is never judged twice, however often its topic is replayed."""

    id: str
    """Source and id of the notice."""
