"""What a contract has no place for costs nothing to refuse. Leaving it out changes no answer, but that what is missing
is told first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import trimming
from contracts.bounds import MOST_VALUES, count_values
from contracts.catalog import EVENTS, NOTICES, Unreadable, decode_notice, encode
from contracts.explaining import TOO_MUCH, Broken, find_models
from contracts.notices import NoticeData
from contracts.tools.example_data import example

TYPE = "notice.assessment.submitted.v1"
DEEP: Any = json.loads("[" * 100 + "]" * 100)
MANY = [DEEP] * 110
WHOLE = json.loads(encode(example(TYPE)))
PART = WHOLE["recommendations"][0]
ODD: tuple[Any, ...] = (
    None, True, 7, 1.5, "text", "2024-01-31", [], {}, [1], [[1]], {"x_own": 1}, {"reference": "r"}, DEEP, [DEEP], [{}]
)  # fmt: skip
NAMES = ("reference", "state", "recommendations", "findings", "audience", "audeince", "x_own", "visit", "themes")


def answer_to(type_: str, data: bytes) -> NoticeData | Broken:
    """The notice, or all that is said of what is wrong."""
    try:
        return decode_notice(type_, data)
    except Unreadable as error:
        return Broken(error.reason, error.code, error.fields)


def only_missing(answer: NoticeData | Broken) -> NoticeData | Broken:
    """The answer without what else is wrong, if something is missing."""
    if not isinstance(answer, Broken):
        return answer
    names = [one.removesuffix(" is missing") for one in answer.reason.split("; ") if one.endswith(" is missing")]
    reason = "; ".join(f"{name} is missing" for name in names)
    return in_order(Broken(reason, "contract-broken", tuple(names))) if names else answer


def in_order(answer: NoticeData | Broken) -> NoticeData | Broken:
    """The answer with its words in the order of the alphabet, if only something is missing."""
    if not isinstance(answer, Broken) or not answer.reason.endswith(" is missing"):
        return answer
    return Broken("; ".join(sorted(answer.reason.split("; "))), answer.code, tuple(sorted(answer.fields)))


def places_in(value: Any) -> Iterator[Any]:
    """All objects and lists of it."""
    if isinstance(value, dict | list):
        yield value
        for one in value.values() if isinstance(value, dict) else value:
            yield from places_in(one)


def change(content: Any, which: int, name: str, value: Any) -> None:
    """Puts something odd at one place."""
    places = list(places_in(content))
    place = places[which % len(places)]
    if isinstance(place, dict):
        place[name] = deepcopy(value)
    else:
        place.append(deepcopy(value))


@given(
    st.sampled_from(sorted(NOTICES)),
    st.lists(st.tuples(st.integers(0, 99), st.sampled_from(NAMES), st.sampled_from(ODD)), max_size=4),
    st.sets(st.sampled_from(NAMES)),
)
def test_what_is_left_out_changes_no_answer(type_: str, changes: list[tuple[int, str, Any]], without: set[str]) -> None:
    content = json.loads(encode(example(type_)))
    for which, name, value in changes:
        change(content, which, name, value)
    data = json.dumps({name: value for name, value in content.items() if name not in without}).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trimming, "FEW", MOST_VALUES)
        as_it_came = answer_to(type_, data)
        patch.setattr(trimming, "FEW", 0)
        assert in_order(answer_to(type_, data)) == in_order(only_missing(as_it_came))


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("recommendations", b"{}", "recommendations must be a list"),
        ("findings", b'{"result": "x"}', "findings must be a list"),
        ("reference", b"-1e999", "reference must be text"),
    ],
)
def test_what_is_of_the_wrong_kind_is_told_as_that(name: str, value: bytes, says: str) -> None:
    others = {other: one for other, one in WHOLE.items() if other != name} | {"x_own": [0] * trimming.FEW}
    answer = answer_to(TYPE, json.dumps(others).encode()[:-1] + b', "%s": %s}' % (name.encode(), value))
    assert isinstance(answer, Broken)
    assert answer.reason == says


@pytest.mark.parametrize("type_", sorted(NOTICES))
def test_no_part_of_a_contract_is_left_out(type_: str) -> None:
    padding = b" " * 3 + json.dumps({"x_own": [0] * trimming.FEW}).encode()[1:]
    data = encode(example(type_))[:-1] + b"," + padding
    assert count_values(data) > trimming.FEW
    trimmed = trimming.trim(data, EVENTS[type_])
    assert isinstance(trimmed, bytes)
    assert json.loads(trimmed) == json.loads(encode(example(type_)))


@pytest.mark.parametrize(
    "content",
    [
        {"x_own": MANY},
        {"unknown": MANY},
        {"reference": MANY},
        {"recommendations": [PART | {"x_own": MANY}]},
        {"recommendations": [PART | {"text": MANY}]},
        {"recommendations": [PART | {"x_own": [[], []]}] * 2_000},
        {"recommendations": [PART | {"themes": [{"a": 1}] * 2_000}]},
    ],
)
def test_what_has_no_place_is_not_kept(content: dict[str, Any]) -> None:
    kept = trimming.trim(json.dumps(WHOLE | content).encode(), EVENTS[TYPE])
    assert isinstance(kept, bytes)
    assert count_values(kept) <= 15 * trimming.MOST_ENTRIES
    assert not any(isinstance(one, list) and one and isinstance(one[0], list) for one in places_in(json.loads(kept)))


@pytest.mark.parametrize("entries", [1, 12, 500])
def test_what_is_missing_is_told_before_anything_is_checked(entries: int) -> None:
    """Else the check copies for each missing field all that stands beside it."""
    data = json.dumps({"recommendations": [{"themes": [[]] * (6_000 // entries)}] * entries}).encode()
    found = trimming.trim(data, EVENTS[TYPE])
    assert isinstance(found, Broken)
    assert found.reason.startswith("reference is missing; state is missing; ")
    assert "recommendations[0].text is missing; " in found.reason


@pytest.mark.parametrize("part", [{"themes": [[], []]}, PART | {f"a{number}": 1 for number in range(7)}])
def test_where_more_is_wrong_than_is_told_nothing_more_is_looked_at(part: dict[str, Any]) -> None:
    data = json.dumps(WHOLE | {"recommendations": [part] * 1_000}).encode()
    assert trimming.trim(data, EVENTS[TYPE]) == TOO_MUCH


def test_no_list_of_a_contract_is_longer_than_what_is_kept() -> None:
    for type_ in NOTICES:
        for model in models_in(EVENTS[type_]):
            for field in model.model_fields.values():
                bounds = [one.max_length for one in field.metadata if hasattr(one, "max_length")]
                if trimming._may_be_list(field.annotation):
                    assert bounds, field
                    assert max(bounds) <= trimming.MOST_ENTRIES


def models_in(model: Any) -> Iterator[Any]:
    """The model, and those of its parts."""
    yield model
    for field in model.model_fields.values():
        for part in find_models(field.annotation):
            yield from models_in(part)
