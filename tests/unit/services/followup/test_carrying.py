"""Rules 1 and 6: a recommendation is carried over to another cycle, or closed; then the first cycle can close."""

from datetime import date
from typing import Any

import pytest

from contracts.followup import (
    RecommendationAssessed,
    RecommendationCarriedOver,
    RecommendationClosed,
    RecommendationSucceeded,
)
from services.followup.recommendations.commands.adding import AddRecommendation, NewRecommendation
from services.followup.recommendations.commands.assessing import AssessRecommendation, GivenAssessment
from services.followup.recommendations.commands.carrying import CarryOver, GivenCarryOver
from services.followup.recommendations.commands.ending import EndRecommendation, GivenEnd
from services.followup.recommendations.commands.succession import GivenSuccession, NewSuccessor, Succeed
from services.followup.reports.commands import AssessedStatus, CloseCycle, FileReport, GivenClosure, GivenReport
from services.followup.responses.commands import GivenPosition, GivenResponse, RecordResponse, StatePosition
from services.followup.responses.responding import Stated
from tests.unit.services.followup.desk import (
    KENYA,
    Desk,
    about,
    build_recommendation,
    completed_event,
    corrected_event,
    kinds,
    position,
    response,
    withdrawn_event,
)

TODAY = date(2024, 7, 1)


@pytest.fixture
def desk() -> Desk:
    """A second comprehensive assessment of June 2024 beside an open first cycle of January."""
    desk = Desk(TODAY)
    desk.happens(completed_event("A-1"), completed_event("A-2", submitted_to_ctc_on=date(2024, 6, 3)))
    return desk


def carry(desk: Desk, reference: str = "R1", **said: Any) -> CarryOver:
    usual: dict[str, Any] = {"to_cycle": desk.cycle("A-2").id, "decided_on": TODAY, "decided_by": "CTC"}
    return CarryOver(desk.cycle("A-1").id, desk.recommendation(reference).id, GivenCarryOver(**usual | said))


def end(desk: Desk, reference: str = "R1", reason: Any = "overtaken", on: date = TODAY) -> EndRecommendation:
    return EndRecommendation(desk.cycle().id, desk.recommendation(reference).id, GivenEnd(reason, on, "Synthetic"))


def closure(desk: Desk, assessment: str = "A-1") -> CloseCycle:
    return CloseCycle(desk.cycle(assessment).id, GivenClosure(TODAY, "Synthetic"))


# ---- carried over (rule 1) --------------------------------------------------------------


def test_a_second_comprehensive_assessment_opens_a_second_cycle_beside_the_open_first(desk: Desk) -> None:
    first, second = desk.cycle("A-1"), desk.cycle("A-2")
    assert (first.status, first.due_on) == ("open", date(2025, 1, 15))
    assert (second.status, second.due_on) == ("open", date(2025, 6, 3))


def test_a_carried_over_recommendation_is_the_same_one_in_the_other_cycle(desk: Desk) -> None:
    before = desk.recommendation("R1")
    (told,) = desk.asks(carry(desk, note="Synthetic: goes on"))
    assert isinstance(told, RecommendationCarriedOver)
    assert (told.recommendation_id, told.assessment_id) == (before.id, before.assessment_id)
    assert (told.followup_id, told.to_followup_id) == (desk.cycle("A-1").id, desk.cycle("A-2").id)
    after = desk.recommendation("R1")
    assert (after.id, after.cycle_id, after.lifecycle) == (before.id, desk.cycle("A-2").id, "live")
    assert desk.asks(carry(desk, note="Synthetic: goes on")) == [], "the same again is known"


def test_it_is_assessed_in_the_cycle_that_goes_on_with_it_and_no_longer_in_the_first(desk: Desk) -> None:
    desk.asks(carry(desk))
    given, one = GivenAssessment(TODAY, "implemented"), desk.recommendation("R1")
    assert desk.refuses(AssessRecommendation(desk.cycle("A-1").id, one.id, given)).code == "followed-elsewhere"
    desk.asks(AssessRecommendation(desk.cycle("A-2").id, one.id, given))
    (told,) = desk.list_events(RecommendationAssessed)
    assert (told.assessment_id, told.followup_id) == (one.assessment_id, desk.cycle("A-2").id)


def test_a_cycle_closes_when_every_live_one_is_reported_carried_over_or_overtaken(desk: Desk) -> None:
    desk.asks(end(desk, "R2"))
    assert desk.refuses(closure(desk)).code == "not-yet-reported"
    desk.asks(carry(desk))
    assert kinds(desk.asks(closure(desk))) == ["followup.closed"]
    status = AssessedStatus(desk.recommendation("R1", "A-2").id, "implemented")
    desk.asks(FileReport(desk.cycle("A-2").id, GivenReport(TODAY, recommendations=(status,))))
    refusal = desk.refuses(closure(desk, "A-2"))
    assert (refusal.code, refusal.detail) == ("open-recommendations", "Open: 2."), "its own second, and the carried"


