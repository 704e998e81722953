"""What is sent to `/events` and cannot be read: its sender is told how, and its bytes are kept."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any
from unittest.mock import Mock

import httpx
import pytest

from contracts.catalog import json_value
from services.exchange.http import events
from tests.support.exchange import BATCH, CTED, JSON, event, receipt
from tests.support.serving import Serving


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
    assert await exchange.emitted_types() == ["receipt.unreadable.v1"]


async def test_a_misspelt_field_is_told_by_name_and_nothing_is_handed_on(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    misspelt = event()
    misspelt["data"]["received_by_sate_on"] = misspelt["data"].pop("received_by_state_on")
    (item,) = (await cted.post("/events", json=misspelt, headers=JSON)).json()["items"]
    assert (item["code"], item["fields"]) == ("contract-broken", ["received_by_state_on", "received_by_sate_on"])
    assert "did you mean received_by_state_on?" in item["reason"]
    told = await receipt(cted)
    assert {name: told[name] for name in ("code", "fields", "reason")} == {
        name: item[name] for name in ("code", "fields", "reason")
    }
    assert await exchange.emitted_types() == ["receipt.unreadable.v1"]


async def test_a_sender_s_own_field_passes_and_is_not_handed_on(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event(data=event()["data"] | {"x_desk": "Africa"}), headers=JSON)
    ((data,),) = await exchange.rows("select convert_from(data, 'utf8') from exchange.journal")
    assert "x_desk" not in data


async def test_a_repaired_event_may_come_under_the_same_id(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event(data={"state": "KEN"}), headers=JSON)
    await cted.post("/events", json=event(), headers=JSON)
    assert (await receipt(cted))["status"] == "waiting"
    assert await exchange.emitted_types() == ["receipt.unreadable.v1", "notice.taken_in.v1"]


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


async def test_an_attribute_that_stands_twice_is_refused_by_name(exchange: Serving, cted: httpx.AsyncClient) -> None:
    """Two readers would take another one of them for the source."""
    sent = event()
    attributes = [(f"ce-{name}", str(value)) for name, value in sent.items() if name != "data"]
    headers = [("content-type", "application/json"), *attributes, ("CE-Source", "urn:example:another")]
    response = await cted.post("/events", json=sent["data"], headers=headers)
    assert (response.status_code, response.json()["type"]) == (415, "/problems/no-cloud-event")
    assert response.json()["detail"] == "ce-source: can be given once."
    assert (await cted.post("/events", json=sent["data"], headers=headers[:-1])).status_code == 202


async def test_a_batch_of_unreadable_events_is_not_parsed_for_each(
    exchange: Serving, cted: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = Mock(wraps=json_value)
    monkeypatch.setattr(events, "json_value", parse)
    response = await cted.post("/events", json=[event(f"n-{number}", data=None) for number in range(20)], headers=BATCH)
    assert response.status_code == 202
    parse.assert_called_once()


async def test_one_broken_event_of_a_batch_harms_no_other(exchange: Serving, cted: httpx.AsyncClient) -> None:
    sent = [event(), {"id": "n-2"}, event("n-3", data=None), 7, event("n-4")]
    response = await cted.post("/events", json=sent, headers=BATCH)
    assert response.status_code == 202
    statuses = ["waiting", "unreadable", "unreadable", "unreadable", "waiting"]
    assert [item["status"] for item in response.json()["items"]] == statuses
    assert (await exchange.emitted_types()).count("notice.taken_in.v1") == 2


async def test_an_empty_batch_is_taken_in_without_a_word(cted: httpx.AsyncClient) -> None:
    response = await cted.post("/events", json=[], headers=BATCH)
    assert (response.status_code, response.json()) == (202, {"items": []})


async def test_they_are_listed_page_by_page_and_their_numbers_count_nothing(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    for number in range(5):
        await cted.post("/events", json=event(f"n-{number}", data={}), headers=JSON)
    asked, found, numbers = {"limit": "2"}, list[str](), list[int]()
    while True:
        page = (await cted.get("/unreadable", params=asked)).json()
        found += [one["notice_id"] for one in page["items"]]
        numbers += [one["number"] for one in page["items"]]
        if page["next"] is None:
            break
        asked["after"] = page["next"]
    assert found == [f"n-{number}" for number in reversed(range(5))]
    assert max(numbers) - min(numbers) > 1_000
    assert max(numbers) <= 2**53, "as large as a number of JavaScript can be"


async def test_only_the_newest_unreadable_ones_are_kept(exchange: Serving, cted: httpx.AsyncClient) -> None:
    for _ in range(3):
        await cted.post("/events", json=[event(), *[{}] * 400], headers=BATCH)
    ((kept,),) = await exchange.rows("select count(*) from exchange.unreadable")
    assert kept == 1000


async def test_a_flood_takes_the_place_of_its_own_sender_alone(exchange: Serving, cted: httpx.AsyncClient) -> None:
    owner = await exchange.client("owner")
    many = {"name": "Many", "body": "UNODC", "sources": ["urn:many:1", "urn:many:2"], "reads": "un"}
    assert (await owner.post("/publishers", json=many)).status_code == 201
    for number in range(2):
        await cted.post("/events", json=event(f"n-{number}", data={}), headers=JSON)
    for source in ("urn:many:1", "urn:many:2"):
        for first in (0, 400):
            flood = [event(f"f-{first + number}", source=source, data={}) for number in range(400)]
            assert (await owner.post("/events", json=flood, headers=BATCH)).status_code == 202
    kept = (await cted.get("/unreadable")).json()["items"]
    assert [one["notice_id"] for one in kept] == ["n-1", "n-0"]
    by_source = await exchange.rows("select source, count(*) from exchange.unreadable group by source order by 1")
    assert [tuple(row) for row in by_source] == [(CTED, 2), ("urn:many:1", 198), ("urn:many:2", 800)]


async def test_a_flood_that_names_no_source_takes_the_place_of_its_own_sender_alone(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    for number in range(2):
        await cted.post("/events", content=b'{"number": %d' % number, headers=JSON)
    unodc = await exchange.client("unodc")
    for _ in range(3):
        flood = [event(source="urn:example:unodc", type="org.un.ctc.notice.visit.planned.v1", data={}), *[{}] * 400]
        assert (await unodc.post("/events", json=flood, headers=BATCH)).status_code == 202
    kept = await exchange.rows("select sent_by, count(*) from exchange.unreadable group by sent_by order by 1")
    assert [tuple(row) for row in kept] == [("principal:cted", 2), ("principal:unodc", 998)]


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


# ---- repaired -------------------------------------------------------------------------------


async def find_kept(client: httpx.AsyncClient) -> dict[str, Any]:
    kept: dict[str, Any]
    (kept,) = (await client.get("/unreadable")).json()["items"]
    return kept


async def test_its_sender_sees_what_nobody_could_read_and_repairs_it(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    broken = event()
    del broken["data"]["state"]
    await cted.post("/events", json=broken, headers=JSON)
    kept = await find_kept(cted)
    assert (kept["source"], kept["notice_id"], kept["repaired_at"]) == (CTED, "n-1", None)
    whole = (await cted.get(f"/unreadable/{kept['number']}")).json()
    assert b"received_by_state_on" in base64.b64decode(whole["data_base64"])
    repaired = await cted.post(f"/unreadable/{kept['number']}/repair", json=event())
    assert (repaired.status_code, repaired.json()["status"]) == (202, "waiting")
    assert (await find_kept(cted))["repaired_by"] == "cted"
    assert await exchange.emitted_types() == ["receipt.unreadable.v1", "notice.taken_in.v1"]
    again = await cted.post(f"/unreadable/{kept['number']}/repair", json=event())
    assert (again.status_code, again.json()["type"]) == (409, "/problems/repaired-before")


@pytest.mark.parametrize(
    "body", [b'{"a": 123456789012345678901234567890}', b'{"data": %s}' % (b"[" * 300 + b"]" * 300)]
)
async def test_a_repair_that_is_no_event_is_refused_whatever_it_is(cted: httpx.AsyncClient, body: bytes) -> None:
    await cted.post("/events", json=event(data={}), headers=JSON)
    address = f"/unreadable/{(await find_kept(cted))['number']}/repair"
    response = await cted.post(address, content=body, headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["type"]) == (422, "/problems/other-event")


async def test_its_sender_sees_and_repairs_what_names_no_source(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", content=b"{", headers=JSON)
    kept = await find_kept(cted)
    assert kept["source"] is None
    other = await exchange.client("unodc")
    assert (await other.get("/unreadable")).json()["items"] == []
    assert (await other.get(f"/unreadable/{kept['number']}")).status_code == 404
    repaired = await cted.post(f"/unreadable/{kept['number']}/repair", json=event())
    assert (repaired.status_code, repaired.json()["status"]) == (202, "waiting")


async def test_others_neither_see_nor_repair_it(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event(data={}), headers=JSON)
    number = (await find_kept(cted))["number"]
    for token in ("unodc", "reader"):
        client = await exchange.client(token)
        assert (await client.get("/unreadable")).json()["items"] == []
        assert (await client.get(f"/unreadable/{number}")).status_code == 404
        assert (await client.post(f"/unreadable/{number}/repair", json=event())).status_code == 404


async def test_an_operator_repairs_in_the_name_of_whoever_is_registered(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    await cted.post("/events", json=event(data={}), headers=JSON)
    owner = await exchange.client("owner")
    number = (await find_kept(owner))["number"]
    other = await owner.post(f"/unreadable/{number}/repair", json=event("n-2"))
    assert (other.status_code, other.json()["fields"]) == (422, ["id"])
    assert (await owner.post(f"/unreadable/{number}/repair", json=event(data={}))).json()["status"] == "unreadable"
    assert (await owner.post(f"/unreadable/{number}/repair", json=event())).json()["status"] == "waiting"


async def test_a_cursor_from_elsewhere_is_refused(cted: httpx.AsyncClient) -> None:
    for cursor in ("invented", "WyJ4Il0", "WyI5MjIzMzcyMDM2ODU0Nzc1ODA4Il0"):
        response = await cted.get("/unreadable", params={"after": cursor})
        assert (response.status_code, response.json()["fields"]) == (422, ["after"])
