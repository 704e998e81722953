"""A notice that breaks its contract: everything that is wrong is named, in plain words, and no value is repeated."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from contracts.catalog import EVENTS, NOTICES, Unreadable, decode, decode_notice, encode
from contracts.explaining import _PATTERNS, LONGEST_REASON, MOST_FIELDS
from contracts.tools.example_data import example
from contracts.tools.schemas import schema_of

TYPE = "notice.assessment.submitted.v1"
SECRET = "CONFIDENTIAL"


def data_with(recommendation: dict[str, Any] | None = None, **changes: Any) -> bytes:
    data = json.loads(encode(example(TYPE))) | changes
    data["recommendations"][0] |= recommendation or {}
    return json.dumps(data).encode()


def read_error(data: bytes, type_: str = TYPE) -> Unreadable:
    with pytest.raises(Unreadable) as error:
        decode_notice(type_, data)
    return error.value


def test_a_misspelt_audience_does_not_pass_and_is_told_with_the_field_that_was_meant() -> None:
    error = read_error(data_with({"audeince": "committee"}))
    assert error.reason == "recommendations[0].audeince is not a field of this contract (did you mean audience?)"
    assert (error.code, error.fields) == ("unknown-field", ("recommendations[0].audeince",))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (data_with(audience="committee"), "audience"),
        (data_with(visit={"start": "2024-01-01", "end": "2024-01-02", "mod": "onsite"}), "visit.mod"),
        (data_with(wider_release={"decided_by": "a", "decided_on": "2024-01-01", "consultedCtc": True}),
         "wider_release.consultedCtc"),
        (data_with(findings=[{"provision": "p", "result": "full", "sevrity": 1}]), "findings[0].sevrity"),
    ],
)  # fmt: skip
def test_a_field_that_no_contract_has_is_named_at_every_depth(data: bytes, field: str) -> None:
    assert field in read_error(data).fields


@pytest.mark.parametrize(("more", "name"), [(b'"state": "NOR"', "state"), (b'"a\\u0000": 1, "a\\u0000": 2', "a name")])
def test_a_field_that_stands_twice_is_refused_whichever_of_the_two_a_reader_takes(more: bytes, name: str) -> None:
    error = read_error(data_with()[:-1] + b", " + more + b"}")
    assert (error.reason, error.code) == (f"`{name}` stands twice in one object", "contract-broken")


def test_a_name_in_another_style_is_recognised() -> None:
    reason = read_error(data_with({"assistanceRequested": True})).reason
    assert "did you mean assistance_requested?" in reason


@pytest.mark.parametrize("type_", sorted(NOTICES))
def test_every_notice_refuses_what_it_does_not_know_and_passes_a_sender_s_own(type_: str) -> None:
    data = json.loads(encode(example(type_)))
    assert read_error(json.dumps(data | {"synthetik": True}).encode(), type_).code == "unknown-field"
    assert decode_notice(type_, json.dumps(data | {"x_desk": {"any": ["thing"]}}).encode()) == example(type_)


def test_a_sender_s_own_fields_pass_at_every_depth_and_are_dropped() -> None:
    assert decode_notice(TYPE, data_with({"x_row": 7}, x_file="a.xlsx")) == example(TYPE)


def test_a_sender_s_own_field_does_not_hide_what_is_wrong_beside_it() -> None:
    assert read_error(data_with({"x_row": 7, "priority": "urgent"})).fields == ("recommendations[0].priority",)


def test_our_own_events_stay_open_to_what_a_later_version_adds() -> None:
    taken = json.loads(encode(example("notice.taken_in.v1"))) | {"later": 1}
    taken["notice"]["later"] = 1
    assert decode("notice.taken_in.v1", json.dumps(taken).encode()) == example("notice.taken_in.v1")


def test_a_name_that_may_be_content_is_not_repeated() -> None:
    error = read_error(data_with({f"{SECRET} is their view of the State": "x" * 500, "y" * 5000: 1}))
    assert SECRET not in error.reason
    assert all(len(name) < 100 and SECRET not in name for name in error.fields)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"priority": SECRET}, "recommendations[0].priority must be one of high, medium, low"),
    ({"made_by": SECRET}, "recommendations[0].made_by must be one of CTED, CTC"),
    ({"assistance_needed": SECRET}, "recommendations[0].assistance_needed must be true or false"),
    ({"text": 5}, "recommendations[0].text must be text"),
    ({"text": ""}, "recommendations[0].text must not be empty"),
    ({"text": "x" * 10_001}, "recommendations[0].text must have at most 10000 characters"),
    ({"reference": "two\nlines"}, "recommendations[0].reference must be one line of text"),
    ({"themes": SECRET}, "recommendations[0].themes must be a list"),
    ({"themes": ["Not A Code"]}, "recommendations[0].themes[0] must be small letters, digits and hyphens"),
    ({"pillar": 7}, "recommendations[0].pillar must be at most 4"),
    ({"pillar": SECRET}, "recommendations[0].pillar must be a whole number"),
]


@pytest.mark.parametrize(("wrong", "sentence"), WRONG)
def test_what_is_wrong_is_told_in_plain_words(wrong: dict[str, Any], sentence: str) -> None:
    reason = read_error(data_with(wrong)).reason
    assert reason.startswith(sentence)
    assert SECRET not in reason


def test_everything_that_is_wrong_is_told_at_once() -> None:
    data = json.loads(data_with({"priority": SECRET}, state="Kenya", report_date="31/01/2024", kind=SECRET, extra=1))
    del data["submitted_to_ctc_on"]
    error = read_error(json.dumps(data).encode())
    assert error.reason.split("; ") == [
        "state must be three capital letters such as KEN",
        "kind must be one of comprehensive, focused, desk, regional, follow-up, advocacy",
        "report_date must be a day such as 2024-01-31",
        "submitted_to_ctc_on is missing",
        "recommendations[0].priority must be one of high, medium, low",
        "extra is not a field of this contract",
    ]
    assert error.code == "contract-broken"
    assert error.fields == (
        "state", "kind", "report_date", "submitted_to_ctc_on", "recommendations[0].priority", "extra",
    )  # fmt: skip


def test_a_reason_stays_short_however_much_is_wrong() -> None:
    data = json.loads(data_with())
    data["recommendations"] = [{} for _ in range(500)]
    error = read_error(json.dumps(data).encode())
    assert len(error.reason) <= LONGEST_REASON
    assert re.search(r"; and \d+ more$", error.reason)
    assert len(error.fields) == MOST_FIELDS


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13-01"])
def test_a_day_that_does_not_exist_is_told_as_such(day: str) -> None:
    assert read_error(data_with(report_date=day)).reason == "report_date must be a day that exists, such as 2024-01-31"


def patterns_of(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for part in schema.values():
            yield from patterns_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from patterns_of(part)


@pytest.mark.parametrize("type_", sorted(NOTICES))
def test_every_pattern_of_a_notice_has_words_and_its_schema_is_closed(type_: str) -> None:
    schema = schema_of(EVENTS[type_])
    assert set(patterns_of(schema)) <= set(_PATTERNS)
    objects = [one for one in (schema, *schema.get("$defs", {}).values()) if "properties" in one]
    assert all(one["additionalProperties"] is False and "^x_" in one["patternProperties"] for one in objects)


def test_schemas_of_what_we_send_stay_open() -> None:
    assert "additionalProperties" not in json.dumps(schema_of(EVENTS["notice.taken_in.v1"]))