def test_what_a_state_responds_reaches_it_under_its_own_assessments_reference(desk: Desk) -> None:
    desk.asks(carry(desk))
    desk.happens(response(TODAY, position(position="accepted")))
    desk.happens(response(TODAY, position(position="not_accepted"), reference="A-2"))
    assert desk.recommendation("R1", "A-1").position == "accepted"
    assert desk.recommendation("R1", "A-2").position == "not_accepted"
    one = desk.recommendation("R1", "A-1")
    desk.asks(StatePosition(desk.cycle("A-2").id, one.id, GivenPosition(TODAY, "partly")), KENYA)
    assert desk.recommendation("R1", "A-1").position == "partly"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"to_cycle": "no-such"}, "no-such-cycle"),
        ({"to_cycle": "first"}, "same-cycle"),
        ({"to_cycle": "uganda"}, "cycle-of-another-state"),
        ({"to_cycle": "ended"}, "ended-cycle"),
    ],
)
def test_only_another_running_cycle_of_the_same_state_goes_on_with_it(
    desk: Desk, said: dict[str, str], code: str
) -> None:
    desk.happens(completed_event("A-3", state="UGA"), completed_event("A-4"), withdrawn_event(TODAY, "A-4"))
    named = {"first": "A-1", "uganda": "A-3", "ended": "A-4"}
    to = said["to_cycle"]
    refusal = desk.refuses(carry(desk, to_cycle=desk.cycle(named[to]).id if to in named else to))
    assert (refusal.code, refusal.rule, refusal.paragraph, refusal.fields) == (code, "1", "OP16", ("to_cycle",))


@pytest.mark.parametrize(
    ("on", "code"), [(date(2024, 7, 2), "in-the-future"), (date(2024, 6, 2), "before-the-assessment")]
)
def test_it_is_carried_over_while_both_cycles_are_there(desk: Desk, on: date, code: str) -> None:
    assert desk.refuses(carry(desk, decided_on=on)).code == code


def test_only_the_committee_carries_over(desk: Desk) -> None:
    assert desk.refuses(carry(desk), KENYA).status == 403


# ---- what becomes of it when an assessment changes --------------------------------------


def test_a_correction_of_its_own_assessment_finds_it_where_it_is(desk: Desk) -> None:
    desk.asks(carry(desk))
    desk.happens(
        corrected_event(
            "A-1",
            TODAY,
            recommendations=(build_recommendation("R1", text="Synthetic: clearer"), build_recommendation("R2")),
        )
    )
    one = desk.recommendation("R1")
    assert (one.text, one.cycle_id, one.lifecycle) == ("Synthetic: clearer", desk.cycle("A-2").id, "live")
    assert desk.happens(corrected_event("A-1", TODAY, recommendations=(build_recommendation("R2"),))) == []
    assert desk.recommendation("R1").lifecycle == "withdrawn"


def test_one_that_its_own_assessment_left_out_and_makes_again_is_live_in_its_own_cycle(desk: Desk) -> None:
    desk.asks(carry(desk))
    desk.happens(corrected_event("A-1", TODAY, recommendations=(build_recommendation("R2"),)))
    (back,) = desk.happens(corrected_event("A-1", TODAY))
    assert isinstance(back, RecommendationCarriedOver)
    one = desk.recommendation("R1")
    assert (one.lifecycle, one.cycle_id, back.to_followup_id) == ("live", *[desk.cycle("A-1").id] * 2)


def test_a_correction_of_the_assessment_that_goes_on_with_it_leaves_it_alone(desk: Desk) -> None:
    desk.asks(carry(desk))
    assert desk.happens(corrected_event("A-2", TODAY, submitted_to_ctc_on=date(2024, 6, 3))) == []
    assert desk.recommendation("R1").lifecycle == "live"


def test_it_is_withdrawn_with_its_own_assessment(desk: Desk) -> None:
    desk.asks(carry(desk))
    assert kinds(desk.happens(withdrawn_event(TODAY, "A-1"))).count("recommendation.closed") == 2
    assert desk.recommendation("R1").lifecycle == "withdrawn"


def test_it_goes_back_when_the_assessment_that_went_on_with_it_is_withdrawn(desk: Desk) -> None:
    desk.asks(carry(desk))
    told = desk.happens(withdrawn_event(TODAY, "A-2"))
    (back,) = [one for one in told if isinstance(one, RecommendationCarriedOver)]
    assert (back.followup_id, back.to_followup_id) == (desk.cycle("A-2").id, desk.cycle("A-1").id)
    one = desk.recommendation("R1")
    assert (one.lifecycle, one.cycle_id) == ("live", desk.cycle("A-1").id)
    assert desk.recommendation("R1", "A-2").lifecycle == "withdrawn"


