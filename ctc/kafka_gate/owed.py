"""How many answers Kafka owes a connection.

Kafka reads nothing from a connection while it works on what was asked there. So it does not notice that somebody has
gone, and counts the connection until it has answered. A Fetch may wait, and each request that stands behind it too.
"""

from __future__ import annotations

import asyncio
from typing import Final

from ctc.kafka_gate.requests import LENGTH

MOST_OWED: Final = 10
"""Requests of a connection that Kafka has not answered. Further ones wait. Kafka works on one of them at a time, and
clients ask for about five ahead."""
MOST_OWED_TO_A_STRANGER: Final = 1
"""The same before the log-in. What stands behind its last word would be asked by a user of whom the gate knows nothing
yet."""


class OwedAnswers:
    """Of one connection: requests are counted by whoever passes them, and answers by their lengths."""

    def __init__(self) -> None:
        self.number = 0
        """Requests that are not answered."""
        self._most = MOST_OWED_TO_A_STRANGER
        self._room = asyncio.Event()
        self._room.set()
        self._length = b""
        """The begin of an answer's length."""
        self._left = 0
        """Bytes of an answer that are still to come."""

    def add(self) -> None:
        """A request is passed. Kafka answers all that pass."""
        self.number += 1
        self._note_room()

    def welcome(self) -> None:
        """The connection is a user's from now on."""
        self._most = MOST_OWED
        self._note_room()

    async def wait_for_room(self) -> None:
        """Returns when one more may be passed."""
        await self._room.wait()

    def hear(self, piece: bytes) -> None:
        """Counts the answers that end in this piece."""
        at = 0
        while at < len(piece):
            if not self._left:
                missing = LENGTH - len(self._length)
                self._length += piece[at : at + missing]
                at += missing
                if len(self._length) < LENGTH:
                    break
                self._left, self._length = int.from_bytes(self._length), b""
            step = min(self._left, len(piece) - at)
            self._left -= step
            at += step
            self.number -= not self._left
        self._note_room()

    def _note_room(self) -> None:
        if self.number < self._most:
            self._room.set()
        else:
            self._room.clear()
