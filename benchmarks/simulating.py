"""The simulator as its user starts it, with all States and faults, invariants included."""

from __future__ import annotations

import json
import subprocess
import sys
import time

from benchmarks.places import Places
from benchmarks.report import Figure


async def simulating(places: Places) -> list[Figure]:
    """Raises where it finds a violation: a figure of a broken run says nothing."""
    years = places.sizes.simulated_years
    command = [sys.executable, "-m", "ctc", "simulate", "--years", f"{years}", "--seed", "1", "--faults", "--json"]
    begin = time.perf_counter()
    process = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    json.loads(process.stdout)
    name = f"simulator, {years} years, 193 States"
    return [Figure(name, time.perf_counter() - begin, "s", None, None, places.on, "120")]
