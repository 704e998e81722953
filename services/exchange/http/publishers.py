"""What of `/publishers` is no plain declaration: who I am, and a key, which is drawn at random and shown once."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path
from fastapi.responses import Response
from pydantic import BaseModel

from services.exchange.publishers.commands.keys import GivenKey, IssueKey
from services.exchange.publishers.model import PUBLISHERS
from services.exchange.publishers.views import PUBLISHER_SHAPE, ShownKey, show_publisher
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.refusal import NotFound, Refusal
from shared.web.access import Holder
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.commands import FromHolder, run
from shared.web.documents.openapi import may_refuse
from shared.web.lists import read_one
from shared.web.routes import build_router

KEY_PREFIX = "ctck_"
"""By which a key that was left in a file or a log is recognized."""


class KeyShownBefore(Refusal):
    """This request was answered before, and its key was shown then. Revoke that key, and ask for another one."""


class NewKey(ShownKey):
    """A key, this once."""

    key: str
    """Send it as `Authorization: Bearer KEY`. It is kept nowhere: whoever loses it asks for another one."""


class Myself(BaseModel):
    """Who asks, as this system knows it."""

    principal: str
    audience: str
    parties: list[str]
    sources: list[str]
    notice_types: list[str]
    bodies: list[str]
    may_command: bool
    may_operate: bool
    publisher: PUBLISHER_SHAPE | None = None  # type: ignore[valid-type]


def build_routes(handler: Handler) -> APIRouter:
    """The resource of publishers, as far as it is written by hand."""
    router = build_router("publishers")

    @router.get("/publishers/me", response_model=Myself)
    async def show_myself(principal: Holder) -> Response:
        """Who you are here, and what you may send and read."""
        return answer(_show(principal) | {"publisher": await _registration(handler, principal)})

    @router.post("/publishers/{publisher}/keys", status_code=201, response_model=NewKey, responses=may_refuse(404, 409))
    async def make_key(
        envelope: FromHolder, publisher: Annotated[str, Path(max_length=100)], body: Annotated[GivenKey, AsJson]
    ) -> Response:
        """Makes a key, and shows it this once. A publisher may make its own: two are valid at a time."""
        await read_one(handler.pool, handler.service.name, PUBLISHERS, publisher, envelope.principal)
        key, key_id = f"{KEY_PREFIX}{secrets.token_urlsafe(32)}", secrets.token_hex(8)
        command = IssueKey(publisher, key_id, sha256(key.encode()).hexdigest(), body)
        made: dict[str, Any] = orjson.loads((await run(handler, envelope, command)).body)
        if made["id"] != key_id:
            raise KeyShownBefore
        response = answer(made | {"key": key}, 201)
        response.headers["Cache-Control"] = "no-store"
        del response.headers["ETag"]
        return response

    return router


def _show(principal: Principal) -> dict[str, object]:
    return {
        "principal": principal.name,
        "audience": principal.audience,
        "parties": sorted(principal.parties),
        "sources": sorted(principal.sources),
        "notice_types": sorted(principal.notice_types),
        "bodies": sorted(principal.bodies),
        "may_command": principal.may_command,
        "may_operate": principal.may_operate,
    }


async def _registration(handler: Handler, principal: Principal) -> object:
    try:
        return show_publisher(
            await read_one(handler.reads, handler.service.name, PUBLISHERS, principal.name, principal)
        )
    except NotFound:
        return None
