"""Events arrive as the SDKs of JavaScript, Java and Python send them.

What JavaScript's (10) and Java's (4) send is recorded; Python's runs.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cloudevents.core.bindings import http as sdk_http
from cloudevents.core.bindings import kafka as sdk_kafka
from cloudevents.core.v1.event import CloudEvent

from contracts import http_binding, kafka_binding
from contracts.cloudevents import STRUCTURED, unwrap
from tests.unit.contracts.sent import ATTRIBUTES, DATA, JAVA_HEADERS, JS_BINARY, JS_STRUCTURED, NOW, read_envelope

# ---- JavaScript -------------------------------------------------------------------------------


def test_javascript_sends_binary_over_http_without_percent_encoding() -> None:
    (event,) = http_binding.read_request(JS_BINARY, b'{"n":1}', NOW)
    assert event.problem == ""
    assert event.attributes["subject"] == 'Ké "q" 100%'


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ('"data":{"reference":"é"}', b'{"reference":"\xc3\xa9"}'),
        ('"datacontenttype":"application/json","data":"{\\"a\\":1}"', b'{"a":1}'),  # data given as text
        ('"data_base64":"e30="', b"{}"),  # data given as bytes
        ('"data":{},"myext":5', b"{}"),
    ],
)
def test_javascript_sends_structured(data: str, read: bytes) -> None:
    body = JS_STRUCTURED.replace("%s", data).encode()
    content_type = "application/cloudevents+json; charset=utf-8"
    (event,) = http_binding.read_request({"content-type": content_type}, body, NOW)
    assert (event.problem, event.data, event.attributes["id"]) == ("", read, "js-1")
    assert unwrap({"content-type": content_type}, body) == (event.attributes, read)


def test_javascript_sends_kafka_headers_without_a_content_type() -> None:
    headers = [(name.replace("-", "_"), value.encode()) for name, value in JS_BINARY.items() if name != "content-type"]
    attributes, problem = kafka_binding.read_headers(headers, 0)
    assert problem == ""
    assert unwrap(attributes, b"{}")[0]["subject"] == 'Ké "q" 100%'


# ---- Java -------------------------------------------------------------------------------------


def test_java_sends_nanoseconds_and_an_offset() -> None:
    attributes, problem = kafka_binding.read_headers(JAVA_HEADERS, 0)
    assert problem == ""
    assert read_envelope(unwrap(attributes, b"{}")[0]).time == datetime(2024, 1, 31, 9, 0, 0, 123456, UTC)


def test_java_sends_no_time_so_the_arrival_stands_in() -> None:
    arrived = int(NOW.timestamp() * 1000)
    binary = [(name, value) for name, value in JAVA_HEADERS if name != "ce_time"]
    attributes, _ = kafka_binding.read_headers(binary, arrived)
    assert unwrap(attributes, b"{}")[0]["time"] == "2024-01-31T09:00:00Z"
    body = b'{"specversion":"1.0","id":"java-2","source":"/s","type":"t","data":{}}'
    attributes, _ = kafka_binding.read_headers([("content-type", STRUCTURED.encode())], arrived)
    assert unwrap(attributes, body)[0]["time"] == "2024-01-31T09:00:00Z"
    (event,) = http_binding.read_request({"content-type": STRUCTURED}, body, NOW)
    assert (event.problem, event.attributes["time"]) == ("", "2024-01-31T09:00:00Z")


# ---- Python -----------------------------------------------------------------------------------

PYTHON_EVENT = CloudEvent(
    {
        "type": "org.un.ctc.followup.scheduled.v1",
        "source": "https://cted.example",
        "subject": "Côte d'Ivoire 100 %",
        "time": datetime(2024, 1, 31, 12, tzinfo=timezone(timedelta(hours=3))),
        "id": "py-1",
        "datacontenttype": "application/json",
        "myextension": "7",
    },
    json.loads(DATA),
)


@pytest.mark.parametrize("send", [sdk_kafka.to_binary_event, sdk_kafka.to_structured_event])
def test_python_sends_on_kafka(send: object) -> None:
    message = send(PYTHON_EVENT)  # type: ignore[operator]
    attributes, problem = kafka_binding.read_headers(message.headers.items(), None)
    own, data = unwrap(attributes, message.value)
    envelope = read_envelope(own)
    assert (problem, envelope.id, envelope.subject, envelope.time) == ("", "py-1", "Côte d'Ivoire 100 %", NOW)
    assert json.loads(data) == json.loads(DATA)


@pytest.mark.parametrize("send", [sdk_http.to_binary_event, sdk_http.to_structured_event])
def test_python_sends_over_http(send: object) -> None:
    message = send(PYTHON_EVENT)  # type: ignore[operator]
    headers = {name.lower(): value for name, value in message.headers.items()}
    (event,) = http_binding.read_request(headers, message.body, NOW)
    envelope = read_envelope(event.attributes)
    assert (event.problem, envelope.id, envelope.subject, envelope.time) == ("", "py-1", "Côte d'Ivoire 100 %", NOW)


def test_python_reads_what_we_send() -> None:
    kafka = sdk_kafka.KafkaMessage(dict(kafka_binding.headers_of(ATTRIBUTES)), None, DATA)
    http = sdk_http.HTTPMessage(http_binding.headers_of(ATTRIBUTES), DATA)
    for event in (sdk_kafka.from_kafka_event(kafka), sdk_http.from_http_event(http)):
        assert (event.get_id(), event.get_subject(), event.get_time()) == ("e-1", "KEN", NOW)
        assert event.get_data() == json.loads(DATA)
