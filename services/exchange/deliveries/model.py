"""A delivery, its tries, and how long it waits between them. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

import orjson
from pydantic import BaseModel

Stream = Literal["released", "receipts", "confirmation", "word"]
DeliveryStatus = Literal["waiting", "delivered", "superseded", "unsure"]

TAKEN: Final = "taken"
"""The outcome of a try to which the endpoint answered 2xx."""
UNSURE: Final = "not known"
"""The outcome of an e-mail of which nobody knows whether the server took it. It is not sent again by itself."""
GONE: Final = "status 410"
LONGEST_REST: Final = timedelta(hours=12)
FIRST_REST: Final = timedelta(seconds=5)
GIVES_UP: Final = timedelta(days=3)
"""After so long without success the endpoint is paused."""
MOST_TRIES_KEPT: Final = 50


class Try(BaseModel):
    """One try. What the endpoint sent back is not kept."""

    at: datetime
    outcome: str
    """`taken`, `status 500`, `timed out` and so on."""
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery that is due."""

    id: str
    stream: Stream
    place: int
    event_id: str
    type: str
    first_try_at: datetime | None
    tries: tuple[Try, ...]
    present: int | None = None
    """The number that the thing has in the feed now."""
    event: str | None = None
    """The whole event as JSON, as it is sent."""
    source: str | None = None
    """Of the notice, for a receipt."""
    about: str | None = None
    """For a word to the owner: what it is about, as JSON; None: that subscription does not fail any more."""

    @property
    def digest(self) -> str | None:
        """Of an edition: of its JSON in English, as the event has it."""
        if self.event is None or not self.type.startswith("released.report."):
            return None
        digest: str | None = orjson.loads(self.event)["data"].get("digest")
        return digest

    @property
    def is_superseded(self) -> bool:
        """Whether it is not so any more.

        The audience has another copy of the thing by now, or none, and that is sent; or the owner has acted already.
        """
        return (self.stream == "released" and self.present != self.place) or (
            self.stream == "word" and self.about is None
        )


@dataclass(frozen=True, slots=True)
class Tried:
    """A delivery after a try."""

    delivery: Waiting
    done: Try

    @property
    def has_succeeded(self) -> bool:
        """Whether the endpoint has the event."""
        return self.done.outcome == TAKEN

    @property
    def status(self) -> DeliveryStatus:
        """What the delivery is now."""
        if self.done.outcome == UNSURE:
            return "unsure"
        return "delivered" if self.has_succeeded else "waiting"

    @property
    def first_try_at(self) -> datetime:
        """When it was tried first."""
        return self.delivery.first_try_at or self.done.at

    @property
    def tries(self) -> tuple[Try, ...]:
        """All tries that are kept."""
        return (*self.delivery.tries, self.done)[-MOST_TRIES_KEPT:]

    def gives_up(self, resumed_at: datetime | None) -> bool:
        """Whether it has failed for days."""
        return not self.has_succeeded and self.done.at - self.fails_since(resumed_at) >= GIVES_UP

    def fails_since(self, resumed_at: datetime | None) -> datetime:
        """When it was tried first, or its owner resumed."""
        return max(self.first_try_at, resumed_at) if resumed_at else self.first_try_at


def rest_after(failures: int, longest: timedelta = LONGEST_REST) -> timedelta:
    """How long to wait after so many failures in a row: four times as long each time, a fifth more or less."""
    usual: timedelta = min(FIRST_REST * 4 ** min(failures - 1, 10), longest)
    return usual * random.uniform(0.8, 1.2)
