"""What changes nothing ends with its client."""

from __future__ import annotations

import asyncio

import pytest
from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.types import Message

from shared.web.server.hanging_up import end_with_client


def build_request(leaves: asyncio.Event) -> Request:
    async def receive() -> Message:
        await leaves.wait()
        return {"type": "http.disconnect"}

    return Request({"type": "http"}, receive)


async def test_work_goes_on_while_its_client_waits() -> None:
    async def work(raised: Exception | None = None) -> str:
        await asyncio.sleep(0)
        if raised:
            raise raised
        return "done"

    assert await end_with_client(build_request(asyncio.Event()), work()) == "done"
    with pytest.raises(KeyError):
        await end_with_client(build_request(asyncio.Event()), work(KeyError()))


@pytest.mark.parametrize("leaves", [True, False], ids=["its client leaves", "the process ends"])
async def test_work_ends_when(leaves: bool) -> None:
    left, has_ended = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            has_ended.set()

    asking = asyncio.create_task(end_with_client(build_request(left), work()))
    await asyncio.sleep(0.01)
    left.set() if leaves else asking.cancel()
    with pytest.raises(ClientDisconnect if leaves else asyncio.CancelledError):
        await asking
    assert has_ended.is_set()
