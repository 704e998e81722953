"""A dry run judges as the real sending does, says what it would cause, and changes nothing."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from contracts.catalog import encode
from contracts.exchange import NoticeTakenIn
from ctc.serving import alone
from services.assessments.service import SERVICE, describe
from services.exchange.http.events import LARGEST_EVENT as LARGEST_BODY
from shared.engine.deciding_in_turns import LONG
from shared.engine.port import Message
from shared.operations.pools import READERS_OF_STRANGERS, open_pools, reads_for_stranger
from shared.web.operators.rehearsals import ask_over_http
from shared.web.server.serving import address, listen, serving
from tests.support.exchange import BATCH, JSON, event
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving
from tests.support.serving import serving as serve_by_hand
from tests.support.whole import DESK, start_whole
from tests.unit.services.assessments.desk import CTED, finding, recommendation, submission_notice

SUBMITTED: dict[str, Any] = {
    "reference": "SYN-1", "state": "KEN", "kind": "desk", "report_date": "2024-06-01",
    "submitted_to_ctc_on": "2024-06-10", "synthetic": True,
    "recommendations": [
        {
            "reference": "R1", "text": "Synthetic.", "themes": ["travel"], "priority": "high", "made_by": "CTED",
            "assistance_needed": True, "assistance_requested": True,
        }
    ],
}  # fmt: skip

MOST_PARTS = 500
"""Of each kind, in one report."""


@pytest.fixture
async def system(postgres_server: PostgresServer) -> AsyncIterator[httpx.AsyncClient]:
    async with start_whole(postgres_server) as client:
        yield client


def submission(id_: str = "n-1", **changes: Any) -> dict[str, Any]:
    return event(id_, type="org.un.ctc.notice.assessment.submitted.v1", data=SUBMITTED | changes)


async def rehearse(system: httpx.AsyncClient, sent: dict[str, Any], headers: dict[str, str] = DESK) -> dict[str, Any]:
    response = await system.post("/events?dry_run=true", json=sent, headers=headers | JSON)
    assert response.status_code == 202, response.text
    (item,) = response.json()["items"]
    found: dict[str, Any] = item
    return found


def types(item: dict[str, Any]) -> set[str]:
    return {one["type"].removeprefix("org.un.ctc.") for one in item["would_cause"]}


async def test_it_says_what_a_submission_would_cause_in_every_service(system: httpx.AsyncClient) -> None:
    item = await rehearse(system, submission())
    assert (item["status"], item["outcome"]) == ("accepted", "accepted")
    assert {
        "assessment.completed.v1",
        "followup.scheduled.v1",
        "released.recommendation.v1",
        "case.opened.v1",
    } <= types(item)


async def test_nothing_is_kept_and_the_same_event_can_be_sent(system: httpx.AsyncClient) -> None:
    before = await rehearse(system, submission())
    assert (await system.get("/assessments", headers=DESK)).json()["items"] == []
    assert (await system.get("/notices", headers=DESK)).json()["items"] == []
    assert await rehearse(system, submission()) == before
    await system.post("/events", json=submission(), headers=DESK | JSON)
    for _ in range(100):
        if (await system.get("/cycles", headers=DESK)).json()["items"]:
            break
        await asyncio.sleep(0.1)
    (assessment,) = (await system.get("/assessments", headers=DESK)).json()["items"]
    assert assessment["id"] in before["caused"], "what was foretold has happened"


async def test_a_refusal_comes_with_its_rule_and_an_unreadable_event_with_its_fields(system: httpx.AsyncClient) -> None:
    refused = await rehearse(system, submission(submitted_to_ctc_on="2024-01-01"))
    assert (refused["status"], refused["would_cause"]) == ("refused", [])
    unknown = await rehearse(system, submission(audiance="un"))
    assert (unknown["status"], unknown["fields"]) == ("unreadable", ["audiance"])
    broken = await system.post("/events?dry_run=true", content=b"{", headers=DESK | JSON)
    assert broken.status_code == 400
    assert (await system.get("/unreadable", headers=DESK)).json()["items"] == []


async def test_what_a_sender_may_not_read_is_not_foretold(system: httpx.AsyncClient) -> None:
    source = "urn:example:cted"
    registration = {
        "name": "CTED drafts", "body": "CTED", "sources": [source], "notice_types": ["notice.assessment.submitted"],
        "reads": "un",
    }  # fmt: skip
    await system.post("/publishers", json=registration, headers=DESK)
    key = (await system.post("/publishers/cted-drafts/keys", json={}, headers=DESK)).json()["key"]
    item = await rehearse(system, submission(), {"Authorization": f"Bearer {key}"})
    assert item["status"] == "accepted"
    assert types(item) == {"released.assessment.v1", "released.recommendation.v1"}


async def test_a_planned_visit_near_anothers_is_not_foretold(system: httpx.AsyncClient) -> None:
    for body in ("unodc", "interpol"):
        registration = {
            "name": body, "body": body, "sources": [f"urn:{body}:x"], "notice_types": ["notice.visit.planned"],
            "reads": "un",
        }  # fmt: skip
        assert (await system.post("/publishers", json=registration, headers=DESK)).status_code == 201
    secret = await system.post("/events", json=planned_visit("unodc", "s-1"), headers=DESK | JSON)
    assert secret.status_code == 202, secret.text
    for _ in range(100):
        if (await system.get("/visits", headers=DESK)).json()["items"]:
            break
        await asyncio.sleep(0.1)
    key = (await system.post("/publishers/interpol/keys", json={}, headers=DESK)).json()["key"]
    mine = {"Authorization": f"Bearer {key}"}
    near = await rehearse(system, planned_visit("interpol", "n-1"), mine)
    far = await rehearse(system, planned_visit("interpol", "n-1", start="2031-06-08", end="2031-06-09"), mine)
    assert near == far
    assert len(near["caused"]) == 1


def planned_visit(body: str, id_: str, **changes: Any) -> dict[str, Any]:
    data = {
        "reference": id_, "body": body.upper(), "state": "UGA", "start": "2027-06-08", "end": "2027-06-09",
        "synthetic": True,
    }  # fmt: skip
    return event(id_, source=f"urn:{body}:x", type="org.un.ctc.notice.visit.planned.v1", data=data | changes)


async def test_long_ones_are_judged_one_after_another(system: httpx.AsyncClient) -> None:
    """Sixteen at once ended exchange: each waited with all that was read of it."""
    (part,) = SUBMITTED["recommendations"]
    parts = [part | {"reference": f"R{number}", "text": "Synthetic. " * 200} for number in range(LONG // 2000)]
    items = await asyncio.gather(
        *(rehearse(system, submission(f"n-{number}", recommendations=parts)) for number in range(3))
    )
    assert {item["status"] for item in items} == {"accepted"}


async def test_who_may_not_send_it_may_not_rehearse_it(system: httpx.AsyncClient, exchange: Serving) -> None:
    for token in ("unodc", "reader"):
        response = await (await exchange.client(token)).post("/events?dry_run=true", json=submission(), headers=JSON)
        assert (response.status_code, response.json()["type"]) == (403, "/problems/not-your-source")
    assert (await system.post("/events?dry_run=true", json=submission(), headers=JSON)).status_code == 401


async def test_a_publisher_is_told_how_to_get_a_right_as_by_the_real_sending(system: httpx.AsyncClient) -> None:
    registration = {
        "name": "UNODC", "body": "UNODC", "sources": ["urn:interpol:x"], "notice_types": ["notice.visit.planned"],
        "reads": "un",
    }  # fmt: skip
    assert (await system.post("/publishers", json=registration, headers=DESK)).status_code == 201
    key = (await system.post("/publishers/unodc/keys", json={}, headers=DESK)).json()["key"]
    mine, another = JSON | {"Authorization": f"Bearer {key}"}, planned_visit("interpol", "n-1")
    rehearsed = await system.post("/events?dry_run=true", json=another, headers=mine)
    sent = await system.post("/events", json=another, headers=mine)
    assert (rehearsed.status_code, rehearsed.json()["detail"]) == (403, sent.json()["detail"])
    assert "register another publisher" in sent.json()["detail"]


async def test_too_many_at_once_are_refused(system: httpx.AsyncClient) -> None:
    many = [submission(f"n-{number}") for number in range(101)]
    response = await system.post("/events?dry_run=true", json=many, headers=DESK | BATCH)
    assert (response.status_code, response.json()["type"]) == (413, "/problems/too-many-to-rehearse")


async def test_a_long_batch_is_refused_since_others_that_try_something_long_wait_for_it(
    system: httpx.AsyncClient,
) -> None:
    content = json.dumps([submission("n-1")]).encode() + b" " * LARGEST_BODY
    for dry_run, status in (("true", 413), ("false", 202)):
        response = await system.post(f"/events?dry_run={dry_run}", content=content, headers=DESK | BATCH)
        assert response.status_code == status


async def test_a_service_is_asked_from_inside_alone(exchange: Serving) -> None:
    data = base64.b64encode(b"{}").decode()
    message = {"topic": "ctc.exchange", "key": "KEN", "attributes": {}, "data_base64": data}
    app = alone(exchange.runtime, _nobody, exchange.runtime.resources.transport, exchange.pool)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://exchange") as client:
        path, body = "/services/exchange/rehearsals", {"items": [message]}
        assert (await client.post(path, json=body)).status_code == 200
        assert (await client.post(path, json={})).status_code == 422
        for sent in (body, {}):  # nobody from outside has a body read
            assert (await client.post(path, json=sent, headers={"X-Forwarded-For": "192.0.2.1"})).status_code == 404


async def test_a_service_is_asked_about_the_largest_event(exchange: Serving) -> None:
    sock = listen("127.0.0.1", 0)
    message = Message("ctc.exchange", 0, 0, "KEN", {"type": "x"}, b" " * LARGEST_BODY)
    async with serving(alone(exchange.runtime, _nobody, exchange.runtime.resources.transport, exchange.pool), sock):
        assert await ask_over_http(address(sock), True)("exchange", [message]) == []


def build_taken_in(**parts: Any) -> Message:
    """A report, as exchange hands it on."""
    taken_in = NoticeTakenIn(source=CTED, id="n1", notice=submission_notice(**parts))
    attributes = {
        "specversion": "1.0", "id": "e1", "source": "/services/exchange", "type": f"org.un.ctc.{taken_in.type}",
        "time": "2026-01-01T12:00:00Z", "subject": "KEN",
    }  # fmt: skip
    return Message("ctc.exchange", 0, 0, "KEN", attributes, encode(taken_in))


async def test_a_service_says_all_that_a_full_report_would_cause(postgres: str) -> None:
    """Of some hundred recommendations it said more than it may be asked, and answered 500."""
    parts = {
        "recommendations": tuple(recommendation(f"R{number}") for number in range(MOST_PARTS)),
        "findings": tuple(finding(f"provision {number}") for number in range(MOST_PARTS)),
    }
    sock = listen("127.0.0.1", 0)
    async with serve_by_hand(postgres, SERVICE, describe) as assessments:
        assessments.clock.instant = datetime(2026, 1, 1, 12, tzinfo=UTC)
        app = alone(assessments.runtime, _nobody, assessments.runtime.resources.transport, assessments.pool)
        async with serving(app, sock):
            told = await ask_over_http(address(sock), True)("assessments", [build_taken_in(**parts)])
    released = [one for one in told if one.topic == "ctc.released.un"]
    assert len(released) == 1 + MOST_PARTS
    assert len(told) > 1_000


async def _nobody(_bearer: str) -> None:
    return None


async def test_it_does_not_wait_behind_what_its_sender_sent(
    system: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.exchange.lanes.rules.PLACES", 0)
    assert (await rehearse(system, submission()))["status"] == "waiting"
    monkeypatch.setattr("services.exchange.lanes.rules.PLACES", 1)
    await system.post("/events", json=submission("n-1"), headers=DESK | JSON)
    assert (await rehearse(system, submission("n-2", reference="SYN-2")))["status"] == "accepted"


async def test_it_is_judged_though_strangers_take_all_connections_that_they_may(postgres: str) -> None:
    """Exchange asks from inside, without a name."""
    sock = listen("127.0.0.1", 0)
    async with serve_by_hand(postgres, SERVICE, describe) as assessments, open_pools(postgres) as (_, reading):
        assessments.handler.readers = reading
        app = alone(assessments.runtime, _nobody, assessments.runtime.resources.transport, assessments.pool)
        async with serving(app, sock), AsyncExitStack() as strangers:
            token = reads_for_stranger.set(True)
            for _ in range(READERS_OF_STRANGERS):
                await strangers.enter_async_context(reading.acquire())
            reads_for_stranger.reset(token)
            assert await ask_over_http(address(sock), True)("assessments", [build_taken_in()])
