"""Rules 1, 4, 6 and 8 as properties of recommendations: whatever happens to two cycles of a State, these hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.followup.cycles.model import CYCLES
from services.followup.recommendations.commands.assessing import AssessRecommendation, GivenAssessment
from services.followup.recommendations.commands.carrying import CarryOver, GivenCarryOver
from services.followup.recommendations.commands.ending import EndRecommendation, GivenEnd
from services.followup.recommendations.model import RECOMMENDATIONS, Recommendation, is_open
from services.followup.reports.commands import CloseCycle, FileReport, GivenClosure, GivenReport
from shared.engine.outcomes import Done, Refused
from tests.unit.services.followup.desk import (
    Desk,
    build_recommendation,
    completed_event,
    corrected_event,
    withdrawn_event,
)

pytestmark = pytest.mark.thorough

TODAY = date(2024, 7, 1)
REFERENCES = ("R1", "R2")
ONE, TWO = st.sampled_from(["A-1", "A-2"]), st.sampled_from(REFERENCES)
MADE = st.sets(TWO)

Step = Callable[[Desk], None]


def ask(desk: Desk, data: object) -> None:
    """Carried out, or refused: which of them is for other tests."""
    try:
        desk.asks(data)
    except AssertionError:
        assert isinstance(desk.outcomes[0], Done | Refused)


def correct(assessment: str, references: set[str], opens_cycle: bool) -> Step:
    def happen(desk: Desk) -> None:
        recommendations = tuple(build_recommendation(one, assessment) for one in sorted(references))
        kind = "focused" if opens_cycle else "advocacy"
        said: dict[str, Any] = {"recommendations": recommendations, "kind": kind, "opens_cycle": opens_cycle}
        desk.happens(corrected_event(assessment, TODAY, **said))

    return happen


def on_one(about: Callable[[Recommendation], object]) -> Callable[[str, str], Step]:
    """A command about a recommendation, in the cycle in which it is."""

    def step(assessment: str, reference: str) -> Step:
        def happen(desk: Desk) -> None:
            rows = [one for one in desk.rows[RECOMMENDATIONS].values() if one.reference == reference]
            for one in rows:
                if one.assessment_id == desk.cycle(assessment).assessment_id:
                    ask(desk, about(one))

        return happen

    return step


def other(desk: Desk, one: Recommendation) -> str:
    return next(id_ for id_ in desk.rows[CYCLES] if id_ != one.cycle_id)


def carry(assessment: str, reference: str) -> Step:
    def happen(desk: Desk) -> None:
        on_one(lambda one: CarryOver(one.cycle_id, one.id, GivenCarryOver(other(desk, one), TODAY, "CTC")))(
            assessment, reference
        )(desk)

    return happen


def settle(assessment: str) -> Step:
    """All that is in the cycle is overtaken or goes on in the other one, so that it can close."""

    def happen(desk: Desk) -> None:
        cycle = desk.cycle(assessment).id
        rows = [one for one in desk.rows[RECOMMENDATIONS].values() if one.cycle_id == cycle]
        for number, one in enumerate(rows):
            over = CarryOver(cycle, one.id, GivenCarryOver(other(desk, one), TODAY, "CTC"))
            ask(desk, EndRecommendation(cycle, one.id, ENDED) if number else over)
        ask(desk, CloseCycle(cycle, GivenClosure(TODAY, "Synthetic")))

    return happen


ASSESSED, ENDED = GivenAssessment(TODAY, "in_progress"), GivenEnd("withdrawn", TODAY)
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(correct, ONE, MADE, st.sampled_from([True, True, True, False])),
    st.builds(carry, ONE, TWO),
    st.builds(on_one(lambda one: AssessRecommendation(one.cycle_id, one.id, ASSESSED)), ONE, TWO),
    st.builds(on_one(lambda one: EndRecommendation(one.cycle_id, one.id, ENDED)), ONE, TWO),
    st.builds(lambda one: lambda desk: ask(desk, FileReport(desk.cycle(one).id, GivenReport(TODAY))), ONE),
    st.builds(settle, ONE),
    st.builds(lambda one: lambda desk: desk.happens(withdrawn_event(TODAY, one)), ONE),
)


def check(desk: Desk, withdrawn_ones: set[str]) -> None:
    cycles = desk.rows[CYCLES]
    for one in desk.rows[RECOMMENDATIONS].values():
        cycle = cycles[one.cycle_id]
        assert not (is_open(one) and cycle.status == "closed"), (
            "a closed cycle has nothing left that is not reported on"
        )
        if one.assessment_id in withdrawn_ones:
            assert one.lifecycle != "live", "a withdrawn assessment leaves nothing open"
        elif one.lifecycle == "live" and cycle.cancelled_on:
            assert one.assessment_id == cycle.assessment_id, "what was another's has gone back to it"


def begin(desk: Desk) -> None:
    desk.happens(*(completed_event(one, recommendations=(build_recommendation("R1", one),)) for one in ("A-1", "A-2")))


@settings(max_examples=400)
@given(st.lists(STEPS, max_size=14))
def test_whatever_happens_what_is_not_reported_on_is_in_a_cycle_that_runs_or_is_its_own(steps: list[Step]) -> None:
    desk = Desk(TODAY)
    begin(desk)
    for step in steps:
        step(desk)
        gone = {one.assessment_id for one in desk.rows[CYCLES].values() if one.ended_because == "Synthetic reason."}
        check(desk, gone)


@settings(max_examples=200)
@given(st.lists(STEPS, max_size=10), ONE)
def test_whatever_happened_to_one_that_stands_a_correction_has_all_that_it_makes_followed_up(
    steps: list[Step], assessment: str
) -> None:
    """But for what the Committee closed, and what another cycle was told to go on with."""
    desk = Desk(TODAY)
    begin(desk)
    for step in steps:
        step(desk)
    correct(assessment, set(REFERENCES), True)(desk)
    cycle = desk.cycle(assessment)
    if cycle.ended_because == "Synthetic reason.":
        return
    assert cycle.cancelled_on is None
    for reference in REFERENCES:
        one = desk.recommendation(reference, assessment)
        assert one.lifecycle == "live" or one.closed_by is None
