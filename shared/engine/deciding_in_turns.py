"""A batch is decided in one loop with others, who have their turn meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from shared.engine.apart import do_apart
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
MUCH_KNOWN: Final = 32 * 1024
"""Bytes of what the rules must know for a batch. If there are more, a thread decides too, however short its events are.

A short change of a report of 120 kB takes half a second.
"""
FEW_WAITING: Final = 5
"""Notices that wait for what a batch may bring. If there are more, a thread decides too: each may cause hundreds."""


async def decide_in_turns(
    service: Service,
    prepared: Sequence[Trigger | Outcome],
    known: Known,
    context: Context,
    streak: int,
    whole: bool,
    *,
    is_rehearsal: bool = False,
) -> Decided:
    """Decides the batch in order. Raises TooMuchAtOnce, unless it is to be decided as a whole.

    Others have their turn meanwhile, and a process that must end can end. What takes long is decided in the one thread:
    two long reports at once need too much memory.
    """
    decided = Decided(known, streak=streak)
    steps = _decide_each(service, prepared, decided, context, whole)
    if takes_long(prepared, known):
        await do_apart(steps, is_decision=not is_rehearsal)
        return decided
    turns = Turns()
    for number, _ in enumerate(steps):
        if number % SLICE == 0:
            await asyncio.sleep(0)
        await turns.let_others()
    return decided


def _decide_each(
    service: Service, prepared: Sequence[Trigger | Outcome], decided: Decided, context: Context, whole: bool
) -> Iterator[None]:
    for number, one in enumerate(prepared):
        decide_more(service, (one,), decided, context)
        if decided.size > MOST_TOLD and not whole:
            raise TooMuchAtOnce(number)
        yield


def takes_long(prepared: Iterable[Trigger | Outcome], known: Known) -> bool:
    """Whether a thread decides on the batch."""
    waiting = (rows for table, rows in known.rows.items() if table.gate and table.is_heavy)
    return known.size > MUCH_KNOWN or any(map(is_long, prepared)) or sum(map(len, waiting)) > FEW_WAITING


def is_long(one: Trigger | Outcome) -> bool:
    """Whether it is long itself."""
    message = one.message if isinstance(one, Event) else None
    return message is not None and len(message.data or b"") > LONG
