"""Reminders, and what happens on the day after (OP16)."""

from datetime import date, timedelta

import pytest

from contracts.followup import FollowupOverdue, FollowupReminded
from tests.unit.services.followup.desk import Desk, completed_event, kinds


@pytest.fixture
def desk() -> Desk:
    """A cycle whose report is due on 15 January 2025, its response on 15 July 2024."""
    desk = Desk()
    desk.happens(completed_event(received_by_state_on=date(2024, 1, 15)))
    return desk


def test_the_response_and_the_report_each_remind_60_30_and_7_days_before(desk: Desk) -> None:
    desk.turn(date(2025, 1, 15))
    told = [(one.duty, one.days_before, one.occurred_on) for one in desk.list_events(FollowupReminded)]
    response, report = date(2024, 7, 15), date(2025, 1, 15)
    assert told == [
        *(("response", before, response - timedelta(days=before)) for before in (60, 30, 7)),
        *(("report", before, report - timedelta(days=before)) for before in (60, 30, 7)),
    ]
    assert {one.due_on for one in desk.list_events(FollowupReminded) if one.duty == "report"} == {report}


def test_by_includes_the_day_and_overdue_starts_the_next(desk: Desk) -> None:
    desk.turn(date(2025, 1, 15))
    assert desk.cycle().status == "not_answered"
    (told,) = desk.turn(date(2025, 1, 16))
    assert isinstance(told, FollowupOverdue)
    assert (told.occurred_on, told.due_on) == (date(2025, 1, 16), date(2025, 1, 15))
    assert (told.mandate, told.paragraph) == ("resolution-2617-2021", "OP16")
    assert (desk.cycle().status, desk.cycle().overdue_since) == ("overdue", date(2025, 1, 16))


def test_a_report_is_overdue_once(desk: Desk) -> None:
    desk.turn(date(2030, 1, 1))
    assert len(desk.list_events(FollowupOverdue)) == 1


def test_reminders_missed_while_down_collapse_into_the_latest() -> None:
    desk = Desk()
    desk.happens(completed_event())
    desk.today = date(2025, 1, 1)
    desk.act()
    assert [(one.days_before, one.occurred_on) for one in desk.list_events(FollowupReminded)] == [
        (30, date(2025, 1, 1))
    ]
    assert kinds(desk.turn(date(2025, 1, 10))) == ["followup.reminded"]
