"""Many simulations at once: one process a core, each with a database that it empties in between."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import AbstractAsyncContextManager
from multiprocessing.queues import Queue

import uvloop

from ctc.garbage import collect_seldom
from shared.operations import logs
from simulator.running import Ground, open_ground
from simulator.simulation import SimulationPlan, SimulationResult


class _Worker:
    """What a process of the fleet keeps from one simulation to the next."""

    loop: asyncio.AbstractEventLoop
    open: AbstractAsyncContextManager[Ground]
    """Stays open for as long as the process lives."""
    ground: Ground


def simulations(plans: Sequence[SimulationPlan], dsns: Sequence[str]) -> Iterator[SimulationResult]:
    """What came of each, as each is done; one process for each of these databases."""
    context = multiprocessing.get_context("spawn")
    free: Queue[str] = context.Queue()
    for dsn in dsns:
        free.put(dsn)
    with ProcessPoolExecutor(len(dsns), context, _begin, (free,)) as pool:
        for future in as_completed([pool.submit(_run, one) for one in plans]):
            yield future.result()


def _begin(free: Queue[str]) -> None:
    collect_seldom()  # as `ctc simulate` does
    logs.configure("critical")  # what goes wrong in a simulation is meant to
    _Worker.loop = uvloop.new_event_loop()
    _Worker.open = open_ground(free.get())
    _Worker.ground = _Worker.loop.run_until_complete(_Worker.open.__aenter__())


def _run(plan: SimulationPlan) -> SimulationResult:
    return _Worker.loop.run_until_complete(_Worker.ground.run(plan))
