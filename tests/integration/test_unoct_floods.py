"""What the worst lawful publisher costs unoct: all its places at once, with as many needs as its projects may serve."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from services.exchange.lanes.rules import PLACES
from services.unoct.projects.model import MOST_SERVED
from shared.engine.outcomes import Done
from shared.engine.rules import Event
from shared.engine.storage import tables
from shared.operations.pools import Connection
from tests.support.frozen import REFERENCE
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving
from tests.support.unoct import ready
from tests.unit.services.unoct.desk import project, release_recommendation

PRACTICE = REFERENCE.practice
HERE, THERE = (tuple(f"{side}-{number}" for number in range(MOST_SERVED)) for side in ("here", "there"))
OTHERS = [one.name for one in REFERENCE.bodies if one.sector and one.name != "UNODC"][:4]
MOST_MEMORY = 100 * 1024 * 1024
"""Bytes. A service has 384 MiB."""


def send(place: int, body: str, needs: Sequence[str]) -> Event[Any]:
    return project(
        f"urn:example:{body}", reference=f"P-{place}", lead_body=body, kind="programme", recommendations=needs
    )


async def prepare(unoct: Serving) -> None:
    """Needs, and as many projects of others as are flagged with each project of the publisher."""
    await unoct.handler.handle([release_recommendation(need) for need in (*HERE, *THERE)])
    places = range(PRACTICE.most_duplications_with_body)
    for needs in (HERE, THERE):
        await unoct.handler.handle([send(place + len(needs[0]) * 10, one, needs) for one in OTHERS for place in places])


def flood() -> list[Event[Any]]:
    """Each of its projects goes from one half of the needs to the other, and back."""
    most = PRACTICE.most_projects_for_need
    return [send(place % most, "UNODC", (HERE, THERE)[place // most % 2]) for place in range(PLACES)]


@pytest.mark.slow
async def test_all_places_of_the_worst_lawful_publisher_cost_little(postgres_server: PostgresServer) -> None:
    async with ready(postgres_server) as unoct:
        await prepare(unoct)
        before = await count(unoct, "journal")
        tracemalloc.start()
        outcomes = await unoct.handler.handle(flood())
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        events = Counter(len(one.events) for one in outcomes if isinstance(one, Done))
        assert peak < MOST_MEMORY
        assert await count(unoct, "journal") - before == sum(size * number for size, number in events.items())
        assert events.total() == PLACES
        assert max(events) <= 2 + 2 * MOST_SERVED * (2 + PRACTICE.most_duplications * 3 // 2), (
            "places of pairs are filled"
        )
        (answer,) = await unoct.handler.handle([send(99, "UNDP", HERE)])
        assert isinstance(answer, Done)
        assert len(answer.events) > 2 * MOST_SERVED


async def test_what_a_publisher_leaves_behind_has_an_end(postgres_server: PostgresServer) -> None:
    """However often its projects come and go, and however many it sends."""
    async with ready(postgres_server) as unoct:
        await unoct.handler.handle([release_recommendation(need) for need in (*HERE, *THERE)])
        most = PRACTICE.most_projects_for_need
        for _ in range(2):
            await unoct.handler.handle(flood())
            await unoct.handler.handle([send(99, "UNODC", HERE)])
        assert await count(unoct, "duplications") <= 2 * MOST_SERVED * most * (most - 1) // 2
        assert await largest_case(unoct) == most


async def count(unoct: Serving, table: str) -> int:
    async with unoct.handler.pool.acquire() as connection:
        return int(await connection.fetchval(f"select count(*) from unoct.{table}"))


async def largest_case(unoct: Serving) -> int:
    async with unoct.handler.pool.acquire() as connection:
        return int(await connection.fetchval("select max(jsonb_array_length(parts)) from unoct.cases"))


async def test_what_lapses_at_once_is_refused_one_by_one(postgres_server: PostgresServer) -> None:
    """Others need not wait for a hundred of them."""
    async with ready(postgres_server) as unoct:
        sent = [project(notice=f"n-{number}", title="x" * 400, recommendations=("r",)) for number in range(8)]
        await unoct.handler.handle(sent)
        assert await count(unoct, "waiting_notices") == len(sent)
        unoct.clock.instant += timedelta(days=9)
        assert await unoct.runtime.deadlines.step() == len(sent)
        assert await count(unoct, "waiting_notices") == 0
        refused = await unoct.rows("select xmin::text from unoct.journal where type = 'notice.refused.v1'")
        assert len(refused) == len(sent)
        assert len({row[0] for row in refused}) == len(sent), "each in a transaction of its own"


async def test_what_may_wait_and_what_appears_pass_their_gates_together_and_who_only_counts_locks_no_row(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else two batches, each with one of both, hold each other up."""
    locks: list[tuple[int, int]] = []
    whole = tables.fetch

    async def load_and_count(connection: Connection, at: tables.Stored, *asked: Any) -> tables.Fetched:
        rows = await whole(connection, at, *asked)
        if at.name == "waiting_notices":
            ((of_gates, of_rows),) = await connection.fetch(_LOCKS, tables.GATES)
            locks.append((of_gates, of_rows))
        return rows

    async with ready(postgres_server) as unoct:
        await unoct.handler.handle([send(1, "UNODC", ("here",))])
        monkeypatch.setattr(tables, "fetch", load_and_count)
        await unoct.handler.handle([send(2, "UNODC", ("here",))])
        assert {of_rows for _, of_rows in locks} == {0}
        locks.clear()
        await unoct.handler.handle([send(3, "UNODC", ("here",)), release_recommendation("there")])
    assert {of_gates for of_gates, _ in locks} == {2}


async def test_what_is_woken_passes_the_gates_of_all_that_it_may_wait_for(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would wait for what another transaction is just bringing, and nobody would wake it."""
    gates: list[list[str]] = []
    pass_gate = tables.pass_gate

    async def pass_and_note(connection: Connection, at: tables.Stored, values: Sequence[str]) -> None:
        gates.append(list(values))
        await pass_gate(connection, at, values)

    async with ready(postgres_server) as unoct:
        await unoct.handler.handle([send(1, "UNODC", ("first", "then"))])
        monkeypatch.setattr(tables, "pass_gate", pass_and_note)
        await unoct.handler.handle([release_recommendation("first")])
        assert gates == [["first"]]
        while await unoct.runtime.deadlines.step():
            pass
        assert gates == [["first"], ["first", "then"]]
        assert await unoct.rows("select awaits from unoct.waiting_notices") == [("then",)]


_LOCKS = """
select count(*) filter (where locktype = 'advisory' and classid = $1),
    count(*) filter (where relation = 'unoct.waiting_notices'::regclass and mode = 'RowShareLock')
from pg_locks where pid = pg_backend_pid()
"""
