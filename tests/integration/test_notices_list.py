"""`/notices`: a sender lists what it sent, with what became of each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, cast

import asyncpg
import httpx
import pytest

from shared.web import answers
from shared.web.lists import Pool
from tests.support.exchange import BATCH, CTED, event, owner_answers, ready
from tests.support.postgres import PostgresServer
from tests.support.reading import CountingRows
from tests.support.serving import Serving
from tests.support.turns import count_turns


@pytest.fixture
async def exchange(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        yield running


async def send(exchange: Serving, *events: dict[str, Any], token: str = "cted") -> None:
    response = await (await exchange.client(token)).post("/events", json=list(events), headers=BATCH)
    assert response.status_code == 202, response.text


async def names(client: httpx.AsyncClient, **parameters: Any) -> list[str]:
    response = await client.get("/notices", params=parameters)
    assert response.status_code == 200, response.text
    return [one["id"] for one in response.json()["items"]]


async def test_a_sender_sees_its_own_newest_last_and_nobody_else_s(exchange: Serving) -> None:
    await send(exchange, event("n-1"))
    exchange.clock.instant = exchange.clock.instant.replace(minute=1)
    await send(exchange, event("n-0"))
    assert await names(await exchange.client("cted")) == ["n-1", "n-0"]
    assert await names(await exchange.client("unodc")) == []
    assert await names(await exchange.client("technician")) == ["n-1", "n-0"], "an operator sees all"
    assert (await (await exchange.client()).get("/notices")).status_code == 401


async def test_by_outcome_and_since_a_time(exchange: Serving) -> None:
    cted = await exchange.client("cted")
    await send(exchange, event("accepted"), event("refused"), event("waiting"))
    await owner_answers(exchange, "accepted")
    await owner_answers(exchange, "refused", refuses=True)
    for outcome in ("accepted", "refused", "waiting"):
        assert await names(cted, outcome=outcome) == [outcome]
    await send(exchange, event("accepted"))
    assert await names(cted, outcome="unchanged") == ["accepted"]
    later = exchange.clock.instant = exchange.clock.instant.replace(hour=23)
    await send(exchange, event("later"))
    assert await names(cted, since=later.isoformat()) == ["later"]


async def test_page_by_page_each_once(exchange: Serving) -> None:
    cted = await exchange.client("cted")
    sent = [f"n-{number:02}" for number in range(7)]
    await send(exchange, *map(event, sent))
    page = (await cted.get("/notices", params={"limit": 3})).json()
    found = [one["id"] for one in page["items"]]
    while page["next"]:
        page = (await cted.get("/notices", params={"limit": 3, "after": page["next"]})).json()
        found += [one["id"] for one in page["items"]]
    assert sorted(found) == sent


async def test_others_have_their_turn_while_a_long_list_is_made(
    exchange: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    await send(exchange, *(event(f"n-{number}") for number in range(30)))
    cted = await exchange.client("cted")
    async with count_turns(monkeypatch) as turns:
        monkeypatch.setattr(answers, "dump", turns.note(answers.dump))
        assert len(await names(cted, limit=1000)) == 30
    assert (turns.made.total(), max(turns.made.values())) == (31, 1), "each notice, and the whole"


FILL = """
insert into exchange.notices select (jsonb_populate_record(one, jsonb_build_object(
    'id', one.id || n, 'notice_id', one.notice_id || '-' || n, 'received_at', one.received_at - n * interval '1 s'))).*
from exchange.notices one cross join generate_series(1, $1::integer) n where one.notice_id = 'accepted'
"""


@pytest.mark.parametrize(
    "asked", [{"outcome": "refused"}, {"outcome": "waiting", "source": CTED}, {"since": "2000-01-01T00:00:00Z"}, {}]
)
async def test_a_page_reads_what_it_shows_however_much_was_sent(exchange: Serving, asked: dict[str, str]) -> None:
    await send(exchange, event("accepted"), event("refused"), event("waiting"))
    await owner_answers(exchange, "accepted")
    await owner_answers(exchange, "refused", refuses=True)
    await exchange.pool.execute(FILL, 5_000)
    await exchange.pool.execute("analyze exchange.notices")
    connection = await asyncpg.connect(
        exchange.runtime.resources.dsn,
        connection_class=CountingRows,
        server_settings={"plan_cache_mode": "force_custom_plan"},
    )
    try:
        exchange.handler.readers = cast("Pool", connection)  # a page asks it once, as it does a pool
        found = await names(await exchange.client("cted"), limit="20", **asked)
        assert found == [asked["outcome"]] if "outcome" in asked else len(found) == 20
        assert 0 < connection.rows < 500
    finally:
        await connection.close()


@pytest.mark.parametrize("cursor", ["x", "WzEsMl0", "WyIyMDI0LTAxLTAxIiwgIngiXQ", "bnVsbA"])
async def test_a_cursor_that_is_none_is_refused(exchange: Serving, cursor: str) -> None:
    response = await (await exchange.client("cted")).get("/notices", params={"after": cursor})
    assert (response.status_code, response.json()["fields"]) == (422, ["after"])


async def test_a_source_that_is_another_s_gives_nothing(exchange: Serving) -> None:
    await send(exchange, event("n-1"))
    assert await names(await exchange.client("unodc"), source=CTED) == []
