"""Whoever stops waiting for an answer takes no connection with it, in whatever moment that is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

import httpx
import pytest

from shared.operations.http_clients import HttpClients, refuse_cookies

pytestmark = pytest.mark.thorough

Call = Callable[[], "asyncio.Task[str]"]
PLACES = 2
ROUNDS, TURNS = 8, 25
"""A call takes about so many turns of the loop here. In each of them somebody leaves."""


@pytest.fixture
async def address() -> AsyncIterator[str]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


def build() -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=PLACES)
    return httpx.AsyncClient(limits=limits, timeout=httpx.Timeout(5, pool=0.2), trust_env=False)


async def leave_in_each_turn(call: Call) -> int:
    """Two ask at once, and one of them leaves; how often."""
    left = 0
    for turn in [*range(TURNS)] * ROUNDS:
        asked = [call() for _ in range(PLACES)]
        for _ in range(turn):
            await asyncio.sleep(0)
        left += asked[0].cancel()
        await asyncio.gather(*asked, return_exceptions=True)
    return left


async def ask_all(call: Call) -> list[str | BaseException]:
    return await asyncio.gather(*(call() for _ in range(PLACES)), return_exceptions=True)


async def test_all_connections_are_free_after_many_have_left(address: str) -> None:
    clients = HttpClients(build)

    async def ask() -> str:
        async with clients.lend() as client:
            return (await client.get(address)).text

    def call() -> asyncio.Task[str]:
        return asyncio.create_task(ask())

    assert await leave_in_each_turn(call) > ROUNDS
    assert await ask_all(call) == ["ok", "ok"]
    await clients.aclose()


async def test_callers_share_a_client_until_one_leaves_and_the_old_one_is_closed_after_its_last_call() -> None:
    clients, leave = HttpClients(build), asyncio.Event()

    async def stay() -> httpx.AsyncClient:
        async with clients.lend() as client:
            await leave.wait()
            return client

    staying, leaving = asyncio.create_task(stay()), asyncio.create_task(stay())
    await asyncio.sleep(0.01)
    leaving.cancel()
    await asyncio.gather(leaving, return_exceptions=True)
    async with clients.lend() as new, clients.lend() as same:
        assert new is same
    assert not new.is_closed
    leave.set()
    old = await staying
    await clients.aclose()
    assert old is not new
    assert old.is_closed
    assert new.is_closed


async def test_so_many_call_at_once_and_others_wait() -> None:
    clients, inside, most = HttpClients(build, at_once=3), 0, 0

    async def stay() -> None:
        nonlocal inside, most
        async with clients.lend():
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(stay() for _ in range(20)))
    assert (inside, most) == (0, 3)
    await clients.aclose()


async def test_no_cookie_of_one_caller_goes_along_with_another_s_call() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"Set-Cookie": "a=b"}, text=request.headers.get("cookie", ""))

    transport = httpx.MockTransport(answer)
    async with httpx.AsyncClient(transport=transport, cookies=refuse_cookies()) as client:
        assert [(await client.get("http://x")).text for _ in range(2)] == ["", ""]
