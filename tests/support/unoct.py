"""Unoct on a real database, with its HTTP: what its integration tests have in common."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from services.unoct.service import SERVICE, describe
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving, make_template, serving
from tests.unit.services.unoct.desk import UNODC, release_recommendation

BODY: dict[str, Any] = {
    "source": UNODC, "reference": "P-1", "title": "A synthetic project", "lead_body": "UNODC", "states": ["KEN"],
    "themes": ["travel"], "recommendations": ["r-1"], "status": "active", "synthetic": True, "start": "2024",
}  # fmt: skip


@asynccontextmanager
async def ready(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    """The service, on a database of its own."""
    template = await make_template(postgres_server, SERVICE)
    async with postgres_server.database(template) as dsn, serving(dsn, SERVICE, describe) as running:
        yield running


async def with_case(unoct: Serving) -> None:
    await unoct.handler.handle([release_recommendation()])


async def get(client: httpx.AsyncClient, path: str, **params: Any) -> Any:
    response = await client.get(path, params=params)
    assert response.status_code == 200, response.text
    return response.json()


async def ids(client: httpx.AsyncClient, path: str, **params: Any) -> list[str]:
    return [item["id"] for item in (await get(client, path, **params))["items"]]
