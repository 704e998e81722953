"""Years by chance, with faults: all that must hold, holds; and the same seed is the same history."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from contextlib import AsyncExitStack
from random import Random

import pytest

from contracts.catalog import EVENTS
from reference import load
from simulator.actions import Send
from simulator.actors import ASSESSMENTS, plan
from simulator.actors.assessed import RECOMMENDATIONS
from simulator.running import ground
from simulator.scheduler import ASLEEP, FAULTS, STILL
from simulator.simulation import Asked, Simulated
from tests.simulation.__main__ import begin
from tests.simulation.fleet import simulations
from tests.support.postgres import PostgresServer

SEEDS = 24
"""In them every event and every fault happens. `make simulate` has many more."""


@pytest.fixture(scope="module")
def years(postgres_server: PostgresServer) -> list[Simulated]:
    """What came of a year of each seed, on two processes."""

    async def run() -> list[Simulated]:
        asked = [Asked(1, seed, 10, True, begin(seed, 1)) for seed in range(1, SEEDS + 1)]
        async with AsyncExitStack() as stack:
            dsns = [await stack.enter_async_context(postgres_server.database()) for _ in range(2)]
            return list(simulations(asked, dsns))

    return asyncio.run(run())


@pytest.mark.slow
def test_two_dozen_years_with_faults_keep_every_invariant(years: list[Simulated]) -> None:
    assert len(years) == SEEDS
    violated = [f"replay with {one.replay}\n  " + "\n  ".join(one.violations) for one in years if one.violations]
    assert not violated, "\n".join(violated)


@pytest.mark.slow
def test_every_kind_of_fault_happens(years: list[Simulated]) -> None:
    assert {fault for one in years for fault in one.faults} == {*FAULTS, STILL, ASLEEP}


@pytest.mark.slow
def test_every_event_that_can_happen_happens(years: list[Simulated]) -> None:
    happened = {type_ for one in years for type_ in one.types}
    possible = {type_ for type_ in EVENTS if not type_.startswith("notice.")}
    assert possible <= happened, possible - happened
    deadlines = {kind.split()[0] for one in years for kind in one.deadlines}
    awaited = {"follow_up", "response", "mandate", "observations", "obligation", "consent", "waiting_notice"}
    assert awaited <= deadlines


def test_a_year_has_at_least_twenty_assessments_with_ten_recommendations_each() -> None:
    told = [action for _, action in plan(Random("1"), 2024, ("FJI", "KEN", "PER"), load())]
    submitted = [one for one in told if one.stage in ("assessment submitted", "assessment entered", "draft completed")]
    assert len(submitted) >= ASSESSMENTS == 20
    assert RECOMMENDATIONS == 10
    contents = [json.loads(one.data or b"") for one in submitted if isinstance(one, Send)]
    assert {len(content["recommendations"]) for content in contents} == {RECOMMENDATIONS}
    assert {content["synthetic"] for content in contents} == {True}


# ---- the same seed --------------------------------------------------------------------------

SAME = Asked(1, 7, 10, True, 2024)


def digest_elsewhere(hash_seed: str) -> str:
    """The digest that another process, in which Python hashes otherwise, comes to."""
    command = [sys.executable, "-m", *SAME.command.split(), "--json"]
    done = subprocess.run(
        command, env=os.environ | {"PYTHONHASHSEED": hash_seed}, capture_output=True, text=True, check=True
    )
    digest: str = json.loads(done.stdout)["digest"]
    return digest


async def test_the_same_seed_gives_the_same_history_to_the_byte_in_every_process(postgres: str) -> None:
    async with ground(postgres) as database:
        digest = (await database.run(SAME)).digest
        another = (await database.run(Asked(1, 8, 10, True, 2024))).digest
        again = (await database.run(SAME)).digest
    assert digest == again == digest_elsewhere("1") == digest_elsewhere("2")
    assert digest != another


def test_a_failure_names_the_command_that_replays_it() -> None:
    assert Asked(3, 5, 40, True, 2031).command == "ctc simulate --years 3 --seed 5 --faults --states 40 --begin 2031"
    assert Asked(20, 1).command == "ctc simulate --years 20 --seed 1"
