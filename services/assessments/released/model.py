"""What each audience has of a thing, as it was published; and the table in which it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.audiences import Audience
from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class ReleasedCopy:
    """What an audience has of one thing, as it was published."""

    id: str
    """Audience and thing."""
    audience: Audience
    thing_id: str
    root_id: str
    """The id of the assessment, visit or product to which it belongs."""
    state: str
    """The event's subject: the State's id; of a product about no single State, its own."""
    type: str
    """The type of the event that published it, such as `released.recommendation.v1`."""
    data: str
    """The data of that event, as JSON."""


RELEASED_COPIES: Table[ReleasedCopy] = Table("released_copies", ReleasedCopy)
