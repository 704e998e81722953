"""OP16 and OP17: the Chair invites States' officials; invited, answered and attended are three things."""

from datetime import date, timedelta
from typing import Any

import pytest

from contracts.base import EventData
from contracts.followup import MeetingCancelled, MeetingHeld, MeetingPlanned
from contracts.ids import meeting_id
from services.followup.meetings.commands.answering import AnswerInvitation, GivenAnswer
from services.followup.meetings.commands.outcome import CancelMeeting, GivenCancellation, GivenRecord, RecordMeeting
from services.followup.meetings.commands.planning import ChangePlan, GivenPlan, NewMeeting, NobodyInvited, PlanMeeting
from services.followup.meetings.model import MEETINGS, Invitation, Meeting
from services.followup.meetings.views import show_meeting
from shared.engine.principals import Principal
from tests.support.frozen import REFERENCE
from tests.unit.services.followup.desk import KENYA, READER, Desk, about, completed_event, kinds

INVITED, TODAY = date(2024, 2, 1), date(2024, 3, 1)
MEETING = meeting_id("M-1")


@pytest.fixture
def desk() -> Desk:
    """A meeting with Kenya and Uganda, planned on 1 February for 20 February, seen on 1 March 2024."""
    desk = Desk(TODAY)
    desk.happens(completed_event())
    desk.asks(PlanMeeting(new()))
    return desk


def plan(**said: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "title": "Synthetic: follow-up", "kind": "invitation", "invited_on": INVITED, "invited": ("UGA", "KEN"),
        "day": date(2024, 2, 20), "bodies": ("UNOCT",), "themes": ("travel",),
        "assessment_id": about()["assessment_id"],
    }  # fmt: skip
    return usual | said


def new(reference: str = "M-1", **said: Any) -> NewMeeting:
    return NewMeeting(reference=reference, **plan(**said))


def change(**said: Any) -> ChangePlan:
    return ChangePlan(MEETING, GivenPlan(**plan(**said)))


def test_a_meeting_for_all_member_states_needs_no_list_of_them(desk: Desk) -> None:
    (planned,) = desk.asks(PlanMeeting(new("M-2", invited=(), all_member_states=True)))
    assert isinstance(planned, MeetingPlanned)
    assert len(planned.invited) == 193
    assert desk.asks(PlanMeeting(new("M-2", invited=(), all_member_states=True))) == [], "the same again is known"


@pytest.mark.parametrize("said", [{"invited": ()}, {"invited": ("KEN",), "all_member_states": True}])
def test_a_meeting_invites_named_states_or_all(desk: Desk, said: dict[str, Any]) -> None:
    assert isinstance(desk.refuses(PlanMeeting(new("M-2", **said))), NobodyInvited)


def answer(state: str = "KEN", coming: bool = True, on: date = date(2024, 2, 5), **said: Any) -> AnswerInvitation:
    return AnswerInvitation(MEETING, GivenAnswer(state, coming, on, **said))


def record(*attended: str, on: date = date(2024, 2, 20)) -> RecordMeeting:
    return RecordMeeting(MEETING, GivenRecord(on, attended))


def cancellation(on: date = date(2024, 2, 10)) -> CancelMeeting:
    return CancelMeeting(MEETING, GivenCancellation(on, "Synthetic: postponed"))


def meeting(desk: Desk) -> Meeting:
    found: Meeting = desk.rows[MEETINGS][MEETING]
    return found


def last(desk: Desk) -> Any:
    data: EventData = desk.history[-1]
    return data


# ---- invited ----------------------------------------------------------------------------


def test_the_chair_invites_states_to_a_meeting_about_a_follow_up(desk: Desk) -> None:
    told = last(desk)
    assert isinstance(told, MeetingPlanned)
    assert (told.meeting_id, told.kind, told.invited) == (MEETING, "invitation", ("KEN", "UGA"))
    assert (told.occurred_on, told.held_on, told.answered) == (INVITED, date(2024, 2, 20), ())
    assert told.synthetic, "as the assessment is that it is about"
    kept = meeting(desk)
    assert (kept.status, kept.audience, kept.parties) == (
        "planned",
        "committee",
        ("state:KEN", "state:UGA", "body:unoct"),
    )
    assert desk.asks(PlanMeeting(new())) == [], "the same again is known"


def test_another_meeting_under_a_known_reference_is_refused_naming_what_differs(desk: Desk) -> None:
    refusal = desk.refuses(PlanMeeting(new(title="Synthetic: other", invited=("KEN",))))
    assert (refusal.code, refusal.fields) == ("other-meeting", ("title", "invited"))


def test_the_plan_may_change_and_who_is_still_invited_keeps_its_answer(desk: Desk) -> None:
    desk.asks(answer())
    changed = change(day=date(2024, 3, 20), invited=("KEN", "TZA"), invited_on=date(2024, 2, 15))
    assert kinds(desk.asks(changed)) == ["meeting.planned"]
    told = last(desk)
    assert (told.invited, told.answered, told.held_on) == (("KEN", "TZA"), ("KEN",), date(2024, 3, 20))
    assert (told.occurred_on, meeting(desk).invited_on) == (date(2024, 2, 15), INVITED)
    assert desk.asks(changed) == [], "the same again is known"


