"""Rule 5: a recommendation first made in a follow-up report falls due only if the CTC sets a date, then or later."""

from datetime import date
from typing import Any

import pytest

from contracts.followup import RecommendationAssessed, RecommendationScheduled
from services.followup.cycles.model import Decision
from services.followup.recommendations.commands.adding import AddRecommendation, NewRecommendation
from services.followup.recommendations.commands.assessing import AssessRecommendation, GivenAssessment
from services.followup.recommendations.commands.ending import EndRecommendation, GivenEnd
from services.followup.recommendations.commands.own_days import SetOwnDay
from tests.unit.services.followup.desk import KENYA, Desk, completed_event, corrected_event

TODAY, DAY = date(2025, 1, 2), date(2025, 9, 30)


@pytest.fixture
def desk() -> Desk:
    desk = Desk(TODAY)
    desk.happens(completed_event())
    new = NewRecommendation("R9", "Synthetic: new", ("travel",), "low", "CTC", False, TODAY)
    desk.asks(AddRecommendation(desk.cycle().id, new))
    return desk


def set_day(desk: Desk, reference: str = "R9", **said: Any) -> SetOwnDay:
    usual = {"due_on": DAY, "decided_on": TODAY, "decided_by": "CTC", "why": "Synthetic: to be seen by autumn"}
    given = Decision(**usual | said)  # type: ignore[arg-type]
    return SetOwnDay(desk.cycle().id, desk.recommendation(reference).id, given)


def test_the_ctc_sets_a_day_for_it_later_and_another_one(desk: Desk) -> None:
    (told,) = desk.asks(set_day(desk, document="DRAFT/DEC/9"))
    assert isinstance(told, RecommendationScheduled)
    assert (told.due_on, told.previous_due_on, told.occurred_on) == (DAY, None, TODAY)
    assert (told.reason, told.decided_by, told.document) == ("Synthetic: to be seen by autumn", "CTC", "DRAFT/DEC/9")
    assert desk.asks(set_day(desk)) == [], "the same again is known"
    (moved,) = desk.asks(set_day(desk, due_on=date(2025, 6, 30)))
    assert isinstance(moved, RecommendationScheduled)
    assert (moved.previous_due_on, desk.recommendation("R9").due_on) == (DAY, date(2025, 6, 30))
    desk.asks(
        AssessRecommendation(desk.cycle().id, desk.recommendation("R9").id, GivenAssessment(TODAY, "implemented"))
    )
    assert desk.list_events(RecommendationAssessed)[-1].due_on == date(2025, 6, 30)


def test_what_the_assessment_made_is_due_with_the_follow_up(desk: Desk) -> None:
    refusal = desk.refuses(set_day(desk, "R1"))
    assert (refusal.code, refusal.rule, refusal.paragraph) == ("due-with-the-follow-up", "5", "OP16")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"decided_on": date(2025, 1, 3)}, "in-the-future"),
        ({"decided_on": date(2024, 1, 14)}, "before-the-assessment"),
        ({"due_on": date(2025, 1, 1)}, "due-before-its-anchor"),
        ({"due_on": date(2046, 1, 1)}, "too-far-ahead"),
    ],
)
def test_a_day_that_cannot_be_is_refused(desk: Desk, said: dict[str, Any], code: str) -> None:
    assert desk.refuses(set_day(desk, **said)).code == code


def test_only_the_committee_sets_it_and_only_for_what_is_live_under_a_mandate(desk: Desk) -> None:
    assert desk.refuses(set_day(desk), KENYA).status == 403
    desk.asks(EndRecommendation(desk.cycle().id, desk.recommendation("R9").id, GivenEnd("overtaken", TODAY)))
    assert desk.refuses(set_day(desk)).code == "no-longer-live"
    desk.happens(corrected_event(on=TODAY))
    desk.turn(date(2029, 2, 1))
    new = NewRecommendation("R10", "Synthetic", ("travel",), "low", "CTC", False, desk.today)
    desk.asks(AddRecommendation(desk.cycle().id, new))
    later = set_day(desk, "R10", due_on=date(2029, 9, 1), decided_on=desk.today)
    assert desk.refuses(later).code == "no-mandate"
