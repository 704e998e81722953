"""Endpoints that do harm or nothing: inside, moved, redirecting, hanging, gone, failing for days, endless."""

from __future__ import annotations

import asyncio
import threading
import time
from datetime import timedelta
from ipaddress import ip_address
from typing import Any

import httpx
import pytest

from services.exchange.deliveries import calling, resolving
from services.exchange.subscriptions.addresses import read_url
from shared.engine.refusal import Refusal
from tests.support.receiver import OK, receiver, status
from tests.support.serving import Serving
from tests.support.webhooks import deliveries, loop_of, recommend, resolve_to, subscribe, subscribe_and_confirm, turn

EARLY = b"HTTP/1.1 103 Early Hints\r\n\r\n"


async def outcome(client: httpx.AsyncClient, made: dict[str, Any]) -> str:
    """Of the last try of the newest delivery."""
    found: str = (await deliveries(client, made))[0]["tries"][-1]["outcome"]
    return found


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://10.0.0.1/", "no-public-address"), ("https://[::ffff:169.254.169.254]/", "no-public-address"),
        ("https://2130706433/", "no-public-address"), ("https://0x7f.1/", "no-public-address"),
        ("http://hooks.example/", "address-not-usable"), ("https://hooks.example:25/", "address-not-usable"),
    ],
)  # fmt: skip
async def test_an_address_inside_is_refused_at_once(url: str, problem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "example" in url:
        resolve_to(monkeypatch, "1.1.1.1")
    with pytest.raises(Refusal) as raised:
        await resolving.find_address(read_url(url), (), resolving.look_up_for_delivery)
    assert raised.value.code == problem


async def test_over_http_it_is_one_clear_answer(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_to(monkeypatch, "1.1.1.1", "10.0.0.7")
    response = await reader.post("/subscriptions", json={"url": "https://hooks.example/"})
    assert (response.status_code, response.json()["type"]) == (422, "/problems/no-public-address")
    assert "10.0.0.7" not in response.text
    nowhere = await reader.post("/subscriptions", json={"url": "https://nowhere.invalid."})
    assert nowhere.status_code == 422


async def test_a_name_that_leads_inside_later_is_not_called(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiver() as endpoint:
        resolve_to(monkeypatch, "127.0.0.1")
        url = endpoint.url.replace("127.0.0.1", "hooks.example")
        made = await subscribe(reader, url)
        await turn(exchange)
        assert endpoint.received[0].headers["host"] == url.split("/")[2]
        code = endpoint.received[0].event["data"]["code"]
        await reader.post(f"/subscriptions/{made['id']}/confirmation", json={"code": code})
        resolve_to(monkeypatch, "127.0.0.1", "10.1.2.3")
        await recommend(exchange, "r-1")
        await turn(exchange)
        assert len(endpoint.received) == 1
        assert await outcome(reader, made) == "not https"  # plain HTTP goes to the allowed network alone


async def test_a_redirect_is_not_followed(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as inside, receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = lambda _: status(307, f"Location: {inside.url}\r\n")
        await recommend(exchange, "r-1")
        await turn(exchange)
        assert (len(endpoint.received), inside.received) == (1, [])
        assert await outcome(reader, made) == "redirected"


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (EARLY * 10 + OK, "taken"),
        (EARLY * 100_000 + OK, "broken off"),
        (b"HTTP/1.1 204 No\r\n" + b"a: \r\n" * 2_000 + b"\r\n", "broken off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000, "taken"),
    ],
    ids=["some before it", "others without end before it", "thousands of headers", "a long body"],
)
async def test_an_answer_is_read_so_far_and_no_further(
    exchange: Serving, reader: httpx.AsyncClient, answer: bytes, word: str
) -> None:
    """Interim answers were read without end, and headers filled the memory."""
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = lambda _: answer
        await recommend(exchange, "r-1")
        await turn(exchange)
        assert await outcome(reader, made) == word


async def test_an_endpoint_that_hangs_slows_no_other(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "LONGEST_CALL", 3.0)
    async with receiver() as hanging, receiver() as endpoint:
        stuck = await subscribe_and_confirm(exchange, reader, hanging)
        await subscribe_and_confirm(exchange, reader, endpoint)
        hanging.answer = lambda _: None
        sent = [await recommend(exchange, f"r-{number}") for number in range(20)]
        loop = loop_of(exchange)
        await loop.step()
        await endpoint.wait_for(20)
        assert not any(one["tries"] for one in await deliveries(reader, stuck, limit=20)), "the other hangs still"
        await loop.finish()
        assert sorted(endpoint.ids()) == sorted(sent)
        assert len(hanging.received) <= 8
        assert (await deliveries(reader, stuck, limit=20))[-2]["tries"][-1]["outcome"] == "timed out"


async def test_an_answer_without_end_is_cut_off(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = lambda _: b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b"x" * 100_000
        sent = await recommend(exchange, "r-1")
        begun = time.monotonic()
        await turn(exchange)
        assert time.monotonic() - begun < 3
        assert endpoint.ids() == [sent]


async def test_one_that_is_gone_is_paused_at_once(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = lambda _: status(410)
        sent = await recommend(exchange, "r-1")
        await turn(exchange)
        found = (await reader.get(f"/subscriptions/{made['id']}")).json()
        assert (found["status"], found["paused_because"][:30]) == ("paused", "The endpoint answered 410: it ")
        endpoint.answer = lambda _: OK
        await reader.post(f"/subscriptions/{made['id']}/resumption")
        await turn(exchange)
        assert endpoint.ids() == [sent, sent]


async def test_one_that_fails_for_three_days_is_asked_ever_more_seldom_and_then_paused(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = lambda _: status(500)
        sent = await recommend(exchange, "r-1")
        begun, gaps, last = exchange.clock.instant, list[timedelta](), exchange.clock.instant
        while (await reader.get(f"/subscriptions/{made['id']}")).json()["status"] == "active":
            before = len(endpoint.received)
            while len(endpoint.received) == before:
                await turn(exchange, timedelta(minutes=10) if before > 4 else timedelta(seconds=1))
            gaps, last = [*gaps, exchange.clock.instant - last], exchange.clock.instant
        assert timedelta(days=3) <= exchange.clock.instant - begun <= timedelta(days=4)
        assert 8 <= len(gaps) <= 20
        assert gaps[-1] > timedelta(hours=9)
        endpoint.answer = lambda _: OK
        await reader.post(f"/subscriptions/{made['id']}/resumption")
        await turn(exchange)
        assert endpoint.ids()[-1] == sent
        assert (await reader.get(f"/subscriptions/{made['id']}")).json()["paused_because"] is None


async def test_one_that_is_away_is_asked_a_few_times_and_gets_all_when_it_is_back(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = lambda _: b""
        sent = [await recommend(exchange, f"r-{number}") for number in range(50)]
        for _ in range(60):
            await turn(exchange, timedelta(minutes=1))
        assert len(endpoint.received) < 100
        assert (await deliveries(reader, made))[0]["status"] == "waiting"
        endpoint.received.clear()
        endpoint.answer = lambda _: OK
        await turn(exchange, timedelta(hours=3))
        assert sorted(endpoint.ids()) == sorted(sent)


async def test_a_copy_that_died_between_sending_and_noting_sends_again_under_the_same_id(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, reader, endpoint)
        sent = await recommend(exchange, "r-1")
        arrived = asyncio.Event()

        def answer(_: object) -> None:
            arrived.set()

        endpoint.answer = answer
        loop = loop_of(exchange)
        await loop.step()
        await arrived.wait()
        await loop._stop()
        assert await loop.step() == 0  # the lease of who died runs on
        await exchange.pool.execute("update exchange.webhook_progress set leased_until = clock_timestamp()")
        endpoint.answer = lambda _: OK
        await turn(exchange)
        assert endpoint.ids() == [sent, sent]


async def test_two_copies_share_the_work_and_send_nothing_twice(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, reader, endpoint)
        unoct = await exchange.client("unoct")
        await subscribe_and_confirm(exchange, unoct, endpoint)
        sent = [await recommend(exchange, f"r-{number}") for number in range(30)]
        first = loop_of(exchange)
        second = type(first)(first.turns, asyncio.Event())
        while sum(await asyncio.gather(first.step(), second.step())):
            await asyncio.gather(first.finish(), second.finish())
        assert sorted(endpoint.ids()) == sorted(sent * 2)


async def test_the_address_is_told_to_nobody_s_log(
    exchange: Serving, reader: httpx.AsyncClient, capfd: pytest.CaptureFixture[str]
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = lambda _: status(410)
        await recommend(exchange, "r-1", text="Confidential words.")
        await turn(exchange)
        out = "".join(capfd.readouterr())
        assert made["id"] in out
        for hidden in ("hooks?of=ctc", made["secret"], "Confidential words."):
            assert hidden not in out


async def test_a_name_server_that_hangs_holds_one_resolver_of_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    looks, ended = list[str](), threading.Event()

    def look_up(host: str, _port: int) -> list[Any]:
        looks.append(host)
        ended.wait(10)
        return []

    monkeypatch.setattr(resolving, "_look_up", look_up)
    monkeypatch.setattr(calling, "LONGEST_CALL", 0.5)
    async with calling.calling(read_url("https://hooks.example/"), (), 8, "owner") as caller:
        outcomes = await asyncio.gather(*(caller.call(b"{}", {}) for _ in range(8)))
    ended.set()
    assert {outcome for outcome, _ in outcomes} == {"timed out"}
    assert looks == ["hooks.example"]


def test_a_name_is_looked_up() -> None:
    assert ip_address("127.0.0.1") in [ip_address(str(info[4][0])) for info in resolving._look_up("localhost", 443)]
