"""The feed of released copies: reading it, and bringing copies to it."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import httpx
import orjson

from contracts.catalog import PREFIX
from shared.engine.port import Message
from shared.engine.receiving import receive
from tests.support.serving import Serving

RIGHT = datetime.fromisoformat("2024-01-01T09:00:00+00:00")
AHEAD = RIGHT + timedelta(hours=6)
"""At the same moment, by a clock that was ahead."""


OFFSETS = itertools.count(1_000_000)
"""Of messages that are brought long after."""


async def read(client: httpx.AsyncClient, after: str | None = None, **more: Any) -> dict[str, Any]:
    parameters = {"audience": "un", **more} | ({"after": after} if after else {})
    response = await client.get("/released", params=parameters)
    assert response.status_code == 200, response.text
    page: dict[str, Any] = response.json()
    return page


def things(page: dict[str, Any]) -> list[tuple[str, str]]:
    """What each event is about."""
    return [
        (one["type"].removeprefix(f"{PREFIX}released."), one["data"].get("recommendation_id") or one["data"].get("id"))
        for one in page["items"]
    ]


def build_report(id_: str, at: datetime, *texts: str) -> dict[str, Any]:
    findings = [
        {"finding_id": f"f-{number}", "provision": "2178 OP 6", "result": "partial", "text": text}
        for number, text in enumerate(texts)
    ]
    return build_event(
        id_, at, "assessment", assessment_id="a-1", state="KEN", findings=findings, recommendation_ids=[]
    )


def build_event(id_: str, at: datetime, type_: str, **data: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0", "id": id_, "source": "/services/assessments", "type": f"{PREFIX}released.{type_}.v1",
        "time": at.isoformat(), "subject": "KEN", "audience": "un",
        "data": {"released_on": "2024-01-01", "synthetic": True} | data,
    }  # fmt: skip


async def bring(exchange: Serving, event: dict[str, Any], offset: int | None = None) -> None:
    """As the topic brings it, at whatever offset."""
    attributes = {name: value for name, value in event.items() if name != "data"} | {"content-type": "application/json"}
    message = Message(
        "ctc.released.un",
        0,
        next(OFFSETS) if offset is None else offset,
        "KEN",
        attributes,
        orjson.dumps(event["data"]),
    )
    await receive(exchange.handler, [message])
