"""What is no event that we can read has its reason, and harms nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

import pytest

from contracts import http_binding, kafka_binding
from contracts.catalog import Unreadable
from contracts.cloudevents import STRUCTURED, check, instant_of, read_object, unwrap, write_structured
from tests.unit.contracts.sent import ATTRIBUTES, JAVA_HEADERS, NOW


def reason_of(attributes: Mapping[str, str], data: bytes | None = b"{}") -> str:
    with pytest.raises(Unreadable) as refused:
        unwrap(attributes, data)
    return refused.value.reason


def fields_of(attributes: Mapping[str, str], data: bytes = b"{}") -> tuple[str, ...]:
    with pytest.raises(Unreadable) as refused:
        unwrap(attributes, data)
    assert refused.value.code == "envelope"
    return refused.value.fields


@pytest.mark.parametrize("name", ["specversion", "id", "source", "type", "time"])
def test_a_missing_attribute_is_named(name: str) -> None:
    rest = {other: value for other, value in ATTRIBUTES.items() if other != name}
    assert reason_of(rest) == reason_of(rest | {name: ""}) == f"{name}: is missing"


def test_each_missing_attribute_is_a_field_to_correct() -> None:
    rest = {name: value for name, value in ATTRIBUTES.items() if name not in {"id", "type"}}
    assert fields_of(rest) == ("id", "type")
    assert reason_of(rest) == "id, type: are missing"


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


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"time": "yesterday"}, "time"),
        ({"audience": "everybody"}, "audience"),
        ({"specversion": "0.3"}, "specversion"),
        ({"id": "two\nlines"}, "id"),
        ({"datacontenttype": "application/avro"}, "datacontenttype"),
    ],
)
def test_a_sender_is_told_by_fields_which_attribute_to_correct(changes: dict[str, str], field: str) -> None:
    assert fields_of(ATTRIBUTES | changes) == (field,)


def test_a_structured_event_without_data_names_data_as_the_field_to_correct() -> None:
    event = json.dumps({**ATTRIBUTES, "data": None}).encode()
    assert fields_of({"content-type": STRUCTURED}, event) == ("data",)


@pytest.mark.parametrize("content_type", ["application/json", "text/json", "application/problem+json; charset=UTF-8"])
def test_data_in_any_kind_of_json_is_read(content_type: str) -> None:
    assert unwrap(ATTRIBUTES | {"content-type": content_type}, b"{}")


def test_a_no_break_space_is_text() -> None:
    check(ATTRIBUTES | {"subject": "a\u00a0b\u2028c"})


def test_an_empty_message_is_unreadable() -> None:
    assert "no data" in reason_of(ATTRIBUTES, None)


@pytest.mark.parametrize("bad", [("ce_id", b"\xff"), ("CE_Subject", b"\xff"), ("content-type", b"\xff")])
def test_a_header_that_is_no_text_is_a_problem_of_this_message_and_its_rest_is_kept(bad: tuple[str, bytes]) -> None:
    headers = [bad if name == bad[0] else (name, value) for name, value in JAVA_HEADERS]
    attributes, problem = kafka_binding.read_headers([*headers, bad], None)
    assert bad[0] in problem
    assert attributes["source"] == "https://cted.example"


@pytest.mark.parametrize(
    "extension",
    [("ce_unknown", None), ("ce_unknown", b"\xff"), ("ce_x", b""), ("ce_subject", None), ("CE_Priority", b"\xff")],
)
def test_an_extension_that_is_not_known_here_spoils_nothing_on_kafka(extension: tuple[str, bytes | None]) -> None:
    attributes, problem = kafka_binding.read_headers([*JAVA_HEADERS, extension], None)
    assert (problem, attributes) == ("", kafka_binding.read_headers(JAVA_HEADERS, None)[0])


@pytest.mark.parametrize("value", [None, 7, [], "\udcff", {"a": 1}])
def test_nor_does_it_over_http(value: object) -> None:
    plain = json.loads(write_structured(ATTRIBUTES, b"{}"))
    assert read_object(plain | {"unknown": value}) == read_object(plain)
    headers = {f"ce-{name}": text for name, text in ATTRIBUTES.items()} | {"ce-unknown": "%ff", "ce-other": "\xff"}
    (event,) = http_binding.read_request(headers, b"{}", NOW)
    assert event.problem == ""


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2024-01-31t09:00:00z", "2024-01-31T09:00:00+00:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00"),
        ("2016-12-31t18:59:60.25-05:00", "2017-01-01T00:00:00.250000+00:00"),
    ],
)
def test_a_time_is_read_as_rfc_3339_has_it(text: str, same: str) -> None:
    assert instant_of(text).isoformat() == same
    assert unwrap(ATTRIBUTES | {"time": text}, b"{}")


@pytest.mark.parametrize(
    "text", ["2024-01-31T09:00:61Z", "2024-01-31T09:60:00Z", "9999-12-31T23:59:60Z", "2024-01-31T09:00:600Z"]
)
def test_what_is_no_time_stays_none(text: str) -> None:
    assert "time" in reason_of(ATTRIBUTES | {"time": text})


def test_a_mark_of_the_order_of_bytes_may_stand_before_json() -> None:
    whole = b"\xef\xbb\xbf" + write_structured(ATTRIBUTES, b"{}")
    assert unwrap({"content-type": STRUCTURED}, whole)[1] == b"{}"
    assert unwrap(ATTRIBUTES, b"\xef\xbb\xbf{}")[1] == b"{}"


@pytest.mark.parametrize("kind", [STRUCTURED.upper(), "Application/CloudEvents+Json; charset=UTF-8"])
def test_a_media_type_in_capitals_is_the_same(kind: str) -> None:
    assert unwrap({"content-type": kind}, write_structured(ATTRIBUTES, b"{}"))[1] == b"{}"
    (event,) = http_binding.read_request({"content-type": kind}, write_structured(ATTRIBUTES, b"{}"), NOW)
    assert event.problem == ""


def test_data_beside_headers_needs_no_content_type() -> None:
    (event,) = http_binding.read_request({f"ce-{name}": text for name, text in ATTRIBUTES.items()}, b"{}", NOW)
    assert event.problem == ""


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
        ({}, "specversion, id, source, type, data: are missing"),
        ({"id": "1", "specversion": "1.0", "source": "a", "type": "b"}, "data: is missing"),
        ({"id": "1", "source": "a", "type": "b", "data": None}, "specversion, data: are missing"),
        ({"id": "1", "data_base64": "e30"}, "base64"),
        ({"id": "1", "data_base64": "é"}, "base64"),
    ],
)
def test_a_structured_event_that_is_none_has_its_reason(value: object, reason: str) -> None:
    assert reason in read_object(value).problem
    assert reason in reason_of({"content-type": STRUCTURED}, json.dumps(value).encode())
