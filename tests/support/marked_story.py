"""Sends a marked text for each audience to the whole system, with everything that can happen to it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx
import orjson

from contracts.audiences import AUDIENCES, Audience
from contracts.ids import assessment_id, cycle_id, recommendation_id
from ctc import serving
from ctc.world import World, world
from shared.engine.principals import OWNER, Principal
from shared.engine.time.dates import start_of_day
from shared.web.tokens import Tokens
from tests.support.documented import Documented
from tests.support.frozen import REFERENCE
from tests.support.logged import catch_logs
from tests.support.marked_procedure import mark_of, narrow_more, tell_more

SOURCE, REFERENCE_ = "urn:example:cted", "2024/KEN"
ASSESSMENT = assessment_id(SOURCE, REFERENCE_)
CYCLE = cycle_id(ASSESSMENT)
START = date(2024, 3, 1)
MARKS: dict[Audience, str] = {audience: f"MARKED-{audience.upper()}-7f3a" for audience in AUDIENCES}
"""One text for each audience. Each may reach only its own level and narrower ones."""

PRINCIPALS = {
    audience: Principal(f"reader-{audience}", audience, sources=frozenset({"urn:example:other"}))
    for audience in AUDIENCES
    if audience != "public"
}
OWN_STATE = Principal("kenya", "un", frozenset({"state:KEN"}))
BODY = Principal("planner-unodc", "un", frozenset({"body:unodc"}))
"""Of the body whose visit comes near to CTED's."""
OTHER_STATE = Principal("fiji", "un", frozenset({"state:FJI"}))
RELEASED = tuple(f"ctc.released.{audience}" for audience in AUDIENCES[1:])
TOKENS = {principal.name: principal for principal in (*PRINCIPALS.values(), OWN_STATE, OTHER_STATE, BODY)}


def ids_of(audience: Audience) -> str:
    return recommendation_id(ASSESSMENT, f"R-{audience}")


def build_submission(**more: Any) -> dict[str, Any]:
    data = {
        "reference": REFERENCE_,
        "state": "KEN",
        "kind": "comprehensive",
        "report_date": "2024-02-01",
        "submitted_to_ctc_on": "2024-03-01",
        "received_by_state_on": "2024-03-01",
        "synthetic": True,
        "wider_release": {"decided_by": "Permanent Mission", "decided_on": "2024-03-01", "consulted_ctc": True},
        "recommendations": [
            {
                "reference": f"R-{audience}", "text": f"[Synthetic] {MARKS[audience]}", "themes": ["cft"],
                "provision": f"provision {MARKS[audience]}", "priority": "high", "made_by": "CTED",
                "assistance_needed": True, "assistance_requested": True, "audience": audience,
            }
            for audience in AUDIENCES
        ],
        "findings": [
            {
                "provision": "P", "result": "partial", "text": mark_of("finding", audience),
                "shortfall": mark_of("shortfall", audience), "good_practice": mark_of("good-practice", audience),
                "audience": audience,
            }
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
async def start_system(dsn: str) -> AsyncIterator[System]:
    async with AsyncExitStack() as stack:
        log = stack.enter_context(catch_logs("debug"))
        story_world = await stack.enter_async_context(world(dsn, START, REFERENCE))
        tokens = Tokens(given={"owner": OWNER, **TOKENS})
        transport = Documented(
            serving.application(
                story_world.runtimes.values(), tokens.principal_for, story_world.transport, story_world.pool
            )
        )

        def client(token: str = "") -> httpx.AsyncClient:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            return httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers)

        readers = {"public": client()} | {name: client(name) for name in TOKENS}
        running = System(story_world, client("owner"), readers, log.stream)
        await running.send(build_submission())
        await live_on(running)
        await tell_more(running)
        yield running
        for one in (running.owner, *readers.values()):
            await one.aclose()


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
    contradicting = build_submission()["data"]["recommendations"]
    contradicting[0]["text"] = f"other words, {MARKS['committee']}"
    contradiction = build_submission(recommendations=contradicting)
    await system.send({**contradiction, "id": "n3"})  # refused: known with other content
    await system.send(
        {**contradiction, "id": "n4", "data": {**contradiction["data"], "kind": MARKS["committee"]}}
    )  # unreadable
    await system.send({**build_submission(state="HKG"), "id": "n5"})  # refused: no Member State
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


async def narrow(system: System) -> None:
    decision = {"audience": "committee", "decided_by": "Permanent Mission", "decided_on": "2024-03-01"}
    await system.command(f"/assessments/{ASSESSMENT}/disclosure", decision)
    for audience in AUDIENCES[1:]:
        await system.command(f"/recommendations/{ids_of(audience)}/disclosure", decision)
    await narrow_more(system)
