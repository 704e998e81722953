"""Webhooks: an address is proved first, then events go there, signed, in order by thing, at least once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from services.exchange.deliveries import planning, store
from shared.web.lists import cursor
from tests.support.exchange import JSON, event, owner_answers
from tests.support.receiver import OK, Received, receiver, status
from tests.support.serving import Serving
from tests.support.webhooks import (
    confirm,
    deliveries,
    loop_of,
    publish,
    recommend,
    subscribe,
    subscribe_and_confirm,
    turn,
    withdraw,
)


async def test_nothing_but_a_code_is_sent_before_the_address_was_proved(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        made = await subscribe(reader, endpoint.url)
        assert made["status"] == "unconfirmed"
        assert made["secret"].startswith("whsec_")
        sent = await recommend(exchange, "r-1")
        await turn(exchange)
        await turn(exchange)
        (asked,) = endpoint.received
        assert asked.event["type"] == "org.un.ctc.subscription.confirmation.v1"
        wrong = await reader.post(f"/subscriptions/{made['id']}/confirmation", json={"code": "invented"})
        assert (wrong.status_code, wrong.json()["type"]) == (422, "/problems/wrong-code")
        await confirm(exchange, reader, endpoint, made)
        await turn(exchange)
        assert endpoint.ids() == [sent]


async def test_a_delivery_is_a_cloudevent_that_the_library_verifies(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        sent = await recommend(exchange, "r-1")
        await turn(exchange)
        (got,) = endpoint.received
        verified = Webhook(made["secret"]).verify(got.body, got.headers)
        assert verified["id"] == got.id == sent
        assert verified["data"]["recommendation_id"] == "r-1"
        assert got.headers["content-type"] == "application/cloudevents+json"
        assert got.target == "/hooks?of=ctc"
        (done,) = await deliveries(reader, made, status="delivered", limit=1)
        assert [one["outcome"] for one in done["tries"]] == ["taken"]


async def test_the_cursor_of_deliveries_does_not_count_those_of_others(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        await recommend(exchange, "r-1")
        await turn(exchange)
        path = f"/subscriptions/{made['id']}/deliveries"
        first = (await reader.get(path, params={"limit": 1})).json()
        assert first["next"] == cursor(first["items"][0]["id"])
        second = (await reader.get(path, params={"limit": 1, "after": first["next"]})).json()
        assert second["next"] is None
        assert first["items"] + second["items"] == await deliveries(reader, made)


async def test_deliveries_are_forgotten_after_ninety_days(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        await recommend(exchange, "r-1")
        await turn(exchange)
        assert len(await deliveries(reader, made)) == 2
        async with exchange.pool.acquire() as connection:
            assert await store.forget(connection, exchange.clock.instant + timedelta(days=91)) == 2
        assert await deliveries(reader, made) == []


async def test_only_what_was_asked_for_is_sent_and_withdrawals_of_it(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        await subscribe_and_confirm(
            exchange, reader, endpoint, types=["released.recommendation"], states=["KEN"], themes=["travel"]
        )
        wanted = await recommend(exchange, "r-1", themes=["travel"])
        await recommend(exchange, "r-2", themes=["aviation"])
        await recommend(exchange, "r-3", themes=["travel"], state="FJI")
        await recommend(exchange, "r-4", audience="public", themes=["travel"])
        product: dict[str, Any] = {
            "product_id": "p-1",
            "kind": "survey",
            "title": "Synthetic",
            "themes": ["travel"],
            "state": "KEN",
        }
        await publish(exchange, "product", **product)
        await turn(exchange)
        assert endpoint.ids() == [wanted]
        changed = await recommend(exchange, "r-1", themes=["aviation"])
        taken_away = await withdraw(exchange, "r-9")
        await turn(exchange)
        assert endpoint.ids()[1:] == [changed, taken_away]


async def test_what_was_narrowed_meanwhile_is_not_sent(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = lambda _: status(500)
        await recommend(exchange, "r-1", text="Confidential by now.")
        await turn(exchange)
        assert len(endpoint.received) == 1
        endpoint.received.clear()
        gone = await withdraw(exchange, "r-1")
        endpoint.answer = lambda _: OK
        await turn(exchange, timedelta(hours=1))
        assert endpoint.ids() == [gone]
        assert [one["status"] for one in await deliveries(reader, made)][:2] == ["delivered", "superseded"]
        first = (await deliveries(reader, made, status="superseded"))[0]["id"]
        await reader.post(f"/subscriptions/{made['id']}/resend", json={"delivery": first})
        await turn(exchange)
        assert endpoint.ids() == [gone]


async def test_one_thing_that_is_refused_holds_up_no_other(exchange: Serving, reader: httpx.AsyncClient) -> None:
    def answer(request: Received) -> bytes:
        return status(500) if request.event["data"].get("recommendation_id") == "r-1" else OK

    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, reader, endpoint)
        endpoint.answer = answer
        await recommend(exchange, "r-1")
        await turn(exchange)
        sent = [await recommend(exchange, f"r-{number}") for number in range(2, 30)]
        await turn(exchange)
        taken = [one for one in endpoint.ids() if one in sent]
        assert sorted(taken) == sorted(sent)


async def test_receipts_go_to_who_speaks_for_the_source_in_order(exchange: Serving, cted: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, cted, endpoint, types=["receipt.*"])
        endpoint.answer = lambda _: status(503)
        for sent in (event("n-1"), event("n-1"), event("n-2")):
            assert (await cted.post("/events", json=sent, headers=JSON)).status_code == 202
        await owner_answers(exchange)
        changed = event("n-1")
        changed["data"] |= {"received_by_state_on": "2024-01-02"}
        await cted.post("/events", json=changed, headers=JSON)
        await turn(exchange)
        assert len(endpoint.received) == 1  # the later ones of the same notice wait for it
        endpoint.received.clear()
        endpoint.answer = lambda _: OK
        await turn(exchange, timedelta(hours=2))
        got = [(one.event["type"].removeprefix("org.un.ctc."), one.event["data"]["id"]) for one in endpoint.received]
        assert got == [("receipt.accepted.v1", "n-1"), ("receipt.refused.v1", "n-1")]
        assert endpoint.received[0].event["dataschema"].startswith("http://service/contracts/")
        Webhook(made["secret"]).verify(endpoint.received[0].body, endpoint.received[0].headers)


async def test_others_get_no_receipts_and_no_subscription_of_others(
    exchange: Serving, reader: httpx.AsyncClient, cted: httpx.AsyncClient
) -> None:
    async with receiver() as endpoint:
        refused = await reader.post("/subscriptions", json={"url": endpoint.url, "types": ["receipt.*"]})
        assert (refused.status_code, refused.json()["type"]) == (403, "/problems/no-source-of-yours")
        narrower = await reader.post("/subscriptions", json={"url": endpoint.url, "audience": "council"})
        assert (narrower.status_code, narrower.json()["type"]) == (403, "/problems/audience-not-yours")
        assert (await (await exchange.client()).post("/subscriptions", json={})).status_code == 401
        made = await subscribe(reader, endpoint.url)
        path, other = f"/subscriptions/{made['id']}", await exchange.client("unoct")
        for action in ("confirmation", "pause", "resumption", "cancellation", "secrets", "resend"):
            body = {"code": "x"} if action == "confirmation" else {"delivery": "x"} if action == "resend" else None
            assert (await other.post(f"{path}/{action}", json=body)).status_code == 404, action
        assert (await other.get(path)).status_code == 404
        assert (await other.get(f"{path}/deliveries")).status_code == 404
        assert (await other.get("/subscriptions")).json()["items"] == []
        assert (await cted.get(path)).status_code == 200  # the Committee's staff sees all
        assert (await cted.post(f"{path}/pause")).status_code == 404
        assert [one["id"] for one in (await reader.get("/subscriptions")).json()["items"]] == [made["id"]]


async def test_who_reads_less_now_or_is_shut_out_gets_nothing(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, reader, endpoint)
        sent = await recommend(exchange, "r-1")
        turns = loop_of(exchange).turns
        known, turns.outside = turns.outside, type(turns.outside)(turns.outside.allowed, lambda _: None)
        await turn(exchange)
        assert endpoint.received == []
        turns.outside = known
        await turn(exchange, timedelta(minutes=2))
        assert endpoint.ids() == [sent]


async def test_pause_resume_and_cancel(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        path = f"/subscriptions/{made['id']}"
        paused = await reader.post(f"{path}/pause")
        assert (paused.status_code, paused.json()["status"]) == (200, "paused"), paused.text
        sent = await recommend(exchange, "r-1")
        await turn(exchange)
        assert endpoint.received == []
        assert (await reader.post(f"{path}/resumption")).json()["status"] == "active"
        await turn(exchange)
        assert endpoint.ids() == [sent]
        assert (await reader.post(f"{path}/cancellation")).json()["status"] == "cancelled"
        await recommend(exchange, "r-2")
        await turn(exchange)
        assert endpoint.ids() == [sent]
        assert (await reader.post(f"{path}/resumption")).json()["type"] == "/problems/cancelled"


async def test_all_since_a_time_is_sent_again_under_the_same_ids(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        await recommend(exchange, "r-0")
        exchange.clock.instant += timedelta(days=1)
        since = exchange.clock.instant.isoformat()
        before = await recommend(exchange, "r-1")
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        after = await recommend(exchange, "r-2")
        await turn(exchange)
        assert endpoint.ids() == [after]
        again = await reader.post(f"/subscriptions/{made['id']}/resend", json={"since": since})
        assert (again.status_code, again.json()) == (200, {})
        await turn(exchange)
        assert sorted(endpoint.ids()) == sorted([after, after, before])
        one = next(one for one in await deliveries(reader, made) if one["event_id"] == before)
        await reader.post(f"/subscriptions/{made['id']}/resend", json={"delivery": one["id"]})
        await turn(exchange)
        assert endpoint.ids()[-1] == before
        both = await reader.post(f"/subscriptions/{made['id']}/resend", json={})
        assert (both.status_code, both.json()["type"]) == (422, "/problems/delivery-or-time")


async def test_however_much_is_sent_again_each_step_makes_a_few_deliveries(
    exchange: Serving, cted: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "AT_ONCE", 2)
    unodc = await exchange.client("unodc")
    async with receiver() as endpoint:
        for number in range(5):
            await cted.post("/events", json=event(f"n-{number}", data={}), headers=JSON)
            await unodc.post("/events", json=event(f"o-{number}", source="urn:example:unodc", data={}), headers=JSON)
        made = await subscribe_and_confirm(exchange, cted, endpoint, types=["receipt.*"])
        for _ in range(2):
            asked = {"since": "2020-01-01T00:00:00Z"}
            assert (await cted.post(f"/subscriptions/{made['id']}/resend", json=asked)).status_code == 200
            assert await exchange.rows("select 1 from exchange.webhook_progress where resend_since is not null")
            await turn(exchange)
            assert not await exchange.rows("select 1 from exchange.webhook_progress where resend_since is not null")
            assert sorted(one.event["data"]["id"] for one in endpoint.received) == [f"n-{n}" for n in range(5)]
            endpoint.received.clear()


async def test_a_principal_has_so_many_subscriptions_and_no_more(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        for _ in range(20):
            made = await subscribe(reader, endpoint.url)
            await reader.post(f"/subscriptions/{made['id']}/cancellation")
        more = await reader.post("/subscriptions", json={"url": endpoint.url})
        assert (more.status_code, more.json()["type"]) == (429, "/problems/too-many-subscriptions")
        exchange.clock.instant += timedelta(days=1)
        await subscribe(reader, endpoint.url)


async def test_a_subscription_that_is_none_is_refused(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        for wrong, problem in (
            ({"types": ["released.everything"]}, "unknown-event-type"),
            ({"states": ["XXX"]}, "not-a-member-state"),
            ({"themes": ["no-such-theme"]}, "unknown-theme"),
            ({"audience": "committee"}, "invalid"),
            ({"channel": "mail"}, "invalid"),
            ({"url": "https://user:word@hooks.example/"}, "address-not-usable"),
        ):
            response = await reader.post("/subscriptions", json={"url": endpoint.url} | wrong)
            assert (response.status_code, response.json()["type"]) == (422, f"/problems/{problem}"), response.text