def test_a_cycle_that_was_closed_goes_on_when_one_that_is_not_reported_on_comes_back_to_it(desk: Desk) -> None:
    desk.asks(carry(desk))
    desk.asks(end(desk, "R2"))
    desk.asks(closure(desk))
    told = desk.happens(withdrawn_event(TODAY, "A-2"))
    assert kinds(told)[:3] == ["followup.cancelled", "recommendation.carried_over", "followup.reopened"]
    assert (desk.cycle().status, desk.cycle().closed_on, desk.cycle().ended_because) == ("open", None, None)
    assert kinds(desk.turn(date(2025, 1, 16)))[-1] == "followup.overdue"


def test_a_closed_cycle_stays_closed_when_what_comes_back_was_reported_on(desk: Desk) -> None:
    desk.asks(AssessRecommendation(desk.cycle().id, desk.recommendation().id, GivenAssessment(TODAY, "implemented")))
    desk.asks(carry(desk))
    desk.asks(end(desk, "R2"))
    desk.asks(closure(desk))
    assert "followup.reopened" not in kinds(desk.happens(withdrawn_event(TODAY, "A-2")))
    assert desk.cycle().status == "closed"


@pytest.mark.parametrize("changed", ["A-1", "A-2"])
def test_it_goes_back_when_one_of_the_two_turns_out_to_be_of_another_state(desk: Desk, changed: str) -> None:
    desk.asks(carry(desk))
    on = desk.cycle(changed).opened_on
    told = desk.happens(corrected_event(changed, TODAY, submitted_to_ctc_on=on, state="UGA"))
    (back,) = [one for one in told if isinstance(one, RecommendationCarriedOver)]
    one = desk.recommendation("R1")
    assert (back.followup_id, back.to_followup_id) == (desk.cycle("A-2").id, desk.cycle("A-1").id)
    assert (one.cycle_id, one.state) == (desk.cycle("A-1").id, desk.cycle("A-1").state)


def test_a_reference_that_was_carried_over_is_not_free_again(desk: Desk) -> None:
    desk.asks(carry(desk))
    new = NewRecommendation("R1", "Synthetic: other", ("travel",), "low", "CTED", False, TODAY)
    assert desk.refuses(AddRecommendation(desk.cycle("A-1").id, new)).code == "other-content"


# ---- closed (rule 6) --------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["superseded", "overtaken", "withdrawn"])
def test_a_closed_recommendation_is_live_no_longer(desk: Desk, reason: Any) -> None:
    (told,) = desk.asks(end(desk, reason=reason))
    assert isinstance(told, RecommendationClosed)
    assert (told.reason, told.note, told.occurred_on) == (reason, "Synthetic", TODAY)
    assert (desk.recommendation().lifecycle, desk.recommendation().closed_on) == (reason, TODAY)
    assert desk.asks(end(desk, reason=reason)) == [], "the same again is known"


def test_what_is_closed_is_neither_assessed_closed_otherwise_nor_carried_over(desk: Desk) -> None:
    desk.asks(end(desk))
    given = GivenAssessment(TODAY, "implemented")
    asked = [
        AssessRecommendation(desk.cycle().id, desk.recommendation().id, given),
        end(desk, reason="withdrawn"),
        carry(desk),
    ]
    assert [desk.refuses(data).code for data in asked] == ["no-longer-live"] * 3


def test_what_a_state_says_of_a_closed_recommendation_is_still_put_on_record(desk: Desk) -> None:
    desk.asks(end(desk))
    said = (Stated("R1", "accepted"), Stated("R2", "partly"))
    desk.asks(RecordResponse(desk.cycle().id, GivenResponse(TODAY, said)), KENYA)
    assert (desk.recommendation("R1").position, desk.recommendation("R1").lifecycle) == ("accepted", "overtaken")


@pytest.mark.parametrize(
    ("on", "code"), [(date(2024, 7, 2), "in-the-future"), (date(2024, 1, 14), "before-the-assessment")]
)
def test_a_closing_outside_its_time_is_refused(desk: Desk, on: date, code: str) -> None:
    assert desk.refuses(end(desk, on=on)).code == code


def test_only_the_committee_closes_and_only_in_a_cycle_that_was_not_cancelled(desk: Desk) -> None:
    assert desk.refuses(end(desk), KENYA).status == 403
    desk.happens(withdrawn_event(TODAY, "A-1"))
    assert desk.refuses(end(desk)).code == "cycle-cancelled"


def test_one_that_was_carried_over_and_merged_is_closed_for_its_own_assessment_too(desk: Desk) -> None:
    desk.asks(carry(desk))
    parents = desk.recommendation("R1").id, desk.recommendation("R1", "A-2").id
    new = NewSuccessor("M1", "Synthetic", ("travel",), "high", "CTED", True)
    told = desk.asks(Succeed(desk.cycle("A-2").id, GivenSuccession("merge", parents, (new,), TODAY)))
    merged, closed = told
    assert isinstance(merged, RecommendationSucceeded)
    assert isinstance(closed, RecommendationClosed)
    assert (merged.assessment_id, closed.assessment_id) == (about("A-2")["assessment_id"], about()["assessment_id"])
    assert (closed.recommendation_id, closed.reason) == (parents[0], "superseded")
