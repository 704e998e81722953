"""Who is in: few that have not logged in yet, of each network and in all; more that have, of each user and in all.

A stranger takes no place of whoever has logged in. A user takes none of whoever has fewer, and nobody's turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakValueDictionary

MOST_STRANGERS: Final = 80
"""Connections that have not logged in yet."""
MOST_OF_A_NETWORK: Final = 10
"""Of these, the ones of one network."""
MOST: Final = 120
"""Connections that have logged in."""
MOST_OF_A_USER: Final = 50
"""Of these, the ones of one user, with those that it left before Kafka had answered."""


REQUESTS_A_SECOND: Final = 1_000
"""Of a user, on all its connections, and partitions that it reads. Whoever asks faster waits. A publisher may send ten
events a second."""
BYTES_A_SECOND: Final = 32_000_000
"""Of a user, on all its connections and in both directions."""
WORK_A_SECOND: Final = 0.25
"""Seconds of processor in which a user's TLS is read, on all its connections."""
AHEAD: Final = 0.2
"""Seconds whose requests may come at once, where the user was silent before."""


class Full(Exception):
    """A user has logged in, and has all connections that it may have; the message says so."""


class Pace:
    """When what a user says and hears passes: each thing has a moment of its own, one behind the other.

    Sizes are bytes. Moments are seconds of a clock that only goes on.
    """

    def __init__(self) -> None:
        self._free_at = 0.0
        self._worked_until = 0.0

    def ask(self, now: float, size: int, number: int = 1) -> float:
        """Seconds until a request passes that has come now. It may count as several."""
        return self._take_turn(now, max(number / REQUESTS_A_SECOND, size / BYTES_A_SECOND))

    def work(self, now: float, seconds: float) -> float:
        """Seconds until more is read, after reading took so many of the processor."""
        self._worked_until = max(self._worked_until + seconds / WORK_A_SECOND, now - AHEAD)
        return max(self._worked_until - now, 0.0)

    def answer(self, now: float, size: int) -> float:
        """Seconds until a piece of an answer passes that has come now."""
        return self._take_turn(now, size / BYTES_A_SECOND)

    def _take_turn(self, now: float, lasting: float) -> float:
        self._free_at = max(self._free_at + lasting, now - AHEAD)
        return max(self._free_at - now, 0.0)


@dataclass(eq=False, slots=True)
class Visitor:
    """Who has opened a connection."""

    network: str
    cut_off: Callable[[], object] = field(default=lambda: None)
    """Ends the connection."""
    user: str | None = None
    """As whom it has begun to log in."""
    is_known: bool = False
    """Whether it has logged in."""
    pace: Pace = field(default_factory=Pace)
    """Its own, and the user's as soon as it has logged in."""

    @property
    def name(self) -> dict[str, str]:
        """How a line of the log names it: the user only if it is one."""
        return {"user": self.user} if self.is_known and self.user is not None else {"address": self.network}


class _Room:
    """So many places, and so many of them for each owner."""

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._owners: dict[Visitor, str] = {}
        """In the order in which they came."""
        self._taken: Counter[str] = Counter()

    def enter(self, visitor: Visitor, owner: str, beside: int = 0) -> bool:
        """Gives it a place, unless its owner has all of its own. So many others of the owner count too.

        Where all places are taken, the owner with the most loses its oldest connection.
        """
        if self._taken[owner] + beside >= self._most_of_one:
            return False
        if len(self._owners) >= self._most:
            most = max(self._taken.values())
            oldest = next(one for one, its in self._owners.items() if self._taken[its] == most)
            oldest.cut_off()
            self.leave(oldest)
        self._owners[visitor] = owner
        self._taken[owner] += 1
        return True

    def leave(self, visitor: Visitor) -> None:
        """Takes its place back. A second time changes nothing."""
        if (owner := self._owners.pop(visitor, None)) is not None:
            self._taken[owner] -= 1
            if not self._taken[owner]:
                del self._taken[owner]


class Places:
    """Those of one gate."""

    def __init__(self) -> None:
        self._strangers = _Room(MOST_STRANGERS, MOST_OF_A_NETWORK)
        self._users = _Room(MOST, MOST_OF_A_USER)
        self._paces: WeakValueDictionary[str, Pace] = WeakValueDictionary()
        """Of users that have connections."""
        self._left: Counter[str] = Counter()
        """Connections that users have left, and Kafka still counts."""

    def enter(self, visitor: Visitor) -> bool:
        """Gives a stranger a place, unless its network has all of its own."""
        return self._strangers.enter(visitor, visitor.network)

    def welcome(self, visitor: Visitor) -> None:
        """Gives a stranger the place of a user that has logged in. Raises Full."""
        assert visitor.user is not None
        if not self._users.enter(visitor, visitor.user, beside=self._left[visitor.user]):
            raise Full(f"user {visitor.user} has {MOST_OF_A_USER} connections, with those that Kafka still answers")
        self._strangers.leave(visitor)
        visitor.is_known = True
        visitor.pace = self._paces.setdefault(visitor.user, visitor.pace)

    def leave(self, visitor: Visitor) -> None:
        """Takes its place back. A second time changes nothing."""
        self._strangers.leave(visitor)
        self._users.leave(visitor)

    def leave_unanswered(self, visitor: Visitor) -> None:
        """Takes its place back. Until Kafka has answered, the connection is among those of its user."""
        assert visitor.user is not None
        self._users.leave(visitor)
        self._left[visitor.user] += 1

    def note_answered(self, visitor: Visitor) -> None:
        """Kafka has answered, or ended, a connection that was left before."""
        assert visitor.user is not None
        self._left[visitor.user] -= 1
        if not self._left[visitor.user]:
            del self._left[visitor.user]
