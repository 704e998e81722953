"""A position in the bytes of a request, and how what stands there is passed. Pure."""

from __future__ import annotations

from typing import Final

from ctc.kafka_gate.requests import HEAD, Refused

NO_TAGS: Final = b"\0"
"""How it is said that no tagged fields follow."""
LONGEST_NAME: Final = 249
"""Bytes of a topic's name, as in Kafka, and of other short texts."""
LONGEST_VARINT: Final = 5
"""Bytes."""


class Walk:
    """A position in a request that only moves on."""

    def __init__(self, data: bytes, flexible: bool, at: int) -> None:
        """`flexible`: lengths are written in the newer way, and tagged fields may follow."""
        self._data = data
        self._flexible = flexible
        self.at = at

    def take(self, size: int) -> bytes:
        """The next bytes. Raises Refused where so many are not there."""
        begin, self.at = self.at, self.at + size
        if not begin <= self.at <= len(self._data):
            raise Refused("not as long as it says")
        return self._data[begin : self.at]

    def number(self, size: int) -> int:
        """The next number with so many bytes."""
        return int.from_bytes(self.take(size), signed=True)

    def length(self, size: int) -> int:
        """The next length, of a list, a text or bytes; -1 if there is none. `size`: its bytes in the older way."""
        return self._varint() - 1 if self._flexible else self.number(size)

    def pass_text(self, length: int) -> bytes:
        """Passes a text that is so long, or -1 for none, and returns it."""
        if length > LONGEST_NAME:
            raise Refused(f"a name is longer than {LONGEST_NAME} bytes")
        return self.take(max(length, 0))

    def pass_tags(self) -> None:
        """Passes the place of tagged fields. Raises Refused where there are any."""
        if self._flexible and self.take(1) != NO_TAGS:
            raise Refused("tagged fields")

    def _varint(self) -> int:
        value = 0
        for shift in range(0, 7 * LONGEST_VARINT, 7):
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
        raise Refused("a length is too long")


def enter(request: bytes, flexible: bool) -> Walk:
    """A walk behind the head and what the client calls itself, which is written in the older way everywhere."""
    walk = Walk(request, flexible, HEAD.size)
    walk.pass_text(walk.number(2))
    walk.pass_tags()
    return walk


def check_version(version: int, known: range) -> None:
    """Raises Refused for a version that is not among these."""
    if version not in known:
        raise Refused(f"not between the versions {known.start} and {known.stop - 1}")
