"""One contestant in a process of its own: `python -m benchmarks.pipeline NAME EVENTS` says in JSON how long it took."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Awaitable, Callable
from importlib import import_module

import orjson
import structlog
import uvloop

MODULES = {
    "pipeline": "product",
    "ceiling": "same_rows",
    "batch_same_rows": "same_rows",
    "per_message_same_rows": "same_rows",
    "batch_unnest": "small_job",
    "per_message_asyncpg": "small_job",
    "batch_faststream": "faststream_jobs",
    "per_message_sqlalchemy": "faststream_jobs",
}


def main(name: str, events: int) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    # Loaded before the clock starts: what is measured is the work, not the imports.
    job: Callable[[int], Awaitable[None]] = getattr(import_module(f"benchmarks.pipeline.{MODULES[name]}"), name)
    begin = time.perf_counter(), time.process_time()
    uvloop.run(job(events))  # type: ignore[arg-type]
    print(orjson.dumps({"seconds": time.perf_counter() - begin[0], "cpu": time.process_time() - begin[1]}).decode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
