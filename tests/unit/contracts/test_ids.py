"""Ids are the same in every run, for ever."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from contracts import ids

lines = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)


@given(st.lists(lines, min_size=1, max_size=5))
def test_our_uuid5_is_that_of_python(parts: list[str]) -> None:
    assert ids.uuid5(*parts) == str(uuid.uuid5(uuid.UUID(ids.NAMESPACE), "\n".join(parts)))


@given(st.lists(lines, min_size=1, max_size=4), st.lists(lines, min_size=1, max_size=4))
def test_two_lists_of_parts_share_an_id_only_if_they_are_one(one: list[str], other: list[str]) -> None:
    assert (ids.uuid5(*one) == ids.uuid5(*other)) == (one == other)


def test_the_ids_of_things_never_change() -> None:
    assessment = ids.assessment_id("https://cted.example", "A-1")
    recommendation = ids.recommendation_id(assessment, "R1")
    assert assessment == "490d905f-17bd-50d5-b108-aa534439f220"
    assert recommendation == "b4f85dc3-1ec0-54c1-82e2-c2513d82d4f2"
    assert ids.cycle_id(assessment) == "b6c1cef4-3485-5c41-8179-efb0638902c8"
    assert ids.case_id(recommendation) == "d06fe64a-0892-5591-9449-f9bd82b06f82"
    assert ids.event_id("s", "t", "case.opened.v1", "KEN", 0) == "79814c2c-5bb9-5401-9ca6-e7a1faf995ee"


def test_things_of_different_kinds_with_the_same_reference_have_different_ids() -> None:
    made = [
        make("s", "r") for make in (ids.assessment_id, ids.visit_id, ids.mission_id, ids.project_id, ids.product_id)
    ]
    assert len(set(made)) == len(made)


def test_a_duplication_is_the_same_whichever_project_is_named_first() -> None:
    assert ids.duplication_id("r", "p", "q") == ids.duplication_id("r", "q", "p")
