"""What becomes of a final assessment: received, noted, corrected, withdrawn; in whichever order it arrives."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from contracts.assessments import (
    AssessmentCompleted,
    AssessmentCorrected,
    AssessmentNoted,
    AssessmentReceived,
    AssessmentWithdrawn,
    VisitCompleted,
    VisitDates,
)
from contracts.notices import NoticeAccepted, NoticeRefused, NoticeWaiting
from services.assessments.assessments.commands.completing import Noting
from services.assessments.assessments.commands.correcting import Correcting
from services.assessments.assessments.model import ASSESSMENTS, CORRECTIONS, RECOMMENDATIONS
from services.assessments.visits.model import VISITS
from shared.engine.notices.judging import DEADLINE, WAITING
from shared.engine.rules import Refusal
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    KEN_VISIT,
    Desk,
    Told,
    about_assessment,
    correction_notice,
    finding,
    receipt_notice,
    recommendation,
    recommendation_of_ken,
    submission_notice,
    withdrawal_notice,
)


def with_report() -> Desk:
    desk = Desk()
    desk.notice(submission_notice())
    return desk


def on_report(desk: Desk, said: object) -> Told:
    return desk.command(about_assessment(KEN_REPORT, said))


# ---- received and noted ---------------------------------------------------------------------


def test_the_state_received_the_report() -> None:
    desk = with_report()
    event = desk.notice(receipt_notice(date(2024, 4, 1))).only(AssessmentReceived)
    assert (event.occurred_on, event.received_by_state_on) == (date(2024, 4, 1), date(2024, 4, 1))
    assert desk.get(ASSESSMENTS, KEN_REPORT).received_by_state_on == date(2024, 4, 1)
    assert desk.notice(receipt_notice(date(2024, 4, 1))).is_unchanged()


def test_another_day_of_receipt_is_refused_and_a_correction_is_the_way() -> None:
    desk = with_report()
    desk.notice(receipt_notice(date(2024, 4, 1)))
    answer = desk.get_refusal(receipt_notice(date(2024, 4, 2)))
    assert (answer.code, answer.fields) == ("known-differently", ("received_by_state_on",))
    event = desk.notice(correction_notice(received_by_state_on=date(2024, 4, 2))).only(AssessmentCorrected)
    assert event.changed == ("received_by_state_on",)


def test_a_report_may_reach_the_state_before_the_ctc_but_not_before_its_date_nor_tomorrow() -> None:
    desk = with_report()
    assert desk.get_refusal(receipt_notice(date(2024, 2, 29))).code == "dates-contradict"
    assert len(with_report().notice(receipt_notice(date(2024, 3, 1))).all(AssessmentReceived)) == 1
    assert desk.get_refusal(receipt_notice(date(2024, 7, 2))).code == "in-the-future"


def test_a_receipt_by_another_state_is_refused() -> None:
    assert with_report().get_refusal(receipt_notice(state="UGA")).fields == ("state",)


def test_the_report_submitted_again_without_the_receipt_that_came_apart_is_unchanged() -> None:
    desk = with_report()
    desk.notice(receipt_notice())
    assert desk.notice(submission_notice()).is_unchanged()


def test_taking_note_moves_no_deadline() -> None:
    desk = with_report()
    told = on_report(desk, Noting(date(2024, 4, 10)))
    assert told.only(AssessmentNoted).occurred_on == date(2024, 4, 10)
    assert desk.deadlines == {}
    assert on_report(desk, Noting(date(2024, 4, 10))).outcome == "unchanged"


# ---- corrected ------------------------------------------------------------------------------


def test_a_corrected_date_is_told_whole_and_the_original_is_kept() -> None:
    desk = with_report()
    told = desk.notice(correction_notice(submitted_to_ctc_on=date(2024, 3, 20), corrected_on=date(2024, 6, 1)))
    event = told.only(AssessmentCorrected)
    assert (event.changed, event.occurred_on) == (("submitted_to_ctc_on",), date(2024, 6, 1))
    assert len(event.recommendations) == 2
    (kept,) = desk.rows[CORRECTIONS].values()
    assert kept.original.assessment.submitted_to_ctc_on == date(2024, 3, 15)
    assert (kept.number, kept.changed, kept.recorded_at) == (1, ("submitted_to_ctc_on",), desk.now)
    assert desk.get(ASSESSMENTS, KEN_REPORT).submitted_to_ctc_on == date(2024, 3, 20)


def test_a_correction_without_a_day_of_its_own_is_of_the_day_it_arrives() -> None:
    assert with_report().notice(correction_notice(kind="focused")).only(AssessmentCorrected).occurred_on == date(
        2024, 7, 1
    )


def test_a_correction_that_changes_nothing_is_unchanged() -> None:
    assert with_report().notice(correction_notice()).is_unchanged()


def test_a_correction_there_and_back_is_two_corrections() -> None:
    desk = with_report()
    desk.notice(correction_notice(kind="focused"))
    assert desk.notice(correction_notice()).only(AssessmentCorrected).changed == ("kind",)
    assert len(desk.rows[CORRECTIONS]) == 2


def test_notices_correct_a_report_only_so_often() -> None:
    desk = with_report()
    most = REFERENCE.practice.most_corrections
    days = [date(2024, 3, 1) + timedelta(days=number % 2) for number in range(1, most + 2)]
    for day in days[:most]:
        desk.notice(correction_notice(report_date=day)).only(AssessmentCorrected)
    assert desk.get_refusal(correction_notice(report_date=days[most])).code == "corrected-too-often"
    assert desk.get(ASSESSMENTS, KEN_REPORT).corrections == most
    assert desk.notice(correction_notice(report_date=days[most - 1])).is_unchanged()
    on_report(desk, Correcting("Synthetic: misread.", report_date=days[most])).only(AssessmentCorrected)


def test_recommendations_and_findings_are_corrected_one_by_one() -> None:
    desk = with_report()
    new = (recommendation("R1", priority="low"), recommendation("R3"))
    told = desk.notice(correction_notice(recommendations=new, findings=(finding(result="none"),)))
    assert told.only(AssessmentCorrected).changed == ("recommendations", "recommendations.priority", "findings.result")
    assert set(desk.rows[RECOMMENDATIONS]) == {recommendation_of_ken("R1"), recommendation_of_ken("R3")}


def test_what_was_sent_at_first_now_differs_from_what_is_known() -> None:
    desk = with_report()
    desk.notice(correction_notice(kind="focused"))
    assert desk.get_refusal(submission_notice()).fields == ("kind",)


def test_corrected_dates_are_checked_like_submitted_ones() -> None:
    desk = with_report()
    desk.notice(receipt_notice(date(2024, 4, 1)))
    assert desk.get_refusal(correction_notice(report_date=date(2024, 4, 2))).code == "dates-contradict"
    assert desk.get_refusal(correction_notice(corrected_on=date(2024, 7, 2))).code == "in-the-future"


def test_an_assessment_does_not_move_to_another_state() -> None:
    assert with_report().get_refusal(correction_notice(state="UGA")).code == "of-another-state"


def test_a_corrected_visit_is_the_same_visit() -> None:
    desk = Desk()
    desk.notice(submission_notice(visit=VisitDates(start="2024-01-15", end="2024-01-19", mode="onsite")))
    told = desk.notice(correction_notice(visit=VisitDates(start="2024-02-05", end="2024-02-09", mode="onsite")))
    event = told.only(VisitCompleted)
    assert (event.visit_id, event.occurred_on, len(event.components)) == (KEN_VISIT, date(2024, 2, 9), 1)
    assert len(desk.rows[VISITS]) == 1


def test_an_officer_corrects_what_is_wrong_and_says_why() -> None:
    desk = with_report()
    on_report(desk, Noting(date(2024, 4, 10)))
    desk.notice(receipt_notice())
    told = on_report(desk, Correcting(reason="A slip.", kind="focused", noted_on=date(2024, 4, 11), not_received=True))
    event = told.only(AssessmentCorrected)
    assert event.changed == ("kind", "received_by_state_on", "noted_on")
    assert (event.reason, event.received_by_state_on) == ("A slip.", None)
    assert told.only(AssessmentNoted).occurred_on == date(2024, 4, 11)
    assert len(event.recommendations) == 2


# ---- withdrawn ------------------------------------------------------------------------------


def test_a_withdrawn_assessment_names_its_recommendations_and_is_the_committees_alone() -> None:
    desk = with_report()
    event = desk.notice(withdrawal_notice()).only(AssessmentWithdrawn)
    assert event.recommendation_ids == (recommendation_of_ken("R1"), recommendation_of_ken("R2"))
    assert event.reason == "A duplicate."
    assert desk.get(ASSESSMENTS, KEN_REPORT).status == "withdrawn"
    assert {row.audience for row in desk.rows[RECOMMENDATIONS].values()} == {"committee"}


def test_withdrawing_again_is_unchanged_and_otherwise_refused() -> None:
    desk = with_report()
    desk.notice(withdrawal_notice())
    assert desk.notice(withdrawal_notice()).is_unchanged()
    assert desk.get_refusal(withdrawal_notice(reason="Another.")).fields == ("reason",)
    assert desk.get_refusal(withdrawal_notice(date(2024, 5, 2))).fields == ("withdrawn_on",)


def test_nothing_more_happens_to_a_withdrawn_assessment() -> None:
    desk = with_report()
    desk.notice(withdrawal_notice())
    assert desk.get_refusal(receipt_notice()).code == "was-withdrawn"
    assert desk.get_refusal(correction_notice(kind="focused")).code == "was-withdrawn"
    with pytest.raises(Refusal):
        on_report(desk, Noting(date(2024, 4, 10)))


# ---- before it is known ---------------------------------------------------------------------


def test_what_comes_before_the_report_waits_for_it_and_is_judged_in_order() -> None:
    desk = Desk()
    for notice, id_ in ((receipt_notice(), "n-a"), (correction_notice(kind="focused"), "n-b")):
        assert desk.notice(notice, id_).only(NoticeWaiting).id == id_
    assert len(desk.rows[WAITING]) == 2
    told = desk.notice(submission_notice())
    order = [event.type for event in told.events if not event.type.startswith("released")]
    assert order == [
        "assessment.completed.v1",
        "notice.accepted.v1",
        "assessment.received.v1",
        "notice.accepted.v1",
        "assessment.corrected.v1",
        "notice.accepted.v1",
    ]
    assert desk.rows[WAITING] == {}
    assert desk.deadlines == {}
    assert desk.get(ASSESSMENTS, KEN_REPORT).received_by_state_on == date(2024, 4, 1)
    assert desk.get(ASSESSMENTS, KEN_REPORT).kind == "focused"


def test_what_waited_is_refused_if_it_contradicts_the_report() -> None:
    desk = Desk()
    desk.notice(receipt_notice(date(2024, 2, 29)))
    told = desk.notice(submission_notice())
    assert len(told.all(AssessmentCompleted)) == 1
    assert told.only(NoticeRefused).code == "dates-contradict"


def test_a_waiting_notice_sent_again_under_its_id_waits_once() -> None:
    desk = Desk()
    desk.notice(receipt_notice(), "n1")
    assert desk.notice(receipt_notice(), "n1").changes == []


def test_after_seven_days_a_waiting_notice_is_refused() -> None:
    desk = Desk(today=date(2024, 7, 1))
    desk.notice(receipt_notice(), "n1")
    ((kind, _),) = desk.deadlines
    assert kind == DEADLINE
    assert desk.pass_until(date(2024, 7, 8)) == []
    (told,) = desk.pass_until(date(2024, 7, 9))
    assert told.only(NoticeRefused).code == "still-unknown"
    assert desk.rows[WAITING] == {}


def test_a_notice_may_speak_of_another_senders_report() -> None:
    desk = with_report()
    told = desk.notice(receipt_notice(assessment_source="urn:example:cted"), source="urn:example:registry")
    assert told.only(NoticeAccepted).source == "urn:example:registry"
