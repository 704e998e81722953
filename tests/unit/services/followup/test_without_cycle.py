"""Rule 1: the recommendations of an assessment that opens no cycle join a running one, or stand alone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.followup import RecommendationAssessed, RecommendationCarriedOver, RecommendationClosed
from contracts.ids import assessment_id, cycle_id
from services.followup.cycles.checks import CycleCancelled
from services.followup.cycles.model import CYCLES, CYCLES_OF_STATES, Decision, needs_of_cycles_of
from services.followup.cycles.needs import OnlyForTheCommittee
from services.followup.recommendations.commands.assessing import AssessRecommendation, GivenAssessment
from services.followup.recommendations.commands.carrying import CarryOver, GivenCarryOver
from services.followup.recommendations.commands.ending import EndRecommendation, GivenEnd
from services.followup.recommendations.commands.own_days import SetOwnDay
from services.followup.recommendations.commands.succession import GivenSuccession, NewSuccessor, Succeed
from services.followup.recommendations.model import Recommendation
from services.followup.responses.commands import GivenPosition, StatePosition
from shared.engine.rules import NotFound
from tests.unit.services.followup.desk import (
    CTED,
    KENYA,
    Desk,
    build_recommendation,
    completed_event,
    corrected_event,
    kinds,
    received_event,
    withdrawn_event,
)

TODAY = date(2024, 7, 1)
LATER = date(2024, 6, 3)
HOME = cycle_id(assessment_id(CTED, "F-1"))
"""Where the recommendations of the follow-up assessment stand, as long as they stand alone."""


def follow_up(reference: str = "F-1", **said: Any) -> Any:
    return completed_event(
        reference, **{"submitted_to_ctc_on": LATER, "kind": "follow-up", "opens_cycle": False} | said
    )


def corrected_follow_up(**said: Any) -> Any:
    usual: dict[str, Any] = {"submitted_to_ctc_on": LATER, "kind": "follow-up", "opens_cycle": False}
    return corrected_event("F-1", **{"on": date(2024, 6, 10)} | usual | said)


def assess(desk: Desk, home: str, reference: str = "R1") -> AssessRecommendation:
    one = desk.recommendation(reference, "F-1")
    return AssessRecommendation(home, one.id, GivenAssessment(TODAY, "in_progress"))


def of_follow_up(desk: Desk, reference: str = "R1") -> Recommendation:
    return desk.recommendation(reference, "F-1")


@pytest.fixture
def desk() -> Desk:
    return Desk(TODAY)


# ---- they join the running cycle --------------------------------------------------------


def test_they_join_the_cycle_that_runs_for_the_state(desk: Desk) -> None:
    desk.happens(completed_event("A-1"))
    joined = desk.happens(follow_up())
    moves = [(one.followup_id, one.to_followup_id) for one in joined if isinstance(one, RecommendationCarriedOver)]
    assert moves == [(HOME, desk.cycle("A-1").id)] * 2
    assert of_follow_up(desk).cycle_id == desk.cycle("A-1").id
    assert desk.happens(follow_up()) == [], "the same again changes nothing"


def test_of_several_running_cycles_they_join_the_one_opened_last_before_the_report(desk: Desk) -> None:
    desk.happens(
        completed_event("A-1"),
        completed_event("A-2", submitted_to_ctc_on=date(2024, 5, 2)),
        completed_event("A-3", submitted_to_ctc_on=date(2024, 6, 20)),
        completed_event("A-4", submitted_to_ctc_on=date(2024, 5, 20), state="UGA"),
    )
    desk.happens(follow_up())
    assert of_follow_up(desk).cycle_id == desk.cycle("A-2").id


def test_in_that_cycle_they_are_assessed_and_merged_like_any_other(desk: Desk) -> None:
    desk.happens(completed_event("A-1"), follow_up())
    running = desk.cycle("A-1").id
    (assessed,) = desk.asks(assess(desk, running))
    assert isinstance(assessed, RecommendationAssessed)
    parents = desk.recommendation("R1", "A-1").id, of_follow_up(desk).id
    new = NewSuccessor("R-merged", "Synthetic", ("travel",), "high", "CTED", True)
    told = desk.asks(Succeed(running, GivenSuccession("merge", parents, (new,), TODAY, "CTED")))
    assert kinds(told) == ["recommendation.succeeded", "recommendation.closed"]
    assert of_follow_up(desk).lifecycle == "superseded"


def test_they_come_back_and_stand_alone_once_the_running_cycle_is_cancelled(desk: Desk) -> None:
    desk.happens(completed_event("A-1"), follow_up())
    told = desk.happens(withdrawn_event(date(2024, 6, 20), "A-1"))
    assert kinds(told).count("recommendation.carried_over") == 2
    assert of_follow_up(desk).cycle_id == HOME
    assert isinstance(desk.asks(assess(desk, HOME))[0], RecommendationAssessed)


# ---- they stand alone -------------------------------------------------------------------


def test_without_a_running_cycle_each_stands_alone_and_is_assessed(desk: Desk) -> None:
    assert desk.happens(follow_up()) == []
    (assessed,) = desk.asks(assess(desk, HOME))
    assert isinstance(assessed, RecommendationAssessed)
    assert assessed.followup_id == HOME
    assert (of_follow_up(desk).assessed, of_follow_up(desk).cycle_id) == ("in_progress", HOME)


def test_one_that_stands_alone_is_closed_carried_over_split_and_given_a_day(desk: Desk) -> None:
    desk.happens(follow_up(), completed_event("A-2", submitted_to_ctc_on=date(2024, 6, 20)))
    (closed,) = desk.asks(EndRecommendation(HOME, of_follow_up(desk).id, GivenEnd("overtaken", TODAY)))
    assert isinstance(closed, RecommendationClosed)
    own_day = Decision(date(2025, 6, 3), TODAY, "CTC", "Synthetic reason")
    assert kinds(desk.asks(SetOwnDay(HOME, of_follow_up(desk, "R2").id, own_day))) == ["recommendation.scheduled"]
    parts = tuple(NewSuccessor(one, "Synthetic", ("travel",), "high", "CTED", True) for one in ("R2a", "R2b"))
    split = GivenSuccession("split", (of_follow_up(desk, "R2").id,), parts, TODAY, "CTED")
    assert kinds(desk.asks(Succeed(HOME, split))) == ["recommendation.succeeded"]
    assert of_follow_up(desk, "R2a").due_on == own_day.due_on
    over = GivenCarryOver(desk.cycle("A-2").id, TODAY, "CTC")
    assert kinds(desk.asks(CarryOver(HOME, of_follow_up(desk, "R2a").id, over))) == ["recommendation.carried_over"]


def test_a_withdrawn_assessment_takes_those_that_stand_alone_with_it(desk: Desk) -> None:
    desk.happens(follow_up())
    told = desk.happens(withdrawn_event(date(2024, 6, 20), "F-1"))
    assert kinds(told) == ["recommendation.closed"] * 2
    assert of_follow_up(desk).lifecycle == "withdrawn"
    assert isinstance(desk.refuses(assess(desk, HOME)), CycleCancelled)
    assert desk.happens(withdrawn_event(date(2024, 6, 20), "F-1")) == [], "the same again changes nothing"


def test_only_the_committee_finds_where_one_stands_alone(desk: Desk) -> None:
    desk.happens(follow_up())
    assert isinstance(desk.refuses(assess(desk, HOME), KENYA), OnlyForTheCommittee)
    assert isinstance(desk.refuses(assess(desk, HOME), desk.asked_by("UGA")), NotFound)
    assert isinstance(desk.refuses(replace(assess(desk, HOME), recommendation_id="none")), NotFound)


def test_named_in_another_place_each_command_says_where_it_is_followed(desk: Desk) -> None:
    """An officer who names the assessment, or its State's cycle, reads what to name."""
    desk.happens(completed_event("A-2", submitted_to_ctc_on=date(2024, 6, 20)), follow_up())
    one, running = of_follow_up(desk), desk.cycle("A-2").id
    own_day = Decision(date(2025, 6, 3), TODAY, "CTC", "Synthetic reason")
    for command in (
        assess(desk, running),
        assess(desk, one.assessment_id),
        EndRecommendation(running, one.id, GivenEnd("overtaken", TODAY)),
        SetOwnDay(running, one.id, own_day),
        CarryOver("no-cycle", one.id, GivenCarryOver(running, TODAY, "CTC")),
    ):
        refused = desk.refuses(command)
        assert (refused.code, refused.detail) == ("followed-elsewhere", f"Its `cycle_id` is {HOME}.")
    for reader in (KENYA, desk.asked_by("UGA")):
        assert isinstance(desk.refuses(assess(desk, one.assessment_id), reader), NotFound)


