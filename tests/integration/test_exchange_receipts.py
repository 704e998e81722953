"""`/events` on a real database: from the POST to the receipt, and the same again."""

from __future__ import annotations

import json

import httpx
import pytest

from contracts.ids import event_id
from shared.operations import tracing
from tests.support.exchange import BATCH, CTED, JSON, event, owner_answers, receipt
from tests.support.serving import Serving


async def test_an_event_is_answered_with_the_address_of_its_receipt(exchange: Serving, cted: httpx.AsyncClient) -> None:
    response = await cted.post("/events", json=event(), headers=JSON)
    assert response.status_code == 202
    (item,) = response.json()["items"]
    assert (item["source"], item["id"], item["status"]) == (CTED, "n-1", "waiting")
    told = (await cted.get(item["receipt"])).json()
    assert (told["status"], told["notice_type"]) == ("waiting", "notice.assessment.received")
    assert await exchange.emitted_types() == ["notice.taken_in.v1"]


async def test_a_waiting_receipt_says_what_for_and_when_it_is_refused(cted: httpx.AsyncClient) -> None:
    (item,) = (await cted.post("/events", json=event(), headers=JSON)).json()["items"]
    told = await receipt(cted)
    assert "the assessment that it names" in told["reason"]
    assert (told["refused_on"], item["refused_on"]) == ("2024-01-09", "2024-01-09")


async def test_the_receipt_says_what_the_notice_caused(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event(), headers=JSON)
    await owner_answers(exchange)
    told = await receipt(cted)
    assert (told["status"], told["outcome"], told["caused"]) == ("accepted", "accepted", ["a-1"])
    assert await exchange.emitted_types("ctc.receipts") == ["receipt.accepted.v1"]


async def test_the_receipt_says_why_the_owner_refused(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event(), headers=JSON)
    await owner_answers(exchange, refuses=True)
    told = await receipt(cted)
    assert (told["status"], told["reason"], told["code"]) == ("refused", "No such assessment.", "still-unknown")


async def test_what_concerns_no_member_state_is_refused_at_once(cted: httpx.AsyncClient) -> None:
    sent = event()
    sent["data"]["state"] = "HKG"
    (item,) = (await cted.post("/events", json=sent, headers=JSON)).json()["items"]
    assert item["status"] == "refused"
    told = await receipt(cted)
    assert (told["code"], told["fields"]) == ("not-a-member-state", ["state"])


async def test_an_event_sent_twice_is_unchanged(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event(), headers=JSON)
    await owner_answers(exchange)
    (item,) = (await cted.post("/events", json=event(), headers=JSON)).json()["items"]
    assert (item["status"], item["outcome"], item["caused"]) == ("accepted", "unchanged", ["a-1"])
    told = await receipt(cted)
    assert (told["outcome"], told["caused"]) == ("unchanged", ["a-1"])
    assert await exchange.emitted_types() == ["notice.taken_in.v1", "receipt.accepted.v1", "receipt.accepted.v1"]


async def test_other_content_under_the_same_id_is_refused_naming_the_fields(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    await cted.post("/events", json=event(), headers=JSON)
    await owner_answers(exchange)
    other = event()
    other["data"]["reference"] = "SECRET"
    (item,) = (await cted.post("/events", json=other, headers=JSON)).json()["items"]
    assert item["status"] == "refused"
    told = await receipt(cted)
    assert (told["code"], told["fields"]) == ("known-with-other-content", ["reference"])
    assert "SECRET" not in json.dumps(told)
    assert (await exchange.emitted_types()).count("notice.taken_in.v1") == 1


async def test_the_same_event_twice_in_one_batch_is_taken_in_once(exchange: Serving, cted: httpx.AsyncClient) -> None:
    response = await cted.post("/events", json=[event(), event(), event("n-2")], headers=BATCH)
    assert [item["status"] for item in response.json()["items"]] == ["waiting"] * 3
    assert await exchange.emitted_types() == ["notice.taken_in.v1"] * 2


async def test_the_same_history_has_the_same_ids(exchange: Serving, cted: httpx.AsyncClient) -> None:
    """What is caused is known by the notice: its source, its id, and how often it was sent before."""
    await cted.post("/events", json=event(), headers=JSON)
    caused = event_id(CTED, "n-1@-1/0", "notice.taken_in.v1", "KEN", 0)
    ((id_, trace),) = await exchange.rows("select id, traceparent from exchange.journal")
    assert (id_, trace.split("-")[1]) == (caused, tracing.continue_trace(None, f"{CTED} n-1").trace_id)


async def test_a_requests_trace_goes_on_with_what_it_causes(exchange: Serving, cted: httpx.AsyncClient) -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    await cted.post("/events", json=event(), headers=JSON | {"traceparent": trace})
    ((told,),) = await exchange.rows("select traceparent from exchange.journal")
    assert told.split("-")[1] == "4bf92f3577b34da6a3ce929d0e0e4736"


@pytest.mark.parametrize(
    ("own", "header", "expected"), [("", "case-7", "case-7"), ("mine", "case-7", "mine"), ("", "", "n-1")]
)
async def test_a_requests_correlation_goes_on_with_what_brings_none_of_its_own(
    exchange: Serving, cted: httpx.AsyncClient, own: str, header: str, expected: str
) -> None:
    sent = event(**({"correlationid": own} if own else {}))
    await cted.post("/events", json=sent, headers=JSON | ({"X-Correlation-Id": header} if header else {}))
    ((told,),) = await exchange.rows("select correlationid from exchange.journal")
    assert told == expected
