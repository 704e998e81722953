"""What a lane is, and the tables in which lanes and the notices that wait in them are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class Lane:
    """The way of one sender's notices to their owners."""

    sender: str
    """The principal itself: a publisher and a token may have one name.

    It is the source where the owner of the installation sends, or several share a source.
    """
    places_taken: int = 0
    """Those of notices that were handed on. Their owners have neither answered them nor put them aside."""
    oldest: int = 0
    """The number of the oldest notice that waits here."""
    next_number: int = 0
    """That of the next one that comes to wait."""
    aside: int = 0
    """Notices that their owners put aside, since something that they name is unknown."""
    bytes_queued: int = 0
    """Of all notices that ever came to wait here."""
    bytes_handed_on: int = 0
    """Of these, those of what waits no longer."""
    long_places: int = 0
    """Those of `places_taken` that long reports have."""
    awaits_turn: bool = False
    """Whether its oldest that waits is long: that one is handed on when it is its turn among those of all senders."""
    served_at: datetime | None = None
    """When its last long report was handed on."""


@dataclass(frozen=True, slots=True)
class LaneShare:
    """What a notice that was handed on has of its sender's lane."""

    sender: str
    places: int
    is_long: bool


@dataclass(frozen=True, slots=True)
class QueuedNotice:
    """A notice that waits for a place. It is handed on as it was taken in."""

    id: str
    """The sender, and a number in the order of arrival."""
    subject: str
    content: str
    """The data of `notice.taken_in` as JSON. It is read when its turn has come."""
    cause_id: str
    """The notice's own id, like the next two fields for its trace."""
    correlation_id: str
    traceparent: str | None
    principal: str | None
    """Who sent it, if that is known of one alone."""
    places: int = 1
    """How many it takes."""
    bytes_before: int = 0
    """Of all that ever came to wait in its lane before it."""
    is_long: bool = False
    """Whether it waits for its turn among the long ones of all senders."""


@dataclass(frozen=True, slots=True)
class Queued:
    """That a notice waits in a lane, without the notice: enough to know which ones are read together."""

    id: str
    bytes_before: int
    is_long: bool


LANES: Table[Lane] = Table("lanes", Lane, key="sender")
QUEUED_NOTICES: Table[QueuedNotice] = Table("queued_notices", QueuedNotice, is_heavy=True)
QUEUED: Table[Queued] = Table("queued_notices", Queued, part_of=QUEUED_NOTICES)
"""The same rows. Whoever changes one of them locks its lane."""


def queue_key(sender: str, number: int) -> str:
    """The key of the row of a notice that waits."""
    return f"{sender} {number}"
