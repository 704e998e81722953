"""Queries stand in files, with named parameters."""

from __future__ import annotations

import pytest

from services.council.queries import query
from services.council.reports import reading
from services.council.reports.assistance.reading import NEEDS
from services.council.reports.scope import Scope, at_or_wider
from tests.unit.services.council.reports.sample import CUT_OFF, FREEZE

SCOPE = Scope(2023, CUT_OFF, FREEZE, "public")


def test_names_become_numbers_in_order_of_first_use_and_casts_stay() -> None:
    asked = query("visits", "visits_counted")
    assert asked.names == ("freeze", "body", "since", "cut_off")
    assert "recorded_at <= $1::timestamptz" in asked.text
    assert ":freeze" not in asked.text


def test_a_parameter_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        query("visits", "visits_counted").arguments({"body": "CTED"})


@pytest.mark.parametrize("files", [reading.ASSESSMENTS, reading.FOLLOW_UPS, reading.RECOMMENDATIONS, NEEDS])
def test_what_defines_a_population_is_known_of_every_edition(files: tuple[str, ...]) -> None:
    assert set(query(*files).names) <= SCOPE.values().keys()


def test_what_is_released_to_the_un_is_for_it_or_wider() -> None:
    assert at_or_wider("un") == ["un", "partners", "public"]
    assert at_or_wider("public") == ["public"]
    assert at_or_wider("committee") == ["committee", "council", "un", "partners", "public"]
