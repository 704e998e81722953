"""The feed of one audience: for each thing the last copy, numbered in the order of arrival. Pure.

A later copy of a thing takes the place of the earlier one under a new number, and so does its withdrawal. Whoever
reads on from a number therefore meets everything that has changed since, and a new reader meets what is there now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.audiences import Audience
from contracts.ids import uuid5
from shared.engine.rules import Table

MOST_EVENTS: Final = 100
"""Events that an item remembers: some kilobytes."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """What an audience last got of one thing."""

    id: str
    """Of audience and thing."""
    audience: Audience
    number: int
    """Its place in the feed of this audience."""
    thing_id: str
    type: str
    """Short, with version. `released.withdrawn.v1`: the audience has the thing no longer."""
    state: str | None
    themes: tuple[str, ...]
    recorded_at: datetime
    """When it became known here."""
    event_ids: tuple[str, ...]
    """The last `MOST_EVENTS` events about this thing: one of them may be brought again much later."""
    event: str
    """The whole CloudEvent as JSON, as it was published."""
    position: int | None
    """Where the event stands in its partition. None: it came before this was kept."""


@dataclass(frozen=True, slots=True)
class FeedEnd:
    """The last number of a feed. Its row is locked first, so numbers are given in the order of commits."""

    audience: str
    number: int


FEED_ENDS: Table[FeedEnd] = Table("feed_ends", FeedEnd, key="audience", gate="audience")
FEED_ITEMS: Table[FeedItem] = Table("feed_items", FeedItem)


def item_key(audience: str, thing_id: str) -> str:
    """The key of the row of a thing in the feed of an audience."""
    return uuid5("feed", audience, thing_id)
