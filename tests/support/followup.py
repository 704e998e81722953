"""Followup on a real database, with its HTTP: what its integration tests have in common."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx

from contracts.base import EventData
from contracts.catalog import encode
from services.followup.service import SERVICE, describe
from shared.engine.port import Message
from tests.support.serving import Serving, serving

READY = datetime(2024, 1, 20, 12, tzinfo=UTC)


@asynccontextmanager
async def ready(dsn: str) -> AsyncIterator[Serving]:
    """The service, a few days after the assessments of its tests."""
    async with serving(dsn, SERVICE, describe) as running:
        running.clock.instant = READY
        yield running


def messages(*data: EventData) -> list[Message]:
    """As a transport brings them: a message's offset makes its id."""
    return [_message(offset, one) for offset, one in enumerate(data, 1)]


def _message(offset: int, data: EventData) -> Message:
    state = getattr(data, "state", None) or data.notice.state  # type: ignore[attr-defined]
    attributes = {
        "specversion": "1.0", "id": f"event-{offset}", "source": "/services/test", "type": f"org.un.ctc.{data.type}",
        "subject": state, "time": "2024-01-20T12:00:00Z",
    }  # fmt: skip
    return Message(data.topic, 0, offset, state, attributes, encode(data))


async def turn(followup: Serving, to: date) -> None:
    """Time passes, each due date in order."""
    end = datetime(to.year, to.month, to.day, 12, tzinfo=UTC)
    while followup.clock.instant < end:
        while await followup.runtime.deadlines.step():
            pass
        followup.clock.instant = min(end, followup.clock.instant + timedelta(days=1))
    while await followup.runtime.deadlines.step():
        pass


async def only_cycle(client: httpx.AsyncClient) -> dict[str, Any]:
    (cycle,) = (await client.get("/cycles")).json()["items"]
    answer: dict[str, Any] = cycle
    return answer


async def post(client: httpx.AsyncClient, path: str, body: dict[str, Any], **headers: str) -> dict[str, Any]:
    response = await client.post(path, json=body, headers=headers)
    assert response.status_code in {200, 201}, response.text
    answer: dict[str, Any] = response.json()
    return answer


def further() -> dict[str, Any]:
    return {"decided_on": "2024-01-20", "decided_by": "CTC", "why": "Synthetic: much is left", "period": "P12M"}
