"""Who may send events, read receipts, and see what was unreadable."""

from __future__ import annotations

import json

import httpx
import pytest

from tests.support.exchange import BATCH, CTED, JSON, event, receipt
from tests.support.serving import Serving


async def test_sending_needs_a_token(exchange: Serving) -> None:
    response = await (await exchange.client()).post("/events", json=event(), headers=JSON)
    assert response.status_code == 401


@pytest.mark.parametrize("token", ["unodc", "reader"])
async def test_a_principal_speaks_only_for_its_sources(exchange: Serving, token: str) -> None:
    client = await exchange.client(token)
    response = await client.post("/events", json=[event(source="urn:example:unodc"), event()], headers=BATCH)
    assert (response.status_code, response.json()["type"]) == (403, "/problems/not-your-source")
    assert await exchange.emitted_types() == []


async def test_nobody_withdraws_or_dates_another_source_s_assessment(exchange: Serving) -> None:
    mine = event()
    mine["data"]["assessment_source"] = "urn:example:unodc"
    response = await (await exchange.client("cted")).post("/events", json=[mine], headers=BATCH)
    assert (response.status_code, response.json()["type"]) == (403, "/problems/not-your-assessment")
    assert await exchange.emitted_types() == []


@pytest.mark.parametrize("token", ["unodc", "reader", "kenya", None])
async def test_others_receipts_are_404(exchange: Serving, cted: httpx.AsyncClient, token: str | None) -> None:
    await cted.post("/events", json=event(), headers=JSON)
    response = await (await exchange.client(token)).get("/receipts", params={"source": CTED, "id": "n-1"})
    assert response.status_code == 404
    missing = await (await exchange.client(token)).get("/receipts", params={"source": CTED, "id": "n-2"})
    assert missing.json() | {"correlationid": ""} == response.json() | {"correlationid": ""}


async def test_an_operator_sees_every_receipt(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event(), headers=JSON)
    assert (await receipt(await exchange.client("technician")))["status"] == "waiting"


async def test_a_receipt_that_nobody_earned_is_404(cted: httpx.AsyncClient) -> None:
    assert (await cted.get("/receipts", params={"source": CTED, "id": "n-1"})).status_code == 404
    assert (await cted.get("/receipts", params={"source": CTED})).status_code == 422


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (JSON | {"ce-source": CTED, "ce-id": "n-1"}, b"{not json"),
        (JSON, json.dumps({name: value for name, value in event().items() if name != "id"}).encode()),
        (JSON | {"ce-source": CTED, "ce-id": "n-1"}, b'{"specversion": "1.0", "data": {}}'),
        (BATCH | {"ce-source": CTED, "ce-id": "n-1"}, b"[{}]"),
    ],
)
async def test_nobody_says_that_another_s_notice_was_unreadable(
    exchange: Serving, cted: httpx.AsyncClient, headers: dict[str, str], body: bytes
) -> None:
    await cted.post("/events", json=event(), headers=JSON)
    response = await (await exchange.client("unodc")).post("/events", content=body, headers=headers)
    assert response.status_code == 400
    assert (await receipt(cted))["status"] == "waiting"
    for path in ("/unreadable", "/receipts/feed"):
        assert (await cted.get(path)).json()["items"] == []
    (kept,) = (await (await exchange.client("owner")).get("/unreadable")).json()["items"]
    assert kept["source"] is None


async def test_unreadable_content_is_for_its_sender_and_operators_of_the_committee(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    await cted.post("/events", content=b"confidential", headers=JSON)
    technician = await exchange.client("technician")
    (kept,) = (await technician.get("/unreadable")).json()["items"]
    assert (await technician.get(f"/unreadable/{kept['number']}")).status_code == 404
    assert (await (await exchange.client("reader")).get("/unreadable")).json()["items"] == []
    assert (await cted.get(f"/unreadable/{kept['number']}")).status_code == 200, "its sender proved who it is"
    assert (await (await exchange.client("owner")).get("/unreadable/99999999999999999999")).status_code == 422
