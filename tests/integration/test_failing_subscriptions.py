"""An address that takes nothing: paused after three days, ended after a month, and its owner is told by another way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from services.exchange.deliveries import calling
from services.exchange.subscriptions.failing import FAILED_FOR_A_MONTH
from tests.support.mail_server import TAKEN, Postbox, confirm_by_mail, postbox, text_of, use
from tests.support.receiver import OK, Received, receiver, status
from tests.support.serving import Serving
from tests.support.webhooks import (
    change_outside,
    deliveries,
    publish,
    recommend,
    subscribe,
    subscribe_and_confirm,
    turn,
)

OFFICE = "mailto:office@mission.example"
HANGS_UP = b""


@pytest.fixture
async def box(exchange: Serving) -> AsyncIterator[Postbox]:
    async with postbox() as one:
        use(exchange, one)
        yield one


@pytest.fixture
async def reader(exchange: Serving, box: Postbox) -> httpx.AsyncClient:
    assert box.letters == []
    return await exchange.client("reader")


async def let_pass(exchange: Serving, days: int) -> None:
    """Turns every few hours, and what is due on a day acts."""
    for _ in range(days * 3):
        await turn(exchange, timedelta(hours=8))
        while await exchange.runtime.deadlines.step():
            pass
    await turn(exchange)


async def show(client: httpx.AsyncClient, made: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await client.get(f"/subscriptions/{made['id']}")).json()
    return found


@pytest.mark.parametrize("answer", [status(500), status(307, "Location: http://127.0.0.1/\r\n"), HANGS_UP])
async def test_an_endpoint_that_takes_nothing_for_a_month_is_ended_and_its_owner_gets_two_letters(
    exchange: Serving, reader: httpx.AsyncClient, box: Postbox, answer: bytes
) -> None:
    await confirm_by_mail(exchange, reader, box, OFFICE, types=["subscription.*"])
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = lambda _: answer
        await recommend(exchange, "r-1")
        await let_pass(exchange, 5)
        assert (await show(reader, made))["status"] == "paused"
        assert box.subjects() == ["A subscription of yours is paused"]
        assert f"{made['id']}, so it is paused. It goes on if you resume it by 31 January 2024." in text_of(box)
        assert f"http://service/subscriptions/{made['id']}" in text_of(box)
        tried = len(endpoint.received)
        await let_pass(exchange, 30)
        assert len(endpoint.received) == tried
    shown = await show(reader, made)
    assert (shown["status"], shown["ended_because"]) == ("cancelled", FAILED_FOR_A_MONTH)
    assert box.subjects()[1:] == ["A subscription of yours has ended"]
    await let_pass(exchange, 100)
    assert len(box.letters) == 2  # once each, also after these deliveries are forgotten
    again = await reader.post(f"/subscriptions/{made['id']}/resumption")
    assert again.json()["type"] == "/problems/cancelled"


async def test_an_endpoint_that_hangs_for_a_month_is_ended(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        monkeypatch.setattr(calling, "LONGEST_CALL", 0.2)
        endpoint.answer = lambda _: None
        await recommend(exchange, "r-1")
        await let_pass(exchange, 36)
        assert {one["outcome"] for one in (await deliveries(reader, made))[0]["tries"]} == {"timed out"}
    assert (await show(reader, made))["ended_because"] == FAILED_FOR_A_MONTH


async def test_a_name_that_leads_inside_for_a_month_is_ended_uncalled(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        change_outside(exchange, allowed=())
        await recommend(exchange, "r-1")
        await let_pass(exchange, 36)
        assert endpoint.received == []
        assert {one["outcome"] for one in (await deliveries(reader, made))[0]["tries"]} == {"not https"}
    assert (await show(reader, made))["ended_because"] == FAILED_FOR_A_MONTH


async def test_who_resumes_in_time_goes_on_and_the_month_begins_anew(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = lambda _: status(500)
        sent = await recommend(exchange, "r-1")
        await let_pass(exchange, 20)
        await reader.post(f"/subscriptions/{made['id']}/resumption")
        assert (await show(reader, made))["failing_since"] is None
        await let_pass(exchange, 20)
        assert (await show(reader, made))["status"] == "paused"  # forty days after the first failure
        endpoint.answer = lambda _: OK
        endpoint.received.clear()
        await reader.post(f"/subscriptions/{made['id']}/resumption")
        await let_pass(exchange, 20)
        assert (endpoint.ids(), (await show(reader, made))["status"]) == ([sent], "active")


async def test_who_confirms_a_paused_one_begins_anew(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        endpoint.answer = lambda _: status(500)
        made = await subscribe(reader, endpoint.url)
        await let_pass(exchange, 5)
        assert (await show(reader, made))["status"] == "paused"
        code = endpoint.received[0].event["data"]["code"]
        endpoint.answer = lambda _: OK
        confirmed = await reader.post(f"/subscriptions/{made['id']}/confirmation", json={"code": code})
        assert (confirmed.json()["status"], confirmed.json()["failing_since"]) == ("active", None)
        await reader.post(f"/subscriptions/{made['id']}/pause")
        await let_pass(exchange, 36)
        assert (await show(reader, made))["status"] == "paused"


@pytest.mark.parametrize("paused_first", [False, True])
async def test_one_that_was_never_confirmed_is_not_called_again_at_will(
    exchange: Serving, reader: httpx.AsyncClient, paused_first: bool
) -> None:
    async with receiver() as endpoint:
        endpoint.answer = lambda _: status(410)
        path = f"/subscriptions/{(await subscribe(reader, endpoint.url))['id']}"
        if not paused_first:
            assert (await reader.post(f"{path}/resumption")).json()["status"] == "unconfirmed"  # it is not paused
            await turn(exchange)
            assert "make a new one" in (await reader.get(path)).json()["paused_because"]
        await reader.post(f"{path}/pause")
        for _ in range(3):
            refused = await reader.post(f"{path}/resumption")
            assert (refused.status_code, refused.json()["type"]) == (409, "/problems/not-confirmed-yet")
            assert "make a new one" in refused.text
            await turn(exchange)
        assert len(endpoint.received) == (0 if paused_first else 1)


async def test_an_address_that_bounces_for_a_month_is_ended_and_told_by_webhook(
    exchange: Serving, reader: httpx.AsyncClient, box: Postbox
) -> None:
    made = await confirm_by_mail(exchange, reader, box, OFFICE)
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, reader, endpoint, types=["subscription.*"])
        unoct = await exchange.client("unoct")
        async with receiver() as others:
            await subscribe_and_confirm(exchange, unoct, others)
            box.to_address = "550 Nobody here"
            await publish(exchange, "report", **edition())
            await let_pass(exchange, 36)
            assert [one.event["type"] for one in others.received] == ["org.un.ctc.released.report.v1"]
    paused, ended = (one.event for one in endpoint.received)
    assert (paused["type"], ended["type"]) == ("org.un.ctc.subscription.paused.v1", "org.un.ctc.subscription.ended.v1")
    about = {"subscription_id": made["id"], "owner": "reader", "because": FAILED_FOR_A_MONTH, "last_day": "2024-01-31"}
    assert ended["data"] == about | {"failing_since": "2024-01-01T20:00:00+00:00"}
    assert {one["outcome"] for one in (await deliveries(reader, made))[0]["tries"]} == {"status 550"}


@pytest.mark.parametrize("outcome", ["mail server not named", "mail server not reached", "mail server status 535"])
async def test_a_mail_server_of_ours_that_is_away_for_a_month_ends_no_subscription(
    exchange: Serving, reader: httpx.AsyncClient, box: Postbox, outcome: str
) -> None:
    made = await confirm_by_mail(exchange, reader, box, OFFICE)
    away = {"named": None, "reached": replace(box.server, port=1), "535": replace(box.server, user="u", password="p")}
    change_outside(exchange, mail=away[outcome.rpartition(" ")[2]])
    await publish(exchange, "report", **edition())
    await let_pass(exchange, 36)
    shown, (delivery, *_) = await show(reader, made), await deliveries(reader, made)
    assert (shown["status"], shown["failing_since"]) == ("active", None)
    assert {one["outcome"] for one in delivery["tries"]} == {outcome}
    told = exchange.handler.metrics.write_exposition().decode()
    assert 'ctc_mail_server_failures_total{service="exchange"} 0.0' not in told
    use(exchange, box)
    box.to_address = "451 Later"  # from here on its address is tried, for three days
    await turn(exchange, timedelta(hours=2))
    box.to_address = TAKEN
    await turn(exchange, timedelta(hours=2))
    assert (len(box.letters), (await show(reader, made))["status"]) == (1, "active")


async def test_word_that_is_no_longer_true_is_not_sent(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as failing, receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, failing)
        office = await subscribe_and_confirm(exchange, reader, endpoint, types=["subscription.*"])
        failing.answer = lambda _: status(410)

        def refuse(_: Received) -> bytes:
            return status(503)

        endpoint.answer = refuse
        await recommend(exchange, "r-1")
        await turn(exchange)
        await turn(exchange)
        assert len(endpoint.received) == 1
        failing.answer = endpoint.answer = lambda _: OK
        await reader.post(f"/subscriptions/{made['id']}/resumption")
        await turn(exchange, timedelta(hours=1))
        assert [one["status"] for one in await deliveries(reader, office)][:1] == ["superseded"]
        assert len(endpoint.received) == 1


async def test_who_cancels_is_told_nothing(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as failing, receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, failing)
        await subscribe_and_confirm(exchange, reader, endpoint, types=["subscription.*"])
        await reader.post(f"/subscriptions/{made['id']}/cancellation")
        await let_pass(exchange, 2)
        assert (endpoint.received, (await show(reader, made))["ended_because"]) == ([], None)


def edition() -> dict[str, Any]:
    return {
        "edition_id": "e-1", "report": "annual", "title": "Synthetic", "year": 2024, "edition": 1,
        "cut_off": "2024-12-31", "freeze": "2025-01-02T00:00:00Z", "path": "/reports/annual/2024?edition=1",
    }  # fmt: skip
