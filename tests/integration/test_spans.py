"""Spans at a real receiver of OTLP: a notice is one trace, from its request to what the Council's figures count."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import httpx
import pytest

from shared.operations import spans
from shared.operations.settings import Settings
from tests.support.collected import Collected, url_of
from tests.support.logged import Logged, catch_logs
from tests.support.postgres import PostgresServer
from tests.support.processes import ROOT
from tests.support.receiver import Receiver, receiver, status
from tests.support.whole import DESK, start_whole

SECRET = "Synthetic: the border post of Xanadu is unmanned"
EXAMPLE: dict[str, Any] = json.loads((ROOT / "contracts/examples/notice.assessment.submitted.v1.json").read_text())
NOTICE: dict[str, Any] = {
    "specversion": "1.0", "id": "Xanadu-1", "source": "urn:example:cted", "subject": "KEN",
    "type": "org.un.ctc.notice.assessment.submitted.v1", "datacontenttype": "application/json",
    "data": EXAMPLE | {"recommendations": [EXAMPLE["recommendations"][0] | {"text": SECRET}]},
}  # fmt: skip
JSON = {"Content-Type": "application/cloudevents+json"}


def settings(collector: Receiver) -> Settings:
    return Settings(traces_url=url_of(collector), version="1.2.3", instance="one")


async def send(client: httpx.AsyncClient, **headers: str) -> None:
    answer = await client.post("/events", json=NOTICE, headers={**DESK, **JSON, **headers})
    assert answer.json()["items"][0]["status"] == "waiting", answer.text


async def test_a_notice_is_one_trace_over_all_services(postgres_server: PostgresServer) -> None:
    async with (
        receiver(lambda _: status(200)) as collector,
        start_whole(postgres_server, settings(collector)) as client,
    ):
        await send(client)
        await client.get("/health/ready", headers=DESK)
        found = await Collected(collector).until("council", "process ctc.followup")
    (first,) = (span for of, span in found if span.name == "POST /events")
    trace = [(of, span) for of, span in found if span.trace_id == first.trace_id]
    assert first.parent_span_id == b""
    assert {of for of, _ in trace} >= {"exchange", "assessments", "followup", "council"}
    ids = {span.span_id for _, span in trace}
    assert len(ids) == len(trace)
    assert [span.name for _, span in trace if span.parent_span_id and span.parent_span_id not in ids] == []
    names = {(of, span.name) for of, span in trace}
    assert names >= {
        ("exchange", "process ctc.external"), ("exchange", "create ctc.exchange"),
        ("assessments", "process ctc.exchange"), ("assessments", "create ctc.assessments"),
        ("followup", "process ctc.assessments"), ("followup", "create ctc.followup"),
        ("council", "process ctc.assessments"), ("council", "process ctc.followup"),
    }  # fmt: skip
    assert all(span.end_time_unix_nano >= span.start_time_unix_nano for _, span in trace)
    assert not [span for _, span in found if "health" in span.name]
    assert all(received.target == "/v1/traces" for received in collector.received)


async def test_nothing_of_what_was_sent_stands_in_a_span(postgres_server: PostgresServer) -> None:
    async with (
        receiver(lambda _: status(200)) as collector,
        start_whole(postgres_server, settings(collector)) as client,
    ):
        await send(client)
        await client.get("/cycles/of-whom?state=KEN", headers=DESK)
        found = await Collected(collector).until("council", "process ctc.followup")
    (asked,) = (span for of, span in found if span.name.startswith("GET"))
    values = {one.key: one.value for one in asked.attributes}
    assert asked.name == "GET /cycles/{cycle}"
    assert values["http.route"].string_value == "/cycles/{cycle}"
    assert values["http.response.status_code"].int_value == 422
    said = b"".join(received.body for received in collector.received)
    for text in (b"Xanadu", b"of-whom", b"KEN", b"SYN-2024", b"desk"):
        assert text not in said


@pytest.mark.parametrize("is_sampled", [True, False])
async def test_a_trace_that_came_with_the_request_goes_on(postgres_server: PostgresServer, is_sampled: bool) -> None:
    trace_id, parent = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
    async with receiver(lambda _: status(200)) as collector:
        async with start_whole(postgres_server, settings(collector)) as client:
            await send(client, traceparent=f"00-{trace_id}-{parent}-0{int(is_sampled)}")
            await client.get("/cycles", headers=DESK)
            if is_sampled:
                await Collected(collector).until("followup", "process ctc.assessments")
        found = [span for _, span in Collected(collector).spans() if span.trace_id.hex() == trace_id]
    assert bool(found) is is_sampled
    assert [span.parent_span_id.hex() for span in found if span.name == "POST /events"] == [parent] * is_sampled


async def test_a_collector_that_hangs_delays_nobody_and_is_said_once(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with catch_logs() as logged:
        async with receiver(lambda _: None) as collector:
            async with start_whole(postgres_server, settings(collector)) as client:
                await send(client)
                started = time.monotonic()
                for _ in range(20):
                    await client.get("/cycles", headers=DESK)
                assert time.monotonic() - started < 5
                stopped = time.monotonic()
            assert time.monotonic() - stopped < 15
    assert spans.sink is None
    assert len([line for line in logged.lines if "collector" in line["event"]]) <= 1


def lines_about_it(logged: Logged) -> list[str]:
    return [line["event"] for line in logged.lines if "collector" in line["event"]]


@pytest.mark.slow
async def test_a_collector_that_is_away_is_said_once(postgres_server: PostgresServer) -> None:
    with catch_logs() as logged:
        async with receiver() as collector:
            pass
        async with start_whole(postgres_server, settings(collector)) as client:
            async with asyncio.timeout(30):
                while not lines_about_it(logged):
                    await client.get("/cycles", headers=DESK)
                    await asyncio.sleep(0.2)
            for _ in range(2):
                await client.get("/cycles", headers=DESK)
                await asyncio.sleep(1.2)
    assert len(lines_about_it(logged)) == 1


async def test_without_an_address_nobody_is_told(postgres_server: PostgresServer) -> None:
    async with start_whole(postgres_server) as client:
        await client.get("/cycles", headers=DESK)
        assert spans.sink is None
