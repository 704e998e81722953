"""Commands over HTTP, through the real handler into a real database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter
from fastapi.responses import Response

from shared.engine.outcomes import Done
from shared.engine.rules import Command, Known, NotFound
from shared.engine.storage import tables
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.app import build
from shared.web.bodies import AsJson
from shared.web.commands import Envelope, run
from shared.web.routes import build_router
from shared.web.tokens import Tokens
from tests.support.counter import COUNTER, COUNTS, Add, Count
from tests.support.http_example import PRINCIPALS, Example
from tests.support.running import World, world


def counts(world: World) -> APIRouter:
    router = build_router("counts")

    async def read(state: str) -> Count | None:
        at = tables.storage_of(COUNTS, "counter")
        async with world.pool.acquire() as connection:
            records, _ = await tables.fetch(connection, at, "state", [state])
        return at.build(records[0]) if records else None

    @router.get("/counts/{state}")
    async def show(reader: Reader, state: str) -> Response:
        """One count."""
        found = await read(state)
        if found is None:
            raise NotFound
        return answer(found)

    @router.post("/counts/{state}/addition")
    async def add(envelope: Envelope, state: str, body: Annotated[Add, AsJson]) -> Response:
        """Adds to it."""

        def represent(known: Known) -> Count | None:
            return known.get(COUNTS, state)

        async def now() -> Count | None:
            return await read(state)

        return await run(world.handler, envelope, body, represent=represent, read=now)

    return router


@dataclass(frozen=True, slots=True)
class Counting:
    """The service and a client of it."""

    world: World
    client: httpx.AsyncClient


@pytest.fixture
async def client(counting: Counting) -> httpx.AsyncClient:
    return counting.client


@pytest.fixture
async def counting(postgres: str) -> AsyncIterator[Counting]:
    async with world(postgres, COUNTER) as running:
        app = build(Example(routers=[counts(running)]).describe(), Tokens(None, PRINCIPALS).principal_for)
        headers = {"Authorization": "Bearer desk"}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://example", headers=headers
        ) as client:
            yield Counting(running, client)


def adding(by: int) -> dict[str, object]:
    return {"state": "KEN", "by": by}


AT = "/counts/KEN"


async def test_the_same_key_and_body_give_the_same_answer_and_take_effect_once(client: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "k-1"}
    first = await client.post(f"{AT}/addition", json=adding(3), headers=headers)
    await client.post(f"{AT}/addition", json=adding(1))
    again = await client.post(f"{AT}/addition", json=adding(3), headers=headers)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json() == {"number": 3}
    assert (await client.get(AT)).json()["number"] == 4


async def test_of_a_command_without_a_key_no_answer_is_kept(counting: Counting) -> None:
    for headers in ({}, {"Idempotency-Key": "k-1"}):
        assert (await counting.client.post(f"{AT}/addition", json=adding(2), headers=headers)).status_code == 200
    assert await counting.world.rows("select id, answer from counter.inbox") == [("key/k-1", b'{"number":4}')]
    assert (await counting.client.get(AT)).json()["number"] == 4


async def test_the_same_key_with_another_body_changes_nothing(client: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "k-1"}
    await client.post(f"{AT}/addition", json=adding(3), headers=headers)
    other = await client.post(f"{AT}/addition", json=adding(4), headers=headers)
    assert (other.status_code, other.json()["type"]) == (422, "/problems/key-reused")
    assert (await client.get(AT)).json()["number"] == 3


@pytest.mark.parametrize(
    "taken", ["import/line-1", "7d865e959b2466918c9863afca942d0f", "retry/1/2024-01-31", "key/k-1"]
)
async def test_a_client_whose_key_is_an_id_of_our_own_is_answered_and_hinders_nobody(
    counting: Counting, taken: str
) -> None:
    ours = Command(PRINCIPALS["desk"], taken, Add("KEN", 3), "c-1")
    assert isinstance((await counting.world.handler.handle([ours]))[0], Done)
    theirs = await counting.client.post(f"{AT}/addition", json=adding(4), headers={"Idempotency-Key": taken})
    assert (theirs.status_code, theirs.json()) == (200, {"number": 7})


async def test_a_refusal_is_answered_and_its_key_not_used_up(client: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "k-1"}
    refused = await client.post(f"{AT}/addition", json=adding(11), headers=headers)
    assert (refused.status_code, refused.json()["type"], refused.json()["rule"]) == (409, "/problems/too-much", "1")
    corrected = await client.post(f"{AT}/addition", json=adding(10), headers=headers)
    assert (corrected.status_code, corrected.json()) == (200, {"number": 10})


async def test_a_stale_change_is_412_and_of_several_at_once_one_takes_effect(client: httpx.AsyncClient) -> None:
    first = await client.post(f"{AT}/addition", json=adding(1))
    assert first.headers["etag"] == (await client.get(AT)).headers["etag"]
    headers = {"If-Match": first.headers["etag"]}
    responses = await asyncio.gather(
        *(client.post(f"{AT}/addition", json=adding(1), headers=headers) for _ in range(5))
    )
    assert sorted(response.status_code for response in responses) == [200, 412, 412, 412, 412]
    assert (await client.get(AT)).json()["number"] == 2
    stale = next(response for response in responses if response.status_code == 412)
    assert stale.json()["type"] == "/problems/stale"


async def test_a_change_on_what_does_not_exist_is_412_if_it_must_match(client: httpx.AsyncClient) -> None:
    response = await client.post(f"{AT}/addition", json=adding(1), headers={"If-Match": "*"})
    assert response.status_code == 412
