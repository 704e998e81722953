"""Before a process lets anybody in, its services read on Kafka who is registered."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Final

import structlog

from shared.engine.port import TransportAway
from shared.engine.running.learning import learn_registrations
from shared.engine.running.runtime import Runtime
from shared.web.identity.directory import Directory

log = structlog.get_logger()

EVERY: Final = 2.0
"""Seconds between two tries while Kafka is away."""
AGAIN: Final = 3_600.0
"""Seconds between two readings. So a start reads what was told in an hour at most, however long a process ran."""


async def learn_who_is_registered(runtimes: Sequence[Runtime], directory: Directory, is_there: bool) -> None:
    """Returns when all is read, and reads on later. While Kafka is away, the last known holds until it answers."""
    wait = await _learn(runtimes, directory) if is_there else EVERY
    runtimes[0].loops.start("registrations on Kafka", partial(_learn_again, runtimes, directory, wait))


async def _learn_again(runtimes: Sequence[Runtime], directory: Directory, wait: float) -> None:
    while True:
        await asyncio.sleep(wait)
        wait = await _learn(runtimes, directory)


async def _learn(runtimes: Sequence[Runtime], directory: Directory) -> float:
    """Returns after how many seconds to read again."""
    try:
        for runtime in runtimes:
            await runtime.resources.transport.check()
            await learn_registrations(runtime.handler, runtime.resources.transport)
    except TransportAway as away:
        log.warning("registrations not read on Kafka; the last ones hold", error=str(away))
        return EVERY
    await directory.refresh()
    return AGAIN
