"""A command is brought to its end though nobody waits for its answer. What changes nothing ends with its client."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import Request
from starlette.requests import ClientDisconnect

Answer = TypeVar("Answer")


async def end_with_client(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
    """Does the work while its client waits; the request's body was read. Raises ClientDisconnect, and ends it then."""
    working, leaving = asyncio.create_task(work), asyncio.create_task(_wait_until_it_leaves(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ClientDisconnect
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _wait_until_it_leaves(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
