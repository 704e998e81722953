"""Decisions on disclosure that are recorded out of order: the later day stands, whichever is recorded first (OP19)."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.assessments import DisclosureChanged
from contracts.audiences import Audience
from services.assessments.assessments.model import RECOMMENDATIONS
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
EARLY, LATE = date(2024, 6, 12), date(2024, 6, 20)


def build_decision(audience: Audience, on: date) -> Decision:
    return Decision(audience, "Permanent Mission", on, consulted_ctc=True)


def decide(desk: Desk, audience: Audience, on: date, of: str = "") -> Told:
    return desk.command(disclosure(KEN_REPORT, build_decision(audience, on), of))


def open_desk() -> Desk:
    desk = Desk()
    desk.notice(submission_notice())
    return desk


def audience(desk: Desk, of: str) -> str:
    return str(desk.get(RECOMMENDATIONS, of).audience)


@pytest.mark.parametrize("of", ["", R1])
def test_an_earlier_decision_that_is_recorded_late_undoes_no_later_one(of: str) -> None:
    desk = open_desk()
    decide(desk, "committee", LATE, of)
    with pytest.raises(Refusal) as refused:
        decide(desk, "public", EARLY, of)
    assert (refused.value.code, refused.value.paragraph, refused.value.fields) == (
        "a-later-decision-stands", "OP19", ("decided_on",),
    )  # fmt: skip
    assert audience(desk, R1) == "committee"


def test_a_choice_for_the_report_leaves_a_part_on_which_was_decided_later() -> None:
    desk = open_desk()
    decide(desk, "partners", LATE, R1)
    decide(desk, "committee", EARLY)
    assert (audience(desk, R1), audience(desk, R2)) == ("partners", "committee")


def test_no_earlier_choice_for_a_part_opens_what_the_report_has_closed_since() -> None:
    desk = open_desk()
    decide(desk, "council", LATE)
    with pytest.raises(Refusal) as refused:
        decide(desk, "un", EARLY, R1)
    assert refused.value.code == "a-later-decision-stands"
    decide(desk, "committee", EARLY, R1)
    assert (audience(desk, R1), audience(desk, R2)) == ("committee", "council")


def test_a_decision_of_the_same_day_and_one_that_is_affirmed_later_hold() -> None:
    desk = open_desk()
    decide(desk, "committee", EARLY)
    assert decide(desk, "committee", EARLY).outcome == "unchanged"
    told = decide(desk, "committee", LATE)
    assert (told.only(DisclosureChanged).decided_on, told.released_copies) == (LATE, [])
    with pytest.raises(Refusal):
        decide(desk, "un", EARLY)
    assert decide(desk, "un", LATE).only(DisclosureChanged).audience == "un"


def test_a_correction_keeps_the_day_of_a_decision() -> None:
    desk = open_desk()
    decide(desk, "committee", LATE, R1)
    said = recommendation("R1", audience="committee", text="[Synthetic example] Otherwise.")
    desk.notice(correction_notice(recommendations=(said, recommendation("R2"))))
    with pytest.raises(Refusal):
        decide(desk, "un", EARLY, R1)


def test_so_it_is_with_a_product() -> None:
    desk = adopt_product()
    desk.command(about_product(SURVEY, build_decision("committee", LATE)))
    with pytest.raises(Refusal) as refused:
        desk.command(about_product(SURVEY, build_decision("public", EARLY)))
    assert refused.value.code == "a-later-decision-stands"
    assert desk.get(PRODUCTS, SURVEY).audience == "committee"
