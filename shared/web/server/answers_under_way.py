"""Answers that are on their way to their readers. Whoever reads slowly keeps an answer in memory."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from shared.web.problems import Unavailable

LARGE: Final = 64 * 1024
"""Bytes. Smaller answers are not counted: there is one for each connection at most."""
MOST_UNSENT: Final = 64 * 1024 * 1024
"""Bytes of large answers to strangers that are on their way from one process."""


class AnswersUnderWay:
    """The bytes of large answers on their way."""

    def __init__(self) -> None:
        self._bytes = 0

    @contextmanager
    def count(self, size: int) -> Iterator[None]:
        """Counts an answer of this size as long as it is on its way. Raises Unavailable if it is one too much."""
        if size <= LARGE:
            yield
            return
        if self._bytes + size > MOST_UNSENT:
            raise Unavailable
        self._bytes += size
        try:
            yield
        finally:
            self._bytes -= size


async def answer_in_turn(
    turn: AbstractAsyncContextManager[None], answer: Callable[[], Awaitable[Response]], count: AnswersUnderWay | None
) -> Response:
    """The answer, which keeps its turn until it has left."""
    stack = AsyncExitStack()
    await stack.enter_async_context(turn)
    try:
        return _Leaving(await answer(), stack, count)
    except BaseException:
        await stack.aclose()
        raise


class _Leaving(Response):
    """Stands for an answer until it has left."""

    def __init__(self, answer: Response, turn: AsyncExitStack, count: AnswersUnderWay | None) -> None:
        self._answer, self._turn, self._count = answer, turn, count
        self.status_code, self.raw_headers = answer.status_code, answer.raw_headers
        self.body = getattr(answer, "body", b"")  # one that is made while it leaves has none

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._turn:
            if self._count is not None:
                self._turn.enter_context(self._count.count(len(self.body)))
            await self._answer(scope, receive, send)
