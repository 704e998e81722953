"""No depth of calls is slow."""

from __future__ import annotations

import resource
from functools import partial

from ctc.room import call_with_room

CALLS = 500
ALLOWED = CALLS // 10
"""Pages that the system may give meanwhile, for whatever else happens."""


def test_a_frequent_call_takes_no_memory_from_the_system_wherever_it_stands() -> None:
    assert max(call_with_room(partial(count_pages, depth)) for depth in range(300)) < ALLOWED


def count_pages(depth: int) -> int:
    """Pages that the system gives while a call at this depth is repeated."""
    if depth:
        return count_pages(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        do_nothing()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def do_nothing() -> None:
    """Is called."""
