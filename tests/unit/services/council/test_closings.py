"""What closes is told again after what has a later time, and nothing that only came late is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.council.facts import ACTIVITY_FACTS, ASSESSMENTS, DISCLOSURES, RECOMMENDATIONS, VISITS
from services.council.facts.closings import CLOSES, THINGS
from services.council.facts.projections import facts_of
from shared.engine.rules import Event
from tests.support.memory import Memory
from tests.unit.services.council.desk import WHEN, desk, event

BEFORE = timedelta(hours=-5)
TOLD_WHOLE = {
    "assessment.corrected.v1": (ASSESSMENTS, RECOMMENDATIONS),
    "activity.recorded.v1": (ACTIVITY_FACTS,),
    "visit.cancelled.v1": (VISITS,),
}


def list_again(memory: Memory) -> set[str]:
    """Names of the tables that tell something again."""
    return {table.name for table in THINGS if any(id_.endswith("/again") for id_ in memory.rows.get(table, {}))}


def tell_both(first: Event[Any], second: Event[Any]) -> Memory:
    memory = desk()
    memory.handle(first)
    memory.handle(second)
    return memory


@pytest.mark.parametrize("type_", TOLD_WHOLE)
def test_what_comes_later_counts_though_its_time_is_earlier(type_: str) -> None:
    told = tell_both(event(type_, "e-1"), event(type_, "e-2", WHEN + BEFORE))
    assert list_again(told) == {table.name for table in TOLD_WHOLE[type_]}


@pytest.mark.parametrize("type_", TOLD_WHOLE)
def test_what_stands_earlier_in_its_topic_was_only_read_late(type_: str) -> None:
    """Such as a dead letter that was put right: it brings back nothing that was taken away since."""
    late = event(type_, "e-1", WHEN + BEFORE)
    assert list_again(tell_both(event(type_, "e-2"), late)) == set()


def test_a_decision_that_was_read_late_opens_nothing_and_closes() -> None:
    late = event("assessment.corrected.v1", "e-1", WHEN + BEFORE, recommendations=(), findings=(), audience="committee")
    told = tell_both(event("assessment.corrected.v1", "e-2", audience="un"), late)
    assert list_again(told) == {DISCLOSURES.name}


def test_what_is_withdrawn_is_so_by_whatever_order() -> None:
    late = event("assessment.withdrawn.v1", "e-1", WHEN + BEFORE)
    whole = {"assessment_id": late.data.assessment_id}
    assert list_again(tell_both(event("assessment.corrected.v1", "e-2", **whole), late)) == {ASSESSMENTS.name}


@pytest.mark.parametrize("model", CLOSES, ids=lambda model: model.type)
def test_each_event_that_closes_tells_of_its_tables(model: Any) -> None:
    said = {table for table, _ in facts_of(event(model.type))}
    assert {*CLOSES[model]} <= said
    assert all(hasattr(row, THINGS[of]) for of, row in facts_of(event(model.type)) if of in CLOSES[model])
