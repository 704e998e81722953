"""Each figure: what it counts of a population, and how it is stated."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.council.counting.numbers import Figure, percentage
from services.council.counting.tallies import Tallies
from services.council.documents.as_json import figure_json
from services.council.figures.annual import ANNUAL
from services.council.figures.groupings import region_of
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import CUT_OFF, EMPTY, POPULATION, SCOPE, figures, with_cells


def by_id(of: Tallies = POPULATION) -> dict[str, Figure]:
    return {figure.id: figure for figure in figures(of)}


def numbers(figure: Figure) -> tuple[int | None, int | None, str | None]:
    return figure.numerator, figure.denominator, figure.value


@pytest.mark.parametrize(
    ("id_", "expected", "unit"),
    [
        ("missions", (6, None, "6.0"), "missions"),
        ("visits", (8, None, "8.0"), "visits"),
        ("visit_components", (10, None, "10.0"), "components"),
        ("states_visited", (7, None, "7.0"), "States"),
        ("missions_since_2005", (20, None, "20.0"), "missions"),
        ("visits_since_2005", (23, None, "23.0"), "visits"),
        ("visit_components_since_2005", (25, None, "25.0"), "components"),
        ("states_visited_since_2005", (18, None, "18.0"), "States"),
        ("never_visited", (2, 5, "40.0"), "States"),
        ("assessments_completed", (9, None, "9.0"), "assessments"),
        ("reports_released_full", (4, 9, "44.4"), "assessments"),
        ("reports_released_part", (3, 9, "33.3"), "assessments"),
        ("report_consents_asked", (8, None, "8.0"), "assessments"),
        ("report_consents_full", (3, 8, "37.5"), "assessments"),
        ("report_consents_part", (2, 8, "25.0"), "assessments"),
        ("report_consents_refused", (1, 8, "12.5"), "assessments"),
        ("report_consents_silent", (2, 8, "25.0"), "assessments"),
        ("confidentiality_requested", (1, None, "1.0"), "assessments"),
        ("followups_due", (11, None, "11.0"), "follow-up reports"),
        ("followups_on_time", (8, 11, "72.7"), "follow-up reports"),
        ("assessed", (52, 81, "64.2"), "recommendations"),
        ("implemented", (14, 81, "17.3"), "recommendations"),
        ("improved", (5, 12, "41.7"), "recommendations"),
        ("cases_taken_up", (9, 30, "30.0"), "recommendations"),
        ("cases_delivered", (4, 30, "13.3"), "recommendations"),
        ("cases_delivered_in_part", (2, 30, "6.7"), "recommendations"),
        ("consents_given", (7, 13, "53.8"), "consents"),
        ("officials_attended", (15, 16, "93.8"), "States"),
        ("products_adopted", (3, None, "3.0"), "products"),
        ("activities", (5, None, "5.0"), "activities"),
    ],
)
def test_each_figure_names_its_numerator_denominator_and_unit(
    id_: str, expected: tuple[int, int | None, str], unit: str
) -> None:
    figure = by_id()[id_]
    assert numbers(figure) == expected
    assert (figure.unit, figure.cut_off) == (unit, CUT_OFF)


def test_totals_stand_in_the_order_of_their_definitions_and_then_the_breakdowns() -> None:
    ids = list(by_id())
    assert ids[: len(ANNUAL)] == [figure.id for figure in ANNUAL]
    in_threes = ["assessed"] * 3 + ["implemented"] * 3  # themes, regions
    in_twos = ["assessed"] * 2 + ["implemented"] * 2  # priorities
    assert [id_.partition(".")[0] for id_ in ids[len(ANNUAL) :]] == [*in_threes, *in_threes, *in_twos]


def test_ids_are_unique() -> None:
    assert len(by_id()) == len(figures(POPULATION))


def test_a_share_of_nothing_has_no_value() -> None:
    for figure in figures(EMPTY):
        if figure.denominator == 0:
            assert (figure.numerator, figure.value) == (0, None), figure.id
    assert numbers(by_id(EMPTY)["improved"]) == (0, 0, None)
    assert numbers(by_id(EMPTY)["visits"]) == (0, None, "0.0")


@given(numerator=st.integers(0, 10**9), denominator=st.integers(1, 10**9))
def test_a_percentage_is_rounded_half_up_to_one_place(numerator: int, denominator: int) -> None:
    exact = Decimal(100 * numerator) / Decimal(denominator)
    if (200 * numerator * 10) % denominator:  # no tie: then the decimal's own precision decides nothing
        assert percentage(numerator, denominator) == str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


@pytest.mark.parametrize(("numerator", "denominator", "value"), [(1, 8, "12.5"), (1, 16, "6.3"), (1, 2000, "0.1")])
def test_a_tie_is_rounded_up(numerator: int, denominator: int, value: str) -> None:
    assert percentage(numerator, denominator) == value


# ---- by theme and by region ------------------------------------------------------------------


def test_a_breakdown_counts_what_the_audience_may_see() -> None:
    found = by_id()
    assert numbers(found["assessed.theme.travel"]) == (13, 20, "65.0")
    assert numbers(found["implemented.theme.travel"]) == (4, 20, "20.0")
    assert numbers(found["assessed.region.africa"]) == (10, 15, "66.7")


def test_a_theme_or_region_without_recommendations_is_left_out() -> None:
    assert "assessed.theme.victims" not in by_id()
    assert "assessed.region.americas" not in by_id()
    assert not [id_ for id_ in by_id(EMPTY) if "theme" in id_ or "region" in id_]


def test_a_group_of_fewer_than_three_is_suppressed_and_says_so() -> None:
    hidden = by_id()["implemented.theme.gender"]
    assert numbers(hidden) == (None, None, None)
    assert figure_json(hidden)["suppressed"] is True
    assert "suppressed" not in figure_json(by_id()["implemented.theme.travel"])


def test_a_small_region_hides_the_next_larger_one_with_it() -> None:
    cells = {
        "africa": {"KEN": 8, "SEN": 4, "NGA": 3}, "europe": {"FIN": 3, "SWE": 2, "FRA": 2},
        "asia": {"JOR": 2, "JPN": 1, "IND": 1}, "oceania": {"FJI": 2},
    }  # fmt: skip
    found = figures(with_cells("region", cells))
    hidden = {figure.id for figure in found if figure.suppressed and "region" in figure.id}
    assert hidden == {f"{kind}.region.{name}" for kind in ("assessed", "implemented") for name in ("asia", "oceania")}


def test_a_region_of_fewer_than_three_states_is_hidden_however_many_things_it_has() -> None:
    cells = {
        "africa": {"KEN": 8, "SEN": 4, "NGA": 3}, "europe": {"FIN": 3, "SWE": 2, "FRA": 2},
        "asia": {"JOR": 9, "JPN": 9},
    }  # fmt: skip
    found = by_id(with_cells("region", cells))
    assert found["assessed.region.asia"].suppressed
    of_the_committee = replace(SCOPE, audience="committee")
    assert not any(one.suppressed for one in figures(with_cells("region", cells), scope=of_the_committee))


def test_themes_may_add_up_to_more_than_their_total() -> None:
    themes = [figure.denominator or 0 for id_, figure in by_id().items() if id_.startswith("assessed.theme.")]
    assert sum(themes) > sum(number.size for number in POPULATION.of["assessed"].seen.values())


def test_themes_stand_in_the_order_of_the_reference_data() -> None:
    ids = [id_ for id_ in by_id() if id_.startswith("assessed.theme.")]
    order = [f"assessed.theme.{theme.code}" for theme in REFERENCE.themes]
    assert ids == [id_ for id_ in order if id_ in ids]


def test_a_state_that_is_no_member_any_more_keeps_its_region() -> None:
    assert region_of(REFERENCE, "KEN") == "africa"
    assert region_of(REFERENCE, "XXX") == "elsewhere"
