"""How many answers Kafka owes a connection. Pure.

Kafka reads nothing from a connection while it works on what was asked there. So it does not notice that somebody has
gone, and counts the connection until it has answered: a Fetch may wait for days.
"""

from __future__ import annotations

from ctc.kafka_gate.requests import LENGTH


class OwedAnswers:
    """Of one connection: requests are counted by whoever passes them, and answers by their lengths."""

    def __init__(self) -> None:
        self.number = 0
        """Requests that are not answered."""
        self._length = b""
        """The begin of an answer's length."""
        self._left = 0
        """Bytes of an answer that are still to come."""

    def hear(self, piece: bytes) -> None:
        """Counts the answers that end in this piece."""
        at = 0
        while at < len(piece):
            if not self._left:
                missing = LENGTH - len(self._length)
                self._length += piece[at : at + missing]
                at += missing
                if len(self._length) < LENGTH:
                    return
                self._left, self._length = int.from_bytes(self._length), b""
            step = min(self._left, len(piece) - at)
            self._left -= step
            at += step
            self.number -= not self._left
