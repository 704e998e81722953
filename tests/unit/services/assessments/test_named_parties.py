"""Readers named beside an audience, such as `body:unodc`: they follow every choice and every end (OP19, rules 7, 8)."""

from __future__ import annotations

from datetime import date

from contracts.audiences import Audience
from contracts.followup import RecommendationClosed
from services.assessments.assessments.model import ASSESSMENTS, FINDINGS, RECOMMENDATIONS
from services.assessments.disclosure import Decision
from services.assessments.products.commands import Adoption, DraftedProduct, DraftProduct, ProductWithdrawal
from services.assessments.products.model import PRODUCTS
from tests.unit.services.assessments.desk import (
    CTED,
    KEN_REPORT,
    Desk,
    about_product,
    correction_notice,
    disclosure,
    recommendation,
    recommendation_of_ken,
    submission_notice,
    withdrawal_notice,
)
from tests.unit.services.assessments.test_follow_up import tell
from tests.unit.services.assessments.test_products import SURVEY

R1, R2 = recommendation_of_ken("R1"), recommendation_of_ken("R2")
KEN, UNODC = "state:KEN", "body:unodc"


def open_desk() -> Desk:
    desk = Desk()
    desk.notice(submission_notice())
    return desk


def decide(desk: Desk, audience: Audience, *parties: str, of: str = "") -> None:
    decision = Decision(audience, "Permanent Mission", date(2024, 6, 1), parties, consulted_ctc=True)
    desk.command(disclosure(KEN_REPORT, decision, of))


def readers(desk: Desk, of: str) -> tuple[str, tuple[str, ...]]:
    row = desk.get(RECOMMENDATIONS, of)
    return row.audience, row.parties


def test_a_withdrawn_report_is_the_committees_and_the_states_alone() -> None:
    desk = open_desk()
    decide(desk, "committee", UNODC)
    desk.notice(withdrawal_notice(date(2024, 7, 1)))
    rows = [row for table in (ASSESSMENTS, RECOMMENDATIONS, FINDINGS) for row in desk.rows[table].values()]
    assert {(row.audience, row.parties) for row in rows} == {("committee", (KEN,))}


def test_a_closed_recommendation_is_the_committees_and_the_states_alone() -> None:
    desk = open_desk()
    decide(desk, "committee", UNODC)
    closed = RecommendationClosed(
        occurred_on=date(2024, 7, 1),
        synthetic=True,
        state="KEN",
        recommendation_id=R1,
        assessment_id=KEN_REPORT,
        reason="overtaken",
    )
    tell(desk, closed)
    assert (readers(desk, R1), readers(desk, R2)) == (("committee", (KEN,)), ("committee", (KEN, UNODC)))


def test_a_withdrawn_product_is_the_committees_and_the_states_alone() -> None:
    desk = Desk()
    desk.command(DraftProduct(CTED, DraftedProduct("P1", "edis", "eDIS", state="KEN", drafted_on=date(2024, 5, 1))))
    desk.command(about_product(SURVEY, Adoption(date(2024, 5, 2))))
    desk.command(about_product(SURVEY, Decision("committee", "Permanent Mission", date(2024, 6, 1), (UNODC,))))
    desk.command(about_product(SURVEY, ProductWithdrawal(date(2024, 7, 1), "Wrong.")))
    assert desk.get(PRODUCTS, SURVEY).parties == (KEN,)


def test_a_correction_names_no_new_reader_of_a_part_that_has_a_choice_of_its_own() -> None:
    desk = open_desk()
    decide(desk, "committee", UNODC)
    decide(desk, "committee", of=R1)
    desk.notice(correction_notice(recommendations=(recommendation("R1", audience="committee"), recommendation("R2"))))
    assert (readers(desk, R1), readers(desk, R2)) == (("committee", (KEN,)), ("committee", (KEN, UNODC)))


def test_a_corrected_audience_does_not_undo_what_was_decided_on_the_part() -> None:
    desk = Desk()
    desk.notice(submission_notice(recommendations=(recommendation("R1", audience="un"), recommendation("R2"))))
    decide(desk, "committee", of=R1)
    decide(desk, "committee")
    desk.notice(correction_notice(recommendations=(recommendation("R1"), recommendation("R2"))))
    decide(desk, "un")
    assert (readers(desk, R1)[0], readers(desk, R2)[0]) == ("committee", "un")


def test_a_report_narrowed_below_the_un_takes_its_parts_from_whoever_was_named_beside_them() -> None:
    desk = open_desk()
    decide(desk, "committee", UNODC, of=R1)
    decide(desk, "committee")
    assert readers(desk, R1) == ("committee", (KEN,))


def test_a_report_that_goes_on_to_reach_the_un_leaves_a_part_to_whoever_was_named_beside_it() -> None:
    desk = open_desk()
    decide(desk, "public")
    decide(desk, "committee", UNODC, of=R1)
    decide(desk, "un")
    assert readers(desk, R1) == ("committee", (KEN, UNODC))


def test_whom_a_choice_for_the_report_names_no_more_no_part_names_either() -> None:
    desk = open_desk()
    decide(desk, "committee", UNODC)
    decide(desk, "committee", UNODC, of=R1)
    decide(desk, "committee")
    assert readers(desk, R1) == ("committee", (KEN,))
