"""Rule 4: what is on record of a part of the help is put right: its days, its body, its words (OP15)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import JsonValue

from services.unoct.cases.correcting import CORRECTABLE
from services.unoct.cases.model import Case
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.outcomes import Refused
from tests.support.memory import Memory
from tests.unit.services.unoct.desk import (
    CASE,
    COMMITTEE,
    command,
    project,
    release_recommendation,
    types,
    with_case,
    withdraw_copy,
)
from tests.unit.services.unoct.test_correcting_deliveries import days, delivered_alone, list_replaced, taken_up_again
from tests.unit.services.unoct.test_duplications import with_two
from tests.unit.services.unoct.test_parts import OF_ICAO, OF_UNODC, case_of, decline, offer


def correction(field: str, value: JsonValue, part: int = 0) -> Any:
    given = GivenCorrection(f"parts.{part}.{field}", value, "Synthetic: misread.", "DRAFT/SYN/3")
    return command(CorrectRecord(CORRECTABLE, CASE, "", given), COMMITTEE)


def find_refusal(unoct: Memory, field: str, value: JsonValue, part: int = 0) -> tuple[str, Case]:
    (outcome,) = unoct.decide(correction(field, value, part))
    assert isinstance(outcome, Refused)
    return outcome.refusal.code, case_of(unoct)


def record_offer() -> Memory:
    """UNODC offered on 20 March, and it is the first of May."""
    unoct = with_case()
    unoct.handle(offer(OF_UNODC, "UNODC", note="Synthetic: a course."))
    unoct.today = date(2024, 5, 1)
    return unoct


def test_the_day_of_an_offer_is_put_right_and_the_case_with_it() -> None:
    unoct = record_offer()
    told = unoct.handle(correction("offered_on", "2024-04-02"))
    assert days(told) == [("case.offered", "2024-04-02")]
    assert list_replaced(told) == [("case.offered.v1", "2024-03-20"), ("case.parts_changed.v1", None)]
    assert (case_of(unoct).offered_on, case_of(unoct).parts[0].offered_on) == (date(2024, 4, 2),) * 2


def test_an_offer_is_not_moved_behind_its_uptake() -> None:
    """Council would no longer know that the help was offered."""
    unoct = record_offer()
    unoct.handle(project())
    unoct.today = date(2024, 5, 9)
    (part,) = case_of(unoct).parts
    assert (part.offered_on, part.taken_up_on) == (date(2024, 3, 20), date(2024, 5, 1))
    assert find_refusal(unoct, "offered_on", "2024-05-02")[0] == "before-what-it-rests-on"


def test_an_offer_is_not_moved_behind_the_day_on_which_it_was_declined() -> None:
    """It would be told as declined first and as offered then, and so stand as offered."""
    unoct = record_offer()
    unoct.today = date(2024, 5, 9)
    unoct.handle(decline(OF_UNODC))
    assert case_of(unoct).status == "declined"
    unoct.today = date(2024, 6, 1)
    assert find_refusal(unoct, "offered_on", "2024-05-10")[0] == "before-what-it-rests-on"
    assert find_refusal(unoct, "ended_on", "2024-03-19")[0] == "before-what-it-rests-on"


def test_the_body_and_the_words_of_an_offer_are_put_right() -> None:
    unoct = record_offer()
    told = unoct.handle(correction("body", "Icao"))
    assert (types(told), told[-1].data["body"]) == (["record.corrected", "case.offered"], "ICAO")
    unoct.handle(correction("note", None))
    assert (case_of(unoct).body, case_of(unoct).note, case_of(unoct).parts[0].body) == ("ICAO", None, "ICAO")


def test_a_body_that_has_a_part_already_gets_no_second_one() -> None:
    unoct = record_offer()
    unoct.handle(offer(OF_ICAO, "ICAO"))
    assert find_refusal(unoct, "body", "UNODC", 1)[0] == "has-part"


def test_what_was_declined_has_its_right_day_and_reason() -> None:
    unoct = record_offer()
    unoct.handle(decline(OF_UNODC, declined_on=date(2024, 4, 20)))
    told = unoct.handle(correction("ended_on", "2024-04-22"))
    assert days(told) == [("case.offered", "2024-03-20"), ("case.declined", "2024-04-22")]
    unoct.handle(correction("reason", "Synthetic: no funds."))
    case = case_of(unoct)
    assert (case.status, case.declined_on, case.reason) == ("declined", date(2024, 4, 22), "Synthetic: no funds.")


def test_an_uptake_that_was_later_is_told_again_with_all_that_came_after() -> None:
    unoct = delivered_alone()
    told = unoct.handle(correction("taken_up_on", "2024-03-25"))
    assert days(told) == [("case.taken_up", "2024-03-25"), ("case.delivered", "2024-04-05")]
    assert [one[0] for one in list_replaced(told)] == [
        "case.taken_up.v1", "case.delivered.v1", "case.parts_changed.v1",
    ]  # fmt: skip
    case = case_of(unoct)
    assert (case.status, case.taken_up_on, case.delivered_on) == ("delivered", date(2024, 3, 25), date(2024, 4, 5))


def test_the_uptake_of_a_further_part_leaves_the_first_day_of_the_case() -> None:
    unoct = taken_up_again()
    told = unoct.handle(correction("taken_up_on", "2024-05-03", 1))
    assert days(told) == [
        ("case.taken_up", "2024-03-20"), ("case.delivered", "2024-04-05"), ("case.taken_up", "2024-05-03"),
        ("case.parts_changed", "2024-06-01"),
    ]  # fmt: skip
    assert (case_of(unoct).status, case_of(unoct).taken_up_on) == ("taken_up", date(2024, 3, 20))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("taken_up_on", "2024-02-29", "before-what-it-rests-on"),
        ("taken_up_on", "2024-05-02", "in-the-future"),
        ("body", "ICAO", "not-correctable"),
        ("reason", "Synthetic: none.", "not-correctable"),
        ("project_id", "p-7", "not-correctable"),
        ("offered_on", "2024-04-01", "not-correctable"),
    ],
)
def test_what_is_not_on_record_of_a_part_is_not_put_right(field: str, value: str, code: str) -> None:
    """A part in a project is that project's, and nobody offered it before."""
    unoct = with_case()
    unoct.handle(project())
    unoct.today = date(2024, 5, 1)
    before = case_of(unoct)
    assert find_refusal(unoct, field, value) == (code, before)


