"""How many bodies one principal may have on their way at once, so that slow ones take no place from others."""

from __future__ import annotations

from collections import Counter
from typing import Final

from starlette.types import Message, Receive

from shared.web.problems import TooManyBodies

MOST: Final = 32
"""A body that comes with its head is not counted, so this bounds only bodies that are waited for."""


class BodiesUnderWay:
    """The bodies that one service waits for, by principal."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()

    def count_body(self, principal: str, receive: Receive) -> CountedBody:
        """The body of a request of this principal. Raises TooManyBodies if as many are waited for already."""
        if self._count[principal] >= MOST:
            raise TooManyBodies
        return CountedBody(self._count, principal, receive)


class CountedBody:
    """A `receive` that counts as under way from its start until the body is whole, or its sender has left."""

    def __init__(self, count: Counter[str], principal: str, receive: Receive) -> None:
        self._count, self._principal, self._receive = count, principal, receive
        self._is_under_way = True
        count[principal] += 1

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            self.end()
        return message

    def end(self) -> None:
        """Counts it no longer; a second time changes nothing."""
        if self._is_under_way:
            self._is_under_way = False
            self._count[self._principal] -= 1
            if not self._count[self._principal]:
                del self._count[self._principal]
