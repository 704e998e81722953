"""A final assessment: what its completion brings, and what of it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.assessments import AssessmentCompleted, VisitCompleted, VisitDates
from contracts.catalog import LARGEST_EVENT, encode
from contracts.ids import finding_id
from contracts.notices import NoticeAccepted
from services.assessments.assessments.model import ASSESSMENTS, FINDINGS, RECOMMENDATIONS
from services.assessments.visits.model import STATE_VISITS, VISITS, StateVisits
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import (
    CTED,
    KEN_REPORT,
    KEN_VISIT,
    Desk,
    finding,
    recommendation,
    recommendation_of_ken,
    submission_notice,
    withdrawal_notice,
)

JANUARY = VisitDates(start="2024-01-15", end="2024-01-19", mode="onsite")


def test_a_submitted_assessment_is_completed_with_the_ids_of_its_parts() -> None:
    desk = Desk()
    told = desk.notice(submission_notice())
    event = told.only(AssessmentCompleted)
    assert (event.assessment_id, event.source, event.reference) == (KEN_REPORT, CTED, "2024/KEN")
    assert [one.recommendation_id for one in event.recommendations] == [
        recommendation_of_ken("R1"),
        recommendation_of_ken("R2"),
    ]
    assert event.findings[0].finding_id == finding_id(KEN_REPORT, "resolution 1373 (2001), para. 1", 0)
    assert (event.occurred_on, event.submitted_to_ctc_on) == (date(2024, 3, 15), date(2024, 3, 15))
    assert told.only(NoticeAccepted).caused == (KEN_REPORT,)
    assert desk.get(ASSESSMENTS, KEN_REPORT).status == "completed"
    assert len(desk.rows[RECOMMENDATIONS]) == 2
    assert len(desk.rows[FINDINGS]) == 1


@pytest.mark.parametrize(
    ("kind", "opens"),
    [
        ("comprehensive", True),
        ("focused", True),
        ("desk", True),
        ("regional", True),
        ("follow-up", False),
        ("advocacy", False),
    ],
)
def test_which_kinds_open_a_cycle_is_read_from_the_practice(kind: str, opens: bool) -> None:
    assert Desk().notice(submission_notice(kind=kind)).only(AssessmentCompleted).opens_cycle is opens


def test_a_sample_is_marked_in_every_row_and_event() -> None:
    desk = Desk()
    told = desk.notice(submission_notice(visit=JANUARY))
    assert all(getattr(event, "synthetic", True) for event in told.events)
    rows = (row for rows in desk.rows.values() for row in rows.values() if hasattr(row, "synthetic"))
    assert all(row.synthetic for row in rows)


def test_the_same_notice_judged_again_says_nothing() -> None:
    desk = Desk()
    desk.notice(submission_notice(), "n1")
    assert desk.notice(submission_notice(), "n1").changes == []


def test_the_same_content_under_another_id_is_unchanged() -> None:
    desk = Desk()
    desk.notice(submission_notice())
    assert desk.notice(submission_notice()).is_unchanged()


def test_recommendations_in_another_order_are_the_same_content() -> None:
    desk = Desk()
    desk.notice(submission_notice())
    assert desk.notice(submission_notice(recommendations=(recommendation("R2"), recommendation("R1")))).is_unchanged()


def test_other_content_under_the_same_reference_is_refused_with_the_names_of_what_differs() -> None:
    desk = Desk()
    desk.notice(submission_notice())
    changed = (recommendation("R1", text="[Synthetic example] Other.", audience="committee"), recommendation("R2"))
    answer = desk.get_refusal(submission_notice(kind="focused", report_date=date(2024, 3, 2), recommendations=changed))
    assert answer.code == "known-differently"
    assert answer.fields == ("kind", "report_date", "recommendations.text", "recommendations.audience")
    assert "Other" not in answer.reason


def test_a_missing_recommendation_or_finding_is_a_difference() -> None:
    desk = Desk()
    desk.notice(submission_notice())
    answer = desk.get_refusal(submission_notice(recommendations=(recommendation("R1"),), findings=()))
    assert answer.fields == ("recommendations", "findings")


def test_another_source_may_use_the_same_reference() -> None:
    desk = Desk()
    desk.notice(submission_notice())
    assert (
        desk.notice(submission_notice(), source="urn:example:other").only(AssessmentCompleted).assessment_id
        != KEN_REPORT
    )


def test_a_withdrawn_assessment_is_not_submitted_again() -> None:
    desk = Desk()
    desk.notice(submission_notice())
    desk.notice(withdrawal_notice())
    assert desk.get_refusal(submission_notice()).code == "was-withdrawn"


EARLY = date(2024, 2, 29)
NO_THEME = (recommendation(themes=("cft", "no-theme")),)
TWICE = (recommendation(), recommendation())
BACKWARDS = VisitDates(start="2024-02", end="2024-01-31", mode="onsite")
AFTER_THE_REPORT = VisitDates(start="2024-02-01", end="2024-03-02", mode="onsite")


@pytest.mark.parametrize(
    ("wrong", "code", "fields"),
    [
        ({"state": "HKG"}, "not-a-member-state", ("state",)),
        ({"state": "VAT"}, "not-a-member-state", ("state",)),
        ({"state": "ZZZ"}, "not-a-member-state", ("state",)),
        ({"recommendations": NO_THEME}, "unknown-theme", ("recommendations.0.themes",)),
        ({"recommendations": TWICE}, "same-reference-twice", ("recommendations.reference",)),
        ({"submitted_to_ctc_on": date(2024, 2, 29)}, "dates-contradict", ("report_date", "submitted_to_ctc_on")),
        ({"received_by_state_on": EARLY}, "dates-contradict", ("report_date", "received_by_state_on")),
        ({"submitted_to_ctc_on": date(2024, 7, 2)}, "in-the-future", ("submitted_to_ctc_on",)),
        ({"received_by_state_on": date(2024, 7, 2)}, "in-the-future", ("received_by_state_on",)),
        ({"visit": BACKWARDS}, "dates-contradict", ("visit.start", "visit.end")),
        ({"visit": AFTER_THE_REPORT}, "dates-contradict", ("visit.end", "report_date")),
        ({"kind": "desk", "visit": JANUARY}, "desk-has-no-visit", ("kind", "visit")),
    ],
)
def test_what_cannot_be_right_is_refused(wrong: dict[str, Any], code: str, fields: tuple[str, ...]) -> None:
    answer = Desk().get_refusal(submission_notice(**wrong))
    assert (answer.code, answer.fields) == (code, fields)


@pytest.mark.parametrize("sign", ["\ufdfa", "\u337f", "a "], ids=["four Arabic words", "four in Chinese", "letters"])
def test_a_report_whose_words_take_long_to_compare_is_refused(sign: str) -> None:
    """Some signs stand for four words each: 480 kB had 400,000, and two such reports filled the memory."""
    desk = Desk()
    many = tuple(recommendation(f"R{number}", text=sign * 4_000) for number in range(40))
    refusal = desk.get_refusal(submission_notice(recommendations=many))
    assert refusal.code == "too-many-words"
    usual = (recommendation(text=f"{sign} and usual words"),)
    assert len(desk.notice(submission_notice(recommendations=usual)).only(AssessmentCompleted).recommendations) == 1


@pytest.mark.parametrize("words", ["usual ", "العربية ", "汉语"], ids=["Latin", "Arabic", "Chinese"])
def test_a_long_report_in_usual_words_is_taken(words: str) -> None:
    text = words * (9_000 // len(words))
    many = tuple(recommendation(f"R{number}", text=text) for number in range(240_000 // len(text.encode())))
    event = Desk().notice(submission_notice(recommendations=many)).only(AssessmentCompleted)
    assert len(event.recommendations) == len(many)


def test_a_report_too_large_for_its_event_is_refused() -> None:
    desk = Desk()
    many = tuple(recommendation(f"R{number}", text="x" * 9_000) for number in range(60))
    assert desk.get_refusal(submission_notice(recommendations=many)).code == "report-too-large"
    event = desk.notice(submission_notice(recommendations=many[:50])).only(AssessmentCompleted)
    assert len(encode(event)) < LARGEST_EVENT


def test_a_jurisdiction_that_is_no_member_state_is_told_why() -> None:
    assert "no Member State" in Desk().get_refusal(submission_notice(state="HKG")).reason


def test_only_who_was_a_member_state_on_that_day_is_assessed() -> None:
    states = [replace(one, admitted_on=date(2011, 7, 14)) if one.id == "SSD" else one for one in REFERENCE.states]
    desk = Desk(reference=replace(REFERENCE, states=tuple(states)))
    day = date(2011, 7, 13)
    assert (
        desk.get_refusal(submission_notice(state="SSD", report_date=day, submitted_to_ctc_on=day)).code
        == "not-a-member-state"
    )
    told = desk.notice(submission_notice(state="SSD", report_date=day, submitted_to_ctc_on=date(2011, 7, 14)))
    assert told.only(AssessmentCompleted).state == "SSD"


def test_imprecise_dates_of_a_visit_contradict_nothing_that_they_may_agree_with() -> None:
    dates = VisitDates(start="2024-03", end="2024", mode="hybrid")
    assert Desk().notice(submission_notice(visit=dates)).only(AssessmentCompleted).visit == dates


def test_two_findings_on_one_provision_have_ids_of_their_own() -> None:
    desk = Desk()
    told = desk.notice(submission_notice(findings=(finding("P"), finding("P", result="none"))))
    ids = [one.finding_id for one in told.only(AssessmentCompleted).findings]
    assert ids == [finding_id(KEN_REPORT, "P", 0), finding_id(KEN_REPORT, "P", 1)]


# ---- the visit on which it rests ------------------------------------------------------------


def test_a_visit_becomes_known_by_its_assessment_and_counts_in_the_year_it_ended() -> None:
    desk = Desk()
    told = desk.notice(submission_notice(visit=VisitDates(start="2023-12-18", end="2024-01-05", mode="hybrid")))
    event = told.only(VisitCompleted)
    assert (event.visit_id, event.kind, event.body, event.mode) == (KEN_VISIT, "comprehensive", "CTED", "hybrid")
    assert event.occurred_on == date(2024, 1, 5)
    assert told.only(AssessmentCompleted).visit_id == KEN_VISIT
    assert desk.get(VISITS, KEN_VISIT).year == 2024
    assert desk.rows[STATE_VISITS] == {"KEN": StateVisits("KEN")}


def test_the_same_visit_is_not_counted_twice_when_two_reports_rest_on_it() -> None:
    desk = Desk()
    desk.notice(submission_notice(visit=JANUARY))
    told = desk.notice(
        submission_notice(reference="2024/KEN/2", visit=VisitDates(start="2024-01", end="2024-01", mode="onsite"))
    )
    assert told.all(VisitCompleted) == []
    assert told.only(AssessmentCompleted).visit_id == KEN_VISIT


def test_a_visit_of_another_kind_or_another_time_is_another_visit() -> None:
    desk = Desk()
    desk.notice(submission_notice(visit=JANUARY))
    assert len(desk.notice(submission_notice(reference="B", kind="follow-up", visit=JANUARY)).all(VisitCompleted)) == 1
    later = VisitDates(start="2024-02-05", end="2024-02-09", mode="onsite")
    assert len(desk.notice(submission_notice(reference="C", visit=later)).all(VisitCompleted)) == 1


def test_an_assessment_without_a_visit_makes_none_known() -> None:
    told = Desk().notice(submission_notice(kind="desk"))
    assert told.all(VisitCompleted) == []
    assert told.only(AssessmentCompleted).visit_id is None
