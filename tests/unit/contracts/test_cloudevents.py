"""Events arrive as the SDKs of JavaScript, Java and Python send them.

What JavaScript's (10) and Java's (4) send is recorded here; Python's runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cloudevents.core.bindings import http as sdk_http
from cloudevents.core.bindings import kafka as sdk_kafka
from cloudevents.core.v1.event import CloudEvent
from hypothesis import given
from hypothesis import strategies as st

from contracts import http_binding, kafka_binding
from contracts.catalog import Unreadable, encode
from contracts.cloudevents import (
    STRUCTURED,
    Envelope,
    attributes_of,
    batch,
    carried,
    check,
    envelope_of,
    structured,
    unwrap,
)
from contracts.example_data import example

NOW = datetime(2024, 1, 31, 9, tzinfo=UTC)
ENVELOPE = Envelope(
    id="e-1",
    source="https://ctc.example/followup",
    type="followup.scheduled.v1",
    time=NOW,
    subject="KEN",
    dataschema="urn:ctc:schemas:followup.scheduled.v1",
    correlationid="c-1",
    causationid="a-1",
    audience="un",
    traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
)
ATTRIBUTES = attributes_of(ENVELOPE)
DATA = encode(example("followup.scheduled.v1"))
JS_BINARY = {
    "ce-id": "js-1",
    "ce-time": "2024-01-31T09:00:00.000Z",
    "ce-type": "org.un.ctc.notice.assessment.received.v1",
    "ce-source": "https://cted.example",
    "ce-specversion": "1.0",
    "ce-subject": 'Ké "q" 100%',
    "content-type": "application/json; charset=utf-8",
}
JS_STRUCTURED = (
    '{"id":"js-1","time":"2024-01-31T09:00:00.000Z","type":"org.un.ctc.notice.assessment.received.v1",'
    '"source":"https://cted.example","specversion":"1.0","subject":"Ké \\"q\\" 100%",%s}'
)
JAVA_HEADERS = [
    ("ce_specversion", b"1.0"),
    ("ce_id", b"java-1"),
    ("ce_source", b"https://cted.example"),
    ("ce_type", b"org.un.ctc.notice.assessment.received.v1"),
    ("content-type", b"application/json"),
    ("ce_time", b"2024-01-31T12:00:00.123456789+03:00"),
    ("ce_b", b"true"),
    ("ce_n", b"5"),
]


def reason_of(attributes: Mapping[str, str], data: bytes | None = b"{}") -> str:
    with pytest.raises(Unreadable) as refused:
        unwrap(attributes, data)
    return refused.value.reason


def test_an_envelope_is_the_same_after_each_way_of_sending_it() -> None:
    assert envelope_of(ATTRIBUTES) == ENVELOPE
    headers: list[tuple[str, bytes | None]] = [*kafka_binding.headers_of(ATTRIBUTES)]
    attributes, problem = kafka_binding.read_headers(headers, None)
    assert problem == ""
    assert envelope_of(unwrap(attributes, DATA)[0]) == ENVELOPE
    (sent,) = http_binding.read_request(http_binding.headers_of(ATTRIBUTES), DATA, NOW + timedelta(days=1))
    assert (envelope_of(sent.attributes), sent.data, sent.problem) == (ENVELOPE, DATA, "")
    attributes, data = unwrap({"content-type": STRUCTURED}, structured(ATTRIBUTES, DATA))
    assert (attributes["datacontenttype"], json.loads(data)) == ("application/json", json.loads(DATA))
    assert attributes_of(envelope_of(attributes)) == ATTRIBUTES | {"datacontenttype": "application/json"}


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30).filter(lambda s: s.strip() == s)
)
def test_any_subject_survives_kafka_and_http(subject: str) -> None:
    attributes = ATTRIBUTES | {"subject": subject}
    headers: list[tuple[str, bytes | None]] = [*kafka_binding.headers_of(attributes)]
    assert kafka_binding.read_headers(headers, None)[0]["subject"] == subject
    (sent,) = http_binding.read_request(http_binding.headers_of(attributes), DATA, NOW)
    assert sent.attributes["subject"] == subject


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
    assert envelope_of(unwrap(attributes, b"{}")[0]).time == datetime(2024, 1, 31, 9, 0, 0, 123456, UTC)


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
    envelope = envelope_of(own)
    assert (problem, envelope.id, envelope.subject, envelope.time) == ("", "py-1", "Côte d'Ivoire 100 %", NOW)
    assert json.loads(data) == json.loads(DATA)


@pytest.mark.parametrize("send", [sdk_http.to_binary_event, sdk_http.to_structured_event])
def test_python_sends_over_http(send: object) -> None:
    message = send(PYTHON_EVENT)  # type: ignore[operator]
    headers = {name.lower(): value for name, value in message.headers.items()}
    (event,) = http_binding.read_request(headers, message.body, NOW)
    envelope = envelope_of(event.attributes)
    assert (event.problem, envelope.id, envelope.subject, envelope.time) == ("", "py-1", "Côte d'Ivoire 100 %", NOW)


def test_python_reads_what_we_send() -> None:
    kafka = sdk_kafka.KafkaMessage(dict(kafka_binding.headers_of(ATTRIBUTES)), None, DATA)
    http = sdk_http.HTTPMessage(http_binding.headers_of(ATTRIBUTES), DATA)
    for event in (sdk_kafka.from_kafka_event(kafka), sdk_http.from_http_event(http)):
        assert (event.get_id(), event.get_subject(), event.get_time()) == ("e-1", "KEN", NOW)
        assert event.get_data() == json.loads(DATA)


# ---- what cannot be read ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["specversion", "id", "source", "type", "time"])
def test_a_missing_attribute_is_named(name: str) -> None:
    rest = {other: value for other, value in ATTRIBUTES.items() if other != name}
    assert reason_of(rest) == f"missing CloudEvents attribute: {name}"
    assert reason_of(rest | {name: ""}) == f"missing CloudEvents attribute: {name}"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"specversion": "0.3"}, "specversion"),
        ({"id": "x" * 201}, "id"),
        ({"id": "two\nlines"}, "control character"),
        ({"subject": "a\x00b"}, "control character"),
        ({"source": "s" * 501}, "source"),
        ({"time": "yesterday"}, "time"),
        ({"time": "2024-01-31"}, "time"),
        ({"time": "2024-01-31T09:00:00"}, "time"),
        ({"time": "0001-01-01T00:00:00+14:00"}, "time"),
        ({"audience": "everybody"}, "audience"),
        ({"content-type": "text/xml"}, "datacontenttype"),
        ({"datacontenttype": "application/avro"}, "datacontenttype"),
        ({"content-type": "application/cloudevents+avro"}, "content-type"),
        ({"content-type": "application/cloudevents-batch+json"}, "content-type"),
    ],
)
def test_an_attribute_that_breaks_the_rules_is_named(changes: dict[str, str], reason: str) -> None:
    assert reason in reason_of(ATTRIBUTES | changes)


@pytest.mark.parametrize("content_type", ["application/json", "text/json", "application/problem+json; charset=UTF-8"])
def test_data_in_any_kind_of_json_is_read(content_type: str) -> None:
    assert unwrap(ATTRIBUTES | {"content-type": content_type}, b"{}")


def test_a_no_break_space_is_text() -> None:
    check(ATTRIBUTES | {"subject": "a\u00a0b\u2028c"})


def test_an_empty_message_is_unreadable() -> None:
    assert "no data" in reason_of(ATTRIBUTES, None)


@pytest.mark.parametrize("bad", [("ce_id", None), ("ce_id", b"\xff"), ("ce_unknown", b"\xff"), ("content-type", None)])
def test_a_header_that_is_no_text_is_a_problem_of_this_message_and_its_rest_is_kept(
    bad: tuple[str, bytes | None],
) -> None:
    headers = [bad if name == bad[0] else (name, value) for name, value in JAVA_HEADERS]
    attributes, problem = kafka_binding.read_headers([*headers, bad], None)
    assert bad[0] in problem
    assert attributes["source"] == "https://cted.example"


def test_headers_of_others_are_nobodys_business() -> None:
    others: list[tuple[str, bytes | None]] = [("trace", b"\xff\x00"), ("kafka_offset", None), ("", b"")]
    assert kafka_binding.read_headers(others, None) == ({}, "")


@pytest.mark.parametrize("timestamp", [-1, 0, 2**63 - 1])
def test_any_timestamp_of_a_record_is_survived(timestamp: int) -> None:
    attributes, _ = kafka_binding.read_headers([], timestamp)
    datetime.fromisoformat(attributes["time"])


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([], "object"),
        (7, "object"),
        ({"id": 7}, "id: should be text"),
        ({"id": "1"}, "data: is missing"),
        ({"id": "1", "data": None}, "data: is missing"),
        ({"id": "1", "data_base64": "e30"}, "base64"),
        ({"id": "1", "data_base64": "é"}, "base64"),
    ],
)
def test_a_structured_event_that_is_none_has_its_reason(value: object, reason: str) -> None:
    assert reason in carried(value).problem
    assert reason in reason_of({"content-type": STRUCTURED}, json.dumps(value).encode())


# ---- HTTP ---------------------------------------------------------------------------------------


def test_a_batch_has_each_event_with_its_own_problem() -> None:
    good = structured(ATTRIBUTES, DATA)
    body = b"[" + b",".join([good, b"7", good.replace(b'"1.0"', b'"0.2"'), good]) + b"]"
    events = http_binding.read_request({"content-type": "application/cloudevents-batch+json"}, body, NOW)
    assert [bool(event.problem) for event in events] == [False, True, True, False]
    assert json.loads(batch([(ATTRIBUTES, DATA)])) == [json.loads(good)]


@pytest.mark.parametrize("body", [b"", b"{", b"[{]", b"[" * 1000, b"\xff", b'{"a": NaN}'])
@pytest.mark.parametrize("content_type", [STRUCTURED, "application/cloudevents-batch+json"])
def test_a_body_that_cannot_be_parsed_is_unreadable_as_a_whole(content_type: str, body: bytes) -> None:
    with pytest.raises(Unreadable):
        http_binding.read_request({"content-type": content_type}, body, NOW)


def test_a_batch_of_too_many_is_refused() -> None:
    with pytest.raises(Unreadable, match="1000"):
        http_binding.read_batch(b"[" + b",".join([b"{}"] * 1001) + b"]", NOW)


@pytest.mark.parametrize("headers", [{}, {"content-type": "application/json"}, {"content-type": "text/html"}])
def test_what_is_no_cloud_event_is_an_unsupported_medium(headers: dict[str, str]) -> None:
    with pytest.raises(http_binding.UnsupportedMedia):
        http_binding.read_request(headers, b"{}", NOW)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("K%C3%A9%20100%25", "Ké 100%"),
        ('"quoted \\"so\\""', 'quoted "so"'),
        ("Ké".encode().decode("latin-1"), "Ké"),
        ("Ké", "Ké"),  # as Node sends it: one byte of Latin-1
        ("100%", "100%"),
    ],
)
def test_a_header_is_percent_decoded(sent: str, read: str) -> None:
    (event,) = http_binding.read_request(JS_BINARY | {"ce-subject": sent}, b"{}", NOW)
    assert (event.problem, event.attributes["subject"]) == ("", read)


def test_a_percent_encoded_header_that_is_no_text_is_named() -> None:
    (event,) = http_binding.read_request(JS_BINARY | {"ce-subject": "%ff%fe"}, b"{}", NOW)
    assert event.problem == "header ce-subject: is not UTF-8"
