"""A marked confidential text goes through the whole system: it leaves nowhere that it may not, and
what is released does arrive (OP19)."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx
import orjson
import pytest

from contracts.audiences import AUDIENCES, Audience
from contracts.ids import assessment_id, cycle_id, recommendation_id
from ctc import serving
from ctc.world import World, world
from reference import load
from shared import logs
from shared.dates import start_of_day
from shared.principals import Principal
from shared.tokens import Tokens
from tests.support.postgres import PostgresServer

SOURCE, REFERENCE_ = "urn:example:cted", "2024/KEN"
ASSESSMENT = assessment_id(SOURCE, REFERENCE_)
CYCLE = cycle_id(ASSESSMENT)
START = date(2024, 3, 1)
MARKS: dict[Audience, str] = {audience: f"MARKED-{audience.upper()}-7f3a" for audience in AUDIENCES}
"""One text for each audience; each may reach its own level and every narrower one, and nobody else."""

PRINCIPALS = {
    audience: Principal(f"reader-{audience}", audience, sources=frozenset({"urn:example:other"}))
    for audience in AUDIENCES
    if audience != "public"
}
OWN_STATE = Principal("kenya", "un", frozenset({"state:KEN"}))
OTHER_STATE = Principal("fiji", "un", frozenset({"state:FJI"}))
RELEASED = tuple(f"ctc.released.{audience}" for audience in AUDIENCES[1:])
TOKENS = {principal.name: principal for principal in (*PRINCIPALS.values(), OWN_STATE, OTHER_STATE)}


def ids_of(audience: Audience) -> str:
    return recommendation_id(ASSESSMENT, f"R-{audience}")


def submitted(**more: Any) -> dict[str, Any]:
    data = {
        "reference": REFERENCE_,
        "state": "KEN",
        "kind": "comprehensive",
        "report_date": "2024-02-01",
        "submitted_to_ctc_on": "2024-03-01",
        "received_by_state_on": "2024-03-01",
        "synthetic": True,
        "recommendations": [
            {
                "reference": f"R-{audience}", "text": f"[Synthetic] {MARKS[audience]}", "themes": ["cft"],
                "provision": f"provision {MARKS[audience]}", "priority": "high", "made_by": "CTED",
                "assistance_needed": True, "assistance_requested": True, "audience": audience,
            }
            for audience in AUDIENCES
        ],
        "findings": [
            {"provision": "P", "result": "partial", "text": f"[Synthetic] {MARKS[audience]}", "audience": audience}
            for audience in AUDIENCES
        ],
        **more,
    }  # fmt: skip
    return notice("assessment.submitted", "n1", data)


def notice(kind: str, id_: str, data: dict[str, Any], source: str = SOURCE) -> dict[str, Any]:
    return {
        "specversion": "1.0", "id": id_, "source": source, "type": f"org.un.ctc.notice.{kind}.v1",
        "time": "2024-03-01T15:00:00Z", "subject": "KEN", "data": data,
    }  # fmt: skip


@dataclass
class System:
    world: World
    owner: httpx.AsyncClient
    readers: dict[str, httpx.AsyncClient]
    log: io.BytesIO

    async def send(self, event: dict[str, Any]) -> dict[str, Any]:
        body = orjson.dumps(event)
        response = await self.owner.post(
            "/events", content=body, headers={"Content-Type": "application/cloudevents+json"}
        )
        assert response.status_code == 202, response.text
        await self.world.settle()
        answer: dict[str, Any] = response.json()["items"][0]
        return answer

    async def command(self, path: str, body: dict[str, Any]) -> None:
        response = await self.owner.post(path, json=body)
        assert response.status_code < 300, response.text
        await self.world.settle()


@asynccontextmanager
async def started(dsn: str) -> AsyncIterator[System]:
    log = io.BytesIO()
    logs.configure("debug", log)
    async with world(dsn, START, load()) as turned:
        tokens = Tokens(given={"owner": serving.OWNER, **TOKENS})
        transport = httpx.ASGITransport(
            serving.application(turned.runtimes.values(), tokens, turned.transport, turned.pool)
        )

        def client(token: str = "") -> httpx.AsyncClient:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            return httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers)

        readers = {"public": client()} | {name: client(name) for name in TOKENS}
        running = System(turned, client("owner"), readers, log)
        await running.send(submitted())
        await live_on(running)
        yield running
        for one in (running.owner, *readers.values()):
            await one.aclose()


@dataclass
class Lived:
    """All that left the system, before the State narrowed its choice and after."""

    got: dict[str, bytes]
    topics: dict[str, str]
    log: bytes
    dead_letter: dict[str, int]
    got_after: dict[str, bytes]
    withdrawn: dict[str, int]


@pytest.fixture(scope="module")
def lived(postgres_server: PostgresServer) -> Lived:
    return asyncio.run(live(postgres_server))


async def live(server: PostgresServer) -> Lived:
    async with server.database() as dsn, started(dsn) as system:
        got = {name: await seen(client) for name, client in system.readers.items()}
        topics = {topic: await texts(system, topic) for topic in (*RELEASED, "ctc.receipts")}
        asked = {"owner": system.owner, **system.readers}
        letter = {n: (await c.get("/services/followup/deadletters/1")).status_code for n, c in asked.items()}
        await narrow(system)
        after = {name: await seen(client) for name, client in system.readers.items()}
        withdrawn = {topic: (await types(system, topic)).count("released.withdrawn.v1") for topic in RELEASED}
        return Lived(got, topics, system.log.getvalue(), letter, after, withdrawn)


async def narrow(system: System) -> None:
    decision = {"audience": "committee", "decided_by": "Permanent Mission", "decided_on": "2024-03-01"}
    await system.command(f"/assessments/{ASSESSMENT}/disclosure", decision)
    for audience in AUDIENCES[1:]:
        await system.command(f"/recommendations/{ids_of(audience)}/disclosure", decision)


async def live_on(system: System) -> None:
    """Everything that can happen to the marked texts, refusals and failures included."""
    positions = [
        {"recommendation_reference": f"R-{audience}", "position": "accepted", "implementation": "in_progress",
         "steps": f"[Synthetic] {MARKS['committee']}"}
        for audience in AUDIENCES
    ]  # fmt: skip
    response = {
        "assessment_reference": REFERENCE_, "state": "KEN", "received_on": "2024-03-01", "positions": positions,
        "synthetic": True,
    }  # fmt: skip
    await system.send(notice("response.received", "n2", response))
    contradicting = submitted()["data"]["recommendations"]
    contradicting[0]["text"] = f"other words, {MARKS['committee']}"
    changed = submitted(recommendations=contradicting)
    await system.send({**changed, "id": "n3"})  # refused: known with other content
    await system.send({**changed, "id": "n4", "data": {**changed["data"], "kind": MARKS["committee"]}})  # unreadable
    await system.send({**submitted(state="HKG"), "id": "n5"})  # refused: no Member State
    await poison(system)
    await system.command(
        f"/cycles/{CYCLE}/report",
        {
            "submitted_on": "2024-03-01", "capacity": f"[Synthetic] {MARKS['committee']}",
            "recommendations": [
                {"recommendation_id": ids_of(audience), "implementation": "implemented",
                 "steps": f"[Synthetic] {MARKS['committee']}"}
                for audience in AUDIENCES
            ],
        },
    )  # fmt: skip
    await system.world.turn(start_of_day(START + timedelta(days=370)))


async def poison(system: System) -> None:
    """An internal event that nobody can read, with the marked text in it: a dead letter."""
    await system.world.pool.execute(
        "insert into assessments.journal (id, source, type, topic, subject, time, audience, correlationid, "
        "causationid, data) values ('bad', '/services/assessments', 'assessment.completed.v1', 'ctc.assessments', "
        "'KEN', $1, 'committee', 'c', 'c', $2)",
        system.world.clock.instant,
        orjson.dumps({"state": MARKS["committee"]}),
    )
    await system.world.settle()


ORDINARY = (
    "/visits", "/recommendations", "/assessments",
    f"/assessments/{ASSESSMENT}", f"/assessments/{ASSESSMENT}/corrections",
    "/cycles", f"/cycles/{CYCLE}", f"/cycles/{CYCLE}/recommendations", "/needs", "/cases", "/projects", "/duplications",
    "/states", "/states/KEN", "/calendar", "/calendar?state=KEN", "/obligations", "/reports",
    "/reports/annual/2024", "/reports/annual/2024/editions", "/reports/annual/2024/figures/implemented/basis",
    f"/trace/{ASSESSMENT}", f"/trace/{CYCLE}", "/trace/bad",
    "/receipts?source=urn:example:cted&id=n1", "/receipts?source=urn:example:cted&id=n3",
    "/unreadable", "/unreadable/1",
    *(f"/recommendations/{ids_of(audience)}" for audience in AUDIENCES),
    *(f"/trace/{ids_of(audience)}" for audience in AUDIENCES),
    *(f"/released?audience={audience}" for audience in AUDIENCES[1:]),
    *(
        f"/services/{name}/{what}"
        for name in ("assessments", "followup", "unoct", "council", "exchange")
        for what in ("health/live", "health/ready", "metrics", "openapi.json", "deadletters", "deadletters/1")
    ),
)  # fmt: skip


async def seen(client: httpx.AsyncClient) -> bytes:
    """Every byte that a reader gets, whatever it asks for, and however it asks for it."""
    got = b""
    for path in ORDINARY:
        for accept in ("application/json", "text/html"):
            response = await client.get(path, headers={"Accept": accept})
            got += response.content + repr(response.headers).encode()
    return got


def may(audience: Audience, reader: Audience) -> bool:
    return AUDIENCES.index(reader) <= AUDIENCES.index(audience)


def name_of(reader: Audience) -> str:
    return reader if reader == "public" else f"reader-{reader}"


@pytest.mark.parametrize("reader", AUDIENCES)
def test_a_reader_gets_what_is_for_its_audience_and_nothing_narrower_on_any_path(
    lived: Lived, reader: Audience
) -> None:
    got = lived.got[name_of(reader)]
    assert {a: MARKS[a].encode() in got for a in AUDIENCES} == {a: may(a, reader) for a in AUDIENCES}


def test_a_state_has_its_own_whole_and_another_state_has_what_the_un_has(lived: Lived) -> None:
    assert all(mark.encode() in lived.got["kenya"] for mark in MARKS.values())
    assert [MARKS[a].encode() in lived.got["fiji"] for a in AUDIENCES] == [False, False, True, True, True]


@pytest.mark.parametrize("reader", AUDIENCES[1:])
def test_a_released_topic_holds_what_its_audience_may_have_and_nothing_else(lived: Lived, reader: Audience) -> None:
    held = lived.topics[f"ctc.released.{reader}"]
    assert {a: MARKS[a] in held for a in AUDIENCES} == {a: may(a, reader) for a in AUDIENCES}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_receipts_and_logs_hold_no_text_at_all(lived: Lived, audience: Audience) -> None:
    assert "notice.assessment.submitted" in lived.topics["ctc.receipts"]
    assert MARKS[audience] not in lived.topics["ctc.receipts"]
    assert b"dead letter" in lived.log
    assert MARKS[audience].encode() not in lived.log


def test_a_dead_letter_is_shown_to_operators_only(lived: Lived) -> None:
    assert lived.dead_letter.pop("owner") == 200
    assert set(lived.dead_letter.values()) <= {401, 403}


@pytest.mark.parametrize("reader", AUDIENCES[1:])
def test_a_narrowed_choice_reaches_every_channel(lived: Lived, reader: Audience) -> None:
    got = lived.got_after[name_of(reader)]
    assert [mark for mark in MARKS.values() if mark.encode() in got] == []
    assert lived.withdrawn[f"ctc.released.{reader}"] > 0


async def texts(system: System, topic: str) -> str:
    """All that was ever published to the topic."""
    return "\n".join(await column(system, topic, "convert_from(data, 'utf8') || coalesce(traceparent, '') || subject"))


async def types(system: System, topic: str) -> list[str]:
    return await column(system, topic, "type")


async def column(system: System, topic: str, expression: str) -> list[str]:
    union = " union all ".join(
        f"select topic, {expression} as it from {name}.journal" for name in system.world.runtimes
    )
    return [row[0] for row in await system.world.pool.fetch(f"select it from ({union}) j where topic = $1", topic)]
