"""Whatever the bytes are, they are read or answered with one clear reason."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.catalog import EVENTS, LARGEST_EVENT, Unreadable, Upcast, decode, encode, find_repeated_name
from contracts.tools.example_data import example

pytestmark = pytest.mark.thorough

TYPE = "notice.assessment.submitted.v1"
GOOD = encode(example(TYPE))


def reason_of(data: bytes, type_: str = TYPE) -> str:
    with pytest.raises(Unreadable) as refused:
        decode(type_, data)
    return refused.value.reason


def with_field(json_text: bytes) -> bytes:
    """The example with one more field, of which the contract knows nothing."""
    return GOOD[:-1] + b',"more":' + json_text + b"}"


@pytest.mark.parametrize(
    "json_text",
    [
        b"[" * 1000 + b"]" * 1000,
        b'{"a":' * 1000 + b"1" + b"}" * 1000,
        b"NaN",
        b"-Infinity",
        b"9" * 5000,
        b'"\\ud800"',
        b'"\xff"',
        b"",
        b"01",
        b"undefined",
    ],
)
def test_what_is_no_json_is_unreadable_even_in_a_field_that_nobody_reads(json_text: bytes) -> None:
    assert "Invalid JSON" in reason_of(with_field(json_text))


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b'"text"', b"7", b"{", GOOD[:-2], b"\x00" * 20, b"\xff\xfe{"])
def test_what_is_no_object_is_unreadable(data: bytes) -> None:
    assert reason_of(data)


def test_five_megabytes_are_too_many() -> None:
    reason = reason_of(with_field(b'"' + b"x" * 5_000_000 + b'"'))
    assert str(LARGEST_EVENT) in reason


def test_a_text_that_only_speaks_of_nan_is_read() -> None:
    assert decode(TYPE, with_field(b'"NaN and Infinity"')) == example(TYPE)


def test_an_unknown_type_and_a_later_version_are_told_apart() -> None:
    assert reason_of(GOOD, "surprise.v1") == "this type of event is not known here"
    assert reason_of(GOOD, "notice.visit.planned") == "its type lacks the version: `org.un.ctc.notice.visit.planned.v1`"
    later = reason_of(GOOD, "notice.assessment.submitted.v7")
    assert later == (
        "version 7 of `notice.assessment.submitted` is not known here; known: notice.assessment.submitted.v1"
    )


def test_a_reason_names_the_field_and_not_what_it_holds() -> None:
    data = json.loads(GOOD) | {"kind": "CONFIDENTIAL", "report_date": "CONFIDENTIAL", "state": "CONFIDENTIAL"}
    data["recommendations"][0] |= {"priority": "CONFIDENTIAL", "pillar": "CONFIDENTIAL"}
    reason = reason_of(json.dumps(data).encode())
    assert "CONFIDENTIAL" not in reason
    assert all(name in reason for name in ("state", "kind", "report_date", "priority", "pillar"))


@given(st.binary(max_size=200))
def test_arbitrary_bytes_never_raise_anything_else(data: bytes) -> None:
    for type_ in ("visit.completed.v1", TYPE, "notice.taken_in.v1"):
        with pytest.raises(Unreadable):
            decode(type_, data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(EVENTS)), st.data())
def test_a_field_replaced_by_anything_is_read_or_unreadable(type_: str, data: st.DataObject) -> None:
    fields = json.loads(encode(example(type_)))
    name = data.draw(st.sampled_from(sorted(fields)))
    fields[name] = data.draw(json_values)
    with contextlib.suppress(Unreadable):
        event = decode(type_, json.dumps(fields).encode())
        assert decode(type_, encode(event)) == event


# ---- older versions ---------------------------------------------------------------------------

STORED = b'{"case": "c1", "recommendation": "r1", "assessment": "a1", "country": "KEN", "on": "2020-03-04"}'
"""Data of a version before the first, as it might lie in a topic that is kept for ever."""


def _from_first(data: dict[str, object]) -> dict[str, object]:
    return {"case_id": data["case"], "recommendation_id": data["recommendation"], **data}


def _from_second(data: dict[str, object]) -> dict[str, object]:
    return {"assessment_id": data["assessment"], "state": data["country"], "occurred_on": data["on"], **data}


OLDER: Mapping[str, tuple[str, Upcast]] = {
    "case.began.v1": ("case.began.v2", _from_first),
    "case.began.v2": ("case.opened.v1", _from_second),
}


def test_an_older_version_is_brought_up_step_by_step() -> None:
    event = decode("case.began.v1", STORED, OLDER)
    assert json.loads(encode(event)) == {
        "occurred_on": "2020-03-04",
        "synthetic": False,
        "state": "KEN",
        "case_id": "c1",
        "recommendation_id": "r1",
        "assessment_id": "a1",
        "themes": [],
    }


@pytest.mark.parametrize("data", [b"{}", b"[]", b"null", b"{", b"[" * 1000, b'{"case": 1, "recommendation": 2}'])
def test_an_older_version_that_is_incomplete_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        decode("case.began.v1", data, OLDER)


def test_a_name_that_stands_twice_is_found_in_one_pass_among_many() -> None:
    names = "".join(f'"f{number}":1,' for number in range(50_000))
    begin = time.process_time()
    assert find_repeated_name(f'{{{names}"z":1,"z":2}}'.encode()) == "z"
    assert time.process_time() - begin < 3, "to compare each with each takes over a minute"
