"""How much each benchmark does: in full for `make bench`, and a small run of each as a test, so that none rots."""

from __future__ import annotations

from dataclasses import dataclass

from shared.engine.imports.files import LARGEST_FILE


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of things, not seconds."""

    rounds: int
    """Of the pipeline race."""
    batched_events: int
    """For contestants of the race that work in batches."""
    single_events: int
    """For those that take one event at a time."""
    warming_notices: int
    """Sent before any counts."""
    notices: int
    flood: int
    """Visits of one body to one State."""
    beside_flood: int
    """Notices of another source, at least, while the flood is handled."""
    fair_flood: int
    """Notices of a publisher that sends all at once."""
    fair_notices: int
    """Of another one, alone and meanwhile."""
    deliveries: int
    """To one subscriber."""
    subscribers: int
    """Of one edition: so many by e-mail, and so many by webhook."""
    feed_pages: int
    rebuilt_events: int
    fact_events: int
    """At least so many are in council's facts when figures are counted."""
    runs: int
    """Of each report, and of its forms; the median counts."""
    requests: int
    """For one State's file."""
    page_rounds: int
    """In each all pages are asked for once."""
    waiting_deadlines: int
    few_deadlines: int
    ticks: int
    imported_lines: int
    imported_bytes: int
    """Of a part of a file."""
    starts: int
    """Of `ctc up`, after one that warms the file cache."""
    simulated_years: int


FULL = Sizes(
    rounds=3,
    batched_events=60_000,
    single_events=3_000,
    warming_notices=50,
    notices=1_000,
    flood=24_000,
    beside_flood=50,
    fair_flood=100_000,
    fair_notices=300,
    deliveries=5_000,
    subscribers=1_000,
    feed_pages=300,
    rebuilt_events=1_000_000,
    fact_events=1_000_000,
    runs=3,
    requests=50,
    page_rounds=20,
    waiting_deadlines=1_000_000,
    few_deadlines=1_000,
    ticks=30,
    imported_lines=100_000,
    imported_bytes=LARGEST_FILE,
    starts=3,
    simulated_years=20,
)

SMALL = Sizes(
    rounds=1,
    batched_events=60,
    single_events=30,
    warming_notices=1,
    notices=5,
    flood=60,
    beside_flood=2,
    fair_flood=60,
    fair_notices=2,
    deliveries=40,
    subscribers=20,
    feed_pages=3,
    rebuilt_events=600,
    fact_events=40_000,
    runs=1,
    requests=2,
    page_rounds=1,
    waiting_deadlines=500,
    few_deadlines=100,
    ticks=2,
    imported_lines=400,
    imported_bytes=20_000,
    starts=1,
    simulated_years=1,
)
