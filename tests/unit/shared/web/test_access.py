"""Who may ask what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import IO

import httpx
import pytest
from fastapi import APIRouter, Request
from fastapi.responses import Response

from shared.engine.imports.running import Importer, ImportResult
from shared.engine.principals import Principal
from shared.web.access import Officer
from shared.web.app import build
from shared.web.imports import import_file
from shared.web.routes import build_router
from tests.support.http_example import PRINCIPALS, Example

VISIT = {"state": "KEN", "start": "2024-02-29"}


async def test_without_a_token_one_has_the_publics_view() -> None:
    async with Example().client() as client:
        response = await client.get("/visits/v1")
    assert response.status_code == 404


async def test_with_a_token_one_has_the_view_of_its_principal() -> None:
    async with Example().client("reader") as client:
        response = await client.get("/visits/v1")
    assert response.json()["reader"] == "reader"


@pytest.mark.parametrize("header", ["Bearer rubbish", "Bearer ", "Bearer", "Basic cmVhZGVyOng=", "reader", ""])
async def test_a_token_that_lets_nobody_in_is_an_error_and_not_the_publics_view(header: str) -> None:
    async with Example().client() as client:
        response = await client.get("/visits", headers={"Authorization": header})
    assert (response.status_code, response.json()["type"]) == (401, "/problems/token-unknown")
    assert response.headers["www-authenticate"] == 'Bearer error="invalid_token"'


async def test_a_command_without_a_token_is_401() -> None:
    example = Example()
    async with example.client() as client:
        response = await client.post("/visits", json=VISIT)
    assert (response.status_code, response.json()["type"]) == (401, "/problems/token-needed")
    assert response.headers["www-authenticate"] == "Bearer"
    assert example.handler.commands == []


@pytest.mark.parametrize("token", ["reader", "operator"])
async def test_a_command_without_the_right_to_command_is_403(token: str) -> None:
    example = Example()
    async with example.client(token) as client:
        response = await client.post("/visits", json=VISIT)
    assert (response.status_code, response.json()["type"]) == (403, "/problems/not-allowed")
    assert example.handler.commands == []


async def test_an_operation_needs_a_token_with_the_right_to_operate() -> None:
    example = Example()
    for token, status in ((None, 401), ("reader", 403), ("desk", 403), ("operator", 200)):
        async with example.client(token) as client:
            assert (await client.get("/services/example/deadletters")).status_code == status


def imports(example: Example) -> APIRouter:
    router = build_router("imports")

    async def keep(file: IO[bytes], _importer: Importer) -> AsyncIterator[ImportResult]:
        example.bodies.append(file.read())
        yield ImportResult()

    @router.post("/raw")
    async def take(request: Request, principal: Officer) -> Response:
        """Takes a file."""
        return await import_file(request, principal, keep)

    return router


@pytest.mark.parametrize("now", [None, Principal("desk", "committee"), PRINCIPALS["desk"]])
@pytest.mark.parametrize(("path", "body"), [("/visits", b'{"state": "KEN", "start": "2024-02-29"}'), ("/raw", b"a,b")])
async def test_who_was_shut_out_while_the_body_came_commands_nothing(
    path: str, body: bytes, now: Principal | None
) -> None:
    example, principals = Example(), dict[str, Principal | None](PRINCIPALS)
    if path == "/raw":
        example.routers = [imports(example)]

    async def find(token: str) -> Principal | None:
        return principals.get(token)

    async def bring() -> AsyncIterator[bytes]:
        yield body[:1]
        principals["desk"] = now
        yield body[1:]

    transport = httpx.ASGITransport(build(example.describe(), find))
    headers = {"Authorization": "Bearer desk"} | ({"Content-Type": "application/json"} if path == "/visits" else {})
    async with httpx.AsyncClient(transport=transport, base_url="http://example", headers=headers) as client:
        response = await client.post(path, content=bring())
    if now is PRINCIPALS["desk"]:
        assert response.status_code in (200, 201)
        assert example.bodies or example.handler.commands
    else:
        assert (response.status_code, response.json()["type"]) == (
            (403, "/problems/not-allowed") if now else (401, "/problems/token-unknown")
        )
        assert (example.bodies, example.handler.commands) == ([], [])
