"""How much a JSON text from outside may hold: honest ones have room, and the costliest that passes costs little."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.bounds import MOST_OBJECTS, MOST_VALUES, MOST_VALUES_OF_BATCH
from contracts.catalog import LARGEST_NOTICE, Unreadable, decode_notice, encode
from contracts.cloudevents import STRUCTURED, unwrap
from contracts.explaining import MOST_EXPLAINED
from contracts.http_binding import read_batch
from contracts.notices import NoticeAssessmentSubmitted
from contracts.tools.example_data import example
from shared.engine.imports.files import Rejected, parse_line

TYPE = "notice.assessment.submitted.v1"
PROJECT = "notice.project.registered.v1"
EMPTIES = b"[" + b",".join([b"{}"] * 160_000) + b"]"
UNKNOWN = b"{" + b",".join(b'"a%d":1' % number for number in range(40_000)) + b"}"
ODD = {
    "empty objects": b'{"states":' + EMPTIES + b"}",
    "unknown fields": UNKNOWN,
    "numbers": b'{"states":[' + b",".join([b"1"] * (MOST_VALUES + 1)) + b"]}",
    "objects": b'{"recommendations":[' + b",".join([b"{}"] * (MOST_OBJECTS + 1)) + b"]}",
}


def fullest() -> dict[str, Any]:
    """As many recommendations and findings as the contract lets through, with all their fields and long texts."""
    content: dict[str, Any] = json.loads(encode(example(TYPE)))
    said = "First, as was agreed, the State trains its officers, prosecutors and judges. " * 3
    content["recommendations"] = [
        content["recommendations"][0] | {"reference": str(number), "text": said, "themes": ["cft", "borders"]}
        for number in range(500)
    ]
    content["findings"] = [
        content["findings"][0] | {"text": said, "shortfall": said[:150], "good_practice": said[:30]} for _ in range(500)
    ]
    return content


def test_the_fullest_notice_is_read() -> None:
    data = json.dumps(fullest(), separators=(",", ":")).encode()
    assert LARGEST_NOTICE * 0.8 < len(data) <= LARGEST_NOTICE
    assert len(decode_notice(TYPE, data).recommendations) == 500  # type: ignore[attr-defined]


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_a_notice_with_more_values_or_objects_is_refused_before_it_is_read(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"there are more than [0-9]+ (values|objects)") as error:
        decode_notice(TYPE, data)
    assert error.value.code == "too-large"


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_so_is_an_event_in_structured_mode(data: bytes) -> None:
    with pytest.raises(Unreadable) as error:
        unwrap({"content-type": STRUCTURED}, b'{"id":"1","data":' + data + b"}")
    assert error.value.code == "too-large"


def test_a_batch_has_more_values_than_one_event_but_not_without_end() -> None:
    at = datetime(2024, 1, 1, tzinfo=UTC)
    event = b'{"data":[' + b",".join([b"1"] * 900) + b"]}"
    assert len(read_batch(b"[" + b",".join([event] * 100) + b"]", at)) == 100
    with pytest.raises(Unreadable, match=str(MOST_VALUES_OF_BATCH)) as error:
        read_batch(b"[" + b",".join([event] * 200) + b"]", at)
    assert error.value.code == "too-large"


def test_each_event_of_a_batch_is_bounded_too() -> None:
    at = datetime(2024, 1, 1, tzinfo=UTC)
    (carried,) = read_batch(b'[{"data":' + ODD["numbers"] + b"}]", at)
    with pytest.raises(Unreadable) as error:
        decode_notice(PROJECT, carried.data or b"")
    assert error.value.code == "too-large"


def test_a_line_of_a_file_is_bounded_too() -> None:
    assert isinstance(parse_line(1, ODD["unknown fields"], NoticeAssessmentSubmitted), Rejected)


def test_a_line_of_a_file_says_each_thing_once() -> None:
    line = encode(example(TYPE)).replace(b'"audience":', b'"audience":"committee","audience":', 1)
    assert parse_line(1, line, NoticeAssessmentSubmitted) == Rejected(1, "`audience` stands twice in one object")


def test_whoever_has_thousands_of_things_wrong_is_told_that_and_not_which() -> None:
    content = json.loads(encode(example(TYPE))) | {f"a{number}": 1 for number in range(MOST_EXPLAINED + 1)}
    with pytest.raises(Unreadable, match=f"more than {MOST_EXPLAINED} fields") as error:
        decode_notice(TYPE, json.dumps(content).encode())
    assert (error.value.code, error.value.fields) == ("contract-broken", ())


def test_a_sender_may_have_thousands_of_fields_of_its_own() -> None:
    content = json.loads(encode(example(TYPE))) | {f"x_{number}": 1 for number in range(MOST_EXPLAINED + 1)}
    assert encode(decode_notice(TYPE, json.dumps(content).encode())) == encode(example(TYPE))


def test_a_sender_may_have_three_fields_of_its_own_in_each_part() -> None:
    content = fullest()
    for part in content["recommendations"] + content["findings"]:
        part |= {"text": "Synthetic.", "x_a": 1, "x_b": 2}
    assert decode_notice(TYPE, json.dumps(content).encode()).type == TYPE
