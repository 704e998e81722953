"""The secrets of a webhook: shown once, two at a time while one takes the other's place, never none."""

from __future__ import annotations

from datetime import timedelta

import httpx
from standardwebhooks import Webhook

from tests.support.receiver import receiver
from tests.support.serving import Serving
from tests.support.webhooks import recommend, subscribe_and_confirm, turn


async def test_the_secret_is_shown_once(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        key = {"Idempotency-Key": "same"}
        body = {"url": endpoint.url, "audience": "un"}
        first = await reader.post("/subscriptions", json=body, headers=key)
        again = await reader.post("/subscriptions", json=body, headers=key)
        assert (first.status_code, first.headers["cache-control"]) == (201, "no-store")
        assert first.headers["location"] == f"/subscriptions/{first.json()['id']}"
        assert (again.status_code, again.json()["type"]) == (409, "/problems/secret-shown-before")
        shown = (await reader.get(first.headers["location"])).text
        assert first.json()["secret"] not in shown
        assert "code" not in shown


async def test_two_secrets_sign_until_the_old_one_ends(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        path = f"/subscriptions/{made['id']}/secrets"
        exchange.clock.instant += timedelta(seconds=1)
        second = await reader.post(path)
        assert second.status_code == 201, second.text
        third = await reader.post(path)
        assert third.json()["type"] == "/problems/two-secrets-already"
        await recommend(exchange, "r-1")
        await turn(exchange)
        (got,) = endpoint.received
        for secret in (made["secret"], second.json()["secret"]):
            Webhook(secret).verify(got.body, got.headers)
        await turn(exchange, timedelta(days=8))
        await recommend(exchange, "r-2")
        await turn(exchange)
        assert len(endpoint.received[-1].headers["webhook-signature"].split(" ")) == 1
        Webhook(second.json()["secret"]).verify(endpoint.received[-1].body, endpoint.received[-1].headers)
        last = await reader.post(f"{path}/{second.json()['id']}/revocation")
        assert last.json()["type"] == "/problems/only-secret"
        fourth = await reader.post(path)
        revoked = await reader.post(f"{path}/{second.json()['id']}/revocation")
        assert revoked.status_code == 200, revoked.text
        await recommend(exchange, "r-3")
        await turn(exchange)
        Webhook(fourth.json()["secret"]).verify(endpoint.received[-1].body, endpoint.received[-1].headers)
        assert len(endpoint.received[-1].headers["webhook-signature"].split(" ")) == 1


async def test_the_secret_that_is_left_does_not_end(exchange: Serving, reader: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, reader, endpoint)
        path = f"/subscriptions/{made['id']}/secrets"
        second = (await reader.post(path)).json()
        assert (await reader.post(f"{path}/{second['id']}/revocation")).status_code == 200
        await turn(exchange, timedelta(days=30))
        await recommend(exchange, "r-1")
        await turn(exchange)
        Webhook(made["secret"]).verify(endpoint.received[0].body, endpoint.received[0].headers)
