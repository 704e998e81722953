"""The access log of a running system: what it notes, that it only grows, and what `ctc audit verify` finds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx
import pytest

from ctc.commands import asking, auditing
from shared.engine.access_log import floods
from shared.engine.access_log import log as writing
from shared.engine.access_log.entries import Head
from shared.operations.pools import Connection
from tests.integration.test_publishers import REGISTRATION, SOURCE, VISIT, bearer, register
from tests.support.exchange import JSON, event
from tests.support.postgres import PostgresServer
from tests.support.whole import DESK, database_of_whole, start_whole_on


@asynccontextmanager
async def connect(dsn: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()


@pytest.fixture
async def dsn(postgres_server: PostgresServer) -> AsyncIterator[str]:
    async with database_of_whole(postgres_server) as one:
        yield one


@pytest.fixture
async def system(dsn: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.setattr(writing, "MOMENT", 0.01)
    async with start_whole_on(dsn) as client:
        yield client


async def entries(dsn: str, service: str = "exchange") -> list[dict[str, Any]]:
    await asyncio.sleep(0.1)
    async with connect(dsn) as connection:
        rows = await connection.fetch(f"select entry from {service}.access_log order by number")
    return [json.loads(row["entry"]) for row in rows]


async def verify(system: httpx.AsyncClient, noted: Head | None = None) -> dict[str, Any]:
    with httpx.Client(base_url=system.base_url, headers=DESK, timeout=60) as client:
        return await asyncio.to_thread(auditing.verify_log, client, "exchange", noted)


async def tamper(dsn: str, statement: str) -> None:
    """As somebody who may do everything with the database."""
    async with connect(dsn) as connection:
        await connection.execute("alter table exchange.access_log disable trigger user")
        await connection.execute(statement)


# ---- what is noted -------------------------------------------------------------------------------


async def test_a_command_is_noted_before_it_is_answered_with_who_and_by_what(
    system: httpx.AsyncClient, dsn: str
) -> None:
    headers = DESK | {"X-Correlation-Id": "of-the-test", "X-Forwarded-For": "203.0.113.7"}
    made = await system.post("/publishers", json=REGISTRATION, headers=headers)
    assert made.status_code == 201
    async with connect(dsn) as connection:  # at once: nothing is waited for
        row = await connection.fetchval("select entry from exchange.access_log order by number desc limit 1")
    noted = json.loads(row)
    wanted = {
        "principal": "owner", "right": "holder", "audience": "committee", "method": "POST", "route": "/publishers",
        "thing": "unodc-cases", "status": 201, "refusal": "", "correlation_id": "of-the-test",
        "address": "203.0.113.7", "service": "exchange", "times": 1,
    }  # fmt: skip
    assert {name: noted[name] for name in wanted} == wanted


async def test_a_key_is_named_and_never_shown(system: httpx.AsyncClient, dsn: str) -> None:
    key = await register(system)
    await system.get("/publishers/unodc-cases", headers=bearer(key))
    noted = (await entries(dsn))[-1]
    assert noted["proof"].startswith("key ")
    assert (noted["principal"], noted["thing"], noted["method"]) == ("unodc-cases", "unodc-cases", "GET")
    assert key not in json.dumps(await entries(dsn))


async def test_refusals_are_noted_with_their_code(system: httpx.AsyncClient, dsn: str) -> None:
    key = bearer(await register(system))
    await system.get("/publishers/me", headers=bearer("ctck_invented"))
    await system.post("/publishers/unodc-cases/suspension", json={"reason": "x"}, headers=key)
    await system.get("/publishers/another", headers=key)
    refused = [(one["status"], one["refusal"], one["principal"]) for one in (await entries(dsn))[-3:]]
    assert sorted(refused) == [
        (401, "token-unknown", ""), (403, "not-allowed", "unodc-cases"), (404, "not-found", "unodc-cases"),
    ]  # fmt: skip


async def test_reads_of_the_public_and_health_are_not_noted_and_queries_never(
    system: httpx.AsyncClient, dsn: str
) -> None:
    await system.get("/visits")
    await system.get("/services/assessments/health/ready", headers=DESK)
    await system.get("/visits", params={"state": "KEN"}, headers=DESK)
    (noted,) = await entries(dsn, "assessments")
    assert (noted["route"], noted["principal"]) == ("/visits", "owner")
    assert "KEN" not in json.dumps(noted)


async def test_a_flood_of_invented_tokens_has_few_entries(system: httpx.AsyncClient, dsn: str) -> None:
    for _ in range(60):
        await system.get("/publishers/me", headers={"Authorization": "Basic x"})
    assert len(await entries(dsn)) < 50


async def test_what_one_principal_is_refused_without_end_has_few_entries_and_no_request_is_lost(
    system: httpx.AsyncClient, dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "COUNTED_FOR", 1.0)
    monkeypatch.setattr(floods, "MOST_OF_PRINCIPAL", 3)
    key = bearer(await register(system))
    for number in range(20):
        await system.get(f"/publishers/nobody-{number}", headers=key)
        await system.post("/events", json={"it": "is no event"}, headers=key | JSON)
        await system.get("/publishers/unodc-cases", headers=key)
    await asyncio.sleep(1.1)
    of_it = [one for one in await entries(dsn) if one["principal"] == "unodc-cases"]
    refused = [one["times"] for one in of_it if one["status"] >= 400]
    assert sum(refused) == 40
    assert len(refused) < 25
    assert [one["times"] for one in of_it if one["status"] == 200] == [1] * 20
    assert (await verify(system))["problems"] == []


async def test_what_waits_is_written_at_the_end(dsn: str) -> None:
    async with start_whole_on(dsn) as client:
        await client.get("/visits", headers=DESK)
    assert len(await entries(dsn, "assessments")) == 1


async def test_a_command_is_not_acknowledged_where_it_cannot_be_noted(
    system: httpx.AsyncClient, dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LONGEST_WAIT", 0.3)
    await tamper(dsn, "alter table exchange.access_log rename to hidden")
    headers = DESK | {"Idempotency-Key": "once"}
    made = await system.post("/publishers", json=REGISTRATION, headers=headers)
    assert (made.status_code, made.json()["type"]) == (503, "/problems/unavailable")
    await tamper_name_back(dsn)
    await asyncio.sleep(1.2)
    again = await system.post("/publishers", json=REGISTRATION, headers=headers)
    assert again.status_code == 201
    assert [one["status"] for one in await entries(dsn)] == [201, 201]


async def tamper_name_back(dsn: str) -> None:
    async with connect(dsn) as connection:
        await connection.execute("alter table exchange.hidden rename to access_log")


# ---- that it only grows --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    ["update exchange.access_log set entry = ''", "delete from exchange.access_log", "truncate exchange.access_log"],
)
async def test_the_database_refuses_to_change_it(system: httpx.AsyncClient, dsn: str, statement: str) -> None:
    await register(system)
    async with connect(dsn) as connection:
        with pytest.raises(asyncpg.RaiseError, match="only ever added to"):
            await connection.execute(statement)


async def test_what_was_changed_behind_the_database_is_found(system: httpx.AsyncClient, dsn: str) -> None:
    await register(system)
    assert (await verify(system))["problems"] == []
    await tamper(dsn, "update exchange.access_log set entry = replace(entry, 'owner', 'other') where number = 1")
    assert (await verify(system))["problems"] == ["entry 1 was changed"]


async def test_entries_that_were_cut_off_are_found_by_a_head_noted_elsewhere(
    system: httpx.AsyncClient, dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOMENT", 60)  # no read is noted meanwhile: its entry would show the gap
    await register(system)
    _service, number, digest = (await verify(system))["head"].split(":")
    noted = Head(int(number), digest)
    assert (await verify(system, noted))["problems"] == []
    await tamper(dsn, f"delete from exchange.access_log where number >= {number}")
    assert (await verify(system))["problems"] == []
    (problem,) = (await verify(system, noted))["problems"]
    assert "cut off" in problem


async def test_only_operators_of_the_committee_read_it(system: httpx.AsyncClient) -> None:
    key = await register(system)
    assert (await system.get("/services/exchange/audit")).status_code == 401
    assert (await system.get("/services/exchange/audit", headers=bearer(key))).status_code == 403
    assert (await system.get("/services/exchange/audit", headers=DESK)).status_code == 200


# ---- who caused an event -------------------------------------------------------------------------


async def test_the_journal_names_who_caused_an_event_and_no_event_does(system: httpx.AsyncClient, dsn: str) -> None:
    key = bearer(await register(system))
    notice = event(source=SOURCE, type="org.un.ctc.notice.visit.planned.v1", data=VISIT)
    assert (await system.post("/events", json=notice, headers=key | JSON)).status_code == 202
    async with connect(dsn) as connection:
        rows = await connection.fetch("select id, type, principal from exchange.journal order by position")
    principals = {row["type"]: row["principal"] for row in rows}
    assert principals["publisher.changed.v1"] == "owner"
    assert principals["notice.taken_in.v1"] == "unodc-cases"
    trace: list[dict[str, Any]] = [{"id": row["id"], "source": "/services/exchange"} for row in rows]
    await asyncio.to_thread(add_principals_as, system, DESK, trace)
    assert {one["principal"] for one in trace} >= {"owner", "unodc-cases"}
    unseen: list[dict[str, Any]] = [{"id": row["id"], "source": "/services/exchange"} for row in rows]
    await asyncio.to_thread(add_principals_as, system, key, unseen)
    assert not any("principal" in one for one in unseen)


def add_principals_as(system: httpx.AsyncClient, headers: dict[str, str], events: list[dict[str, Any]]) -> None:
    with httpx.Client(base_url=system.base_url, headers=headers, timeout=60) as client:
        asking.add_principals(client, events)