def test_no_response_is_awaited_to_one_that_stands_alone(desk: Desk) -> None:
    desk.happens(follow_up())
    stated = StatePosition(HOME, of_follow_up(desk).id, GivenPosition(TODAY, "accepted"))
    assert (desk.refuses(stated).code, desk.refuses(stated, KENYA).code) == ("stands-alone", "stands-alone")
    assert isinstance(desk.refuses(stated, desk.asked_by("UGA")), NotFound)
    elsewhere = replace(stated, cycle_id=of_follow_up(desk).assessment_id)
    assert desk.refuses(elsewhere).code == "followed-elsewhere"
    assert isinstance(desk.refuses(elsewhere, KENYA), NotFound)


# ---- the assessment is corrected --------------------------------------------------------


def test_a_correction_sets_the_recommendations_wherever_they_are(desk: Desk) -> None:
    desk.happens(completed_event("A-1"), follow_up())
    now = build_recommendation("R1", "F-1", text="Synthetic: put right"), build_recommendation("R3", "F-1")
    desk.happens(corrected_follow_up(recommendations=now))
    assert of_follow_up(desk).text == "Synthetic: put right"
    assert of_follow_up(desk, "R2").lifecycle == "withdrawn"
    assert of_follow_up(desk, "R3").cycle_id == desk.cycle("A-1").id, "a new one joins too"


