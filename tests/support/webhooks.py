"""Subscriptions of a test: made, confirmed, and turned by hand."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import orjson
import pytest

from contracts.catalog import PREFIX
from contracts.ids import uuid5
from services.exchange.deliveries import resolving
from services.exchange.deliveries.loop import WebhookLoop
from shared.engine.port import Message
from shared.engine.receiving import receive
from tests.support.receiver import Receiver
from tests.support.serving import Serving

_offset = iter(range(1, 1_000_000))


async def publish(exchange: Serving, type_: str, audience: str = "un", **data: Any) -> str:
    """Brings a released copy as the topic of this audience would, and returns its event's id."""
    offset = next(_offset)
    attributes = {
        "specversion": "1.0", "id": uuid5("webhook test", str(offset)), "source": "/services/assessments",
        "type": f"{PREFIX}released.{type_}.v1", "time": "2024-01-01T09:00:00Z", "subject": "KEN",
        "audience": audience, "content-type": "application/json",
    }  # fmt: skip
    content = orjson.dumps({"released_on": "2024-01-01", "synthetic": True} | data)
    message = Message(f"ctc.released.{audience}", 0, offset, "KEN", attributes, content)
    await receive(exchange.handler, [message])
    return attributes["id"]


async def recommend(exchange: Serving, name: str, audience: str = "un", **data: Any) -> str:
    whose = {"recommendation_id": name, "assessment_id": "a-1", "state": "KEN", "text": "Synthetic."}
    return await publish(exchange, "recommendation", audience, **whose | data)


async def withdraw(exchange: Serving, name: str, audience: str = "un") -> str:
    whose = {"of": "recommendation", "id": name, "state": "KEN", "because": "narrowed"}
    return await publish(exchange, "withdrawn", audience, **whose)


def loop_of(exchange: Serving) -> WebhookLoop:
    loop = exchange.runtime.own_loops["webhooks"]
    assert isinstance(loop, WebhookLoop)
    return loop


def change_outside(exchange: Serving, **changes: Any) -> None:
    """From now on exchange knows something else of who is outside."""
    resources = exchange.runtime.resources
    outside = loop_of(exchange).turns.outside = replace(resources.outside, **changes)
    exchange.runtime.resources = replace(resources, outside=outside)


async def turn(exchange: Serving, later: timedelta | None = None) -> None:
    """Lets time pass, and takes turns until nothing is due."""
    if later is not None:
        exchange.clock.instant += later
    loop = loop_of(exchange)
    while await loop.step():
        await loop.finish()


async def subscribe(client: httpx.AsyncClient, url: str, **more: Any) -> dict[str, Any]:
    response = await client.post("/subscriptions", json={"url": url, "audience": "un"} | more)
    assert response.status_code == 201, response.text
    made: dict[str, Any] = response.json()
    return made


async def confirm(exchange: Serving, client: httpx.AsyncClient, endpoint: Receiver, made: dict[str, Any]) -> None:
    """Sends the code, gives it back, and forgets that it was received."""
    await turn(exchange)
    code = endpoint.received[-1].event["data"]["code"]
    response = await client.post(f"/subscriptions/{made['id']}/confirmation", json={"code": code})
    assert (response.status_code, response.json()["status"]) == (200, "active"), response.text
    endpoint.received.clear()


async def subscribe_and_confirm(
    exchange: Serving, client: httpx.AsyncClient, endpoint: Receiver, **more: Any
) -> dict[str, Any]:
    """A confirmed subscription."""
    made = await subscribe(client, endpoint.url, **more)
    await confirm(exchange, client, endpoint, made)
    return made


async def deliveries(client: httpx.AsyncClient, made: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    response = await client.get(f"/subscriptions/{made['id']}/deliveries", params=more)
    assert response.status_code == 200, response.text
    items: list[dict[str, Any]] = response.json()["items"]
    return items


def resolve_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Every name is found at these addresses from now on."""

    def look_up(_host: str, port: int) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(resolving, "_look_up", look_up)
