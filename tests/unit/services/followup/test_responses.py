"""Rule 6: what States respond, in time, late or never, and through whom it comes."""

from datetime import date

import pytest

from contracts.exchange import NoticeTakenIn
from contracts.followup import (
    FollowupNotAnswered,
    FollowupResponseReceived,
    RecommendationPositionStated,
    RecommendationReported,
)
from contracts.notices import NoticeAccepted, NoticeProjectRegistered, NoticeRefused, NoticeWaiting, RespondedPosition
from contracts.vocabulary import AssessmentKind
from services.followup.cycles.model import Cycle
from services.followup.recommendations.model import Recommendation
from services.followup.responses.model import Response
from shared.engine.notices.judging import WAITING
from tests.unit.services.followup.desk import (
    Desk,
    await_response,
    completed_event,
    kinds,
    position,
    response,
    withdrawn_event,
)


@pytest.fixture
def desk() -> Desk:
    return await_response()


def get_refusal(desk: Desk, notice: NoticeTakenIn) -> NoticeRefused:
    (told,) = desk.happens(notice)
    assert isinstance(told, NoticeRefused)
    return told


def test_a_response_says_of_each_recommendation_position_and_implementation_apart(desk: Desk) -> None:
    told = desk.happens(
        response(
            date(2024, 5, 6),
            position("R1", position="accepted", implementation="in_progress", steps="Synthetic: a bill"),
            position("R2", position="not_accepted", steps="Synthetic: not for us"),
        )
    )
    assert kinds(told) == [
        "followup.response_received",
        "recommendation.position_stated", "recommendation.reported",
        "recommendation.position_stated",
        "notice.accepted",
    ]  # fmt: skip
    (received,) = desk.list_events(FollowupResponseReceived)
    assert (received.occurred_on, received.response_due_on) == (date(2024, 5, 6), date(2024, 7, 15))
    assert set(received.recommendation_ids) == {desk.recommendation("R1").id, desk.recommendation("R2").id}
    (reported,) = desk.list_events(RecommendationReported)
    assert (reported.implementation, reported.steps) == ("in_progress", "Synthetic: a bill")
    assert [one.statement for one in desk.list_events(RecommendationPositionStated)] == [None, "Synthetic: not for us"]
    first, second = desk.recommendation("R1"), desk.recommendation("R2")
    assert (first.position, first.reported, first.reported_on) == ("accepted", "in_progress", date(2024, 5, 6))
    assert (second.position, second.position_on, second.reported) == ("not_accepted", date(2024, 5, 6), None)
    assert first.assessed is None, "what a State reports is never counted"


def test_a_response_meets_the_states_deadline(desk: Desk) -> None:
    desk.happens(response(date(2024, 5, 6)))
    assert desk.cycle().status == "responded"
    deadline = desk.deadline("response")
    assert deadline is not None
    assert deadline.state == "met"
    assert "followup.not_answered" not in kinds(desk.turn(date(2024, 12, 1)))


def test_no_answer_is_a_normal_state_with_a_date(desk: Desk) -> None:
    told = desk.turn(date(2024, 7, 16))
    assert kinds(told) == ["followup.reminded"] * 3 + ["followup.not_answered"]
    (silent,) = desk.list_events(FollowupNotAnswered)
    assert (silent.response_due_on, silent.occurred_on) == (date(2024, 7, 15), date(2024, 7, 16))
    assert (desk.cycle().status, desk.cycle().not_answered_on) == ("not_answered", date(2024, 7, 16))


def test_a_late_response_is_fine_and_the_silence_before_it_stays_on_record(desk: Desk) -> None:
    desk.turn(date(2025, 1, 10))
    assert kinds(desk.happens(response(date(2025, 1, 9)))) == ["followup.response_received", "notice.accepted"]
    cycle = desk.cycle()
    assert (cycle.status, cycle.responded_on, cycle.not_answered_on) == (
        "responded",
        date(2025, 1, 9),
        date(2024, 7, 16),
    )


def test_a_response_in_time_that_is_recorded_late_takes_back_that_there_was_none(desk: Desk) -> None:
    desk.turn(date(2024, 8, 1))
    desk.happens(response(date(2024, 7, 15)))
    assert desk.cycle().not_answered_on is None


def test_the_same_response_under_another_id_is_unchanged(desk: Desk) -> None:
    desk.happens(response(date(2024, 5, 6), position(position="accepted")))
    before = desk.cycle(), desk.recommendation()
    (told,) = desk.happens(response(date(2024, 5, 6), position(position="accepted")))
    assert isinstance(told, NoticeAccepted)
    assert (told.outcome, told.caused) == ("unchanged", ())
    assert (desk.cycle(), desk.recommendation()) == before


