"""How many things of a list are made in one turn of the loop, however fast this machine is."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

import pytest

from shared.web import pieces

P = ParamSpec("P")
Made = TypeVar("Made")


@dataclass(slots=True)
class Turns:
    """The turns of the loop that others had, and what was made in each."""

    number: int = 0
    made: Counter[int] = field(default_factory=Counter)

    def note(self, make: Callable[P, Made]) -> Callable[P, Made]:
        """The same function; each call counts as one thing of its turn."""

        def make_and_note(*arguments: P.args, **named: P.kwargs) -> Made:
            self.made[self.number] += 1
            return make(*arguments, **named)

        return make_and_note


@asynccontextmanager
async def count_turns(monkeypatch: pytest.MonkeyPatch, longest: float = 0.0) -> AsyncIterator[Turns]:
    """Counts while the block runs. If a piece takes no time at the `longest`, it has one thing in it."""
    turns = Turns()

    async def take_turns() -> None:
        while True:
            turns.number += 1
            await asyncio.sleep(0)

    with monkeypatch.context() as patched:
        patched.setattr(pieces, "LONGEST", longest)
        task = asyncio.create_task(take_turns())
        try:
            yield turns
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
