"""Before a process lets anybody in, its services read on Kafka who is registered."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
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


async def learn_who_is_registered(runtimes: Sequence[Runtime], directory: Directory, is_there: bool) -> None:
    """Returns when all is read. While Kafka is away, the last known holds, and it is read as soon as Kafka answers."""
    try:
        if is_there:
            await _learn(runtimes, directory)
            return
    except TransportAway as away:
        log.warning("registrations not read on Kafka; the last ones hold", error=str(away))
    runtimes[0].loops.start("registrations on Kafka", partial(_learn_later, runtimes, directory), once=True)


async def _learn(runtimes: Sequence[Runtime], directory: Directory) -> None:
    for runtime in runtimes:
        await runtime.transport.check()
        await learn_registrations(runtime.handler, runtime.transport)
    await directory.refresh()


async def _learn_later(runtimes: Sequence[Runtime], directory: Directory) -> None:
    while True:
        await asyncio.sleep(EVERY)
        with suppress(TransportAway):  # that it is away is in the log
            await _learn(runtimes, directory)
            return
