"""`make bench`: one table, and `build/bench.json`. `python -m benchmarks NAME ...` measures some of it only."""

from __future__ import annotations

import asyncio
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.parts import PARTS
from benchmarks.places import Places, places
from benchmarks.report import Figure, table, write
from benchmarks.sizes import FULL
from shared.operations import logs

RESULT = Path("build/bench.json")


def keep_nothing(_figures: Sequence[Figure]) -> None:
    """For who waits for the end."""


async def measure(
    names: Sequence[str], at: Places, keep: Callable[[Sequence[Figure]], None] = keep_nothing
) -> tuple[list[Figure], list[str]]:
    """Measures all parts; returns the figures, and the parts that failed. A failed part does not affect others.

    One after the other, since nothing may be measured beside something else. Each part says when it is done.
    """
    figures: list[Figure] = []
    failures: list[str] = []
    for name in names:
        begin = time.monotonic()
        try:
            figures += await PARTS[name](at)
            keep(figures)
        except Exception:  # whatever it is, the other parts are measured
            traceback.print_exc()
            failures.append(name)
        print(f"{name}: {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
    return figures, failures


def main() -> None:
    """Measures, prints the table, leaves the file, also if it is cut short; exit 1 if a part failed."""
    names = sys.argv[1:] or list(PARTS)
    if unknown := set(names) - set(PARTS):
        sys.exit(f"there is no {', '.join(sorted(unknown))} to measure: take some of {', '.join(PARTS)}")
    logs.configure("warning")  # parts that run a service in this process print nothing for each request
    with places(FULL) as at:
        on = at.on
        figures, failures = asyncio.run(measure(names, at, partial(write, path=RESULT)))
    print(table(figures))
    print(f"\non {on}; left in {RESULT}")
    if failures:
        sys.exit(f"not measured, see above: {', '.join(failures)}")


if __name__ == "__main__":
    main()
