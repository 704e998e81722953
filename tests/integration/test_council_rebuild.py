"""A rebuild of the facts: the same as the live ones, beside them, while consumption goes on; or nothing at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import asyncpg
import pytest

from contracts.tools import example_data
from services.council.counting.reading import snapshot
from services.council.facts import SCHEMA
from services.council.operators.rebuild import rebuilding
from services.council.operators.rebuild.comparing import Rebuilt
from services.council.operators.rebuild.rebuilding import SHADOW, Phase, Progress, RebuildRunning, connect_alone
from services.council.service import SERVICE, rebuild
from shared.engine.storage import journal
from shared.engine.time.clock import HandClock
from shared.transports.loopback import LoopbackConsumer
from tests.support.council import FACTS, Council, council
from tests.support.council_story import Story, tell_everything
from tests.support.postgres import PostgresServer
from tests.support.running import START

PHASES: tuple[Phase, ...] = ("reading", "indexing", "catching up", "comparing")


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(START)) as found:
        await tell_everything(found)
        yield found


async def run_rebuild(running: Council, tell_of: Callable[[Progress], None] = lambda _: None) -> Rebuilt:
    async with connect_alone(running.runtime.resources.dsn, SERVICE) as connection:
        one = rebuild(running.runtime, connection)
        one.tell = tell_of
        return await one.run()


async def facts(running: Council) -> dict[str, list[tuple[Any, ...]]]:
    return {name: await running.rows(f"select t::text from {name} t order by 1") for name in FACTS}


async def definitions(running: Council) -> list[tuple[Any, ...]]:
    return await running.rows("select indexdef from pg_indexes where schemaname = $1 order by 1", SCHEMA)


async def schemas(running: Council) -> set[str]:
    return {row[0] for row in await running.rows("select nspname from pg_namespace where nspname like 'council%'")}


# ---- the same, and nothing else --------------------------------------------------------------


async def test_what_is_rebuilt_is_what_was_there_and_nothing_is_emitted(running: Council) -> None:
    before, made, emitted = await facts(running), await definitions(running), "select count(*) from council.journal"
    journal_before = await running.rows(emitted)
    found = await run_rebuild(running)
    assert await facts(running) == before
    assert await definitions(running) == made
    assert await running.rows(emitted) == journal_before
    assert (found.swapped, found.differing, found.lost, found.ahead, found.unreadable) == (True, (), 0, 0, 0)
    assert found.events == len(before[f"{SCHEMA}.events"])
    assert found.rows == sum(map(len, before.values()))
    assert await schemas(running) == {"council", SCHEMA}


async def test_the_schema_that_is_swapped_in_is_up_to_date_for_migrations(running: Council) -> None:
    names = f"select name, checksum from {SCHEMA}.migrations order by name"
    before = await running.rows(names)
    await run_rebuild(running)
    assert await running.rows(names) == before


async def test_live_consumption_goes_on_after_the_swap_as_before(running: Council) -> None:
    await run_rebuild(running)
    told = await running.tell(Story("KEN").withdraw())
    await running.settle()
    assert await running.rows(f"select type from {SCHEMA}.events where id = $1", told) == [("assessment.withdrawn.v1",)]
    assert await running.rows("select count(*) from council.dead_letters") == [(0,)]


async def test_progress_is_told_phase_by_phase(running: Council) -> None:
    told: list[Progress] = []
    found = await run_rebuild(running, told.append)
    phases = list(dict.fromkeys(progress.phase for progress in told))
    assert phases == [*PHASES, "done"]
    assert told[-1].events == found.events
    assert 0 < told[-1].read <= told[-1].expected


# ---- what differs ----------------------------------------------------------------------------


async def test_damaged_facts_are_mended_and_said_to_have_differed(running: Council) -> None:
    before = await facts(running)
    await running.pool.execute(f"update {SCHEMA}.statuses set value = 'implemented' where value = 'in_progress'")
    await running.pool.execute(f"delete from {SCHEMA}.cases where stage = 'opened'")
    found = await run_rebuild(running)
    assert (found.swapped, found.differing) == (True, ("statuses", "cases"))
    assert await facts(running) == before


async def test_a_transport_that_lost_events_replaces_nothing(running: Council) -> None:
    before = await facts(running)
    await running.pool.execute("delete from followup.journal where type like 'followup.%'")
    found = await run_rebuild(running)
    assert found.lost > 0
    assert not found.swapped
    assert await facts(running) == before
    assert await schemas(running) == {"council", SCHEMA}


async def test_a_live_consumer_that_is_behind_finds_its_events_there_already(running: Council) -> None:
    before = await facts(running)
    await running.tell(example_data.example("programme.adopted.v1").model_copy(update={"programme_id": "p-2"}))
    await running.tell(Story("KEN").withdraw())
    found = await run_rebuild(running)
    assert (found.swapped, found.ahead, found.differing) == (True, 2, ())
    after = await facts(running)
    assert len(after[f"{SCHEMA}.events"]) == len(before[f"{SCHEMA}.events"]) + 2
    await running.settle()
    assert {name: rows for name, rows in (await facts(running)).items() if "events" not in name} == {
        name: rows for name, rows in after.items() if "events" not in name
    }
    held = await running.rows("select held_by from council.obligations where id = 'visit-list-2024'")
    assert held == [(["programme-2024"],)]  # met by the first; the second only came to know of it


async def test_what_a_relay_sent_twice_is_kept_once(running: Council) -> None:
    columns = ", ".join(journal.COLUMNS)
    for service in ("assessments", "followup", "unoct"):
        again = f"insert into {service}.journal ({columns}) select {columns} from {service}.journal order by position"
        await running.pool.execute(again)
    before = await facts(running)
    found = await run_rebuild(running)
    assert (found.swapped, found.ahead, found.lost, found.differing) == (True, 0, 0, ())
    assert await facts(running) == before


async def test_what_nobody_can_read_is_passed_over_and_counted(running: Council) -> None:
    await running.tell(Story("KEN").overdue())
    await running.pool.execute("update followup.journal set data = '{' where type = 'followup.overdue.v1'")
    found = await run_rebuild(running)
    assert found.unreadable > 0


# ---- while live ------------------------------------------------------------------------------


async def test_consumption_goes_on_while_facts_are_rebuilt(running: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "CHUNK", 2)
    told: list[str] = []
    stopped = asyncio.Event()

    async def go_on() -> None:
        consumer = running.runtime.consumer
        assert isinstance(consumer, LoopbackConsumer)
        while not stopped.is_set():
            told.append(await running.tell(Story("KEN").state_position()))
            await consumer.step()

    going_on = asyncio.create_task(go_on())
    for _ in range(3):
        found = await run_rebuild(running)
        assert (found.swapped, found.lost, found.differing) == (True, 0, ())
    stopped.set()
    await going_on
    await running.settle()
    kept = await running.rows(f"select id from {SCHEMA}.events where id = any($1) order by id", told)
    assert [row[0] for row in kept] == sorted(told) != []
    status = f"select count(*), count(distinct event_id) from {SCHEMA}.statuses where event_id = any($1)"
    assert await running.rows(status, told) == [(len(told), len(told))]
    assert await running.rows("select count(*) from council.dead_letters") == [(0,)]


async def test_a_batch_that_meets_the_swap_waits_and_lands_in_the_new_facts(running: Council) -> None:
    story, batches = Story("FJI"), list[asyncio.Task[int]]()

    def meanwhile(progress: Progress) -> None:
        if progress.phase == "comparing" and not batches:
            batches.append(asyncio.create_task(_told_and_read(running, story)))

    found = await run_rebuild(running, meanwhile)
    assert found.swapped
    await asyncio.wait_for(batches[0], 30)
    query = f"select assessment_id from {SCHEMA}.assessments where state = 'FJI'"
    assert await running.rows(query) == [(story.assessment,)]


async def _told_and_read(running: Council, story: Story) -> int:
    await running.tell(story.complete(), "FJI")
    consumer = running.runtime.consumer
    assert isinstance(consumer, LoopbackConsumer)
    return await consumer.step()


async def test_readers_read_on_while_the_live_consumer_is_held(running: Council) -> None:
    async with running.pool.acquire() as connection, connection.transaction():
        await rebuild(running.runtime, connection)._hold()  # type: ignore[arg-type]
        client = await running.client("owner")
        assert (await asyncio.wait_for(client.get("/states/KEN"), 10)).status_code == 200


async def test_an_edition_that_reads_meanwhile_sees_all_facts_on_one_snapshot(running: Council) -> None:
    counts = [f"select count(*) from {name}" for name in FACTS]
    expected = [await running.rows(count) for count in counts]
    comparing = asyncio.Event()

    def meanwhile(progress: Progress) -> None:
        if progress.phase == "comparing":
            comparing.set()

    async with snapshot(running.pool) as connection:
        found = [[tuple(row) for row in await connection.fetch(counts[0])]]
        rebuilding_all = asyncio.create_task(run_rebuild(running, meanwhile))
        await asyncio.wait_for(comparing.wait(), 30)
        done, _ = await asyncio.wait([rebuilding_all], timeout=1)
        assert not done  # all but the swap takes a fraction of that
        found += [[tuple(row) for row in await connection.fetch(count)] for count in counts[1:]]
    assert found == expected
    assert (await asyncio.wait_for(rebuilding_all, 30)).swapped


async def test_an_edition_that_begins_in_the_hold_waits_and_sees_the_new_facts(running: Council) -> None:
    expected = await running.rows(f"select count(*) from {SCHEMA}.statuses")
    readers: list[asyncio.Task[int]] = []

    async def read() -> int:
        async with snapshot(running.pool) as connection:
            await asyncio.sleep(0.5)
            count: int = await connection.fetchval(f"select count(*) from {SCHEMA}.statuses")
            return count

    def meanwhile(progress: Progress) -> None:
        if progress.phase == "comparing":
            readers.append(asyncio.create_task(read()))

    assert (await run_rebuild(running, meanwhile)).swapped
    assert [(await asyncio.wait_for(reader, 30),) for reader in readers] == expected


# ---- crashes ---------------------------------------------------------------------------------


class Crash(Exception):
    pass


@pytest.mark.parametrize("phase", PHASES)
async def test_a_crash_leaves_the_live_facts_and_the_next_run_drops_what_it_left(
    running: Council, phase: Phase
) -> None:
    def crash(progress: Progress) -> None:
        if progress.phase == phase:
            raise Crash

    before = await facts(running)
    with pytest.raises(Crash):
        await run_rebuild(running, crash)
    assert await facts(running) == before
    await running.pool.execute(f"create schema if not exists {SHADOW}")
    await running.pool.execute(f"create table {SHADOW}.left_over ()")
    assert (await run_rebuild(running)).swapped
    assert await facts(running) == before
    assert await schemas(running) == {"council", SCHEMA}


async def test_a_server_that_dies_in_the_hold_has_swapped_nothing(running: Council) -> None:
    async def cut(connection: asyncpg.Connection[asyncpg.Record]) -> None:
        await running.pool.execute("select pg_terminate_backend($1)", connection.get_server_pid())

    before = await facts(running)
    async with connect_alone(running.runtime.resources.dsn, SERVICE) as connection:
        one = rebuild(running.runtime, connection)
        cutting: list[asyncio.Task[None]] = []

        def tell_of(progress: Progress) -> None:
            if progress.phase == "comparing":
                cutting.append(asyncio.create_task(cut(connection)))

        one.tell = tell_of
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
            await one.run()
    await cutting[0]
    assert await facts(running) == before
    assert (await run_rebuild(running)).swapped


async def test_only_one_runs_at_a_time(running: Council) -> None:
    async with connect_alone(running.runtime.resources.dsn, SERVICE):
        with pytest.raises(RebuildRunning):
            await run_rebuild(running)
    assert (await run_rebuild(running)).swapped
