"""Names of endpoints whose name servers hang: they hold up their owner alone."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from services.exchange.deliveries import resolving
from tests.support.serving import Serving


class NameServers:
    """Those of `slow` names hang until they are let go; all others answer at once."""

    def __init__(self) -> None:
        self.asked = list[str]()
        """Those of `slow` names: the label before it says whose they are."""
        self.may_answer = threading.Event()

    def look_up(self, host: str, port: int) -> list[Any]:
        if ".slow." in host:
            self.asked.append(host.partition(".")[0])
            self.may_answer.wait(20)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("1.1.1.1", port))]


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[NameServers]:
    answering = NameServers()
    monkeypatch.setattr(resolving, "_look_up", answering.look_up)
    yield answering
    answering.may_answer.set()


async def subscribe_at(exchange: Serving, who: str, host: str) -> httpx.Response:
    client = await exchange.client(who)
    return await client.post("/subscriptions", json={"url": f"https://{host}/"})


async def wait_for(servers: NameServers, looks: int) -> None:
    async with asyncio.timeout(5):
        while len(servers.asked) < looks:  # noqa: ASYNC110 - threads ask
            await asyncio.sleep(0.01)


async def test_slow_name_servers_of_some_leave_others_theirs(exchange: Serving, servers: NameServers) -> None:
    """Three owners with four requests each took all look-ups that there were."""
    owners = ("cted", "unodc", "sdks")
    slow = [asyncio.create_task(subscribe_at(exchange, one, f"{one}.slow.example")) for one in owners for _ in range(4)]
    await wait_for(servers, 2 * len(owners))
    async with asyncio.timeout(5):
        made = await subscribe_at(exchange, "reader", "hooks.example")
    assert made.status_code == 201
    assert sorted(servers.asked) == sorted(owners * 2)
    servers.may_answer.set()
    assert {response.status_code for response in await asyncio.gather(*slow)} == {201}, "each has its turn"


async def test_a_look_counts_until_it_ends_though_nobody_waits_for_it(
    exchange: Serving, servers: NameServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolving, "LONGEST_LOOK", 0.5)
    refused = await asyncio.gather(*(subscribe_at(exchange, "cted", "cted.slow.example") for _ in range(4)))
    assert sorted(response.status_code for response in refused) == [429, 429, 503, 503]
    assert all(response.headers["Retry-After"] for response in refused)
    assert (await subscribe_at(exchange, "cted", "hooks.example")).status_code == 429
    assert servers.asked == ["cted"] * 2
    servers.may_answer.set()
    assert (await subscribe_at(exchange, "cted", "hooks.example")).status_code == 201


async def test_where_none_is_free_the_address_is_not_to_blame(
    exchange: Serving, servers: NameServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolving, "FOR_NEW_ONES", 1)
    monkeypatch.setattr(resolving, "LONGEST_LOOK", 0.5)
    slow = asyncio.create_task(subscribe_at(exchange, "cted", "cted.slow.example"))
    await wait_for(servers, 1)
    response = await subscribe_at(exchange, "reader", "hooks.example")
    assert (response.status_code, response.json()["type"]) == (503, "/problems/unavailable")
    assert response.headers["Retry-After"]
    servers.may_answer.set()
    await slow
    assert (await subscribe_at(exchange, "reader", "hooks.example")).status_code == 201
