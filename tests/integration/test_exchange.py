"""Exchange on a real database: events in over HTTP and from Kafka's messages, receipts out."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from cloudevents.core.bindings import http as sdk_http
from cloudevents.core.bindings import kafka as sdk_kafka
from cloudevents.core.v1.event import CloudEvent

from contracts.ids import event_id
from contracts.kafka_binding import read_headers
from contracts.notices import NoticeAccepted, NoticeRefused
from services.exchange.service import SERVICE, served
from shared import tracing
from shared.receiving import receive
from shared.rules import Event
from shared.transport import Message
from tests.support.postgres import PostgresServer
from tests.support.running import START
from tests.support.serving import Serving, migrated, serving

JSON = {"content-type": "application/cloudevents+json"}
BATCH = {"content-type": "application/cloudevents-batch+json"}
CTED = "urn:example:cted"
SDKS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "contract" / "fixtures" / "cloudevents_sdks.json").read_text(encoding="utf-8")
)


@pytest.fixture
async def exchange(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    template = await migrated(postgres_server, SERVICE)
    async with postgres_server.database(template) as dsn, serving(dsn, SERVICE, served) as running:
        yield running


@pytest.fixture
async def cted(exchange: Serving) -> httpx.AsyncClient:
    return await exchange.client("cted")


def event(id_: str = "n-1", source: str = CTED, **changes: Any) -> dict[str, Any]:
    data = {"reference": "SYN-1", "state": "KEN", "received_by_state_on": "2024-01-01", "synthetic": True}
    return {
        "specversion": "1.0", "id": id_, "source": source, "type": "org.un.ctc.notice.assessment.received.v1",
        "time": "2024-01-01T09:00:00Z", "data": data,
    } | changes  # fmt: skip


async def receipt(client: httpx.AsyncClient, id_: str = "n-1", source: str = CTED) -> dict[str, Any]:
    response = await client.get("/receipts", params={"source": source, "id": id_})
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


async def owner_answers(exchange: Serving, id_: str = "n-1", refused: bool = False) -> None:
    whose: dict[str, Any] = {"source": CTED, "id": id_, "notice_type": "notice.assessment.received"}
    answer: NoticeAccepted | NoticeRefused = NoticeAccepted(**whose, outcome="accepted", caused=("a-1",))
    if refused:
        answer = NoticeRefused(**whose, reason="No such assessment.", code="still-unknown")
    event = Event("/services/assessments", f"answer-{id_}-{refused}", answer.type, "KEN", START, answer, "c")
    await exchange.door.handle([event])


# ---- from the POST to the receipt ------------------------------------------------------------


async def test_an_event_is_answered_with_the_address_of_its_receipt(exchange: Serving, cted: httpx.AsyncClient) -> None:
    response = await cted.post("/events", json=event(), headers=JSON)
    assert response.status_code == 202
    (item,) = response.json()["items"]
    assert (item["source"], item["id"], item["status"]) == (CTED, "n-1", "waiting")
    told = (await cted.get(item["receipt"])).json()
    assert (told["status"], told["notice_type"]) == ("waiting", "notice.assessment.received")
    assert await exchange.emitted() == ["notice.taken_in.v1"]


async def test_the_receipt_says_what_the_notice_caused(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event(), headers=JSON)
    await owner_answers(exchange)
    told = await receipt(cted)
    assert (told["status"], told["outcome"], told["caused"]) == ("accepted", "accepted", ["a-1"])
    assert await exchange.emitted("ctc.receipts") == ["receipt.accepted.v1"]


async def test_the_receipt_says_why_the_owner_refused(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event(), headers=JSON)
    await owner_answers(exchange, refused=True)
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
    assert await exchange.emitted() == ["notice.taken_in.v1", "receipt.accepted.v1", "receipt.accepted.v1"]


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
    assert (await exchange.emitted()).count("notice.taken_in.v1") == 1


async def test_the_same_event_twice_in_one_batch_is_taken_in_once(exchange: Serving, cted: httpx.AsyncClient) -> None:
    response = await cted.post("/events", json=[event(), event(), event("n-2")], headers=BATCH)
    assert [item["status"] for item in response.json()["items"]] == ["waiting"] * 3
    assert await exchange.emitted() == ["notice.taken_in.v1"] * 2


async def test_the_same_history_has_the_same_ids(exchange: Serving, cted: httpx.AsyncClient) -> None:
    """What is caused is known by the notice: its source, its id, and how often it was sent before."""
    await cted.post("/events", json=event(), headers=JSON)
    caused = event_id(CTED, "n-1@-1/0", "notice.taken_in.v1", "KEN", 0)
    ((id_, trace),) = await exchange.rows("select id, traceparent from exchange.journal")
    assert (id_, trace.split("-")[1]) == (caused, tracing.continued(None, f"{CTED} n-1").trace_id)


async def test_a_requests_trace_goes_on_with_what_it_causes(exchange: Serving, cted: httpx.AsyncClient) -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    await cted.post("/events", json=event(), headers=JSON | {"traceparent": trace})
    ((told,),) = await exchange.rows("select traceparent from exchange.journal")
    assert told.split("-")[1] == "4bf92f3577b34da6a3ce929d0e0e4736"


# ---- unreadable ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "org.un.ctc.notice.assessment.received.v2"},
        {"type": "org.un.ctc.notice.unheard.v1"},
        {"type": "org.un.ctc.assessment.completed.v1"},
        {"specversion": "0.3"},
        {"data": {"state": "KEN", "received_by_state_on": "2024-02-30", "reference": "SYN-1"}},
        {"data": None},
        {"time": "yesterday"},
    ],
)
async def test_a_parsable_event_that_breaks_its_contract_gets_a_receipt_that_says_how(
    exchange: Serving, cted: httpx.AsyncClient, changes: dict[str, Any]
) -> None:
    response = await cted.post("/events", json=event(**changes), headers=JSON)
    assert response.status_code == 202
    (item,) = response.json()["items"]
    assert item["status"] == "unreadable"
    told = await receipt(cted)
    assert (told["status"], told["reason"]) == ("unreadable", item["reason"])
    assert await exchange.emitted() == ["receipt.unreadable.v1"]


async def test_a_repaired_event_may_come_under_the_same_id(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event(data={"state": "KEN"}), headers=JSON)
    await cted.post("/events", json=event(), headers=JSON)
    assert (await receipt(cted))["status"] == "waiting"
    assert await exchange.emitted() == ["receipt.unreadable.v1", "notice.taken_in.v1"]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (JSON, b"{"),
        (JSON, b'{"specversion": "1.0"'),
        (JSON, b"[1, 2]"),
        (JSON, b"[" * 1000 + b"]" * 1000),
        (JSON, b"\xff\xfe"),
        (JSON, json.dumps({name: value for name, value in event().items() if name != "id"}).encode()),
        (BATCH, b"{}"),
        (BATCH, b"[{}]"),
        ({"content-type": "application/json", "ce-specversion": "1.0"}, b"{}"),
        (
            {
                "content-type": "application/json", "ce-specversion": "1.0", "ce-id": "n-1", "ce-source": CTED,
                "ce-type": "org.un.ctc.notice.assessment.received.v1",
            },
            b"no JSON",
        ),
    ],
)  # fmt: skip
async def test_what_cannot_be_parsed_is_400_and_its_bytes_are_kept(
    exchange: Serving, cted: httpx.AsyncClient, headers: Mapping[str, str], body: bytes
) -> None:
    response = await cted.post("/events", content=body, headers=dict(headers))
    assert response.status_code == 400
    assert response.json()["type"] == "/problems/unreadable-request"
    assert response.json()["detail"]
    operator = await exchange.client("owner")
    (kept,) = (await operator.get("/unreadable")).json()["items"]
    whole = (await operator.get(f"/unreadable/{kept['number']}")).json()
    assert kept["reason"]
    assert base64.b64decode(whole["data_base64"]) == body
    assert not await exchange.rows("select 1 from exchange.journal where type = 'notice.taken_in.v1'")


async def test_one_broken_event_of_a_batch_harms_no_other(exchange: Serving, cted: httpx.AsyncClient) -> None:
    sent = [event(), {"id": "n-2"}, event("n-3", data=None), 7, event("n-4")]
    response = await cted.post("/events", json=sent, headers=BATCH)
    assert response.status_code == 202
    statuses = ["waiting", "unreadable", "unreadable", "unreadable", "waiting"]
    assert [item["status"] for item in response.json()["items"]] == statuses
    assert (await exchange.emitted()).count("notice.taken_in.v1") == 2


async def test_an_empty_batch_is_taken_in_without_a_word(cted: httpx.AsyncClient) -> None:
    response = await cted.post("/events", json=[], headers=BATCH)
    assert (response.status_code, response.json()) == (202, {"items": []})


async def test_only_the_newest_unreadable_ones_are_kept(exchange: Serving, cted: httpx.AsyncClient) -> None:
    for _ in range(3):
        await cted.post("/events", json=[event(), *[{}] * 400], headers=BATCH)
    ((kept,),) = await exchange.rows("select count(*) from exchange.unreadable")
    assert kept == 1000


@pytest.mark.parametrize(
    ("headers", "size", "status"),
    [(JSON, 1_048_577, 413), (JSON, 5_000_000, 413), (BATCH, 4_194_305, 413), (JSON, 1_048_576, 400)],
)
async def test_what_is_too_large_is_413(
    cted: httpx.AsyncClient, headers: Mapping[str, str], size: int, status: int
) -> None:
    response = await cted.post("/events", content=b"x" * size, headers=dict(headers))
    assert response.status_code == status


async def test_data_too_large_to_be_handed_on_is_unreadable(cted: httpx.AsyncClient) -> None:
    sent = event(data={"reference": "x" * 600_000})
    (item,) = (await cted.post("/events", json=sent, headers=JSON)).json()["items"]
    assert "the limit is 500000" in item["reason"]


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", ""])
async def test_what_is_no_cloud_event_is_415(cted: httpx.AsyncClient, content_type: str) -> None:
    response = await cted.post("/events", content=b"{}", headers={"content-type": content_type})
    assert (response.status_code, response.json()["type"]) == (415, "/problems/no-cloud-event")


# ---- who may -----------------------------------------------------------------------------------


async def test_sending_needs_a_token(exchange: Serving) -> None:
    response = await (await exchange.client()).post("/events", json=event(), headers=JSON)
    assert response.status_code == 401


@pytest.mark.parametrize("token", ["unodc", "reader"])
async def test_a_principal_speaks_only_for_its_sources(exchange: Serving, token: str) -> None:
    client = await exchange.client(token)
    response = await client.post("/events", json=[event(source="urn:example:unodc"), event()], headers=BATCH)
    assert (response.status_code, response.json()["type"]) == (403, "/problems/not-your-source")
    assert await exchange.emitted() == []


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


async def test_unreadable_content_is_for_operators_of_the_committee(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", content=b"confidential", headers=JSON)
    technician = await exchange.client("technician")
    (kept,) = (await technician.get("/unreadable")).json()["items"]
    assert (await technician.get(f"/unreadable/{kept['number']}")).status_code == 404
    assert (await cted.get("/unreadable")).status_code == 403
    assert (await (await exchange.client("owner")).get("/unreadable/99999999999999999999")).status_code == 422


# ---- Kafka -------------------------------------------------------------------------------------


def message(sent: dict[str, Any], offset: int, topic: str = "ctc.external") -> Message:
    attributes = {name: value for name, value in sent.items() if name != "data"}
    return Message(topic, 0, offset, "KEN", attributes, json.dumps(sent["data"]).encode())


async def test_a_message_of_kafka_is_taken_in_and_a_redelivery_changes_nothing(exchange: Serving) -> None:
    sent = [message(event("n-1"), 0), message(event("n-2"), 1), message(event("n-1"), 2)]
    await receive(exchange.door, sent)
    await receive(exchange.door, sent)
    assert await exchange.emitted() == ["notice.taken_in.v1"] * 2


async def test_the_whole_topic_replayed_on_an_empty_inbox_changes_nothing(exchange: Serving) -> None:
    broken = message(event("n-3", data={"state": "KEN"}), 3)
    first = [message(event("n-1"), 0), message(event("n-2"), 1), message(event("n-1"), 2), broken]
    await receive(exchange.door, first)
    await owner_answers(exchange)
    await owner_answers(exchange, "n-2", refused=True)
    again = [message(event("n-1"), 4), message(event("n-2"), 5)]
    await receive(exchange.door, again)
    state = "select count(*), max(position) from exchange.journal"
    rows = "select * from exchange.notices order by id"
    before = await exchange.rows(state), await exchange.rows(rows)
    await exchange.pool.execute("delete from exchange.inbox")
    await receive(exchange.door, [*first, *again])
    await owner_answers(exchange)
    await owner_answers(exchange, "n-2", refused=True)
    assert (await exchange.rows(state), await exchange.rows(rows)) == before


async def test_an_internal_event_of_no_concern_leaves_no_trace(exchange: Serving) -> None:
    other = event(type="org.un.ctc.assessment.noted.v1", data={})
    await receive(exchange.door, [message(other, 0, "ctc.assessments")])
    assert await exchange.rows("select * from exchange.inbox") == []


async def test_a_forged_internal_identity_uses_nothing_up(exchange: Serving) -> None:
    """An outsider cannot make exchange drop an owner's answer by sending something under its id first."""
    await receive(exchange.door, [message(event("n-1"), 0)])
    forged = event("answer-n-1-False", source="/services/assessments")
    await receive(exchange.door, [message(forged, 1)])
    await owner_answers(exchange)
    assert await exchange.emitted("ctc.receipts") == ["receipt.refused.v1", "receipt.accepted.v1"]


