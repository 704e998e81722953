"""Exchange on a real database, with its HTTP: what its integration tests have in common."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from contracts.notices import NoticeAccepted, NoticeRefused, NoticeWaiting
from services.exchange.service import SERVICE, describe
from shared.engine.rules import Event
from tests.support.postgres import PostgresServer
from tests.support.running import START
from tests.support.serving import Serving, make_template, serving

JSON = {"content-type": "application/cloudevents+json"}
BATCH = {"content-type": "application/cloudevents-batch+json"}
CTED = "urn:example:cted"
SDKS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "contract" / "fixtures" / "cloudevents_sdks.json").read_text(encoding="utf-8")
)


@asynccontextmanager
async def ready(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    """The service, on a database of its own."""
    template = await make_template(postgres_server, SERVICE)
    async with postgres_server.database(template) as dsn, serving(dsn, SERVICE, describe) as running:
        yield running


def event(id_: str = "n-1", source: str = CTED, **changes: Any) -> dict[str, Any]:
    data = {"reference": "SYN-1", "state": "KEN", "received_by_state_on": "2024-01-01", "synthetic": True}
    return {
        "specversion": "1.0", "id": id_, "source": source, "type": "org.un.ctc.notice.assessment.received.v1",
        "time": "2024-01-01T09:00:00Z", "data": data,
    } | changes  # fmt: skip


async def receipt(client: httpx.AsyncClient, id_: str = "n-1", source: str = CTED) -> dict[str, Any]:
    response = await client.get("/receipts", params={"source": source, "id": id_})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def owner_answers(exchange: Serving, id_: str = "n-1", refuses: bool = False) -> None:
    whose: dict[str, Any] = {"source": CTED, "id": id_, "notice_type": "notice.assessment.received"}
    answer: NoticeAccepted | NoticeRefused = NoticeAccepted(**whose, outcome="accepted", caused=("a-1",))
    if refuses:
        answer = NoticeRefused(**whose, reason="No such assessment.", code="still-unknown")
    event = Event("/services/assessments", f"answer-{id_}-{refuses}", answer.type, "KEN", START, answer, "c")
    await exchange.handler.handle([event])


async def owner_puts_aside(exchange: Serving, id_: str = "n-1") -> None:
    data = NoticeWaiting(source=CTED, id=id_, notice_type="notice.assessment.received", refused_on=date(2024, 1, 9))
    event = Event("/services/assessments", f"aside-{id_}", data.type, "KEN", START, data, "c")
    await exchange.handler.handle([event])
