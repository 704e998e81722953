"""`make simulate`: 200 seeds of three years, five of twenty with all States, faults on; half an hour at most."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from contextlib import ExitStack
from random import Random
from typing import Final

from shared.operations.embedded_postgres import temporary
from simulator.simulation import BEGIN, MEMBERS, Asked, Simulated
from tests.simulation.fleet import simulations

PROCESSES: Final = 2
SHORT, SHORT_YEARS, SHORT_STATES = 200, 3, 40
LONG, LONG_YEARS = 5, 20


def asked(short: int, long: int) -> list[Asked]:
    """The long ones first, so that no core is left with one of them at the end."""
    found = [Asked(LONG_YEARS, seed, MEMBERS, True) for seed in range(1, long + 1)]
    return found + [
        Asked(SHORT_YEARS, seed, SHORT_STATES, True, begin(seed, SHORT_YEARS)) for seed in range(1, short + 1)
    ]


def begin(seed: int, years: int) -> int:
    """A first year by chance: the ends of mandates and the gap between two fall into some simulations."""
    return BEGIN + Random(f"{seed}/begin").randrange(LONG_YEARS + 1 - years)


def main() -> int:
    """Runs them all, prints what happened, and each violation with the command that replays it."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--short", type=int, default=SHORT, help=f"seeds of {SHORT_YEARS} years")
    parser.add_argument("--long", type=int, default=LONG, help=f"seeds of {LONG_YEARS} years, with all States")
    given = parser.parse_args()
    wanted, started = asked(given.short, given.long), time.monotonic()
    found: list[Simulated] = []
    with ExitStack() as stack:
        servers = [stack.enter_context(temporary()) for _ in range(PROCESSES)]
        for one in simulations(wanted, [server.dsn for server in servers]):
            found.append(one)
            _show(one, len(found), len(wanted), time.monotonic() - started)
    _sum_up(found, time.monotonic() - started)
    return 1 if any(one.violations for one in found) else 0


def _show(one: Simulated, number: int, of: int, seconds: float) -> None:
    if one.violations or one.asked.years == LONG_YEARS or number % 10 == 0:
        result = "VIOLATED" if one.violations else "holds"
        print(f"{seconds:6.0f} s  {number} of {of}: {result}  {one.replay}  {one.digest[:16]}", flush=True)
    for violation in one.violations:
        print(f"          {violation}", flush=True)


def _sum_up(found: list[Simulated], seconds: float) -> None:
    deadlines, faults, stages = Counter[str](), Counter[str](), Counter[str]()
    for one in found:
        deadlines.update(one.deadlines)
        faults.update(one.faults)
        stages.update(one.stages)
    print(f"{len(found)} simulations, {sum(one.years for one in found)} years, {seconds:.0f} s")
    print(f"assessments {sum(one.assessments for one in found)}, cycles {sum(one.cycles for one in found)}, ", end="")
    print(f"events {sum(one.events for one in found)}, actions {stages.total()} of {len(stages)} kinds")
    print("deadlines   " + ", ".join(f"{name} {count}" for name, count in sorted(deadlines.items())))
    print("faults      " + ", ".join(f"{name} {count}" for name, count in sorted(faults.items())))
    print(f"violations  {sum(len(one.violations) for one in found)}")


if __name__ == "__main__":
    sys.exit(main())
