"""The bodies of one principal that a service waits for or has in memory: slow or large ones harm nobody else."""

from __future__ import annotations

from collections import Counter
from typing import Final

from starlette.types import Message, Receive

from shared.web.problems import TooManyBodies
from shared.web.server.shares import Shares

MOST: Final = 32
"""Bodies of one principal that are on their way. One that comes with its head is not counted."""
LARGE: Final = 64 * 1024
"""Bytes. What smaller bodies hold is not counted: there is one for each connection at most."""
MOST_BYTES: Final = 16 * 1024 * 1024
"""Bytes of large bodies of one principal until they are answered: four batches, or 32 of the largest notices."""
MOST_BYTES_OF_ALL: Final = 64 * 1024 * 1024
"""The same of all principals together. As much again is made of those that are handled."""


class BodiesUnderWay:
    """The bodies of one service, by principal."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._kept = Shares(MOST_BYTES, MOST_BYTES_OF_ALL, TooManyBodies)

    def count_body(self, principal: str, receive: Receive) -> CountedBody:
        """The body of a request of this principal. Raises TooManyBodies if as many are waited for already."""
        if self._count[principal] >= MOST:
            raise TooManyBodies
        return CountedBody(self._count, self._kept, principal, receive)


class CountedBody:
    """A `receive` that counts as under way from its start until the body is whole, or its sender has left.

    What is kept of it in memory counts until it is released.
    """

    def __init__(self, count: Counter[str], kept: Shares, principal: str, receive: Receive) -> None:
        self._count, self._all_kept, self._principal, self._receive = count, kept, principal, receive
        self._is_under_way = True
        self._kept = 0
        count[principal] += 1

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            self._end()
        return message

    def check_room(self, size: int) -> None:
        """Raises TooManyBodies or Unavailable if so many bytes of it would be too many to be kept."""
        more = size - self._kept
        if size > LARGE and more > 0:
            self._all_kept.check(self._principal, more)

    def keep(self, size: int) -> None:
        """Counts so many bytes of it as kept. Raises as `check_room` does."""
        if size > max(LARGE, self._kept):
            self._all_kept.take(self._principal, size - self._kept)
            self._kept = size

    def release(self) -> None:
        """Counts nothing of it any longer. A second time changes nothing."""
        self._end()
        self._all_kept.give_back(self._principal, self._kept)
        self._kept = 0

    def _end(self) -> None:
        if self._is_under_way:
            self._is_under_way = False
            self._count[self._principal] -= 1
            if not self._count[self._principal]:
                del self._count[self._principal]
