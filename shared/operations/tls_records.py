"""Counts the records of TLS in what comes from the network, before anybody deciphers them. Pure.

A record may hold nothing, such as a change of keys, and takes as long as a small message.
"""

from __future__ import annotations

from typing import Final

_HEAD: Final = 5
"""Bytes before each record. The last two are its length."""


class RecordCounter:
    """Finds the records in what comes in pieces."""

    def __init__(self) -> None:
        self.count = 0
        self._head = b""
        self._left = 0
        """Bytes of the present record that have not come yet."""

    def begin(self) -> None:
        """Counts anew."""
        self.count = 0

    def read(self, piece: bytes) -> None:
        """Goes over what has come."""
        at = 0
        while at < len(piece):
            if self._left:
                at, self._left = at + self._left, max(0, self._left - (len(piece) - at))
                continue
            needed = _HEAD - len(self._head)
            self._head += piece[at : at + needed]
            at += needed
            if len(self._head) == _HEAD:
                self.count += 1
                self._left, self._head = int.from_bytes(self._head[3:]), b""
