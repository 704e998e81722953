"""Who has a form made next, so that nobody keeps others from theirs.

The Committee's staff and all others come by turns. Among the others the States and bodies do so, and all strangers are
one of these. Among those of a State its accounts do so. Where the line is full, whoever has most in it leaves a place.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from shared.engine.principals import Principal
from shared.web.problems import Unavailable

MOST_WAITING: Final = 24
"""Each keeps its document in memory."""
PATIENCE: Final = 30.0
"""Seconds until who waits is told to come back: each holds one of a few connections at the gateway."""
STAFF: Final = "staff"
OTHERS: Final = "others"
STRANGERS: Final = "strangers"


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """Somebody in the line."""

    party: str
    account: str
    turn: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    @property
    def names(self) -> tuple[str, str, str]:
        """As whom it had its turn, from the widest to itself."""
        return (STAFF if self.party == STAFF else OTHERS, self.party, self.account)


class Queue:
    """Those who wait for one thing at a time. Belongs to one event loop."""

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []
        """In the order in which they came."""
        self._is_busy = False
        self._turns = count(1)
        self._last_turn: dict[str, int] = {}
        """By name; whoever had none yet is before all who had."""

    @asynccontextmanager
    async def turn(self, asker: Principal) -> AsyncIterator[None]:
        """Waits until it is the asker's turn. Raises Unavailable after PATIENCE, or where it fills the line."""
        newcomer = _Waiting(find_party(asker), asker.itself if asker.has_rights else STRANGERS)
        self._make_room(newcomer)
        self._waiting.append(newcomer)
        if not self._is_busy:
            self._pass_on()
        await self._wait(newcomer)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, one: _Waiting) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await one.turn
        except BaseException as error:
            if one.turn.done() and not one.turn.cancelled() and one.turn.exception() is None:
                self._pass_on()  # it left in the moment in which its turn came
            if isinstance(error, TimeoutError):
                raise Unavailable from None
            raise
        finally:
            self._waiting.remove(one)

    def _list_waiting(self) -> list[_Waiting]:
        """Without those who just had an answer, or left: they are here until they notice it themselves."""
        return [one for one in self._waiting if not one.turn.done()]

    def _pass_on(self) -> None:
        """Gives the turn to whoever had none for the longest time."""
        waiting = self._list_waiting()
        self._is_busy = bool(waiting)
        if not waiting:
            return
        following = min(waiting, key=lambda one: [self._last_turn.get(name, 0) for name in one.names])
        self._last_turn |= dict.fromkeys(following.names, next(self._turns))
        following.turn.set_result(None)

    def _make_room(self, newcomer: _Waiting) -> None:
        """Sends away the last one of the account with most of the party with most; never staff before others."""
        waiting = self._list_waiting()
        if len(waiting) < MOST_WAITING:
            return
        candidates = [newcomer, *reversed(waiting)]
        parties = Counter(one.party for one in candidates)
        accounts = Counter(one.account for one in candidates)
        leaves = max(candidates, key=lambda one: (one.party != STAFF, parties[one.party], accounts[one.account]))
        if leaves is newcomer:
            raise Unavailable
        leaves.turn.set_exception(Unavailable())


def find_party(asker: Principal) -> str:
    """With whom it shares its turns. Who has no right is a stranger, also by an account."""
    if asker.is_staff:
        return STAFF
    if not asker.has_rights:
        return STRANGERS
    return asker.desk if asker.parties else asker.audience