@pytest.mark.parametrize(
    ("said", "code", "fields"),
    [
        ({"invited": ("KEN", "HKG")}, "not-a-member-state", ("invited",)),
        ({"invited": ("KEN", "SSD"), "invited_on": date(2010, 1, 1)}, "not-a-member-state", ("invited",)),
        ({"themes": ("no-such",)}, "unknown-theme", ("themes",)),
        ({"assessment_id": "no-such"}, "unknown-assessment", ("assessment_id",)),
        ({"invited": ("UGA",)}, "its-state-not-invited", ("invited",)),
        ({"invited_on": date(2024, 3, 2)}, "in-the-future", ("invited_on",)),
        ({"day": date(2024, 1, 31)}, "before-the-invitation", ("day",)),
        ({"day": date(2204, 2, 20)}, "too-far-ahead", ("day",)),
        (
            {"invited_on": date(1944, 12, 31), "invited": ("USA",), "assessment_id": None},
            "before-the-united-nations",
            ("invited_on",),
        ),
    ],
)
def test_a_plan_that_cannot_be_is_refused(desk: Desk, said: dict[str, Any], code: str, fields: tuple[str]) -> None:
    refusal = desk.refuses(PlanMeeting(new("M-2", **said)))
    assert (refusal.code, refusal.fields) == (code, fields)


def test_nobody_was_invited_before_there_was_a_united_nations(desk: Desk) -> None:
    before = new("M-2", invited_on=date(1944, 12, 31), invited=("USA",), assessment_id=None)
    assert desk.refuses(PlanMeeting(before)).fields == ("invited_on",)


def test_only_the_chair_plans_records_and_cancels(desk: Desk) -> None:
    assert desk.refuses(PlanMeeting(new("M-2")), KENYA).status == 403
    assert [desk.refuses(data, KENYA).status for data in (change(), record("KEN"), cancellation())] == [403] * 3
    assert desk.refuses(record("KEN"), READER).status == 404


# ---- answered ---------------------------------------------------------------------------


def test_a_state_answers_for_itself_or_an_officer_for_any(desk: Desk) -> None:
    assert kinds(desk.asks(answer())) == ["meeting.planned"]
    desk.asks(answer("UGA", coming=False, note="Synthetic"))
    told = last(desk)
    assert (told.answered, told.declined, told.occurred_on) == (("KEN", "UGA"), ("UGA",), date(2024, 2, 5))
    assert desk.asks(answer(), KENYA) == [], "the same again is known"
    assert desk.refuses(answer("UGA"), KENYA).code == "only-its-own-answer"


def test_a_state_dates_its_own_answer_by_its_arrival(desk: Desk) -> None:
    refused = desk.refuses(answer(), KENYA)
    assert (refused.code, refused.rule, refused.paragraph) == ("dated-by-its-arrival", "4", "OP16")
    assert refused.fields == ("answered_on",)
    undated = AnswerInvitation(MEETING, GivenAnswer("KEN", True))
    assert kinds(desk.asks(undated, KENYA)) == ["meeting.planned"]
    first = desk.today
    desk.turn(first + timedelta(days=1))
    assert desk.asks(undated, KENYA) == [], "the same again is known"
    assert meeting(desk).invitations[0] == Invitation("KEN", "coming", first)


def test_a_state_sees_its_own_invitation_and_not_the_answers_of_others(desk: Desk) -> None:
    desk.asks(answer("UGA", coming=False, on=desk.today, note="Synthetic"))
    desk.asks(answer(on=desk.today), KENYA)
    shown = desk.outcome.answer  # type: ignore[union-attr]
    assert shown is not None
    assert shown["invitations"] == [Invitation("KEN", "coming", desk.today)]
    assert shown["assessment_id"] == about()["assessment_id"]
    uganda = desk.asked_by("UGA")
    desk.asks(answer("UGA", coming=False, on=desk.today, note="Synthetic"), uganda)
    shown = desk.outcome.answer  # type: ignore[union-attr]
    assert shown is not None
    assert (shown["assessment_id"], [one.state for one in shown["invitations"]]) == (None, ["UGA"])


def test_a_body_that_takes_part_sees_the_meeting_and_no_state_s_part_in_it(desk: Desk) -> None:
    desk.asks(answer("KEN", note="Synthetic: two officials."))
    unoct = Principal("unoct", "un", frozenset({"body:unoct"}), may_command=True)
    assert unoct.sees(meeting(desk).audience, meeting(desk).parties)
    shown = show_meeting(meeting(desk), unoct)
    assert (shown["title"], shown["day"], shown["bodies"]) == ("Synthetic: follow-up", date(2024, 2, 20), ("UNOCT",))
    assert (shown["invitations"], shown["assessment_id"]) == ([], None)
    unodc = Principal("unodc", "un", frozenset({"body:unodc"}), may_command=True)
    assert not unodc.sees(meeting(desk).audience, meeting(desk).parties)
    desk.asks(change(bodies=("UNODC",)))
    assert unodc.sees(meeting(desk).audience, meeting(desk).parties)
    assert not unoct.sees(meeting(desk).audience, meeting(desk).parties)