def test_once_the_kind_is_corrected_to_one_that_opens_a_cycle_they_come_back_with_their_status(desk: Desk) -> None:
    desk.happens(completed_event("A-1"), follow_up())
    desk.asks(assess(desk, desk.cycle("A-1").id))
    told = desk.happens(corrected_follow_up(kind="comprehensive", opens_cycle=True))
    assert kinds(told)[:2] == ["recommendation.carried_over"] * 2
    assert "followup.scheduled" in kinds(told)
    assert (of_follow_up(desk).cycle_id, of_follow_up(desk).assessed) == (desk.cycle("F-1").id, "in_progress")


def test_once_the_kind_is_corrected_to_one_that_opens_none_they_join_the_running_cycle(desk: Desk) -> None:
    desk.happens(completed_event("A-1"), completed_event("F-1", submitted_to_ctc_on=LATER))
    told = desk.happens(corrected_follow_up())
    assert kinds(told) == ["followup.cancelled", *["recommendation.carried_over"] * 2]
    assert of_follow_up(desk).cycle_id == desk.cycle("A-1").id
    back = desk.happens(corrected_follow_up(kind="comprehensive", opens_cycle=True, on=date(2024, 6, 20)))
    assert kinds(back).count("recommendation.carried_over") == 2
    assert of_follow_up(desk).cycle_id == HOME


def test_what_was_carried_over_to_a_cycle_that_opens_none_after_all_goes_home_and_nowhere_else(desk: Desk) -> None:
    desk.happens(completed_event("A-1"), completed_event("F-1", submitted_to_ctc_on=LATER))
    over = GivenCarryOver(HOME, TODAY, "CTC")
    guest = desk.recommendation("R1", "A-1")
    desk.asks(CarryOver(desk.cycle("A-1").id, guest.id, over))
    told = desk.happens(corrected_follow_up())
    moves = [one for one in told if isinstance(one, RecommendationCarriedOver) and one.recommendation_id == guest.id]
    assert [one.to_followup_id for one in moves] == [desk.cycle("A-1").id]


def test_a_receipt_in_one_batch_with_the_correction_sets_no_clock_of_a_cancelled_cycle(desk: Desk) -> None:
    desk.happens(completed_event("F-1", submitted_to_ctc_on=LATER))
    told = desk.happens(corrected_follow_up(), received_event(date(2024, 6, 12), "F-1"))
    assert kinds(told) == ["followup.cancelled"]
    assert desk.cycle("F-1").response_due_on is None


def test_of_a_states_cancelled_cycles_only_the_ids_are_read(desk: Desk) -> None:
    """Their reasons may have megabytes together, and each report that opens no cycle looks for one that runs."""
    desk.happens(completed_event("A-1"), completed_event("A-2"))
    desk.happens(withdrawn_event(TODAY, "A-2"))
    (need,) = needs_of_cycles_of("KEN")
    assert need.then is not None
    cut = {one.assessment_id: CYCLES_OF_STATES.cut(one) for one in desk.rows[CYCLES].values()}
    read = {assessment: list(need.then(cycle)) != [] for assessment, cycle in cut.items()}
    assert read == {assessment_id(CTED, "A-1"): True, assessment_id(CTED, "A-2"): False}
