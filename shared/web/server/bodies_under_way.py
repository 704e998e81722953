"""The bodies of one principal that a service waits for, has in memory or reads: slow or large ones harm nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Final

from starlette.types import Message, Receive

from shared.engine.principals import PUBLIC, Principal
from shared.web.problems import TooLarge, TooManyBodies
from shared.web.server.rates import Rates
from shared.web.server.shares import Shares

MOST: Final = 32
"""Bodies of one principal that are on their way. One that comes with its head is not counted."""
LARGE: Final = 64 * 1024
"""Bytes. What smaller bodies hold is not counted: there is one for each connection at most."""
MOST_BYTES: Final = 16 * 1024 * 1024
"""Bytes of large bodies of one principal until they are answered: four batches, or 32 of the largest notices."""
MOST_BYTES_OF_ALL: Final = 64 * 1024 * 1024
"""The same of all principals together. As much again is made of those that are handled."""
MOST_READ_AT_ONCE: Final = 16 * 1024 * 1024
"""Bytes of one State, body or publisher that are read as fast as they come. A megabyte takes 11 to 33 ms."""
READ_A_SECOND: Final = 1024 * 1024
"""After these. The Committee's staff may send as much as it likes."""
MOST_OF_OTHERS_AT_ONCE: Final = 1024 * 1024
"""The same of an account that neither commands nor sends events. It applies to be registered, or subscribes."""
OF_OTHERS_A_SECOND: Final = 16 * 1024


class BodiesUnderWay:
    """The bodies of one service, by principal."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._kept = Shares(MOST_BYTES, MOST_BYTES_OF_ALL, TooManyBodies)
        self._read = Rates(MOST_READ_AT_ONCE, READ_A_SECOND)
        self._read_of_others = Rates(MOST_OF_OTHERS_AT_ONCE, OF_OTHERS_A_SECOND)

    def count_body(self, asks: Principal, whose: str, receive: Receive) -> CountedBody:
        """The body of a request. Raises TooManyBodies if as many are waited for already, or too much was just read."""
        may_be_large = asks.is_staff or asks.may_command or bool(asks.sources)
        rates = self._read if may_be_large else self._read_of_others
        # All accounts of a State or a body together: it may have any number.
        paced = ",".join(sorted(asks.parties)) if may_be_large and asks.parties else whose
        is_paced = not asks.is_staff and asks != PUBLIC
        if self._count[whose] >= MOST or (is_paced and not rates.may_take(paced, 0)):
            raise TooManyBodies
        count_read = partial(rates.add, paced) if is_paced else None
        return CountedBody(self._count, self._kept, count_read, None if may_be_large else LARGE, whose, receive)


class CountedBody:
    """A `receive` that counts as under way from its start until the body is whole, or its sender has left.

    What is kept of it in memory counts until it is released.
    """

    def __init__(
        self,
        count: Counter[str],
        kept: Shares,
        count_read: Callable[[int], None] | None,
        largest: int | None,
        whose: str,
        receive: Receive,
    ) -> None:
        self._count, self._all_kept, self._whose, self._receive = count, kept, whose, receive
        self._count_read = count_read
        self._largest = largest
        """Bytes. None: what is asked for may be as large as it is for everybody."""
        self._is_under_way = True
        self._kept = 0
        count[whose] += 1

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            self._end()
        return message

    def check_room(self, size: int) -> None:
        """Raises TooLarge, TooManyBodies or Unavailable if so many bytes of it would be too many to be kept."""
        self._check_largest(size)
        more = size - self._kept
        if size > LARGE and more > 0:
            self._all_kept.check(self._whose, more)

    def keep(self, size: int) -> None:
        """Counts so many bytes of it as kept. Raises as `check_room` does."""
        self._check_largest(size)
        if size > max(LARGE, self._kept):
            self._all_kept.take(self._whose, size - self._kept)
            self._kept = size

    def _check_largest(self, size: int) -> None:
        if self._largest is not None and size > self._largest:
            raise TooLarge

    def count_read(self, size: int) -> None:
        """Counts it as read: to make something of it takes everybody's time."""
        if self._count_read is not None:
            self._count_read(size)

    def release(self) -> None:
        """Counts nothing of it any longer. A second time changes nothing."""
        self._end()
        self._all_kept.give_back(self._whose, self._kept)
        self._kept = 0

    def _end(self) -> None:
        if self._is_under_way:
            self._is_under_way = False
            self._count[self._whose] -= 1
            if not self._count[self._whose]:
                del self._count[self._whose]
