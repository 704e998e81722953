"""Beside each visit stands whose visits are flagged there: always those of the overlaps that stand, and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.ids import slug, visit_id
from services.assessments.visits.model import NEIGHBOURS, OVERLAPS
from services.assessments.visits.overlaps import resolve_overlaps
from shared.engine.rules import Known, Table
from tests.unit.services.assessments.desk import CTED, Desk, visit_cancelled, visit_planned

BODIES = ("UNODC", "IOM", "ICAO")
FIRST = date(2024, 9, 2)

Step = Callable[[Desk], object]


def plan(body: str, number: int, day: int) -> Step:
    start = (FIRST + timedelta(days=day)).isoformat()
    return lambda desk: desk.notice(visit_planned(body, start, reference=f"{body}/{number}"))


def cancellation(body: str, number: int) -> Step:
    return lambda desk: desk.notice(visit_cancelled(body=body, reference=f"{body}/{number}"))


bodies, numbers = st.sampled_from(BODIES), st.integers(0, 4)
steps = st.one_of(
    st.builds(plan, bodies, numbers, st.integers(0, 150)),
    st.builds(cancellation, bodies, numbers),
)


def count_standing(rows: Mapping[Table[Any], Mapping[str, Any]]) -> dict[str, Counter[str]]:
    """Of each visit, whose visits are flagged beside it."""
    found: dict[str, Counter[str]] = {}
    for one in rows.get(OVERLAPS, {}).values():
        if one.status == "flagged":
            found.setdefault(one.visit_id, Counter())[slug(one.other_body)] += 1
            found.setdefault(one.other_visit_id, Counter())[slug(one.body)] += 1
    return found


def count_kept(rows: Mapping[Table[Any], Mapping[str, Any]]) -> dict[str, Counter[str]]:
    return {one.id: Counter(one.bodies) for one in rows.get(NEIGHBOURS, {}).values() if one.bodies}


@pytest.mark.thorough
@given(st.lists(steps, max_size=25))
def test_they_are_those_of_the_overlaps_that_stand(given_steps: list[Step]) -> None:
    desk = Desk()
    for step in given_steps:
        step(desk)
    assert count_kept(desk.rows) == count_standing(desk.rows)


def test_two_visits_that_are_merged_at_once_both_leave_what_stands_beside_a_third() -> None:
    desk = Desk()
    for step in (plan("UNODC", 1, 0), plan("UNODC", 2, 5), plan("ICAO", 1, 3)):
        step(desk)
    known = Known({table: dict(rows) for table, rows in desk.rows.items()})
    assert count_kept(known.rows)[visit_id(CTED, "ICAO/1")] == Counter({"unodc": 2})
    both = [visit_id(CTED, f"UNODC/{number}") for number in (1, 2)]
    known.fold(list(resolve_overlaps(both, "merged", known, FIRST)))
    assert count_kept(known.rows) == count_standing(known.rows) == {}
