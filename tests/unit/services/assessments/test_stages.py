"""From visit to report (OP14): each stage keeps its day, findings say what is missing and what is good practice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.assessments import AssessmentCompleted, AssessmentDrafted, VisitDates
from contracts.released import ReleasedAssessment
from services.assessments.assessments.commands.completing import Noting
from services.assessments.assessments.commands.drafting import Observations
from services.assessments.assessments.model import ASSESSMENTS
from services.assessments.assessments.stages import list_stages
from shared.engine.rules import Refusal
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    Desk,
    about_assessment,
    correction_notice,
    finding,
    receipt_notice,
    submission_notice,
    visit_planned,
    withdrawal_notice,
)
from tests.unit.services.assessments.test_drafts import share

VISIT = VisitDates(start="2024-01-08", end="2024-01-12", mode="onsite")


def say(desk: Desk, said: object) -> None:
    desk.command(about_assessment(KEN_REPORT, said))


def open_desk() -> Desk:
    desk = Desk(today=date(2024, 2, 20))
    share(desk, date(2024, 1, 22), draft="pao")
    share(desk, date(2024, 2, 5))
    say(desk, Observations(date(2024, 2, 15)))
    desk.today = date(2024, 7, 1)
    return desk


def test_the_pao_and_the_draft_keep_their_days_and_the_time_between_stages_is_measured() -> None:
    desk = open_desk()
    desk.notice(submission_notice(visit=VISIT))
    desk.notice(receipt_notice())
    say(desk, Noting(date(2024, 4, 10)))
    assert [(one.stage, one.on.isoformat(), one.days) for one in list_stages(desk.get(ASSESSMENTS, KEN_REPORT))] == [
        ("visit_ended", "2024-01-12", None),
        ("pao_shared", "2024-01-22", 10),
        ("draft_shared", "2024-02-05", 14),
        ("observations", "2024-02-15", 10),
        ("report", "2024-03-01", 15),
        ("submitted", "2024-03-15", 14),
        ("received", "2024-04-01", 17),
        ("noted", "2024-04-10", 9),
    ]


def test_a_day_that_is_not_known_exactly_measures_nothing() -> None:
    desk = Desk()
    desk.notice(submission_notice(visit=VisitDates(start="2024-01", end="2024-01", mode="onsite")))
    assert [(one.stage, one.days) for one in list_stages(desk.get(ASSESSMENTS, KEN_REPORT))] == [
        ("report", None), ("submitted", 14),
    ]  # fmt: skip


def test_a_pao_known_only_after_its_draft_restarts_nothing() -> None:
    desk = Desk(today=date(2024, 2, 20))
    share(desk, date(2024, 2, 5))
    told = share(desk, date(2024, 1, 22), draft="pao")
    assert told.only(AssessmentDrafted).observations_due_on is None
    kept = desk.get(ASSESSMENTS, KEN_REPORT)
    assert (kept.pao_shared_on, kept.draft_shared_on, kept.draft) == (date(2024, 1, 22), date(2024, 2, 5), "draft")
    assert share(desk, date(2024, 1, 22), draft="pao").outcome == "unchanged"
    with pytest.raises(Refusal) as refusal:
        share(desk, date(2024, 2, 6), draft="pao")
    assert (refusal.value.code, refusal.value.fields) == ("dates-contradict", ("pao_shared_on", "draft_shared_on"))


# ---- findings -------------------------------------------------------------------------------

SAID = {"shortfall": "[Synthetic example] missing", "good_practice": "[Synthetic example] good"}


def test_a_finding_says_what_is_missing_and_what_others_can_learn_from() -> None:
    desk = Desk()
    told = desk.notice(submission_notice(findings=(finding(**SAID), finding("P2", audience="committee", **SAID))))
    for one in told.only(AssessmentCompleted).findings:
        assert (one.shortfall, one.good_practice) == tuple(SAID.values())
    assert [[one.shortfall for one in copy.findings or ()] for copy in told.all(ReleasedAssessment)] == [
        [SAID["shortfall"]]
    ] * 2  # the other one is the Committee's
    answer = desk.get_refusal(submission_notice(findings=(finding(**SAID | {"shortfall": "x"}), finding("P2", **SAID))))
    assert {"findings.shortfall", "findings.audience"} == set(answer.fields)


# ---- dates that cannot be -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"report_date": date(1944, 3, 1)}, ("report_date",)),
        ({"submitted_to_ctc_on": date(1, 1, 1)}, ("submitted_to_ctc_on",)),
        ({"visit": VisitDates(start="1944", end="2024-01-12", mode="onsite")}, ("visit.start",)),
    ],
)
def test_a_date_before_there_were_united_nations_is_refused(wrong: dict[str, Any], fields: tuple[str, ...]) -> None:
    answer = Desk().get_refusal(submission_notice(**wrong))
    assert (answer.code, answer.rule, answer.fields) == ("before-the-united-nations", "3", fields)


def test_so_is_a_visit_before_them() -> None:
    assert Desk().get_refusal(visit_planned(start="1944-12")).code == "before-the-united-nations"


@pytest.mark.parametrize(
    ("moved", "fields"),
    [
        ({"submitted_to_ctc_on": date(2024, 2, 10)}, ("observations_received_on", "submitted_to_ctc_on")),
        ({"submitted_to_ctc_on": date(2024, 4, 11)}, ("submitted_to_ctc_on", "noted_on")),
        ({"report_date": date(2024, 4, 2), "submitted_to_ctc_on": date(2024, 4, 3)},
         ("report_date", "received_by_state_on")),
        ({"corrected_on": date(2024, 3, 14)}, ("submitted_to_ctc_on", "corrected_on")),
    ],
)  # fmt: skip
def test_a_correction_moves_no_date_past_what_depended_on_it(moved: dict[str, Any], fields: tuple[str, ...]) -> None:
    desk = open_desk()
    desk.notice(submission_notice())
    desk.notice(receipt_notice())
    say(desk, Noting(date(2024, 4, 10)))
    answer = desk.get_refusal(correction_notice(**{"report_date": date(2024, 2, 1)} | moved))
    assert (answer.code, answer.rule, answer.fields) == ("dates-contradict", "2", fields)


@pytest.mark.parametrize("on", [date(2024, 3, 14), date(2024, 3, 31), date(2024, 4, 9)])
def test_an_assessment_is_not_withdrawn_before_what_has_happened_to_it(on: date) -> None:
    desk = Desk()
    desk.notice(submission_notice())
    desk.notice(receipt_notice())
    say(desk, Noting(date(2024, 4, 10)))
    assert desk.get_refusal(withdrawal_notice(on)).code == "dates-contradict"
