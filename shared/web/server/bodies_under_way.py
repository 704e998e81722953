"""The bodies of one principal that a service waits for, has in memory or reads: slow or large ones harm nobody else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
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
LARGEST_OF_STRANGERS: Final = 8 * 1024
"""Bytes. Nothing is made of their bodies but a token of the form of `/ui/session`."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many bytes are read as fast as they come, and a second after that. The Committee's staff has none."""

    at_once: int
    a_second: int


LARGE_ONES: Final = Pace(16 * 1024 * 1024, 1024 * 1024)
"""Of large bodies of all accounts of a State, a body or a publisher. A megabyte takes 11 to 33 ms."""
OF_SENDERS: Final = Pace(16 * 1024 * 1024, 1024 * 1024)
"""Of small bodies of one account that sends events."""
OF_DESKS: Final = Pace(2 * 1024 * 1024, 64 * 1024)
"""Of small bodies of one account that commands. It must not keep other accounts of its State from commanding."""
OF_OTHERS: Final = Pace(1024 * 1024, 16 * 1024)
"""Of one account that does neither. It applies to be registered, or subscribes."""


class BodiesUnderWay:
    """The bodies of one service, by principal."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._kept = Shares(MOST_BYTES, MOST_BYTES_OF_ALL, TooManyBodies)
        self._large, self._of_senders, self._of_desks, self._of_others = (
            Rates(pace.at_once, pace.a_second) for pace in (LARGE_ONES, OF_SENDERS, OF_DESKS, OF_OTHERS)
        )

    def count_body(self, asks: Principal, whose: str, receive: Receive, is_inside: bool = False) -> CountedBody:
        """The body of a request. Raises TooManyBodies if as many are waited for already, or too much was just read.

        `is_inside`: another service asks, without a name.
        """
        if self._count[whose] >= MOST:
            raise TooManyBodies
        body = CountedBody(self._count, self._kept, whose, receive)
        may_be_large = is_inside or asks.is_staff or asks.may_command or bool(asks.sources)
        if not may_be_large:
            body.largest = LARGEST_OF_STRANGERS if asks == PUBLIC else LARGE
        if not (is_inside or asks.is_staff or asks == PUBLIC):
            small = self._of_senders if asks.sources else self._of_desks if asks.may_command else self._of_others
            body.small, body.large = (small, whose), (self._large, asks.desk)
        return body


class CountedBody:
    """A `receive` that counts as under way from its start until the body is whole, or its sender has left.

    What is kept of it in memory counts until it is released.
    """

    largest: int | None = None
    """Bytes. None: what is asked for may be as large as it is for everybody."""
    small: tuple[Rates, str] | None = None
    """What counts it as read where it is small, and as whose."""
    large: tuple[Rates, str] | None = None
    """The same where it is not."""

    def __init__(self, count: Counter[str], kept: Shares, whose: str, receive: Receive) -> None:
        self._count, self._all_kept, self._whose, self._receive = count, kept, whose, receive
        self._is_under_way = True
        self._kept = 0
        count[whose] += 1

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            self._end()
        return message

    def check_room(self, size: int) -> None:
        """Raises TooLarge, TooManyBodies or Unavailable if so many bytes of it would be too many to be read."""
        self._check_size(size)
        more = size - self._kept
        if size > LARGE and more > 0:
            self._all_kept.check(self._whose, more)

    def keep(self, size: int) -> None:
        """Counts so many bytes of it as kept. Raises as `check_room` does."""
        self._check_size(size)
        if size > max(LARGE, self._kept):
            self._all_kept.take(self._whose, size - self._kept)
            self._kept = size

    def count_read(self, size: int) -> None:
        """Counts it as read: to make something of it takes everybody's time. Raises as `check_room` does."""
        self._check_size(size)
        if pace := self._find_pace(size):
            rates, whose = pace
            rates.add(whose, size)

    def _check_size(self, size: int) -> None:
        if self.largest is not None and size > self.largest:
            raise TooLarge(f"Yours may have {self.largest:,} bytes.")
        if pace := self._find_pace(size):
            rates, whose = pace
            if not rates.may_take(whose, 0):
                raise TooManyBodies

    def _find_pace(self, size: int) -> tuple[Rates, str] | None:
        return self.small if size <= LARGE else self.large

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
