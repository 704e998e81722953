"""Files of a hundred thousand lines through the handler of a running system, with all its services beside."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import httpx

import reference
from benchmarks.places import Places
from benchmarks.report import Figure
from benchmarks.starting import environment

CLOCK = date(2025, 6, 2)
AIM = "30"
VISITS = "iso3,visit_type,mode,start,end,date_precision,note,source_url"
RATINGS = ("iso3", "jurisdiction", "report_date", *(f"IO{n}" for n in range(1, 12)), *(f"R{n}" for n in range(1, 41)))


async def importing(places: Places) -> list[Figure]:
    """Measures the time from sending the file to the answer with the result of each line."""
    count = places.sizes.imported_lines
    files = {"visits": ("visits", visits(count)), "ratings": ("fatf", ratings(count))}
    with _up() as client:
        return [
            Figure(f"import of {count:,} {name}", _import(client, kind, parts, count), "s", None, None, places.on, AIM)
            for name, (kind, lines) in files.items()
            for parts in [list(_split(lines, places.sizes.imported_bytes))]
        ]


def _import(client: httpx.Client, kind: str, parts: Sequence[bytes], count: int) -> float:
    begin = time.perf_counter()
    answers = [client.post(f"/imports/{kind}", content=part).raise_for_status().json() for part in parts]
    seconds = time.perf_counter() - begin
    accepted = sum(answer["accepted"] for answer in answers)
    assert accepted == count, f"{accepted:,} lines of {count:,} were accepted"
    while client.get("/clock/quiet?wait=30").raise_for_status().json() != {"quiet": True}:
        pass  # the others read what was told of each line: that is beside the import, and not to be beside the next
    return seconds


def _split(lines: Iterator[str], most: int) -> Iterator[bytes]:
    """Files of at most so many bytes, each with the header, as whoever imports more sends them."""
    header = next(lines).encode()
    part, size = [header], len(header)
    for line in map(str.encode, lines):
        if size + 1 + len(line) > most:
            yield b"\n".join(part)
            part, size = [header], len(header)
        part.append(line)
        size += 1 + len(line)
    yield b"\n".join(part)


# ---- files: invented ---------------------------------------------------------------------


def visits(count: int) -> Iterator[str]:
    """Lines of visits. Each State is visited again and again, some weeks apart."""
    yield VISITS
    days = (CLOCK - timedelta(days=7 + 21 * number) for number in range(count))
    pairs = ((state, day) for day in days for state in _members(day))
    for state, day in islice(pairs, count):
        yield f"{state},focused,onsite,{day},{day + timedelta(days=3)},day,synthetic,"


def ratings(count: int) -> Iterator[str]:
    """Lines of ratings. Each State is evaluated each month."""
    yield ",".join(RATINGS)
    marks = ",".join((*["ME"] * 11, *["LC"] * 40))
    months = (divmod(CLOCK.year * 12 + CLOCK.month - 2 - number, 12) for number in range(count))
    pairs = ((state, year, month + 1) for year, month in months for state in _members(date(year, month + 1, 28)))
    for state, year, month in islice(pairs, count):
        yield f"{state},Synthetic,{year}-{month:02},{marks}"


REFERENCE = reference.load()


def _members(day: date) -> list[str]:
    return [one.id for one in REFERENCE.states if one.member_on(day)]


# ---- a system ----------------------------------------------------------------------------


@contextmanager
def _up() -> Iterator[httpx.Client]:
    """Runs `ctc up` on a new directory, which is removed afterwards."""
    directory = Path(tempfile.mkdtemp(prefix="bench-import-"))
    command = [
        sys.executable,
        "-m",
        "ctc",
        "up",
        "--data",
        str(directory / "data"),
        "--port",
        "0",
        "--clock",
        f"{CLOCK}",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(), text=True
    ) as process:
        assert process.stdout is not None
        try:
            address, token = (process.stdout.readline().split()[1] for _ in range(2))
            with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=600) as client:
                yield client
        finally:
            process.terminate()
            process.wait(60)
            shutil.rmtree((directory / "data" / "postgres").resolve(), ignore_errors=True)
            shutil.rmtree(directory, ignore_errors=True)
