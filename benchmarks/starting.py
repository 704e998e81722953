"""Everything embedded: how soon `ctc up` is ready on a new directory, and what it needs of memory."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.places import Places
from benchmarks.report import Figure


async def starting(places: Places) -> list[Figure]:
    """The median of some runs, after one that warms the file cache."""
    runs = [_run() for _ in range(places.sizes.starts + 1)][1:]
    return [
        Figure("ctc up, new directory", median(seconds for seconds, _ in runs), "s", None, None, places.on, "3"),
        Figure("ctc up, PSS with PostgreSQL", median(size for _, size in runs), "MB", None, None, places.on, "400"),
    ]


def _run() -> tuple[float, float]:
    """Seconds until ready, and megabytes of all its processes."""
    directory = Path(tempfile.mkdtemp(prefix="bench-up-"))
    command = [sys.executable, "-m", "ctc", "up", "--data", str(directory / "data"), "--port", "0"]
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()) as process:
        assert process.stdout is not None
        try:
            while not process.stdout.readline().startswith(b"token"):
                assert process.poll() is None, "ctc up ended before it was ready"
            return time.perf_counter() - begin, sum(_pss(pid) for pid in family(process.pid)) / 1024
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
            shutil.rmtree((directory / "data" / "postgres").resolve(), ignore_errors=True)
            shutil.rmtree(directory, ignore_errors=True)


OTHER_PLACES = ("DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS")


def environment() -> dict[str, str]:
    """For a `ctc up` of its own, that brings its own PostgreSQL and no Kafka."""
    return {name: value for name, value in os.environ.items() if name not in OTHER_PLACES}


def family(pid: int) -> list[int]:
    """The process and all that descend from it, whichever of its threads started them: PostgreSQL's is no main one."""
    children = [child for thread in Path(f"/proc/{pid}/task").iterdir() for child in _children(thread)]
    return [pid, *(one for child in children for one in family(int(child)))]


def _children(thread: Path) -> list[str]:
    try:
        return (thread / "children").read_text(encoding="ascii").split()
    except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
        return []


def _pss(pid: int) -> int:
    """Kilobytes, with what is shared counted in part."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
