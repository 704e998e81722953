"""A response entered by an officer, or by the State itself (rule 6, OP16)."""

from datetime import date, timedelta

import pytest

from contracts.notices import NoticeRefused
from contracts.vocabulary import Position
from services.followup.responses import model
from services.followup.responses.commands import GivenPosition, GivenResponse, RecordResponse, StatePosition
from services.followup.responses.responding import Stated
from tests.unit.services.followup.desk import (
    KENYA,
    READER,
    Desk,
    await_response,
    completed_event,
    kinds,
    position,
    response,
)


@pytest.fixture
def desk() -> Desk:
    return await_response()


def test_an_officer_or_the_state_itself_may_enter_a_response(desk: Desk) -> None:
    given = GivenResponse(positions=(Stated("R1", "accepted"),))
    told = desk.asks(RecordResponse(desk.cycle().id, given), KENYA)
    assert kinds(told) == ["followup.response_received", "recommendation.position_stated"]
    assert desk.outcome.answer["status"] == "responded"  # type: ignore[union-attr, index]
    assert desk.asks(RecordResponse(desk.cycle().id, given)) == []


def test_who_may_not_see_the_cycle_is_told_that_there_is_none(desk: Desk) -> None:
    given = GivenResponse(date(2024, 5, 6))
    assert desk.refuses(RecordResponse(desk.cycle().id, given), READER).status == 404
    assert desk.refuses(RecordResponse("no-cycle", given)).status == 404


def test_a_position_may_be_entered_for_one_recommendation(desk: Desk) -> None:
    data = StatePosition(desk.cycle().id, desk.recommendation().id, GivenPosition(desk.today, "partly", "in_progress"))
    told = desk.asks(data, KENYA)
    assert kinds(told)[1:] == ["recommendation.position_stated", "recommendation.reported"]
    assert (desk.recommendation().position, desk.recommendation().reported) == ("partly", "in_progress")
    assert desk.outcome.answer["position"] == "partly"  # type: ignore[union-attr, index]
    assert desk.asks(data, KENYA) == [], "the same again is known"


def test_the_committee_corrects_what_it_has_on_record_for_a_day_and_the_state_dates_it_anew(desk: Desk) -> None:
    def state_position(position: Position) -> StatePosition:
        return StatePosition(desk.cycle().id, desk.recommendation().id, GivenPosition(date(2024, 5, 6), position))

    desk.asks(state_position("partly"))
    assert desk.refuses(state_position("accepted"), KENYA).code == "contradicts"
    desk.asks(state_position("accepted"))
    assert desk.recommendation().position == "accepted"


def test_a_position_on_another_cycles_recommendation_is_refused(desk: Desk) -> None:
    desk.happens(completed_event("A-2"))
    given = GivenPosition(date(2024, 5, 6), "partly")
    assert desk.refuses(StatePosition(desk.cycle("A-2").id, desk.recommendation().id, given)).status == 404


def test_all_that_a_state_says_about_one_assessment_has_an_end_and_notices_leave_room(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some rules read all of it at once. What is less, or nothing new, is taken as ever; and all of the Committee's."""
    monkeypatch.setattr(model, "MOST_BY_NOTICE", 2_500)
    monkeypatch.setattr(model, "MOST_SAID", 3_500)
    first, cycle = desk.today - timedelta(days=3), desk.cycle().id
    for days in range(2):
        desk.asks(RecordResponse(cycle, of_length(900, first + timedelta(days))))
    (told,) = desk.happens(response(first + timedelta(2), position("R1", position="accepted", steps="s" * 900)))
    assert isinstance(told, NoticeRefused)
    assert (told.code, told.fields) == ("too-many-entries", ("positions",))
    assert desk.asks(RecordResponse(cycle, of_length(900)), KENYA) != []
    desk.turn(desk.today + timedelta(days=1))
    assert desk.refuses(RecordResponse(cycle, of_length(900)), KENYA).code == "too-many-entries"
    assert desk.asks(RecordResponse(cycle, of_length(900, first)), KENYA) == []
    assert desk.asks(RecordResponse(cycle, of_length(900, first + timedelta(2)))) != []


def of_length(number: int, on: date | None = None) -> GivenResponse:
    return GivenResponse(on, (Stated("R1", "accepted", steps="s" * number),))
