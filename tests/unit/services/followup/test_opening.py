"""Rules 1 to 3 and 9: which assessment opens a cycle, and from when it counts."""

from datetime import date

import pytest

from contracts.exchange import NoticeTakenIn
from contracts.followup import FollowupPending, FollowupScheduled
from contracts.notices import NoticeAccepted, NoticeRefused
from services.followup.cycles.model import CYCLES
from services.followup.recommendations.model import RECOMMENDATIONS
from shared.engine.deadline import Deadline
from tests.unit.services.followup.desk import Desk, completed_event, kinds, position, response


def test_a_final_assessment_opens_a_cycle_due_twelve_months_after_submission_to_the_ctc() -> None:
    desk = Desk()
    (scheduled,) = desk.happens(completed_event(submitted_to_ctc_on=date(2024, 1, 15), report_date=date(2023, 12, 1)))
    assert isinstance(scheduled, FollowupScheduled)
    assert (scheduled.anchor, scheduled.anchor_on) == ("submitted_to_ctc_on", date(2024, 1, 15))
    assert scheduled.due_on == date(2025, 1, 15)
    assert (scheduled.mandate, scheduled.paragraph) == ("resolution-2617-2021", "OP16")
    assert scheduled.response_due_on is None
    assert scheduled.synthetic
    assert scheduled.followup_id == desk.cycle().id
    assert desk.cycle().status == "open"
    assert desk.cycle().opened_on == date(2024, 1, 15)


def test_an_assessment_of_29_february_is_followed_up_by_28_february() -> None:
    desk = Desk(date(2024, 2, 29))
    desk.happens(completed_event(submitted_to_ctc_on=date(2024, 2, 29)))
    assert desk.cycle().due_on == date(2025, 2, 28)


def test_its_deadline_reminds_as_the_practice_says() -> None:
    desk = Desk()
    desk.happens(completed_event())
    deadline = desk.deadline("follow_up")
    assert isinstance(deadline, Deadline)
    assert deadline.reminders == desk.reference.practice.reminders == (60, 30, 7)
    assert (deadline.due_on, deadline.paragraph) == (date(2025, 1, 15), "OP16")
    assert deadline.acts_on == date(2024, 11, 16)


def test_the_state_has_six_months_from_the_day_it_received_the_report() -> None:
    desk = Desk(date(2024, 2, 1))
    (scheduled,) = desk.happens(completed_event(received_by_state_on=date(2024, 1, 31)))
    assert isinstance(scheduled, FollowupScheduled)
    assert scheduled.response_due_on == date(2024, 7, 31)
    deadline = desk.deadline("response")
    assert deadline is not None
    assert (deadline.anchor, deadline.anchor_on) == ("received_by_state_on", date(2024, 1, 31))


def test_each_recommendation_begins_live_with_no_position_and_not_assessed() -> None:
    desk = Desk()
    desk.happens(completed_event())
    assert len(desk.rows[RECOMMENDATIONS]) == 2
    one = desk.recommendation("R2")
    assert (one.lifecycle, one.position, one.reported, one.assessed) == ("live", None, None, None)
    assert one.cycle_id == desk.cycle().id
    assert one.synthetic


def test_the_committee_and_the_state_itself_may_see_it() -> None:
    desk = Desk()
    desk.happens(completed_event())
    for row in (desk.cycle(), desk.recommendation()):
        assert (row.audience, row.parties) == ("committee", ("state:KEN",))


def test_a_kind_that_opens_no_cycle_completes_without_one() -> None:
    desk = Desk()
    assert desk.happens(completed_event(kind="advocacy", opens_cycle=False)) == []
    assert CYCLES not in desk.rows
    assert desk.deadlines == {}


def test_a_second_assessment_of_the_state_opens_a_second_cycle_and_the_first_runs_on() -> None:
    desk = Desk()
    desk.happens(completed_event("A-1"), completed_event("A-2", submitted_to_ctc_on=date(2024, 1, 10)))
    assert desk.cycle("A-1").id != desk.cycle("A-2").id
    assert desk.cycle("A-1").status == desk.cycle("A-2").status == "open"
    assert desk.cycle("A-2").due_on == date(2025, 1, 10)