def test_the_same_notice_read_again_tells_nothing_at_all(desk: Desk) -> None:
    notice = response(date(2024, 5, 6), position(position="accepted"))
    later = response(date(2024, 5, 9), position(position="partly"))
    desk.happens(notice, later)
    before = desk.recommendation()
    assert desk.happens(notice, later) == []
    assert desk.recommendation() == before


def test_another_thing_said_of_one_recommendation_on_the_same_day_contradicts(desk: Desk) -> None:
    desk.happens(response(date(2024, 5, 6), position(position="accepted", implementation="in_progress")))
    told = get_refusal(desk, response(date(2024, 5, 6), position(position="partly", implementation="in_progress")))
    assert (told.code, told.fields) == ("contradicts", ("positions.position",))
    assert "partly" not in told.reason
    assert desk.recommendation().position == "accepted"


def test_a_response_that_contradicts_itself_is_refused_whole(desk: Desk) -> None:
    told = get_refusal(desk, response(date(2024, 5, 6), position(position="accepted"), position(position="partly")))
    assert told.code == "contradicts"
    assert desk.cycle().status == "open"


def test_more_said_on_the_same_day_joins_the_response(desk: Desk) -> None:
    desk.happens(response(date(2024, 5, 6), position("R1", position="accepted")))
    told = desk.happens(response(date(2024, 5, 6), position("R2", position="partly")))
    assert kinds(told) == ["followup.response_received", "recommendation.position_stated", "notice.accepted"]


def test_a_further_response_is_dated_by_its_own_day_and_holds_from_then(desk: Desk) -> None:
    desk.happens(response(date(2024, 5, 6), position(position="not_accepted")))
    desk.turn(date(2024, 9, 1))
    desk.happens(response(date(2024, 9, 1), position(position="accepted")))
    one = desk.recommendation()
    assert (one.position, one.position_on) == ("accepted", date(2024, 9, 1))
    assert desk.cycle().responded_on == date(2024, 5, 6), "the first response is the one that met the deadline"


def test_what_was_said_last_holds_in_whichever_order_it_arrives(desk: Desk) -> None:
    desk.happens(response(date(2024, 5, 6), position(position="accepted", implementation="implemented")))
    told = desk.happens(response(date(2024, 5, 2), position(position="not_accepted", implementation="not_started")))
    assert kinds(told)[1:3] == ["recommendation.position_stated", "recommendation.reported"]
    one = desk.recommendation()
    assert (one.position, one.reported, one.reported_on) == ("accepted", "implemented", date(2024, 5, 6))
    assert desk.cycle().responded_on == date(2024, 5, 2)


def test_steps_alone_go_with_the_status_reported_before(desk: Desk) -> None:
    desk.happens(response(date(2024, 5, 2), position(implementation="in_progress")))
    desk.happens(response(date(2024, 5, 6), position(steps="Synthetic: a decree")))
    assert [one.implementation for one in desk.list_events(RecommendationReported)] == ["in_progress", "in_progress"]
    assert desk.recommendation().reported_steps == "Synthetic: a decree"


def test_steps_with_no_status_ever_reported_are_kept(desk: Desk) -> None:
    told = desk.happens(response(date(2024, 5, 6), position(steps="Synthetic: a decree")))
    assert kinds(told) == ["followup.response_received", "notice.accepted"]
    one = desk.recommendation()
    assert (one.reported, one.reported_steps) == (None, "Synthetic: a decree")


def test_a_statement_with_a_position_does_not_date_what_the_state_reports(desk: Desk) -> None:
    desk.today = date(2024, 6, 1)
    desk.happens(response(date(2024, 5, 6), position("R1", position="accepted", steps="Synthetic: we agree")))
    desk.happens(response(date(2024, 4, 2), position("R1", implementation="in_progress")))
    one = desk.recommendation()
    assert (one.reported, one.reported_on) == ("in_progress", date(2024, 4, 2))
    assert (one.position, one.position_on) == ("accepted", date(2024, 5, 6))


# ---- refused ----------------------------------------------------------------------------


def test_a_response_of_another_state_is_refused(desk: Desk) -> None:
    told = get_refusal(desk, response(date(2024, 5, 6), state="UGA"))
    assert (told.code, told.fields) == ("of-another-state", ("state",))
    assert desk.cycle().status == "open"


