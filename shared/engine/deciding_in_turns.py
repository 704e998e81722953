"""A batch is decided in one loop with others, who have their turn meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from shared.engine.decided import Decided
from shared.engine.deciding import decide_more
from shared.engine.known import Known
from shared.engine.outcomes import Outcome
from shared.engine.preparing import TooMuchAtOnce
from shared.engine.rules import Context, Event, Trigger
from shared.engine.service import Service
from shared.engine.storage.loading import SLICE
from shared.engine.turns import Turns

MOST_TOLD: Final = 4 * 1024 * 1024
"""Bytes of the events that a batch of several triggers may tell: thousands of usual ones."""

LONG: Final = 64 * 1024
"""Bytes of an event on which a thread decides: a rule may compare all words of a report, which takes a second."""
FEW_WAITING: Final = 5
"""Notices that wait for what a batch may bring. If there are more, a thread decides too: each may cause hundreds."""


async def decide_in_turns(
    service: Service, prepared: Sequence[Trigger | Outcome], known: Known, context: Context, streak: int, whole: bool
) -> Decided:
    """Decides the batch in order. Raises TooMuchAtOnce, unless it is to be decided as a whole.

    Each fifty, or every few milliseconds, others have their turn, and a process that must end can end.
    """
    decided, turns = Decided(known, streak=streak), Turns()
    waiting = (rows for table, rows in known.rows.items() if table.gate and table.is_heavy)
    many_wait = sum(map(len, waiting)) > FEW_WAITING
    for number, one in enumerate(prepared):
        if many_wait or is_long(one):
            await _do_apart(partial(decide_more, service, (one,), decided, context))
        else:
            decide_more(service, (one,), decided, context)
        if decided.size > MOST_TOLD and not whole:
            raise TooMuchAtOnce(number)
        if number % SLICE == 0:
            await asyncio.sleep(0)
        await turns.let_others()
    return decided


def is_long(one: Trigger | Outcome) -> bool:
    """Whether a thread decides on it."""
    message = one.message if isinstance(one, Event) else None
    return message is not None and len(message.data or b"") > LONG


async def _do_apart(decide: Callable[[], None]) -> None:
    """Does it in a thread, to its end: also where nobody waits for it any more, so that none pile up."""
    working = asyncio.create_task(asyncio.to_thread(decide))
    try:
        await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.gather(working, return_exceptions=True)
        raise
