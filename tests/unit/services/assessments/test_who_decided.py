"""Who decided on a disclosure, and when, is kept with the thing itself (OP19)."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.ids import finding_id
from services.assessments.assessments.model import ASSESSMENTS, FINDINGS, RECOMMENDATIONS
from services.assessments.disclosure import Decision
from services.assessments.products.model import PRODUCTS
from shared.engine.rules import Refusal
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    Desk,
    Told,
    about_product,
    correction_notice,
    disclosure,
    recommendation,
    recommendation_of_ken,
    submission_notice,
)
from tests.unit.services.assessments.test_products import SURVEY, adopt_product

R1, R2 = recommendation_of_ken("R1"), recommendation_of_ken("R2")
F1 = finding_id(KEN_REPORT, "resolution 1373 (2001), para. 1", 0)
EARLY, LATE = date(2024, 6, 12), date(2024, 6, 20)
MISSION, MINISTRY = "Permanent Mission", "Ministry of Justice"
NONE = (None, None)

Decided = tuple[str | None, date | None]


def open_desk() -> Desk:
    desk = Desk()
    desk.notice(submission_notice())
    return desk


def decide(desk: Desk, by: str, on: date, of: str = "", in_part: tuple[str, ...] = ()) -> Told:
    return desk.command(disclosure(KEN_REPORT, Decision("committee", by, on, in_part=in_part), of))


def find_decided(desk: Desk) -> dict[str, Decided]:
    """Who decided on the report and on each of its parts, and when."""
    return {
        key: (row.disclosure_decided_by, row.disclosure_decided_on)
        for table in (ASSESSMENTS, RECOMMENDATIONS, FINDINGS)
        for key, row in desk.rows[table].items()
    }


def test_nobody_decided_yet_on_what_was_only_submitted() -> None:
    assert find_decided(open_desk()) == dict.fromkeys((KEN_REPORT, R1, R2, F1), NONE)


def test_a_decision_on_the_whole_stands_with_the_whole_alone() -> None:
    desk = open_desk()
    decide(desk, MISSION, EARLY)
    assert find_decided(desk) == {KEN_REPORT: (MISSION, EARLY), R1: NONE, R2: NONE, F1: NONE}


def test_a_decision_on_parts_stands_with_these_parts() -> None:
    desk = open_desk()
    decide(desk, MISSION, EARLY, in_part=(R2, F1))
    decide(desk, MINISTRY, EARLY, of=R1)
    of_mission = (MISSION, EARLY)
    assert find_decided(desk) == {KEN_REPORT: NONE, R1: (MINISTRY, EARLY), R2: of_mission, F1: of_mission}


def test_the_latest_decision_stands_and_a_refused_one_leaves_no_name() -> None:
    desk = open_desk()
    decide(desk, MISSION, EARLY)
    decide(desk, MINISTRY, LATE)
    with pytest.raises(Refusal):
        decide(desk, MISSION, EARLY)
    assert find_decided(desk)[KEN_REPORT] == (MINISTRY, LATE)


def test_another_office_on_the_same_day_is_recorded_and_the_same_one_is_unchanged() -> None:
    desk = open_desk()
    decide(desk, MISSION, EARLY)
    told = decide(desk, MINISTRY, EARLY)
    assert (told.outcome, told.released_copies) == ("accepted", [])
    assert find_decided(desk)[KEN_REPORT] == (MINISTRY, EARLY)
    assert decide(desk, MINISTRY, EARLY).outcome == "unchanged"


def test_a_correction_keeps_who_decided() -> None:
    desk = open_desk()
    decide(desk, MINISTRY, LATE, of=R1)
    said = recommendation("R1", audience="committee", text="[Synthetic example] Otherwise.")
    desk.notice(correction_notice(recommendations=(said, recommendation("R2"))))
    assert find_decided(desk)[R1] == (MINISTRY, LATE)


def test_so_it_is_with_a_product() -> None:
    desk = adopt_product()
    desk.command(about_product(SURVEY, Decision("committee", MISSION, LATE)))
    product = desk.get(PRODUCTS, SURVEY)
    assert (product.disclosure_decided_by, product.disclosure_decided_on) == (MISSION, LATE)
