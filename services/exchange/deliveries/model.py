"""A delivery, its tries, and how long it waits between them. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from pydantic import BaseModel

Stream = Literal["released", "receipts", "confirmation", "word"]
DeliveryStatus = Literal["waiting", "delivered", "superseded", "unsure"]

TAKEN: Final = "taken"
"""The outcome of a try to which the endpoint answered 2xx."""
UNSURE: Final = "not known"
"""The outcome of an e-mail of which nobody knows whether the server took it. It is not sent again by itself."""
OF_OUR_SERVER: Final = "mail server "
"""So begins the outcome of a try that failed before our mail server heard the address: it says nothing of that."""
TOO_BUSY: Final = "too busy here"
"""The outcome of a try for which handshakes with others left no thread: it says nothing of the address either."""
GONE: Final = "status 410"
LONGEST_REST: Final = timedelta(hours=12)
LONGEST_REST_WITHOUT_SERVER: Final = timedelta(hours=1)
"""Between tries that fail at our own mail server: once it is back, what waits goes out that soon."""
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
    size: int = 0
    """Bytes of the event, which is read when it is sent."""
    present: int | None = None
    """The number that the thing has in the feed now."""
    digest: str | None = None
    """Of an edition: of its JSON in English, as the event has it."""
    source: str | None = None
    """Of the notice, for a receipt."""
    about: str | None = None
    """For a word to the owner: what it is about, as JSON; None: that subscription does not fail any more."""

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
    def fails_at_our_server(self) -> bool:
        """Whether it says nothing of the address, since our own mail server failed."""
        return self.done.outcome.startswith(OF_OUR_SERVER)

    @property
    def fails_here(self) -> bool:
        """Whether it says nothing of the address, since it failed before."""
        return self.fails_at_our_server or self.done.outcome == TOO_BUSY

    @property
    def status(self) -> DeliveryStatus:
        """What the delivery is now."""
        if self.done.outcome == UNSURE:
            return "unsure"
        return "delivered" if self.has_succeeded else "waiting"

    @property
    def first_try_at(self) -> datetime | None:
        """When its address was tried first; None: not yet."""
        return self.delivery.first_try_at or (None if self.fails_here else self.done.at)

    @property
    def tries(self) -> tuple[Try, ...]:
        """All tries that are kept."""
        return (*self.delivery.tries, self.done)[-MOST_TRIES_KEPT:]

    def gives_up(self, resumed_at: datetime | None) -> bool:
        """Whether its address has failed for days."""
        fails = not self.has_succeeded and not self.fails_here
        return fails and self.done.at - self.fails_since(resumed_at) >= GIVES_UP

    def fails_since(self, resumed_at: datetime | None) -> datetime:
        """When its address was tried first, or its owner resumed."""
        first = self.first_try_at or self.done.at
        return max(first, resumed_at) if resumed_at else first

    def rest(self) -> timedelta:
        """How long it waits, after so many failures of this kind in a row."""
        if self.done.outcome == TOO_BUSY:
            return FIRST_REST
        ours, failures = self.fails_at_our_server, 0
        for one in reversed(self.tries):
            if one.outcome == TOO_BUSY:
                continue
            if one.outcome == TAKEN or one.outcome.startswith(OF_OUR_SERVER) != ours:
                break
            failures += 1
        return rest_after(failures, LONGEST_REST_WITHOUT_SERVER if ours else LONGEST_REST)


def rest_after(failures: int, longest: timedelta = LONGEST_REST) -> timedelta:
    """How long to wait after so many failures in a row: four times as long each time, a fifth more or less."""
    usual: timedelta = min(FIRST_REST * 4 ** min(failures - 1, 10), longest)
    return usual * random.uniform(0.8, 1.2)
