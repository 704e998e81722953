"""What the contracts promise about every event, and about single fields."""

from __future__ import annotations

import json
from datetime import date

import pytest
from jsonschema_rs import Draft202012Validator
from pydantic import ValidationError

from contracts.catalog import EVENTS, NOTICES, TOPICS, Unreadable, decode, encode
from contracts.dates import first_day, is_full, last_day
from contracts.followup import FollowupScheduled
from contracts.tools.example_data import example
from contracts.tools.schemas import schema_of

ALL = sorted(EVENTS)
LEFT_OUT = {"notice.visit.planned.v1": {"cancelled_on", "reason"}, "released.schedule.v1": {"cancelled_on"}}
"""What examples of a visit do not have: that there is none."""


def change_example(type_: str, **values: object) -> bytes:
    """The example's bytes with some fields in place of its own."""
    data = json.loads(encode(example(type_)))
    return json.dumps(data | values).encode()


def reason_of(type_: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        decode(type_, data)
    return refused.value.reason


@pytest.mark.parametrize("type_", ALL)
def test_an_example_is_the_same_after_a_round_trip(type_: str) -> None:
    assert decode(type_, encode(example(type_))) == example(type_)


@pytest.mark.parametrize("type_", ALL)
def test_an_example_has_every_field_and_is_marked_synthetic(type_: str) -> None:
    data = json.loads(encode(example(type_)))
    left_out = LEFT_OUT.get(type_, set()) | ({"notice_type"} if type_ in NOTICES else set())
    assert data.keys() >= EVENTS[type_].model_fields.keys() - left_out
    assert data.get("synthetic", True) is True


@pytest.mark.parametrize("type_", ALL)
def test_an_example_keeps_its_schema(type_: str) -> None:
    schema = schema_of(EVENTS[type_])
    validator = Draft202012Validator(schema, validate_formats=True)
    assert list(validator.iter_errors(json.loads(encode(example(type_))))) == []


@pytest.mark.parametrize("type_", ALL)
def test_model_and_schema_need_the_same_fields(type_: str) -> None:
    data = json.loads(encode(example(type_)))
    needed = set(schema_of(EVENTS[type_]).get("required", ()))
    for field in data:
        without = json.dumps({name: value for name, value in data.items() if name != field}).encode()
        if field in needed:
            assert field in reason_of(type_, without)
        else:
            decode(type_, without)


@pytest.mark.parametrize("type_", ALL)
def test_a_reader_ignores_fields_that_it_does_not_know(type_: str) -> None:
    assert decode(type_, change_example(type_, added_in_a_later_version={"deep": [1, None]})) == example(type_)


@pytest.mark.parametrize("type_", ALL)
def test_every_type_has_a_topic_that_exists_or_is_sent_to_one_that_the_sender_names(type_: str) -> None:
    topic = EVENTS[type_].topic
    of_several = ("released.", "notice.accepted", "notice.refused", "notice.waiting", "record.corrected")
    assert topic in TOPICS or (topic == "" and type_.startswith(of_several))
    assert type_.endswith(".v1")


def test_an_event_cannot_be_changed() -> None:
    event = example("followup.scheduled.v1")
    with pytest.raises(ValidationError, match="frozen"):
        event.state = "FJI"  # type: ignore[attr-defined]


def test_what_is_absent_is_not_sent() -> None:
    event = example("followup.scheduled.v1")
    assert isinstance(event, FollowupScheduled)
    assert b"response_due_on" not in encode(event.model_copy(update={"response_due_on": None}))


def test_null_is_read_as_absent() -> None:
    event = decode("followup.scheduled.v1", change_example("followup.scheduled.v1", response_due_on=None))
    assert isinstance(event, FollowupScheduled)
    assert event.response_due_on is None


@pytest.mark.parametrize(
    "wrong",
    ["2025-02-29", "2025-06", "20250614", "1750000000", 1750000000, "2025-06-14T00:00:00Z", "14 June 2025", "", True],
)
def test_an_anchor_is_a_full_date_that_exists(wrong: object) -> None:
    assert "anchor_on" in reason_of("followup.scheduled.v1", change_example("followup.scheduled.v1", anchor_on=wrong))


@pytest.mark.parametrize("right", ["2024", "2024-02", "2024-02-29"])
def test_a_visit_may_be_known_by_year_or_month(right: str) -> None:
    assert encode(decode("visit.planned.v1", change_example("visit.planned.v1", start=right))).count(right.encode())


@pytest.mark.parametrize("wrong", ["2023-02-29", "2024-13", "0000", "24", "2024-2", "2024-02-29T00:00", "", 2024])
def test_a_partial_date_exists(wrong: object) -> None:
    assert "start" in reason_of("visit.planned.v1", change_example("visit.planned.v1", start=wrong))


def test_a_partial_date_stands_for_its_days() -> None:
    assert (first_day("2024"), last_day("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (first_day("2024-02-03"), last_day("2024-02-03")) == (date(2024, 2, 3), date(2024, 2, 3))
    assert [is_full(text) for text in ("2024", "2024-02", "2024-02-03")] == [False, False, True]


def test_a_component_without_any_date_is_unreadable() -> None:
    assert "needs a start or an end" in reason_of(
        "visit.completed.v1", change_example("visit.completed.v1", components=[{"mode": "virtual"}])
    )


@pytest.mark.parametrize(("sent", "read"), [("physical", "onsite"), ("on-site", "onsite"), ("virtual", "virtual")])
def test_a_mode_may_be_written_in_another_word(sent: str, read: str) -> None:
    event = decode("visit.planned.v1", change_example("visit.planned.v1", mode=sent))
    assert json.loads(encode(event))["mode"] == read


def test_a_pillar_may_be_a_roman_numeral() -> None:
    event = decode("case.opened.v1", change_example("case.opened.v1", pillar="IV"))
    assert json.loads(encode(event))["pillar"] == 4


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reference", ""),
        ("reference", "two\nlines"),
        ("reference", "x" * 201),
        ("reference", 7),
        ("state", "ken"),
        ("kind", "surprise"),
        ("recommendations", {}),
        ("synthetic", "yes"),
        ("synthetic", 1),
    ],
)
def test_a_notice_with_a_field_that_breaks_its_contract_is_unreadable(field: str, value: object) -> None:
    type_ = "notice.assessment.submitted.v1"
    assert field in reason_of(type_, change_example(type_, **{field: value}))


@pytest.mark.parametrize(("text", "readable"), [("x" * 10_000, True), ("x" * 10_001, False), ("a\u0000b", False)])
def test_text_has_a_limit_and_holds_nothing_that_the_database_cannot(text: str, readable: bool) -> None:
    data = change_example("case.declined.v1", reason=text)
    if readable:
        decode("case.declined.v1", data)
    else:
        assert "reason" in reason_of("case.declined.v1", data)


def test_a_notice_handed_on_is_told_by_its_type() -> None:
    for type_ in NOTICES:
        notice = example(type_)
        taken = json.dumps({"source": "s", "id": "1", "notice": json.loads(encode(notice))}).encode()
        handed_on = decode("notice.taken_in.v1", taken)
        assert handed_on.notice == notice  # type: ignore[attr-defined]
        assert f"{handed_on.notice.notice_type}.v1" == type_  # type: ignore[attr-defined]


def test_a_notice_of_a_kind_that_is_none_is_refused_without_repeating_it() -> None:
    data = b'{"source": "s", "id": "1", "notice": {"notice_type": "confidential-word"}}'
    assert reason_of("notice.taken_in.v1", data) == "notice is of a kind that is not known here"


def test_no_two_events_share_a_type() -> None:
    assert len(EVENTS) == len(set(EVENTS.values()))
    assert all(model.type == name for name, model in EVENTS.items())
