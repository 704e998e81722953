"""Rule 4: CTED's reports and meetings are put right, and what hangs on them is computed again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import JsonValue

from contracts.corrections import RecordCorrected
from contracts.followup import FollowupOverdue, FollowupReported, MeetingHeld, RecommendationAssessed
from services.followup.meetings.commands.outcome import GivenRecord, RecordMeeting
from services.followup.meetings.commands.planning import PlanMeeting
from services.followup.meetings.correcting import CORRECTABLE as OF_MEETING
from services.followup.meetings.model import MEETINGS
from services.followup.reports.correcting import CORRECTABLE as OF_REPORT
from shared.engine.corrections.correcting import CorrectRecord, GivenCorrection
from shared.engine.corrections.kinds import Correctable
from shared.engine.corrections.model import RECORD_CORRECTIONS
from tests.unit.services.followup.decisions import report, statuses
from tests.unit.services.followup.desk import Desk, completed_event, kinds
from tests.unit.services.followup.test_meetings import MEETING, answer, new
from tests.unit.services.followup.test_succession import new as new_one
from tests.unit.services.followup.test_succession import succession


def correction(of: Correctable[Any], key: str, field: str, value: JsonValue) -> CorrectRecord:
    return CorrectRecord(of, key, "", GivenCorrection(field, value, "Synthetic.", "DRAFT/SYN/9"))


@pytest.fixture
def desk() -> Desk:
    """A cycle whose report was due on 15 January 2025, and was recorded as of the tenth; it is the first of March.

    A meeting of the first of February with Kenya and Uganda was held on 20 February, and Kenya came.
    """
    desk = Desk()
    desk.happens(completed_event(received_by_state_on=date(2024, 1, 15)))
    desk.turn(date(2025, 3, 1))
    desk.asks(report(desk, date(2025, 1, 10), recommendations=statuses(desk, R1="implemented")))
    desk.asks(PlanMeeting(new(invited_on=date(2025, 2, 1), day=date(2025, 2, 20))))
    desk.asks(answer("KEN", on=date(2025, 2, 5)))
    desk.asks(RecordMeeting(MEETING, GivenRecord(date(2025, 2, 20), ("KEN",))))
    return desk


def test_a_report_that_was_late_after_all_was_overdue_before(desk: Desk) -> None:
    assert desk.cycle().overdue_since is None
    told = desk.asks(correction(OF_REPORT, desk.cycle().id, "report.submitted_on", "2025-02-10"))
    assert kinds(told) == ["record.corrected", "followup.overdue", "followup.reported", "recommendation.assessed"]
    cycle = desk.cycle()
    assert (cycle.status, cycle.reported_on, cycle.overdue_since) == ("reported", date(2025, 2, 10), date(2025, 1, 16))
    assert desk.list_events(FollowupOverdue)[-1].occurred_on == date(2025, 1, 16)
    reported = desk.list_events(FollowupReported)[-1]
    assert reported.occurred_on == date(2025, 2, 10)
    assert reported.cycle is not None
    assert reported.cycle.reported_on == date(2025, 2, 10)
    assert desk.list_events(RecommendationAssessed)[-1].occurred_on == date(2025, 2, 10)
    assert desk.recommendation("R1").assessed_on == date(2025, 2, 10)
    replaced = desk.list_events(RecordCorrected)[-1].replaces
    assert [one.type for one in replaced] == ["followup.reported.v1", "recommendation.assessed.v1"]


def test_a_report_that_fell_due_when_no_mandate_asked_for_it_was_late_for_nobody() -> None:
    """The last mandate ends on 5 January 2029 (rule 9)."""
    desk = Desk(date(2028, 2, 1))
    submitted = date(2028, 1, 20)
    desk.happens(completed_event(submitted_to_ctc_on=submitted, received_by_state_on=submitted, occurred_on=submitted))
    assert desk.cycle().due_on == date(2029, 1, 20)
    desk.turn(date(2028, 12, 20))
    desk.asks(report(desk, date(2028, 12, 20)))
    desk.turn(date(2029, 3, 1))
    told = desk.asks(correction(OF_REPORT, desk.cycle().id, "report.submitted_on", "2029-02-10"))
    assert "followup.overdue" not in kinds(told)
    assert (desk.cycle().reported_on, desk.cycle().overdue_since) == (date(2029, 2, 10), None)


def test_a_report_moved_after_a_split_tells_again_of_the_parent_alone(desk: Desk) -> None:
    """What took its place has its status since the day of the split (rule 7)."""
    desk.asks(succession(desk, "split", "R1", new_one("R1a"), new_one("R1b"), decided_on=date(2025, 1, 10)))
    told = desk.asks(correction(OF_REPORT, desk.cycle().id, "report.submitted_on", "2025-01-08"))
    assert kinds(told) == ["record.corrected", "followup.reported", "recommendation.assessed"]
    assert desk.recommendation("R1").assessed_on == date(2025, 1, 8)
    assert desk.recommendation("R1a").assessed_on == date(2025, 1, 10)


def test_a_report_cannot_come_after_what_it_assessed_has_ended(desk: Desk) -> None:
    desk.asks(succession(desk, "split", "R1", new_one("R1a"), new_one("R1b"), decided_on=date(2025, 1, 12)))
    refused = desk.refuses(correction(OF_REPORT, desk.cycle().id, "report.submitted_on", "2025-01-13"))
    assert (refused.code, refused.detail) == ("before-what-it-rests-on", "`R1` would end before the report on it.")
    desk.asks(correction(OF_REPORT, desk.cycle().id, "report.submitted_on", "2025-01-12"))


def test_a_reports_document_is_put_right_and_its_day_stays(desk: Desk) -> None:
    told = desk.asks(correction(OF_REPORT, desk.cycle().id, "report.document", "DRAFT/SYN/10"))
    assert kinds(told) == ["record.corrected", "followup.reported"]
    assert (desk.cycle().report.document, desk.cycle().reported_on) == ("DRAFT/SYN/10", date(2025, 1, 10))  # type: ignore[union-attr]


def test_a_meeting_is_put_right_and_told_again(desk: Desk) -> None:
    told = desk.asks(correction(OF_MEETING, MEETING, "day", "2025-02-21"))
    assert kinds(told) == ["record.corrected", "meeting.planned", "meeting.held"]
    assert desk.list_events(MeetingHeld)[-1].occurred_on == date(2025, 2, 21)
    desk.asks(correction(OF_MEETING, MEETING, "invitations.0.answer", "declined"))
    desk.asks(correction(OF_MEETING, MEETING, "invitations.0.attended", False))
    held = desk.list_events(MeetingHeld)[-1]
    assert (held.declined, held.attended) == (("KEN",), ())
    assert desk.rows[MEETINGS][MEETING].invitations[0].answered_on == date(2025, 2, 5)


def test_a_states_part_in_a_meeting_is_no_other_states_to_read(desk: Desk) -> None:
    desk.asks(correction(OF_MEETING, MEETING, "invitations.0.answered_on", "2025-02-06"))
    (row,) = desk.rows[RECORD_CORRECTIONS].values()
    assert row.parties == ("state:KEN",)
    assert desk.list_events(RecordCorrected)[-1].state == "KEN"


def test_the_same_meeting_with_another_day_is_refused_and_points_to_the_correction(desk: Desk) -> None:
    refused = desk.refuses(RecordMeeting(MEETING, GivenRecord(date(2025, 2, 21), ("KEN",))))
    assert (refused.code, refused.rule) == ("meeting-on-another-day", "4")
    assert "correction" in refused.title


@pytest.mark.parametrize(
    ("of", "field", "value", "code"),
    [
        (OF_REPORT, "report.submitted_on", "2024-01-14", "before-what-it-rests-on"),
        (OF_REPORT, "report.submitted_on", "2025-03-02", "in-the-future"),
        (OF_REPORT, "earlier.0.report.submitted_on", "2025-02-01", "not-correctable"),
        (OF_MEETING, "day", "2025-01-31", "before-what-it-rests-on"),
        (OF_MEETING, "invited_on", "2025-02-06", "before-what-it-rests-on"),
        (OF_MEETING, "invitations.1.answered_on", "2025-02-06", "not-correctable"),
        (OF_MEETING, "invitations.0.answer", "perhaps", "not-its-value"),
        (OF_MEETING, "cancelled_on", "2025-02-06", "not-correctable"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    desk: Desk, of: Correctable[Any], field: str, value: JsonValue, code: str
) -> None:
    refused = desk.refuses(correction(of, desk.cycle().id if of is OF_REPORT else MEETING, field, value))
    assert (refused.code, bool(refused.paragraph)) == (code, True)


def test_a_field_that_is_none_is_refused_with_a_pattern_for_each_list(desk: Desk) -> None:
    """A meeting for all States has 193 invitations."""
    refused = desk.refuses(correction(OF_MEETING, MEETING, "attended", True))
    assert refused.detail == (
        "There are: invited_on, day, title, invitations.N.answered_on, invitations.N.answer, invitations.N.attended. "
        "N is a place in the list: 0 is the first."
    )


def test_a_place_of_which_nothing_is_on_record_is_refused_as_that(desk: Desk) -> None:
    refused = desk.refuses(correction(OF_MEETING, MEETING, "invitations.1.answered_on", "2025-02-06"))
    assert refused.detail is not None
    assert refused.detail.startswith("At this place nothing is on record. There are: invited_on,")
