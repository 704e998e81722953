"""OP16: capacity, resources and need for assistance by recommendation, as the State reports and CTED assesses them."""

from datetime import date
from typing import Any

import pytest

from contracts.followup import RecommendationAssessed, RecommendationReported
from services.followup.recommendations.commands.assessing import AssessRecommendation, GivenAssessment
from services.followup.recommendations.views import show_recommendation
from services.followup.reports.commands import AssessedStatus, FileReport, GivenReport
from services.followup.responses.commands import GivenPosition, GivenResponse, RecordResponse, StatePosition
from services.followup.responses.responding import Stated
from tests.unit.services.followup.desk import (
    KENYA,
    Desk,
    build_recommendation,
    completed_event,
    corrected_event,
    requested_event,
    response,
)
from tests.unit.services.followup.desk import position as said_by_notice

TODAY = date(2024, 3, 1)
CAPACITY = "Synthetic: two officers and no budget"


@pytest.fixture
def desk() -> Desk:
    desk = Desk(TODAY)
    desk.happens(completed_event())
    return desk


def position(desk: Desk, on: date = TODAY, **said: Any) -> StatePosition:
    return StatePosition(desk.cycle().id, desk.recommendation().id, GivenPosition(on, **said))


# ---- as the State reports ---------------------------------------------------------------


def test_a_state_reports_capacity_and_need_with_the_status_of_a_recommendation(desk: Desk) -> None:
    desk.asks(position(desk, implementation="in_progress", capacity=CAPACITY, assistance_needed=True), KENYA)
    (told,) = desk.list_events(RecommendationReported)
    assert (told.implementation, told.capacity, told.assistance_needed) == ("in_progress", CAPACITY, True)
    shown = show_recommendation(desk.recommendation())
    assert (shown["reported_capacity"], shown["reported_assistance_needed"]) == (CAPACITY, True)
    assert shown["assessed_capacity"] is None


def test_a_whole_response_may_say_it_of_each(desk: Desk) -> None:
    said = Stated("R1", "accepted", "not_started", None, CAPACITY, True), Stated("R2", "accepted", "implemented")
    desk.asks(RecordResponse(desk.cycle().id, GivenResponse(TODAY, said)), KENYA)
    assert [one.capacity for one in desk.list_events(RecommendationReported)] == [CAPACITY, None]


def test_said_later_it_goes_with_the_status_reported_before(desk: Desk) -> None:
    desk.asks(position(desk, date(2024, 2, 1), implementation="in_progress", capacity=CAPACITY))
    desk.asks(position(desk, assistance_needed=False))
    assert desk.list_events(RecommendationReported)[-1].implementation == "in_progress"
    one = desk.recommendation()
    assert (one.reported_capacity, one.reported_assistance_needed, one.reported_on) == (CAPACITY, False, TODAY)


def test_with_no_status_ever_reported_it_is_refused_with_what_to_add(desk: Desk) -> None:
    refusal = desk.refuses(position(desk, position="accepted", capacity=CAPACITY))
    assert (refusal.code, refusal.fields, refusal.paragraph) == ("status-needed", ("implementation",), "OP16")


def test_another_system_passes_on_what_a_state_says_of_its_capacity_and_need(desk: Desk) -> None:
    one = said_by_notice(implementation="in_progress", capacity=CAPACITY, assistance_needed=True)
    desk.happens(response(TODAY, one))
    (told,) = desk.list_events(RecommendationReported)
    assert (told.capacity, told.assistance_needed) == (CAPACITY, True)


def test_another_capacity_said_on_the_same_day_contradicts(desk: Desk) -> None:
    desk.asks(position(desk, implementation="in_progress", capacity=CAPACITY), KENYA)
    refusal = desk.refuses(position(desk, implementation="in_progress", capacity="Synthetic: other"), KENYA)
    assert refusal.fields == ("positions.capacity",)


# ---- as CTED assesses -------------------------------------------------------------------


def test_cted_assesses_capacity_and_need_between_reports_and_in_them(desk: Desk) -> None:
    one, two = desk.recommendation("R1"), desk.recommendation("R2")
    given = GivenAssessment(TODAY, "in_progress", None, CAPACITY, True)
    desk.asks(AssessRecommendation(one.cycle_id, one.id, given))
    status = AssessedStatus(two.id, "implemented", None, "Synthetic: a unit of its own", False)
    desk.asks(FileReport(one.cycle_id, GivenReport(TODAY, recommendations=(status,))))
    told = [(data.capacity, data.assistance_needed) for data in desk.list_events(RecommendationAssessed)]
    assert told == [(CAPACITY, True), ("Synthetic: a unit of its own", False)]
    shown = show_recommendation(desk.recommendation("R2"))
    assert (shown["assessed_capacity"], shown["assessed_assistance_needed"]) == (told[1])
    assert shown["assistance_needed"], "as the assessment made it"


# ---- as the State requests (OP39) -------------------------------------------------------


def test_a_request_for_assistance_shows_as_it_now_is(desk: Desk) -> None:
    assert desk.happens(requested_event(True), id_="a") == []
    assert desk.recommendation().assistance_requested
    desk.happens(requested_event(False), id_="b")
    desk.happens(requested_event(True), id_="a")
    assert not desk.recommendation().assistance_requested, "an older one that is read again changes nothing"


def test_a_correction_says_it_too_and_a_request_for_what_was_never_made_changes_nothing(desk: Desk) -> None:
    desk.happens(requested_event(True))
    desk.happens(
        corrected_event(
            recommendations=(build_recommendation("R1", assistance_requested=True), build_recommendation("R2"))
        )
    )
    assert desk.recommendation().assistance_requested
    before = dict(desk.rows)
    assert desk.happens(requested_event(True, "R9")) == []
    assert desk.rows == before
