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
from simulator.faults import ASLEEP, FAULTS, STILL
from simulator.simulation import SimulationPlan, SimulationResult
from tests.simulation.__main__ import begin
from tests.simulation.fleet import simulations
from tests.support.postgres import PostgresServer

SEEDS = (1, 4, 41, 24)
"""In them every event and every fault happens, and in no fewer of 1 to 45. `make simulate` has many more."""


@pytest.fixture(scope="module")
def years(postgres_server: PostgresServer) -> list[SimulationResult]:
    """What came of a year of each seed, on two processes."""

    async def run() -> list[SimulationResult]:
        plans = [SimulationPlan(1, seed, 10, True, begin(seed, 1)) for seed in SEEDS]
        async with AsyncExitStack() as stack:
            dsns = [await stack.enter_async_context(postgres_server.database()) for _ in range(2)]
            return list(simulations(plans, dsns))

    return asyncio.run(run())


@pytest.mark.slow
def test_years_with_faults_keep_every_invariant(years: list[SimulationResult]) -> None:
    assert len(years) == len(SEEDS)
    violations = [f"replay with {one.replay}\n  " + "\n  ".join(one.violations) for one in years if one.violations]
    assert not violations, "\n".join(violations)


@pytest.mark.slow
def test_every_kind_of_fault_happens(years: list[SimulationResult]) -> None:
    assert {fault for one in years for fault in one.faults} == {*FAULTS, STILL, ASLEEP}


@pytest.mark.slow
def test_every_event_that_can_happen_happens(years: list[SimulationResult]) -> None:
    types = {type_ for one in years for type_ in one.types}
    possible = {type_ for type_ in EVENTS if not type_.startswith("notice.")}
    assert possible <= types, possible - types
    deadlines = {kind.split()[0] for one in years for kind in one.deadlines}
    missing = {"follow_up", "response", "mandate", "observations", "obligation", "consent", "waiting_notice"}
    assert missing <= deadlines


def test_a_year_has_at_least_twenty_assessments_with_ten_recommendations_each() -> None:
    actions = [action for _, action in plan(Random("1"), 2024, ("FJI", "KEN", "PER"), load())]
    stages = ("assessment submitted", "assessment entered", "draft completed")
    submissions = [one for one in actions if one.stage in stages]
    assert len(submissions) >= ASSESSMENTS == 20
    assert RECOMMENDATIONS == 10
    contents = [json.loads(one.data or b"") for one in submissions if isinstance(one, Send)]
    assert {len(content["recommendations"]) for content in contents} == {RECOMMENDATIONS}
    assert {content["synthetic"] for content in contents} == {True}


# ---- the same seed --------------------------------------------------------------------------

SAME = SimulationPlan(1, SEEDS[-1], 10, True, begin(SEEDS[-1], 1))
"""The last of them."""


def digest_elsewhere(hash_seed: str) -> str:
    """The digest that another process, in which Python hashes otherwise, comes to."""
    command = [sys.executable, "-m", *SAME.command.split(), "--json"]
    process = subprocess.run(
        command, env=os.environ | {"PYTHONHASHSEED": hash_seed}, capture_output=True, text=True, check=True
    )
    digest: str = json.loads(process.stdout)["digest"]
    return digest


@pytest.mark.slow
def test_the_same_seed_gives_the_same_history_to_the_byte_in_every_process(years: list[SimulationResult]) -> None:
    """Also in one that ran others before, on the same database, and in which Python hashes otherwise: `years` did."""
    digests = {one.plan: one.digest for one in years}
    assert digests[SAME] == digest_elsewhere("2" if os.environ.get("PYTHONHASHSEED") == "1" else "1")
    assert len(set(digests.values())) == len(SEEDS)


def test_a_failure_names_the_command_that_replays_it() -> None:
    assert (
        SimulationPlan(3, 5, 40, True, 2031).command
        == "ctc simulate --years 3 --seed 5 --faults --states 40 --begin 2031"
    )
    assert SimulationPlan(20, 1).command == "ctc simulate --years 20 --seed 1"