@pytest.mark.parametrize("kind", ["comprehensive", "advocacy"])
def test_to_another_states_system_an_assessment_of_this_one_is_as_unknown_as_none(kind: AssessmentKind) -> None:
    desk = Desk(date(2024, 5, 10))
    early, late = (response(date(2024, 5, 6), state="UGA", source="urn:uganda") for _ in range(2))
    none = response(date(2024, 5, 6), state="UGA", source="urn:uganda", reference="A-9")
    assert [type(one) for one in desk.happens(early, none)] == [NoticeWaiting] * 2
    told = desk.happens(completed_event(kind=kind, opens_cycle=kind == "comprehensive"))
    assert not [one for one in told if isinstance(one, NoticeRefused)], "nor does its completion tell of it"
    assert [type(one) for one in desk.happens(late)] == [NoticeWaiting]
    lapsed = [one for one in desk.turn(date(2024, 5, 18)) if isinstance(one, NoticeRefused)]
    assert {(one.id, one.code) for one in lapsed} == {(one.id, "still-unknown") for one in (early, late, none)}


def test_for_another_states_system_nothing_of_this_ones_assessment_is_read_but_that_it_is_there(desk: Desk) -> None:
    """The time of a dry run would tell how large it is."""
    desk.happens(response(date(2024, 5, 6), position(position="accepted")))
    desk.happens(response(date(2024, 5, 6), state="UGA", source="urn:uganda"))
    assert [row for row in desk.memory.loaded_rows if not isinstance(row, Cycle)] == []
    desk.happens(response(date(2024, 5, 6)))
    assert {Recommendation, Response} <= {type(row) for row in desk.memory.loaded_rows}


def test_a_response_of_a_jurisdiction_that_is_no_member_is_refused_at_once(desk: Desk) -> None:
    told = get_refusal(desk, response(date(2024, 5, 6), reference="A-9", state="TWN"))
    assert told.code == "not-a-member-state"
    assert WAITING not in desk.rows


def test_a_response_to_a_recommendation_that_is_not_there_is_refused_whole(desk: Desk) -> None:
    told = get_refusal(desk, response(date(2024, 5, 6), position("R1", position="accepted"), position("R9")))
    assert (told.code, told.fields) == ("unknown-recommendation", ("positions.1.recommendation_reference",))
    assert desk.recommendation().position is None


@pytest.mark.parametrize(
    ("on", "code"), [(date(2024, 5, 11), "in-the-future"), (date(2024, 1, 14), "before-the-assessment")]
)
def test_a_response_outside_its_time_is_refused(desk: Desk, on: date, code: str) -> None:
    told = get_refusal(desk, response(on))
    assert (told.code, told.fields) == (code, ("received_on",))


def test_a_response_to_a_withdrawn_assessment_is_refused(desk: Desk) -> None:
    desk.happens(withdrawn_event(date(2024, 5, 1)))
    told = get_refusal(desk, response(date(2024, 5, 6)))
    assert (told.code, told.rule) == ("cycle-cancelled", "8")


def test_a_response_to_an_unknown_assessment_waits_and_is_refused_after_seven_days() -> None:
    desk = Desk(date(2024, 5, 10))
    notice = response(date(2024, 5, 6), reference="A-9")
    (waiting,) = desk.happens(notice)
    assert isinstance(waiting, NoticeWaiting)
    assert (waiting.id, waiting.refused_on) == (notice.id, date(2024, 5, 18))
    assert desk.happens(notice) == [], "read again, it waits as it did"
    assert desk.turn(date(2024, 5, 17)) == []
    (told,) = desk.turn(date(2024, 5, 18))
    assert isinstance(told, NoticeRefused)
    assert (told.id, told.code) == (notice.id, "still-unknown")
    assert desk.rows[WAITING] == {}


def test_a_notice_of_another_owner_is_passed_over(desk: Desk) -> None:
    project = NoticeProjectRegistered(
        reference="P", title="Synthetic", lead_body="UNODC", states=("KEN",), themes=(), status="planned"
    )
    assert desk.happens(NoticeTakenIn(source="s", id="p", notice=project)) == []


def test_a_synthetic_response_makes_what_it_touches_synthetic() -> None:
    desk = Desk(date(2024, 5, 10))
    desk.happens(completed_event(synthetic=False))
    assert not desk.cycle().synthetic
    told = desk.happens(response(date(2024, 5, 6), RespondedPosition(recommendation_reference="R1", position="partly")))
    assert told[0].synthetic  # type: ignore[attr-defined]
    assert desk.cycle().synthetic
    assert (desk.recommendation("R1").synthetic, desk.recommendation("R2").synthetic) == (True, False)
