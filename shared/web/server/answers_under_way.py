"""Answers that are on their way to their readers. Whoever reads slowly keeps an answer in memory."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager, AsyncExitStack, contextmanager
from functools import partial
from typing import Final, TypeAlias

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from shared.engine.principals import Principal
from shared.web.problems import TooManyRequests
from shared.web.server.shares import Shares

Count: TypeAlias = Callable[[int], AbstractContextManager[None]]
"""Counts an answer of so many bytes as long as it is on its way. Raises TooManyRequests or Unavailable."""
LARGE: Final = 64 * 1024
"""Bytes. Smaller answers are not counted: there is one for each connection at most."""
MOST_OF_ONE: Final = 16 * 1024 * 1024
"""Bytes of large answers on their way to one principal: four of the longest pages of a list."""
MOST_OF_ALL: Final = 64 * 1024 * 1024
"""Bytes of large answers on their way from one service: as many to principals, and as many to strangers."""
MOST_OF_STAFF: Final = 64 * 1024 * 1024
"""The same, to the Committee's staff and to operators."""


class AnswersUnderWay:
    """The bytes of large answers on their way. Strangers, principals and the staff take no room from each other."""

    def __init__(self) -> None:
        self._to_staff = Shares(MOST_OF_ONE, MOST_OF_STAFF, TooManyRequests)
        self._to_principals = Shares(MOST_OF_ONE, MOST_OF_ALL, TooManyRequests)
        self._to_strangers = Shares(MOST_OF_ONE, MOST_OF_ALL, TooManyRequests)

    def to_principal(self, principal: Principal) -> Count:
        """How answers to this principal are counted."""
        shares = self._to_staff if principal.is_staff else self._to_principals
        return partial(_count, shares, principal.itself)

    def to_strangers(self, network: str) -> Count:
        """How answers to the strangers of this network are counted."""
        return partial(_count, self._to_strangers, network)


@contextmanager
def _count(shares: Shares, whose: str, size: int) -> Iterator[None]:
    """Counts an answer of this size as long as it is on its way. Raises if it is one too much."""
    if size <= LARGE:
        yield
        return
    shares.take(whose, size)
    try:
        yield
    finally:
        shares.give_back(whose, size)


async def answer_in_turn(
    turn: AbstractAsyncContextManager[None], answer: Callable[[], Awaitable[Response]], count: Count
) -> Response:
    """The answer, which keeps its turn until it has left."""
    stack = AsyncExitStack()
    await stack.enter_async_context(turn)
    try:
        return Leaving(await answer(), count, stack)
    except BaseException:
        await stack.aclose()
        raise


class Leaving(Response):
    """Stands for an answer until it has left, so that its bytes are counted."""

    def __init__(self, answer: Response, count: Count, turn: AsyncExitStack | None = None) -> None:
        """`turn`: what ends when it has left."""
        self._answer, self._count, self._turn = answer, count, turn or AsyncExitStack()
        self.status_code, self.raw_headers = answer.status_code, answer.raw_headers
        self.body = getattr(answer, "body", b"")  # one that is made while it leaves has none

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._turn:
            with self._count(len(self.body)):
                await self._answer(scope, receive, send)