# ---- the SDKs of CloudEvents -------------------------------------------------------------------


@pytest.mark.parametrize("sent", SDKS, ids=[f"{one['sdk']} {one['via']} {one['mode']}" for one in SDKS])
async def test_what_the_sdks_send_is_taken_in_as_it_is(exchange: Serving, sent: dict[str, Any]) -> None:
    body = sent["body"].encode()
    if sent["via"] == "http":
        headers = {name: value.encode("latin-1") for name, value in sent["headers"].items()}
        response = await (await exchange.client("owner")).post("/events", content=body, headers=headers)
        assert response.status_code == 202, response.text
    else:
        pairs = [(name, value.encode()) for name, value in sent["headers"].items()]
        attributes, problem = read_headers(pairs, 0)
        await receive(exchange.door, [Message("ctc.external", 0, 0, "KEN", attributes, body, problem)])
    assert set(await exchange.emitted()) == {"notice.taken_in.v1"}
    ((reason,),) = await exchange.rows(
        "select convert_from(data, 'utf8')::jsonb #>> '{notice,reason}' from exchange.journal limit 1"
    )
    assert reason == "Retiré à la demande de l'auteur \u2013 exemple synthétique"


PYTHON = CloudEvent(
    {
        "id": "py-1", "source": "https://cted.example/reports", "type": "org.un.ctc.notice.assessment.received.v1",
        "time": datetime(2024, 1, 1, 9, tzinfo=UTC), "datacontenttype": "application/json",
    },
    event()["data"],
)  # fmt: skip


@pytest.mark.parametrize("mode", ["binary", "structured"])
@pytest.mark.parametrize("via", ["http", "kafka"])
async def test_what_the_python_sdk_sends_is_taken_in_as_it_is(exchange: Serving, mode: str, via: str) -> None:
    if via == "http":
        sent = getattr(sdk_http, f"to_{mode}_event")(PYTHON)
        client = await exchange.client("owner")
        response = await client.post("/events", content=sent.body, headers=dict(sent.headers))
        assert response.status_code == 202, response.text
    else:
        record = getattr(sdk_kafka, f"to_{mode}_event")(PYTHON)
        attributes, problem = read_headers(record.headers.items(), 0)
        await receive(exchange.door, [Message("ctc.external", 0, 0, "", attributes, record.value, problem)])
    assert await exchange.emitted() == ["notice.taken_in.v1"]
