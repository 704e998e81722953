"""The word of a State on assistance, after its assessment (OP39)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from contracts.assessments import AssistanceRequested
from contracts.released import ReleasedRecommendation
from services.assessments.assessments.commands.correcting import Correcting
from services.assessments.assessments.model import RECOMMENDATIONS
from services.assessments.recommendations.commands import AssistanceRequest, RequestAssistance
from shared.engine.rules import Refusal
from tests.support.frozen import REFERENCE
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    Desk,
    Told,
    about_assessment,
    correction_notice,
    finding,
    recommendation,
    submission_notice,
    withdrawal_notice,
)
from tests.unit.services.assessments.test_follow_up import KENYA, ON, R1, R2, close, open_desk


def ask(desk: Desk, requested: bool, on: date = ON, of: str = R1) -> Told:
    return desk.command(RequestAssistance(KEN_REPORT, of, AssistanceRequest(requested, on)))


def test_a_state_dates_its_own_request_for_assistance_by_its_arrival() -> None:
    desk = open_desk()
    early = RequestAssistance(KEN_REPORT, R1, AssistanceRequest(False, ON))
    with pytest.raises(Refusal) as refused:
        desk.command(early, KENYA)
    assert (refused.value.code, refused.value.paragraph) == ("dated-by-its-arrival", "OP39")
    assert desk.command(RequestAssistance(KEN_REPORT, R1, AssistanceRequest(False)), KENYA).changes


def test_a_state_takes_its_request_back_and_every_copy_says_so() -> None:
    desk = open_desk()
    told = ask(desk, False)
    event = told.only(AssistanceRequested)
    assert (event.requested, event.recommendation.assistance_requested, event.occurred_on) == (False, False, ON)
    assert told.released_copies == [(to, "released.recommendation") for to in ("council", "un")]
    assert {copy.assistance_requested for copy in told.all(ReleasedRecommendation)} == {False}
    assert ask(desk, False).outcome == "unchanged"
    assert ask(desk, True, date(2024, 6, 2)).only(AssistanceRequested).requested


def test_a_request_for_assistance_changes_only_so_often_in_a_day() -> None:
    """Each change tells of all projects for the need. A correction of the report gives no further ones."""
    desk = open_desk()
    for change in range(REFERENCE.practice.most_changes_of_assistance):
        assert ask(desk, change % 2 == 1, desk.today).changes
    with pytest.raises(Refusal) as refused:
        ask(desk, False, desk.today)
    assert (refused.value.code, refused.value.paragraph) == ("assistance-changes-too-often", "OP39")
    assert ask(desk, True, desk.today).outcome == "unchanged", "the same again is no change"
    assert ask(desk, True, desk.today, R2).changes, "another recommendation has its own"
    desk.notice(correction_notice(findings=(finding(result="full"),)))
    with pytest.raises(Refusal):
        ask(desk, False, desk.today)
    desk.today += timedelta(days=1)
    assert ask(desk, False, desk.today).changes


def test_the_states_word_stands_against_what_was_submitted_before_it() -> None:
    desk = open_desk()
    ask(desk, False)
    assert desk.notice(submission_notice()).is_unchanged()
    desk.notice(correction_notice(findings=(finding(result="full"),)))
    assert not desk.get(RECOMMENDATIONS, R1).assistance_requested
    parts = (recommendation("R1", assistance_requested=False), recommendation("R2"))
    desk.notice(correction_notice(recommendations=parts, findings=(finding(result="full"),)))
    assert desk.get(RECOMMENDATIONS, R1).stated_assistance_requested is False


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2024, 7, 2), "in-the-future"),
        (date(2024, 2, 28), "dates-contradict"),
        (date(2024, 5, 31), "known-differently"),
        (date(1944, 5, 31), "before-the-united-nations"),
    ],
)
def test_it_is_asked_for_on_a_day_after_the_report_and_after_the_states_last_word(on: date, code: str) -> None:
    desk = open_desk()
    ask(desk, False)
    with pytest.raises(Refusal) as refusal:
        ask(desk, True, on)
    assert refusal.value.code == code


def test_a_correction_does_not_move_the_report_past_what_was_said_of_it() -> None:
    desk = open_desk(submitted_to_ctc_on=date(2024, 6, 20))
    ask(desk, False)
    answer = desk.get_refusal(correction_notice(report_date=date(2024, 6, 2), submitted_to_ctc_on=date(2024, 6, 20)))
    assert (answer.code, answer.fields) == ("dates-contradict", ("report_date", "assistance_requested_on"))
    desk = open_desk()
    close(desk, "overtaken")
    answer = desk.get_refusal(correction_notice(submitted_to_ctc_on=date(2024, 6, 2)))
    assert answer.fields == ("submitted_to_ctc_on", "recommendation_closed_on")


def test_what_is_closed_or_withdrawn_needs_no_assistance_any_more() -> None:
    desk = open_desk()
    close(desk, "overtaken")
    desk2 = open_desk()
    desk2.notice(withdrawal_notice())
    for of, code in ((desk, "no-longer-live"), (desk2, "was-withdrawn")):
        with pytest.raises(Refusal) as refusal:
            ask(of, False)
        assert refusal.value.code == code


def test_a_correction_by_command_keeps_the_states_word() -> None:
    desk = open_desk()
    ask(desk, False)
    said = Correcting("A slip.", report_date=date(2024, 2, 20))
    desk.command(about_assessment(KEN_REPORT, said))
    assert not desk.get(RECOMMENDATIONS, R1).assistance_requested
