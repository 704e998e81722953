"""Every benchmark runs to its end: a small run of each, whose figures nobody reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import asyncpg
import pytest

from benchmarks import race
from benchmarks.__main__ import measure
from benchmarks.parts import PARTS
from benchmarks.pipeline.same_rows import COLUMNS, SCHEMA
from benchmarks.places import Places
from benchmarks.sizes import FULL, SMALL
from benchmarks.starting import family
from shared.operations.pools import Connection
from tests.support.kafka import Broker
from tests.support.postgres import PostgresServer
from tests.support.up import up


@pytest.fixture
def small(postgres_server: PostgresServer, kafka: Broker) -> Places:
    return Places(postgres_server, kafka, SMALL)


@pytest.mark.slow
@pytest.mark.parametrize("name", PARTS)
async def test_a_small_run_of_each_benchmark_ends_with_its_figures(name: str, small: Places) -> None:
    figures = await PARTS[name](small)
    assert figures
    assert all(figure.value > 0 for figure in figures)


async def test_the_ceiling_of_the_pipeline_writes_what_the_product_writes(small: Places) -> None:
    count = small.sizes.batched_events
    await race.fill_topics(small.kafka.bootstrap, count)
    rows = {}
    for name in ("ceiling", "pipeline", "per_message_same_rows"):
        async with small.postgres.database() as dsn:
            await race.run_contestant(small, dsn, name, count)
            rows[name] = await _rows(dsn)
    for table in COLUMNS:
        assert rows["ceiling"][table] == rows["pipeline"][table] == rows["per_message_same_rows"][table], table


async def _rows(dsn: str) -> dict[str, list[dict[str, object]]]:
    """Of each table, without the instants and positions at which they were written."""
    connection = await asyncpg.connect(dsn)
    try:
        return {table: await _rows_of(connection, table, columns) for table, columns in COLUMNS.items()}
    finally:
        await connection.close()


async def _rows_of(connection: Connection, table: str, columns: Sequence[str]) -> list[dict[str, object]]:
    columns_ = [name for name in columns if name not in ("recorded_at", "time")]
    # The product also remembers that it applied the reference data, once at its start.
    only = "where source = '/services/assessments'" if table == "inbox" else ""
    rows = await connection.fetch(f"select {', '.join(columns_)} from {SCHEMA}.{table} {only}")
    return sorted((dict(record) for record in rows), key=repr)


async def test_a_part_that_fails_takes_no_other_parts_figures_with_it(
    small: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: Places) -> Sequence[object]:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("benchmarks.__main__.PARTS", {"broken": fail, "deadlines": PARTS["deadlines"]})
    figures, failures = await measure(["broken", "deadlines"], small)
    assert failures == ["broken"]
    assert figures


def test_the_memory_of_a_system_is_that_of_its_postgresql_too(tmp_path: Path) -> None:
    with up(tmp_path / "data") as system:
        server = (tmp_path / "data" / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0]
        processes = family(system.process.pid)
        system.process.terminate()  # so that it stops its PostgreSQL
        system.process.wait(60)
    assert int(server) in processes


def test_a_small_run_is_smaller_in_everything() -> None:
    for name in FULL.__slots__:
        assert getattr(SMALL, name) < getattr(FULL, name), f"{name} of {replace(SMALL)}"