def test_a_case_that_went_on_in_another_project_is_told_to_go_on_there() -> None:
    unoct = with_two()
    unoct.today = date(2024, 4, 1)
    unoct.handle(project(status="cancelled"))
    unoct.today = date(2024, 5, 1)
    assert case_of(unoct).body == "ICAO"
    told = unoct.handle(correction("taken_up_on", "2024-03-22", 1))
    assert days(told) == [
        ("case.taken_up", "2024-03-20"), ("case.taken_up", "2024-04-01"), ("case.parts_changed", "2024-05-01"),
    ]  # fmt: skip
    assert [one.data["body"] for one in told if one.type == "case.taken_up.v1"] == ["UNODC", "ICAO"]


def test_a_case_that_was_open_in_between_is_told_so() -> None:
    unoct = with_case()
    unoct.handle(project())
    unoct.today = date(2024, 4, 1)
    unoct.handle(project(status="cancelled"))
    unoct.today = date(2024, 5, 1)
    assert case_of(unoct).status == "open"
    told = unoct.handle(correction("taken_up_on", "2024-03-22"))
    assert days(told) == [("case.taken_up", "2024-03-22"), ("case.opened", "2024-04-01")]
    assert (case_of(unoct).status, case_of(unoct).taken_up_on) == ("open", None)


def test_what_was_told_before_a_case_opened_again_stands() -> None:
    unoct = with_case()
    unoct.handle(offer(OF_ICAO, "ICAO"), project())
    unoct.today = date(2024, 4, 1)
    unoct.handle(withdraw_copy())
    unoct.today = date(2024, 4, 10)
    unoct.handle(release_recommendation())
    unoct.today = date(2024, 5, 1)
    assert [part.status for part in case_of(unoct).parts] == ["cancelled", "taken_up"]
    told = unoct.handle(correction("taken_up_on", "2024-04-12", 1))
    assert days(told) == [("case.taken_up", "2024-04-12"), ("case.parts_changed", "2024-05-01")]
    assert find_refusal(unoct, "offered_on", "2024-03-21")[0] == "not-correctable"
