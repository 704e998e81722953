"""Who is in: few that have not logged in yet, of each network and in all; more that have, of each user and in all.

So a stranger takes no place of whoever has logged in, and neither does another user.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

MOST_STRANGERS: Final = 80
"""Connections that have not logged in yet."""
MOST_OF_A_NETWORK: Final = 10
"""Of these, the ones of one network."""
MOST: Final = 120
"""Connections that have logged in."""
MOST_OF_A_USER: Final = 50
"""Of these, the ones of one user."""


class Full(Exception):
    """A user has logged in, and there is no place; the message says which are taken."""


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

    @property
    def name(self) -> dict[str, str]:
        """How a line of the log names it: the user only if it is one."""
        return {"user": self.user} if self.is_known and self.user is not None else {"address": self.network}


class Places:
    """Those of one gate."""

    def __init__(self) -> None:
        self._strangers: dict[Visitor, None] = {}
        """In the order in which they came."""
        self._of_network: Counter[str] = Counter()
        self._of_user: Counter[str] = Counter()

    def enter(self, visitor: Visitor) -> bool:
        """Gives a stranger a place, unless its network has all of its own.

        Where all places are taken, the network with the most loses its oldest connection.
        """
        if self._of_network[visitor.network] >= MOST_OF_A_NETWORK:
            return False
        if len(self._strangers) >= MOST_STRANGERS:
            most = max(self._of_network.values())
            oldest = next(one for one in self._strangers if self._of_network[one.network] == most)
            self.leave(oldest)
            oldest.cut_off()
        self._strangers[visitor] = None
        self._of_network[visitor.network] += 1
        return True

    def welcome(self, visitor: Visitor) -> None:
        """Gives a stranger the place of a user that has logged in. Raises Full."""
        assert visitor.user is not None
        if self._of_user[visitor.user] >= MOST_OF_A_USER:
            raise Full(f"user {visitor.user} has {MOST_OF_A_USER} connections")
        if self._of_user.total() >= MOST:
            raise Full(f"all {MOST} connections are taken")
        self.leave(visitor)
        visitor.is_known = True
        self._of_user[visitor.user] += 1

    def leave(self, visitor: Visitor) -> None:
        """Takes its place back. A second time changes nothing."""
        if visitor.is_known and visitor.user is not None:
            visitor.is_known = False
            _take_one(self._of_user, visitor.user)
        elif visitor in self._strangers:
            del self._strangers[visitor]
            _take_one(self._of_network, visitor.network)


def _take_one(counter: Counter[str], key: str) -> None:
    counter[key] -= 1
    if not counter[key]:
        del counter[key]
