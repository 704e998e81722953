"""Dates on which a follow-up rests: no correction moves them past what was counted from them (rule 4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.assessments import AssessmentCorrected
from contracts.followup import (
    FollowupReported,
    FollowupRescheduled,
    FollowupResponseReceived,
    RecommendationAssessed,
    RecommendationCarriedOver,
)
from tests.unit.services.assessments.desk import KEN_REPORT, Desk, correction_notice
from tests.unit.services.assessments.test_follow_up import ON, R1, open_desk, tell


def of_cycle(on: date) -> dict[str, Any]:
    return {"occurred_on": on, "synthetic": True, "state": "KEN", "assessment_id": KEN_REPORT, "followup_id": "cycle"}


def build_rescheduled(decided_by: str | None) -> FollowupRescheduled:
    """A due date that was decided, or only counted anew."""
    return FollowupRescheduled(
        **of_cycle(ON), anchor="submitted_to_ctc_on", anchor_on=date(2024, 3, 8), due_on=date(2025, 9, 1),
        mandate="resolution-2617-2021", paragraph="OP16", reason="Synthetic.", decided_by=decided_by,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("step", "moved"),
    [
        (FollowupResponseReceived(**of_cycle(ON)), "received_by_state_on"),
        (build_rescheduled("CTC"), "submitted_to_ctc_on"),
        (RecommendationCarriedOver(**of_cycle(ON), recommendation_id=R1, to_followup_id="other", decided_by="CTC"),
         "submitted_to_ctc_on"),
        (FollowupReported(**of_cycle(ON)), "submitted_to_ctc_on"),
        (RecommendationAssessed(**of_cycle(ON), recommendation_id=R1, implementation="in_progress"),
         "submitted_to_ctc_on"),
    ],
)  # fmt: skip
def test_a_correction_moves_no_date_past_what_was_counted_from_it(step: Any, moved: str) -> None:
    desk = open_desk(received_by_state_on=date(2024, 4, 1))
    tell(desk, step)
    days = {"received_by_state_on": date(2024, 4, 1)}
    answer = desk.get_refusal(correction_notice(**days | {moved: date(2024, 6, 2)}))
    assert (answer.code, answer.rule, answer.paragraph) == ("dates-contradict", "2", "OP16")
    assert answer.fields == (moved,)
    told = desk.notice(correction_notice(**days | {moved: ON}))
    assert told.only(AssessmentCorrected).changed == (moved,)


def test_a_day_that_was_only_counted_anew_holds_no_date() -> None:
    desk = open_desk()
    assert tell(desk, build_rescheduled(None)).changes == []


@pytest.mark.parametrize(("received_on", "holds"), [(None, True), (date(2024, 5, 31), False), (date(2024, 6, 2), True)])
def test_a_response_holds_the_submission_unless_the_state_had_the_report_before(
    received_on: date | None, holds: bool
) -> None:
    desk = open_desk()
    tell(desk, FollowupResponseReceived(**of_cycle(ON)))
    moved = correction_notice(submitted_to_ctc_on=date(2024, 6, 2), received_by_state_on=received_on)
    if holds:
        assert desk.get_refusal(moved).fields == ("submitted_to_ctc_on",)
    else:
        assert "submitted_to_ctc_on" in desk.notice(moved).only(AssessmentCorrected).changed


def test_the_first_step_of_a_follow_up_holds_the_dates_whichever_is_told_first() -> None:
    desk = open_desk()
    tell(desk, FollowupReported(**of_cycle(date(2024, 6, 20))))
    tell(desk, build_rescheduled("CTC"))
    assert tell(desk, FollowupReported(**of_cycle(date(2024, 6, 20)))).changes == []
    assert desk.get_refusal(correction_notice(submitted_to_ctc_on=date(2024, 6, 2))).code == "dates-contradict"


def test_a_step_of_what_is_not_known_changes_nothing() -> None:
    assert tell(Desk(), FollowupReported(**of_cycle(ON))).changes == []
