"""What the SDKs of CloudEvents send, over HTTP and in Kafka's messages, is taken in as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from cloudevents.core.bindings import http as sdk_http
from cloudevents.core.bindings import kafka as sdk_kafka
from cloudevents.core.v1.event import CloudEvent

from contracts.kafka_binding import read_headers
from shared.engine.port import Message
from shared.engine.receiving import receive
from tests.support.exchange import SDKS, event
from tests.support.serving import Serving


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
        await receive(exchange.handler, [Message("ctc.external", 0, 0, "KEN", attributes, body, problem)])
    await exchange.runtime.own_loops["turns"].step()  # a withdrawal waits for its turn
    assert set(await exchange.emitted_types()) == {"notice.taken_in.v1"}
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
        await receive(exchange.handler, [Message("ctc.external", 0, 0, "", attributes, record.value, problem)])
    assert await exchange.emitted_types() == ["notice.taken_in.v1"]
