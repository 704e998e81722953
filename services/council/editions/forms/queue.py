"""Who has a form made next, so that nobody keeps others from theirs.

All of one State or body, all strangers, and the Committee's staff are each a party. Of each one form at a time is in
the line, and of all others than the staff together one. So an officer waits for one form of others at most, and whoever
asks for a single form waits for one of each party.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Final

from shared.engine.principals import Principal
from shared.web.problems import Unavailable

MOST_WAITING: Final = 24
"""Who asks while so many wait is told to come back: each keeps its document in memory."""
MOST_OF_OTHERS: Final = 20
"""Than the Committee's staff. So an officer finds a place, also while all others flood."""
MOST_OF_STRANGERS: Final = 8
"""So whoever has a right finds a place, also while strangers flood."""
MOST_OF_DESK: Final = 4
"""Of one State or body."""
STAFF: Final = "staff"
STRANGERS: Final = "strangers"


class Queue:
    """Those who wait for one thing at a time. Belongs to one event loop."""

    def __init__(self) -> None:
        self._waiting = Counter[str]()
        """By party: those who wait, and the one whose turn it is."""
        self._of_party: dict[str, asyncio.Lock] = {}
        self._of_others = asyncio.Lock()
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def turn(self, asker: Principal) -> AsyncIterator[None]:
        """Waits until it is the asker's turn. Raises Unavailable while too many wait."""
        party = find_party(asker)
        self._check_places(party)
        self._waiting[party] += 1
        of_party = self._of_party.setdefault(party, asyncio.Lock())
        of_others = nullcontext() if party == STAFF else self._of_others
        try:
            async with of_party, of_others, self._turn:
                yield
        finally:
            self._waiting[party] -= 1
            if not self._waiting[party]:
                del self._waiting[party], self._of_party[party]

    def _check_places(self, party: str) -> None:
        of_all, of_others = self._waiting.total(), self._waiting.total() - self._waiting[STAFF]
        most_of_party = {STAFF: MOST_WAITING, STRANGERS: MOST_OF_STRANGERS}.get(party, MOST_OF_DESK)
        is_full = of_all >= MOST_WAITING or self._waiting[party] >= most_of_party
        if is_full or (party != STAFF and of_others >= MOST_OF_OTHERS):
            raise Unavailable


def find_party(asker: Principal) -> str:
    """Among whom it waits. Who has no right is a stranger, also by an account."""
    if asker.is_staff:
        return STAFF
    return asker.desk if asker.has_rights else STRANGERS
