"""`make simulate`: 200 seeds of three years, five of twenty with all States, faults on.

It takes half an hour to an hour and a half, by the machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from contextlib import ExitStack
from random import Random
from typing import Final

from shared.operations.embedded_postgres import temporary
from simulator.simulation import BEGIN, MEMBERS, SimulationPlan, SimulationResult
from tests.simulation.fleet import simulations

PROCESSES: Final = 2
SHORT, SHORT_YEARS, SHORT_STATES = 200, 3, 40
LONG, LONG_YEARS = 5, 20


def list_plans(short: int, long: int, first: int = 1) -> list[SimulationPlan]:
    """The long ones first, so that no core is left with one of them at the end. The short ones begin with a seed."""
    plans = [SimulationPlan(LONG_YEARS, seed, MEMBERS, True) for seed in range(1, long + 1)]
    return plans + [
        SimulationPlan(SHORT_YEARS, seed, SHORT_STATES, True, begin(seed, SHORT_YEARS))
        for seed in range(first, first + short)
    ]


def begin(seed: int, years: int) -> int:
    """A first year by chance: the ends of mandates and the gap between two fall into some simulations."""
    return BEGIN + Random(f"{seed}/begin").randrange(LONG_YEARS + 1 - years)


def main() -> int:
    """Runs them all, prints what happened, and each violation with the command that replays it."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--short", type=int, default=SHORT, help=f"seeds of {SHORT_YEARS} years")
    parser.add_argument("--long", type=int, default=LONG, help=f"seeds of {LONG_YEARS} years, with all States")
    parser.add_argument("--first", type=int, default=1, help=f"the first seed of {SHORT_YEARS} years")
    arguments = parser.parse_args()
    plans, begun_at = list_plans(arguments.short, arguments.long, arguments.first), time.monotonic()
    results: list[SimulationResult] = []
    with ExitStack() as stack:
        servers = [stack.enter_context(temporary()) for _ in range(PROCESSES)]
        for one in simulations(plans, [server.dsn for server in servers]):
            results.append(one)
            _show(one, len(results), len(plans), time.monotonic() - begun_at)
    _sum_up(results, time.monotonic() - begun_at)
    return 1 if any(one.violations for one in results) else 0


def _show(one: SimulationResult, number: int, of: int, seconds: float) -> None:
    if one.violations or one.plan.years == LONG_YEARS or number % 10 == 0:
        result = "VIOLATED" if one.violations else "holds"
        print(f"{seconds:6.0f} s  {number} of {of}: {result}  {one.replay}  {one.digest[:16]}", flush=True)
    for violation in one.violations:
        print(f"          {violation}", flush=True)


def _sum_up(results: list[SimulationResult], seconds: float) -> None:
    deadlines, faults, stages = Counter[str](), Counter[str](), Counter[str]()
    for one in results:
        deadlines.update(one.deadlines)
        faults.update(one.faults)
        stages.update(one.stages)
    print(f"{len(results)} simulations, {sum(one.years for one in results)} years, {seconds:.0f} s")
    print(
        f"assessments {sum(one.assessments for one in results)}, cycles {sum(one.cycles for one in results)}, ", end=""
    )
    print(f"events {sum(one.events for one in results)}, actions {stages.total()} of {len(stages)} kinds")
    print("deadlines   " + ", ".join(f"{name} {count}" for name, count in sorted(deadlines.items())))
    print("faults      " + ", ".join(f"{name} {count}" for name, count in sorted(faults.items())))
    print(f"violations  {sum(len(one.violations) for one in results)}")


if __name__ == "__main__":
    sys.exit(main())
