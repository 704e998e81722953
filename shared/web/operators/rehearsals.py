"""`/services/NAME/rehearsals`: for exchange alone, what messages would cause in this service.

Only who is inside with the services may ask: a gateway names for whom it asks, and is told that there is nothing here.
Who may send the notice, and what of the answer its sender may know, is exchange's to decide.
"""

from __future__ import annotations

import base64
import ssl
from collections.abc import Sequence
from typing import Annotated

import httpx
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field, TypeAdapter

from shared.engine.handler import Handler
from shared.engine.port import Message
from shared.engine.rehearsing import CannotBeRehearsed, Rehearse, TooMuchToRehearse, rehearse_messages
from shared.operations.http_clients import HttpClients
from shared.web.access import inside
from shared.web.answers import answer
from shared.web.routes import build_router
from shared.web.server.hanging_up import end_with_client

PATIENCE = 10.0
"""Seconds in which a service must have answered. It ends then what it has begun."""


class CarriedMessage(BaseModel):
    """A message between services."""

    topic: str
    key: str
    attributes: dict[str, str]
    data_base64: str


class CarriedMessages(BaseModel):
    """Those that would be told: a full report causes some for each of its parts and audiences."""

    items: list[CarriedMessage]


class ComingMessages(CarriedMessages):
    """Those that would come."""

    items: Annotated[list[CarriedMessage], Field(max_length=1_000)]


_CARRIED = TypeAdapter(CarriedMessages)


def build_routes(prefix: str, handler: Handler) -> APIRouter:
    """The resource, of one service."""
    router = build_router("rehearsals")

    @router.post(
        f"{prefix}/rehearsals", response_model=CarriedMessages, include_in_schema=False, dependencies=[Depends(inside)]
    )
    async def rehearse(request: Request, body: ComingMessages) -> Response:
        """What these messages would cause here, as messages. Nothing is kept."""
        told = await end_with_client(request, rehearse_messages(handler, [_unpack(one) for one in body.items]))
        return answer(CarriedMessages(items=[_pack(one) for one in told]).model_dump())

    return router


def ask_over_http(address: str, trust: ssl.SSLContext | bool) -> Rehearse:
    """Asks the service at this address, in which `{service}` stands for its name.

    `trust`: whose certificates are believed, as HTTPX takes it.
    """
    verify = httpx.create_ssl_context(trust)
    clients = HttpClients(lambda: httpx.AsyncClient(timeout=PATIENCE, verify=verify))

    async def rehearse(service: str, messages: Sequence[Message]) -> Sequence[Message]:
        url = f"{address.replace('{service}', service)}/services/{service}/rehearsals"
        body = CarriedMessages(items=[_pack(one) for one in messages])
        try:
            async with clients.lend() as client:
                response = await client.post(url, json=body.model_dump())
            if response.status_code == TooMuchToRehearse.status:
                raise TooMuchToRehearse
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise CannotBeRehearsed(f"{service} did not answer: {type(error).__name__}") from None
        return [_unpack(one) for one in _CARRIED.validate_json(response.content).items]

    return rehearse


def _pack(message: Message) -> CarriedMessage:
    data = base64.b64encode(message.data or b"").decode()
    return CarriedMessage(topic=message.topic, key=message.key, attributes=dict(message.attributes), data_base64=data)


def _unpack(one: CarriedMessage) -> Message:
    return Message(one.topic, 0, 0, one.key, one.attributes, base64.b64decode(one.data_base64))