def test_the_last_answer_holds_and_an_older_one_does_not_undo_it(desk: Desk) -> None:
    desk.asks(answer())
    desk.asks(answer(coming=False, on=date(2024, 2, 8)))
    assert last(desk).declined == ("KEN",)
    assert desk.refuses(answer()).code == "answered-since"


def test_an_answer_changes_only_so_often_in_a_day(desk: Desk) -> None:
    """Each change tells of the whole meeting. A change of the plan gives no further ones."""
    for turn in range(REFERENCE.practice.most_changes_of_answer):
        assert kinds(desk.asks(answer(coming=turn % 2 == 0, on=desk.today))) == ["meeting.planned"]
    refused = desk.refuses(answer(on=desk.today))
    assert (refused.code, refused.paragraph) == ("answer-changes-too-often", "OP16")
    assert desk.asks(answer(coming=False, on=desk.today)) == [], "the same again is no change"
    assert desk.asks(answer("UGA", on=desk.today)), "another State has its own"
    desk.asks(change(day=date(2024, 3, 20)))
    assert desk.refuses(answer(on=desk.today)).code == "answer-changes-too-often"
    desk.turn(desk.today + timedelta(days=1))
    assert desk.asks(answer(on=desk.today))
    assert "counts" not in show_meeting(meeting(desk), KENYA)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"state": "TZA"}, "not-invited"),
        ({"state": "TWN"}, "not-a-member-state"),
        ({"on": date(2024, 3, 2)}, "in-the-future"),
        ({"on": date(2024, 1, 31)}, "before-the-invitation"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(desk: Desk, said: dict[str, Any], code: str) -> None:
    assert desk.refuses(answer(**said)).code == code


# ---- held, or not -----------------------------------------------------------------------


def test_who_attended_is_recorded_apart_from_who_said_so(desk: Desk) -> None:
    desk.asks(answer())
    desk.asks(answer("UGA", coming=False))
    assert kinds(desk.asks(record("UGA"))) == ["meeting.held"]
    told = last(desk)
    assert isinstance(told, MeetingHeld)
    assert (told.attended, told.declined, told.invited) == (("UGA",), ("UGA",), ("KEN", "UGA"))
    assert {one.state: one.attended for one in meeting(desk).invitations} == {"KEN": False, "UGA": True}
    assert desk.asks(record("UGA")) == [], "the same again is known"


def test_a_state_that_came_without_being_invited_is_invited_first(desk: Desk) -> None:
    assert desk.refuses(record("KEN", "TZA")).code == "not-invited"
    desk.asks(change(invited=("KEN", "UGA", "TZA")))
    desk.asks(record("KEN", "TZA"))
    assert set(last(desk).attended) <= set(last(desk).invited)


@pytest.mark.parametrize(
    ("on", "code"), [(date(2024, 3, 2), "in-the-future"), (date(2024, 1, 31), "before-the-invitation")]
)
def test_a_meeting_is_held_after_the_invitation_and_not_in_the_future(desk: Desk, on: date, code: str) -> None:
    assert desk.refuses(record("KEN", on=on)).code == code


def test_a_cancelled_meeting_says_why_and_keeps_its_answers(desk: Desk) -> None:
    desk.asks(answer())
    desk.asks(cancellation())
    told = last(desk)
    assert isinstance(told, MeetingCancelled)
    assert (told.reason, told.occurred_on, told.answered) == ("Synthetic: postponed", date(2024, 2, 10), ("KEN",))
    assert desk.asks(cancellation()) == [], "the same again is known"


@pytest.mark.parametrize(("over", "more"), [(record("KEN"), []), (cancellation(), [record("UGA")])])
def test_what_was_held_or_cancelled_stands(desk: Desk, over: Any, more: list[Any]) -> None:
    desk.asks(over)
    asked = [change(), answer("UGA"), cancellation(date(2024, 2, 11)), *more]
    assert [desk.refuses(data).code for data in asked] == ["meeting-over"] * len(asked)


def test_a_record_of_who_attended_that_was_wrong_is_put_right(desk: Desk) -> None:
    desk.asks(answer())
    desk.asks(record("KEN", "UGA"))
    assert kinds(desk.asks(record("UGA"))) == ["meeting.held"]
    assert (last(desk).attended, last(desk).answered) == (("UGA",), ("KEN",))
    assert desk.refuses(record("TZA")).code == "not-invited"
    assert desk.asks(record("UGA")) == [], "the same again is known"


def test_a_meeting_that_is_not_there_is_not_found(desk: Desk) -> None:
    assert desk.refuses(RecordMeeting("no-such", GivenRecord(INVITED))).code == "not-found"
