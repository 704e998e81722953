"""Rule 4: the day of a delivery is put right, and the case is settled and told again (OP15, OP25)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import JsonValue

from services.unoct.cases.correcting import CORRECTABLE
from services.unoct.cases.model import CASES, Case
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.corrections.model import RECORD_CORRECTIONS
from shared.engine.outcomes import Refused
from tests.support.memory import Memory, Told
from tests.unit.services.unoct.desk import CASE, COMMITTEE, ICAO, command, project, types, with_case, withdraw_copy
from tests.unit.services.unoct.test_duplications import with_two
from tests.unit.services.unoct.test_parts import OF_ICAO, OF_UNODC, deliver, half_delivered


def correction(value: JsonValue, part: int = 0) -> Any:
    given = GivenCorrection(f"parts.{part}.delivered_on", value, "Synthetic: misread.", "DRAFT/SYN/3")
    return command(CorrectRecord(CORRECTABLE, CASE, "", given), COMMITTEE)


def case_of(unoct: Memory) -> Case:
    return unoct.get(CASES, CASE)


def days(told: list[Told]) -> list[tuple[str, str]]:
    """What is told, each with its day."""
    names = zip(types(told), told, strict=True)
    return [(name, str(one.data["occurred_on"])) for name, one in names if name != "record.corrected"]


def list_replaced(told: list[Told]) -> list[tuple[str, str | None]]:
    (event,) = (one.data for one in told if one.type == "record.corrected.v1")
    assert {one["id"] for one in event["replaces"]} == {CASE}
    return [(one["type"], one.get("occurred_on")) for one in event["replaces"]]


def delivered_alone() -> Memory:
    """UNODC is the only one that helps, and delivered on 5 April."""
    unoct = with_case()
    unoct.handle(project())
    unoct.today = date(2024, 5, 1)
    unoct.handle(deliver(OF_UNODC, delivered_on=date(2024, 4, 5), note="Trained."))
    return unoct


def test_the_only_part_is_put_right_and_the_case_with_it() -> None:
    unoct = delivered_alone()
    told = unoct.handle(correction("2024-04-25"))
    assert days(told) == [("case.delivered", "2024-04-25")]
    assert list_replaced(told) == [("case.delivered.v1", None), ("case.parts_changed.v1", None)]
    case = case_of(unoct)
    assert (case.status, case.delivered_on, case.note) == ("delivered", date(2024, 4, 25), "Trained.")
    assert case.parts[0].delivered_on == date(2024, 4, 25)
    (kept,) = unoct.rows[RECORD_CORRECTIONS].values()
    assert (kept.before, kept.after, kept.parties) == ("2024-04-05", "2024-04-25", ("state:KEN", "body:unodc"))


def test_the_part_of_one_of_two_is_put_right_while_the_other_is_under_way() -> None:
    unoct = half_delivered()
    told = unoct.handle(correction("2024-04-02"))
    assert days(told) == [("case.parts_changed", "2024-04-02")]
    assert [part.get("delivered_on") for part in told[-1].data["parts"]] == ["2024-04-02", None]
    case = case_of(unoct)
    assert (case.status, case.delivered_on, case.body) == ("taken_up", None, "ICAO")


def test_the_case_is_delivered_on_the_day_of_its_last_part() -> None:
    unoct = half_delivered()
    unoct.handle(deliver(OF_ICAO, delivered_on=date(2024, 4, 10)))
    unoct.today = date(2024, 5, 1)
    told = unoct.handle(correction("2024-04-20"))
    assert days(told) == [("case.delivered", "2024-04-20"), ("case.parts_changed", "2024-04-20")]
    assert (case_of(unoct).delivered_on, case_of(unoct).body) == (date(2024, 4, 20), "UNODC")
    told = unoct.handle(correction("2024-03-25"))
    assert days(told) == [("case.delivered", "2024-04-10"), ("case.parts_changed", "2024-03-25")]
    assert (case_of(unoct).delivered_on, case_of(unoct).body) == (date(2024, 4, 10), "ICAO")


def taken_up_again() -> Memory:
    """UNODC delivered on 5 April, and ICAO came on the first of May."""
    unoct = delivered_alone()
    unoct.handle(project(ICAO, lead_body="ICAO"))
    unoct.today = date(2024, 6, 1)
    return unoct


def test_a_case_that_was_taken_up_again_is_told_as_it_went() -> None:
    told = taken_up_again().handle(correction("2024-04-25"))
    assert days(told) == [
        ("case.delivered", "2024-04-25"), ("case.taken_up", "2024-05-01"), ("case.parts_changed", "2024-04-25"),
    ]  # fmt: skip
    assert ("case.taken_up.v1", "2024-05-01") in list_replaced(told)
    assert [one.data.get("body") for one in told[1:3]] == ["UNODC", "ICAO"]


def test_a_case_was_never_delivered_if_its_first_part_was_only_after_the_second_began() -> None:
    unoct = taken_up_again()
    told = unoct.handle(correction("2024-05-20"))
    assert days(told) == [("case.parts_changed", "2024-05-20")]
    assert (case_of(unoct).status, case_of(unoct).taken_up_on) == ("taken_up", date(2024, 3, 20))


def test_a_cancelled_case_stays_so() -> None:
    unoct = taken_up_again()
    unoct.handle(withdraw_copy())
    cancelled_on = case_of(unoct).cancelled_on
    told = unoct.handle(correction("2024-04-25"))
    assert days(told)[:3] == [
        ("case.delivered", "2024-04-25"), ("case.taken_up", "2024-05-01"), ("case.cancelled", str(cancelled_on)),
    ]  # fmt: skip
    assert (case_of(unoct).status, case_of(unoct).cancelled_on) == ("cancelled", cancelled_on)
    assert case_of(unoct).parts[0].delivered_on == date(2024, 4, 25)


@pytest.mark.parametrize(
    ("value", "part", "code"),
    [
        ("2024-02-29", 0, "before-what-it-rests-on"),
        ("2024-05-02", 0, "in-the-future"),
        ("soon", 0, "not-its-value"),
        ("2024-04-25", 1, "not-correctable"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(value: str, part: int, code: str) -> None:
    unoct = delivered_alone()
    before = case_of(unoct)
    (refused,) = unoct.decide(correction(value, part))
    assert isinstance(refused, Refused)
    assert (refused.refusal.code, case_of(unoct)) == (code, before)


def test_a_part_that_was_not_delivered_has_no_such_day() -> None:
    unoct = with_two()
    (refused,) = unoct.decide(correction("2024-03-20", 1))
    assert isinstance(refused, Refused)
    assert refused.refusal.code == "not-correctable"
    assert refused.refusal.detail == (
        "There are: parts.N.taken_up_on, parts.N.note. N is a place in the list: 0 is the first."
    )
