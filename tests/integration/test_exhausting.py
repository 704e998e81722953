"""Nobody outside takes the database away from the others: readers have connections, and time, of their own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import asyncpg
import httpx
import pytest

from ctc import composition
from ctc.serving import whole
from shared.engine.principals import OWNER, Principal
from shared.engine.time.dates import civil_date
from shared.operations import pools
from shared.operations.settings import Settings
from shared.web import commands
from shared.web.server.requests_under_way import MOST
from shared.web.server.serving import address, listen, serving
from shared.web.tokens import Tokens
from tests.support.postgres import PostgresServer

CROWD = 25
DESK = {"Authorization": "Bearer desk"}
UNODC = Principal("", "un", frozenset({"body:unodc"}), frozenset({"*"}), may_command=True)
OF_UNODC = [f"unodc-{number}" for number in range(8)]
"""Accounts of one body: it may have any number."""
UNDP = replace(UNODC, name="undp", parties=frozenset({"body:undp"}))
NOBODIES = [f"account-{number}" for number in range(8)]
"""Accounts without any right: whoever has one at the identity provider."""
TOKENS = {
    "desk": OWNER, "nobody": Principal("nobody", "public"), "undp": UNDP,
    **{name: replace(UNODC, name=name) for name in OF_UNODC},
    **{name: Principal(name) for name in NOBODIES},
}  # fmt: skip
PROJECT = {
    "source": "urn:example:desk", "reference": "P-1", "title": "[Synthetic] Border training", "lead_body": "UNODC",
    "states": ["KEN"], "themes": ["border-security"], "status": "planned",
}  # fmt: skip
APPLICATION = {"name": "UNODC cases", "body": "UNODC", "sources": ["urn:example:cases"], "reads": "un"}


@dataclass(frozen=True, slots=True)
class Attacked:
    """The whole system, and somebody who makes its database slow."""

    dsn: str
    client: httpx.AsyncClient

    @asynccontextmanager
    async def hold(self, table: str) -> AsyncIterator[None]:
        """Whoever reads this table waits: so every request for it is as heavy as can be."""
        connection = await asyncpg.connect(self.dsn)
        try:
            async with connection.transaction():
                await connection.execute(f"lock table {table} in access exclusive mode")
                yield
        finally:
            await connection.close()

    async def waiting(self, table: str) -> int:
        """Queries on the table that the database works on."""
        connection = await asyncpg.connect(self.dsn)
        try:
            found: int = await connection.fetchval(
                "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()"
                " and datname = current_database() and query like '%' || $1 || '%' and query not like 'lock%'",
                table,
            )
            return found
        finally:
            await connection.close()


async def _open_migrated(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await composition.migrate_all(connection)
    finally:
        await connection.close()


@asynccontextmanager
async def open_attacked(postgres: PostgresServer) -> AsyncIterator[Attacked]:
    sock, template = listen("127.0.0.1", 0), await postgres.template("the whole system", _open_migrated)
    async with (
        postgres.database(template) as dsn,
        whole(Settings(), dsn, Tokens(None, TOKENS)) as app,
        serving(app, sock),
        httpx.AsyncClient(base_url=address(sock), timeout=60) as client,
    ):
        await make_drafts(dsn)
        yield Attacked(dsn, client)


async def make_drafts(dsn: str) -> None:
    """Returns once the drafts that are due on this very day are made: else they wait for the tables too."""
    connection, ends = await asyncpg.connect(dsn), time.monotonic() + 60
    query = """
        select exists (select from council.deadlines where acts_on <= $1)
            or exists (select from council.scheduled_drafts)
    """
    try:
        while await connection.fetchval(query, civil_date(datetime.now(UTC))):
            assert time.monotonic() < ends, "drafts of this day are not made"
            await asyncio.sleep(0.1)
    finally:
        await connection.close()


def ask_by_all(
    client: httpx.AsyncClient, method: str, path: str, names: list[str], each: int = MOST
) -> list[asyncio.Task[httpx.Response]]:
    """Some at once by each of these accounts; as many as one account may have, if nothing is said."""
    everybody = [name for name in names for _ in range(each)]
    return [asyncio.create_task(ask(client, method, path, name, number)) for number, name in enumerate(everybody)]


async def ask(client: httpx.AsyncClient, method: str, path: str, name: str, number: int = 99) -> httpx.Response:
    bodies = {"/projects": PROJECT, "/publishers": APPLICATION | {"name": f"Cases {number}"}}
    return await client.request(method, path, json=bodies.get(path), headers={"Authorization": f"Bearer {name}"})


@pytest.mark.parametrize(
    ("method", "path", "table"), [("GET", "/reports", "council.editions"), ("POST", "/projects", "unoct.projects")]
)
async def test_all_accounts_of_one_body_together_have_the_turns_of_one(
    postgres_server: PostgresServer, method: str, path: str, table: str
) -> None:
    async with open_attacked(postgres_server) as system, system.hold(table):
        crowd = ask_by_all(system.client, method, path, OF_UNODC)
        assert await comes_to(MOST, count_waiting(system, table))
        other = asyncio.create_task(ask(system.client, method, path, "undp"))
        assert await comes_to(MOST + 1, count_waiting(system, table))
        for one in (*crowd, other):
            one.cancel()
        await asyncio.gather(*crowd, other, return_exceptions=True)


async def test_all_accounts_without_any_right_have_the_turns_of_one(postgres_server: PostgresServer) -> None:
    async with open_attacked(postgres_server) as system, system.hold("exchange.applicants"):
        crowd = ask_by_all(system.client, "POST", "/publishers", NOBODIES, each=1)
        assert await comes_to(MOST, count_waiting(system, "exchange.applicants"))
        other = asyncio.create_task(ask(system.client, "POST", "/publishers", "undp"))
        assert await comes_to(MOST + 1, count_waiting(system, "exchange.applicants"))
        for one in (*crowd, other):
            one.cancel()
        await asyncio.gather(*crowd, other, return_exceptions=True)


def begin_crowd(client: httpx.AsyncClient) -> list[asyncio.Task[httpx.Response]]:
    """Each from another address: those of one have few requests under way."""
    addresses = [{"X-Forwarded-For": f"203.0.113.{number}"} for number in range(CROWD)]
    return [asyncio.create_task(client.get("/reports", headers=address)) for address in addresses]


async def test_who_has_many_requests_under_way_is_told_of_health_and_waits_for_the_rest(
    postgres_server: PostgresServer,
) -> None:
    async with open_attacked(postgres_server) as system, system.hold("council.editions"):
        crowd = [asyncio.create_task(system.client.get("/reports", headers=DESK)) for _ in range(CROWD)]
        assert await comes_to(MOST, count_waiting(system, "council.editions"))
        assert (await system.client.get("/health/ready")).status_code == 200
        for one in crowd:
            one.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)


async def comes_to(count: int, found: AsyncIterator[int]) -> bool:
    """Whether it comes to be so within ten seconds."""
    ends = time.monotonic() + 10
    async for number in found:
        if number == count:
            return True
        if time.monotonic() > ends:
            break
        await asyncio.sleep(0.05)
    return False


async def count_waiting(system: Attacked, table: str) -> AsyncIterator[int]:
    while True:
        yield await system.waiting(table)


async def test_a_crowd_of_heavy_readers_leaves_health_and_commands_alone_and_is_told_to_come_again(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "PATIENCE", 1.0)
    monkeypatch.setattr(pools, "LONGEST_READ_OF_STRANGERS", 3.0)
    async with open_attacked(postgres_server) as system, system.hold("council.editions"):
        crowd = begin_crowd(system.client)
        assert await comes_to(pools.READERS_OF_STRANGERS, count_waiting(system, "council.editions"))
        assert (await system.client.get("/health/ready")).status_code == 200
        assert (await system.client.post("/projects", json=PROJECT, headers=DESK)).status_code == 201
        answers = await asyncio.gather(*crowd)
        assert {(one.status_code, one.json()["type"]) for one in answers} == {(503, "/problems/unavailable")}
        assert all(one.headers["retry-after"] for one in answers)
        assert await comes_to(0, count_waiting(system, "council.editions"))


async def test_a_crowd_of_strangers_leaves_whoever_has_a_right_connections_to_read_on(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "PATIENCE", 1.0)
    async with open_attacked(postgres_server) as system, system.hold("council.editions"):
        crowd = begin_crowd(system.client)
        assert await comes_to(pools.READERS_OF_STRANGERS, count_waiting(system, "council.editions"))
        other = {"X-Forwarded-For": "198.51.100.1"}
        assert (await system.client.get("/activities", headers=other)).status_code == 503, "as others without a token"
        assert (await system.client.get("/activities", headers=DESK | other)).status_code == 200
        editions = asyncio.create_task(system.client.get("/reports", headers=DESK | other))
        assert await comes_to(pools.READERS_OF_STRANGERS + 1, count_waiting(system, "council.editions"))
        editions.cancel()
        await asyncio.gather(editions, *crowd, return_exceptions=True)


async def test_who_proved_a_name_and_has_no_right_reads_as_strangers_do(postgres_server: PostgresServer) -> None:
    async with open_attacked(postgres_server) as system, system.hold("council.editions"):
        nobody = {"Authorization": "Bearer nobody"}
        crowd = [
            *begin_crowd(system.client),
            *(asyncio.create_task(system.client.get("/reports", headers=nobody)) for _ in range(MOST)),
        ]
        await asyncio.sleep(1)
        assert await comes_to(pools.READERS_OF_STRANGERS, count_waiting(system, "council.editions"))
        for one in crowd:
            one.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)


async def test_a_query_of_readers_who_have_left_does_not_run_on(postgres_server: PostgresServer) -> None:
    async with open_attacked(postgres_server) as system, system.hold("council.editions"):
        async with httpx.AsyncClient(base_url=system.client.base_url) as leaving:
            crowd = begin_crowd(leaving)
            assert await comes_to(pools.READERS_OF_STRANGERS, count_waiting(system, "council.editions"))
            for one in crowd:
                one.cancel()
            await asyncio.gather(*crowd, return_exceptions=True)
        assert await comes_to(0, count_waiting(system, "council.editions"))


async def test_a_command_that_waits_too_long_for_the_database_is_told_to_come_again_and_has_changed_nothing(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "LONGEST_COMMAND", 0.5)
    async with open_attacked(postgres_server) as system:
        async with system.hold("unoct.projects"):
            late = await system.client.post("/projects", json=PROJECT, headers=DESK)
        assert (late.status_code, late.json()["type"]) == (503, "/problems/unavailable"), late.text
        assert late.headers["retry-after"]
        assert (await system.client.get("/projects", headers=DESK)).json()["items"] == []


async def test_who_waits_for_a_database_that_never_answers_is_not_kept_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes connections and says nothing, as behind a broken network."""
    monkeypatch.setattr(pools, "PATIENCE", 0.2)
    silent = await asyncio.start_server(lambda _reader, _writer: asyncio.sleep(10), "127.0.0.1", 0)
    host, port = silent.sockets[0].getsockname()
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        async with pools.open_pools(f"postgresql://nobody@{host}:{port}/nothing?sslmode=disable"):
            pass
    assert time.monotonic() - started < 5
    silent.close()