def test_an_assessment_told_again_changes_nothing() -> None:
    desk = Desk()
    desk.happens(completed_event())
    rows = {table: dict(kept) for table, kept in desk.rows.items()}
    assert desk.happens(completed_event()) == []
    of_another = completed_event("A-3", kind="advocacy", opens_cycle=False, state="UGA")
    assert desk.happens(of_another) == []
    assert desk.happens(of_another) == []
    assert desk.rows[CYCLES] == rows[CYCLES]


def test_told_twice_in_one_batch_it_opens_one_cycle() -> None:
    desk = Desk()
    assert kinds(desk.happens(completed_event(), completed_event())) == ["followup.scheduled"]


@pytest.mark.parametrize(
    ("anchor", "why"),
    [(date(2021, 12, 29), "no period for the report can be read"), (date(2016, 1, 1), "No mandate was in force")],
)
def test_an_anchor_without_a_mandate_that_gives_a_period_has_no_deadline_and_is_listed(anchor: date, why: str) -> None:
    desk = Desk()
    (pending,) = desk.happens(completed_event(submitted_to_ctc_on=anchor))
    assert isinstance(pending, FollowupPending)
    assert why in pending.reason
    assert pending.due_on is None
    assert desk.cycle().status == "pending_mandate"
    assert desk.cycle().due_on is None
    assert desk.deadlines == {}


def test_on_a_day_with_two_mandates_in_force_the_latest_adopted_governs() -> None:
    desk = Desk()
    desk.happens(completed_event(submitted_to_ctc_on=date(2021, 12, 30)))
    assert (desk.cycle().mandate, desk.cycle().due_on) == ("resolution-2617-2021", date(2022, 12, 30))


def test_told_after_its_due_date_it_gives_one_notice_and_no_back_dated_reminders() -> None:
    desk = Desk(date(2024, 6, 1))
    desk.happens(completed_event(submitted_to_ctc_on=date(2023, 1, 15)))
    assert kinds(desk.turn(date(2024, 7, 1))) == ["followup.overdue"]
    assert desk.cycle().overdue_since == date(2024, 1, 16)


def test_a_response_that_came_before_its_assessment_is_judged_when_that_appears() -> None:
    desk = Desk(date(2024, 1, 20))
    notice = response(date(2024, 1, 20), position(position="accepted"))
    assert kinds(desk.happens(notice)) == ["notice.waiting"]
    told = desk.happens(completed_event())
    assert kinds(told) == [
        "followup.scheduled", "followup.response_received", "recommendation.position_stated", "notice.accepted",
    ]  # fmt: skip
    assert isinstance(told[-1], NoticeAccepted)
    assert (told[-1].id, told[-1].caused) == (notice.id, (desk.cycle().id,))
    assert desk.cycle().status == "responded"
    assert desk.recommendation().position == "accepted"
    assert desk.turn(date(2024, 2, 20)) == []


def test_a_response_to_an_assessment_that_opens_no_cycle_is_refused_with_the_rule() -> None:
    desk = Desk(date(2024, 1, 20))
    early: NoticeTakenIn = response(date(2024, 1, 20))
    desk.happens(early)
    (refused,) = desk.happens(completed_event(kind="advocacy", opens_cycle=False))
    (later,) = desk.happens(response(date(2024, 1, 20)))
    for one in (refused, later):
        assert isinstance(one, NoticeRefused)
        assert (one.code, one.rule, one.paragraph) == ("opens-no-cycle", "1", "OP16")


def test_a_state_that_had_the_report_before_the_ctc_may_respond_before_it_was_submitted() -> None:
    desk = Desk(date(2024, 5, 10))
    desk.happens(completed_event(received_by_state_on=date(2024, 1, 2), report_date=date(2024, 1, 2)))
    early, before = response(date(2024, 1, 2), position(position="accepted")), response(date(2024, 1, 1))
    desk.happens(early)
    assert (desk.cycle().status, desk.cycle().responded_on) == ("responded", date(2024, 1, 2))
    (refused,) = desk.happens(before)
    assert isinstance(refused, NoticeRefused)
    assert (refused.code, refused.rule) == ("before-the-assessment", "2")
