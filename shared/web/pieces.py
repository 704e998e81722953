"""Long lists are made in pieces, and few at a time, so that one reader does not keep all others waiting.

A process has one loop for all requests, and each of them waits for several of its turns until it is answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Final, TypeVar
from weakref import WeakKeyDictionary

from shared.engine.apart import do_apart
from shared.engine.turns import Turns
from shared.web.problems import Unavailable

Thing = TypeVar("Thing")
Made = TypeVar("Made")

LONGEST = 0.001
"""Seconds of work on a list, after which all others have their turn. It is short, since several are made at once."""
SHORT: Final = 100
"""Things of a list that needs no place."""
MOST: Final = 4
"""Longer lists that are made at once: each takes some megabytes until it is an answer."""


class Places:
    """So many may do something at once in a process; the others wait."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._of_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()

    @property
    def of_loop(self) -> asyncio.Semaphore:
        """Those of the loop that runs."""
        return self._of_loop.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(self._most))

    @asynccontextmanager
    async def place(self, patience: float | None = None) -> AsyncIterator[None]:
        """Waits for one, for so many seconds at most if that is said. Raises Unavailable."""
        places = self.of_loop
        try:
            async with asyncio.timeout(patience):
                await places.acquire()
        except TimeoutError:
            raise Unavailable from None
        try:
            yield
        finally:
            places.release()


_PLACES: Final = Places(MOST)


@asynccontextmanager
async def place_for_list(limit: int) -> AsyncIterator[None]:
    """Waits until few other long lists are made. It is taken before a list is read, and never within another."""
    if limit <= SHORT:
        yield
        return
    async with _PLACES.place():
        yield


async def work_in_pieces(work: Callable[[Thing], Made], things: Iterable[Thing]) -> list[Made]:
    """What `work` makes of each thing, in order. After each piece all others have their turn of the loop."""
    made, turns = list[Made](), Turns(LONGEST)
    for thing in things:
        made.append(work(thing))
        await turns.let_others()
    return made


async def work_apart(work: Callable[[Thing], Made], things: Iterable[Thing]) -> list[Made]:
    """The same in the one thread, of things each of which takes long: the longest report takes a hundredth of a second.

    Decisions go first, so a list may wait for some seconds.
    """
    made = list[Made]()

    def work_on_each() -> Iterator[None]:
        for thing in things:
            made.append(work(thing))
            yield

    await do_apart(work_on_each())
    return made


async def work_as_read(work: Callable[[Thing], Made], things: AsyncIterable[Thing]) -> list[Made]:
    """The same, of things that are read meanwhile: each leaves memory once something was made of it."""
    made, turns = list[Made](), Turns(LONGEST)
    async for thing in things:
        made.append(work(thing))
        await turns.let_others()
    return made
