"""Room on Python's stack, so that no call waits for memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

LARGE_FRAME = 65_536
"""Values: 512 KB. Python then takes a piece of a megabyte, of which no page is used before a call reaches it."""


def call_with_room(function: Callable[[], T]) -> T:
    """Calls the function so that all that it calls finds room in one piece of memory.

    CPython keeps what calls need in pieces of 16 KB. Where a frequent call is the first of a piece, it takes this piece
    from the system and gives it back each time: a start did so 50,000 times. A piece that begins with a large frame
    is larger.
    """
    return function()


call_with_room.__code__ = call_with_room.__code__.replace(co_stacksize=LARGE_FRAME)
