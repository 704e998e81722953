"""What is taken out of the code, and whether the simulator sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

import pytest

from simulator.running import Ground, open_ground
from simulator.simulation import SimulationPlan
from tests.support.postgres import PostgresServer

TakeOut = Callable[[pytest.MonkeyPatch], None]
SEEDS: Final = range(1, 6)


@asynccontextmanager
async def make_ground(postgres_server: PostgresServer) -> AsyncIterator[Ground]:
    """One for all: each simulation begins by emptying it."""
    async with postgres_server.database() as dsn, open_ground(dsn) as ground:
        yield ground


async def find_violation(ground: Ground, begin: int = 2024, years: int = 1, first: int = 1) -> str:
    """The first one that is found, with this seed first; empty if all holds."""
    for seed in sorted(SEEDS, key=lambda seed: seed != first):
        result = await ground.run(SimulationPlan(years, seed, 10, True, begin))
        if result.violations:
            return result.violations[0]
    return ""
