"""`make bench`: one table, and `build/bench.json`. `python -m benchmarks NAME ...` measures some of it only."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import figures as counting
from benchmarks.importing import importing
from benchmarks.noticing import noticing
from benchmarks.places import Places, places
from benchmarks.race import race
from benchmarks.rebuilding import rebuilding
from benchmarks.report import Figure, table, write
from benchmarks.starting import starting
from benchmarks.waiting import waiting

ALL = ("pipeline", "latency", "rebuild", "figures", "deadlines", "imports", "up", "simulator")
RESULT = Path("build/bench.json")


async def measured(names: list[str], at: Places) -> list[Figure]:
    """The figures of these names, one after the other: nothing is measured beside something else."""
    figures: list[Figure] = []
    if "pipeline" in names:
        figures += await race(at)
    if "latency" in names:
        figures += await noticing(at)
    if "rebuild" in names:
        figures += await rebuilding(at)
    if "figures" in names:
        figures += await counting(at)
    if "deadlines" in names:
        figures += await waiting(at)
    if "imports" in names:
        figures += importing(at.on)
    if "up" in names:
        figures += starting(at.on)
    if "simulator" in names:
        figures.append(simulator(at.on))
    return figures


def simulator(on: str) -> Figure:
    """Twenty years with all States and faults."""
    command = [sys.executable, "-m", "ctc", "simulate", "--years", "20", "--seed", "1", "--faults", "--json"]
    begun = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    json.loads(done.stdout)
    return Figure("simulator, 20 years, 193 States", time.perf_counter() - begun, "s", None, None, on, "120")


def main() -> None:
    """Measures, prints the table, leaves the file."""
    names = sys.argv[1:] or list(ALL)
    if unknown := set(names) - set(ALL):
        sys.exit(f"there is no {', '.join(sorted(unknown))} to measure: take some of {', '.join(ALL)}")
    with places() as at:
        figures = asyncio.run(measured(names, at))
    write(figures, RESULT)
    print(table(figures))
    print(f"\non {figures[0].on}; left in {RESULT}")


if __name__ == "__main__":
    main()
