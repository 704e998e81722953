"""A registered publisher over HTTP: its key opens every service, and no longer once it was revoked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from ipaddress import ip_network
from typing import Any

import httpx
import pytest

from shared.operations.settings import Settings
from shared.web.identity import directory
from tests.support.exchange import JSON, event
from tests.support.postgres import PostgresServer
from tests.support.receiver import receiver
from tests.support.whole import DESK, start_whole

SOURCE = "urn:example:unodc"
REGISTRATION = {
    "name": "UNODC cases", "body": "UNODC", "sources": [SOURCE], "notice_types": ["notice.visit.planned"],
    "reads": "un",
}  # fmt: skip
VISIT = {
    "reference": "SYN-V1", "body": "UNODC", "state": "KEN", "start": "2026-01-10", "end": "2026-01-12",
    "synthetic": True,
}  # fmt: skip


@pytest.fixture
async def system(postgres_server: PostgresServer) -> AsyncIterator[httpx.AsyncClient]:
    async with start_whole(postgres_server) as client:
        yield client


async def register(system: httpx.AsyncClient) -> str:
    """Registers it, and returns a key."""
    made = await system.post("/publishers", json=REGISTRATION, headers=DESK)
    assert made.status_code == 201, made.text
    assert made.headers["location"] == "/publishers/unodc-cases"
    key = await system.post("/publishers/unodc-cases/keys", json={}, headers=DESK)
    assert key.status_code == 201, key.text
    assert key.headers["cache-control"] == "no-store"
    found: str = key.json()["key"]
    return found


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


async def test_its_key_lets_it_send_and_read_at_every_service(system: httpx.AsyncClient) -> None:
    key = await register(system)
    me = (await system.get("/publishers/me", headers=bearer(key))).json()
    assert (me["principal"], me["audience"], me["publisher"]["status"]) == ("unodc-cases", "un", "approved")
    sent = event(source=SOURCE, type="org.un.ctc.notice.visit.planned.v1", data=VISIT)
    assert (await system.post("/events", json=sent, headers=bearer(key) | JSON)).status_code == 202
    for path in ("/visits", "/cycles", "/needs", "/calendar"):
        assert (await system.get(path, headers=bearer(key))).status_code == 200, path
    assert (await system.post("/publishers", json={"name": "x"}, headers=bearer("ctck_invented"))).status_code == 401


async def test_a_revoked_key_opens_nothing_from_the_next_second_on(system: httpx.AsyncClient) -> None:
    key = await register(system)
    (known,) = (await system.get("/publishers/unodc-cases", headers=bearer(key))).json()["keys"]
    assert "sha256" not in known
    second = (await system.post("/publishers/unodc-cases/keys", json={}, headers=bearer(key))).json()["key"]
    revoked = await system.post(f"/publishers/unodc-cases/keys/{known['id']}/revocation", headers=bearer(second))
    assert revoked.status_code == 200, revoked.text
    await wait_until_refused(system, key)
    assert (await system.get("/publishers/me", headers=bearer(second))).status_code == 200


async def wait_until_refused(system: httpx.AsyncClient, key: str) -> None:
    for _ in range(40):
        response = await system.get("/publishers/me", headers=bearer(key))
        if response.status_code == 401:
            break
        await asyncio.sleep(0.1)
    assert response.status_code == 401


async def test_a_revoked_key_makes_no_other_and_sends_nothing_by_a_body_that_was_under_way(
    system: httpx.AsyncClient,
) -> None:
    key = await register(system)
    shut_out = asyncio.Event()
    sent = event(source=SOURCE, type="org.un.ctc.notice.visit.planned.v1", data=VISIT)
    bodies = [("/publishers/unodc-cases/keys", b"{}"), ("/events", json.dumps(sent).encode())]
    begun = [asyncio.create_task(post_slowly(system, path, body, key, shut_out)) for path, body in bodies]
    await asyncio.sleep(0.3)
    (known,) = (await system.get("/publishers/unodc-cases", headers=DESK)).json()["keys"]
    await system.post(f"/publishers/unodc-cases/keys/{known['id']}/revocation", headers=DESK)
    await wait_until_refused(system, key)
    shut_out.set()
    answers = await asyncio.gather(*begun)
    assert [(one.status_code, one.json()["type"]) for one in answers] == [(401, "/problems/key-ended")] * 2
    assert len((await system.get("/publishers/unodc-cases", headers=DESK)).json()["keys"]) == 1
    assert (await system.get("/notices", headers=DESK)).json()["items"] == []


async def test_a_key_that_is_being_revoked_leaves_no_subscription_behind(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "REFRESHED_EVERY", 60.0)  # so exchange does not learn of it meanwhile
    allowed = Settings(webhook_addresses_allowed=(ip_network("127.0.0.0/8"),))
    async with receiver() as endpoint, start_whole(postgres_server, allowed) as system, asyncio.timeout(60):
        key = await register(system)
        (known,) = (await system.get("/publishers/unodc-cases", headers=DESK)).json()["keys"]

        async def subscribe() -> httpx.Response:
            asked = {"url": endpoint.url, "types": ["receipt.*"]}
            return await system.post("/subscriptions", json=asked, headers=bearer(key))

        made = [await subscribe()]
        under_way = [asyncio.create_task(subscribe()) for _ in range(12)]
        await system.post(f"/publishers/unodc-cases/keys/{known['id']}/revocation", headers=DESK)
        made += await asyncio.gather(*under_way)
        again = f"/subscriptions/{made[0].json()['id']}/resend"
        asked_again = await system.post(again, json={"since": "2024-01-01T00:00:00Z"}, headers=bearer(key))
        for refused in (await subscribe(), asked_again):
            assert (refused.status_code, refused.json()["type"]) == (401, "/problems/shut-out")
        left = (await system.get("/subscriptions", headers=DESK)).json()["items"]
        assert [one["status"] for one in left] == ["paused"] * [one.status_code for one in made].count(201)


async def post_slowly(
    system: httpx.AsyncClient, path: str, body: bytes, key: str, then: asyncio.Event
) -> httpx.Response:
    """Sends the first byte, and the others later."""

    async def bring() -> AsyncIterator[bytes]:
        yield body[:1]
        await then.wait()
        yield body[1:]

    return await system.post(path, content=bring(), headers=bearer(key) | JSON)


async def test_of_a_batch_the_event_is_named_that_is_of_another_source(system: httpx.AsyncClient) -> None:
    key, whose = await register(system), dict[str, Any](type="org.un.ctc.notice.visit.planned.v1", data=VISIT)
    batch = [event(source=SOURCE, **whose), event("n-2", source="urn:example:other", **whose)]
    headers = bearer(key) | {"Content-Type": "application/cloudevents-batch+json"}
    refused = await system.post("/events", content=json.dumps(batch), headers=headers)
    assert refused.json()["type"] == "/problems/not-your-source"
    assert refused.json()["detail"] == "Event 2 of 2 has urn:example:other. Nothing was taken in."
    assert (await system.get("/notices", headers=DESK)).json()["items"] == []


async def test_a_key_is_shown_once_even_to_who_asks_twice(system: httpx.AsyncClient) -> None:
    await register(system)
    headers = DESK | {"Idempotency-Key": "same"}
    first = await system.post("/publishers/unodc-cases/keys", json={}, headers=headers)
    again = await system.post("/publishers/unodc-cases/keys", json={}, headers=headers)
    assert first.status_code == 201
    assert (again.status_code, again.json()["type"]) == (409, "/problems/key-shown-before")


async def test_a_misspelt_field_of_a_registration_is_named_as_such(system: httpx.AsyncClient) -> None:
    refused = await system.post("/publishers", json=REGISTRATION | {"audiance": "un"}, headers=DESK)
    assert refused.status_code == 422
    assert "audiance: there is no such field" in refused.json()["detail"]


async def test_others_see_no_registration(system: httpx.AsyncClient) -> None:
    await register(system)
    assert (await system.get("/publishers")).json()["items"] == []
    assert (await system.get("/publishers/unodc-cases")).status_code == 404
    assert (await system.get("/publishers/me")).status_code == 401
    assert (await system.post("/publishers", json=REGISTRATION)).status_code == 401


async def test_a_registered_publisher_gets_its_receipts_until_it_is_suspended(postgres_server: PostgresServer) -> None:
    allowed = Settings(webhook_addresses_allowed=(ip_network("127.0.0.0/8"),))
    async with receiver() as endpoint, start_whole(postgres_server, allowed) as system, asyncio.timeout(60):
        key = await register(system)
        asked = {"url": endpoint.url, "types": ["receipt.*"]}
        made = await system.post("/subscriptions", json=asked, headers=bearer(key))
        assert made.status_code == 201, made.text
        await endpoint.wait_for(1)
        path, code = f"/subscriptions/{made.json()['id']}", endpoint.received[0].event["data"]["code"]
        confirmed = await system.post(f"{path}/confirmation", json={"code": code}, headers=bearer(key))
        assert confirmed.json()["status"] == "active", confirmed.text
        sent = event(source=SOURCE, type="org.un.ctc.notice.visit.planned.v1", data=VISIT)
        await system.post("/events", json=sent, headers=bearer(key) | JSON)
        await endpoint.wait_for(2)
        assert endpoint.received[1].event["data"]["source"] == SOURCE
        reason = {"reason": "Synthetic."}
        assert (await system.post("/publishers/unodc-cases/suspension", json=reason, headers=DESK)).status_code == 200
        await asyncio.sleep(1.5)  # it takes effect within a second
        again = event("n-2", source=SOURCE, type="org.un.ctc.notice.visit.planned.v1", data=VISIT)
        await system.post("/events", json=again, headers=DESK | JSON)
        await asyncio.sleep(2)
        assert len(endpoint.received) == 2
        shut_out = await system.get(path, headers=bearer(key))
        assert (shut_out.status_code, shut_out.json()["type"]) == (401, "/problems/account-suspended")
