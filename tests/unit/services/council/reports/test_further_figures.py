"""The figures of the review, the programme and the schedule: what each counts, and how it is stated."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.vocabulary import ReportName
from services.council.counting.figure_builder import FigureBuilder
from services.council.counting.numbers import Figure, median
from services.council.counting.scope import Scope
from services.council.counting.tallies import ByState, Number, Tallies, Tally
from services.council.documents.as_json import figure_json
from services.council.documents.figure_tables import shown_value
from services.council.figures.model import Definition
from services.council.figures.programme import PROGRAMME
from services.council.figures.review import REVIEW
from services.council.figures.schedule import SCHEDULED
from services.council.words.catalogue import ENGLISH
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import CUT_OFF, FREEZE, nothing

NUMBERS: dict[ReportName, dict[str, Number]] = {
    "review": {
        "visits_done": Number(9, 20), "consents_given": Number(9, 16), "consents_declined": Number(3, 16),
        "consents_silent": Number(4, 16), "median_days_visit_to_draft": Number(None, 4, (60, 75)),
        "median_days_draft_to_final": Number(None, 3, (31, 31)), "median_days_final_to_ctc": Number(None, 0),
        "followups_on_time": Number(8, 11), "overdue_0_3_months": Number(5), "overdue_3_6_months": Number(0),
        "overdue_6_12_months": Number(0), "overdue_over_12_months": Number(2), "forecast_done": Number(31, 40),
        "meetings_held": Number(6), "products_adopted": Number(3), "assessments_completed": Number(10),
    },
    "programme": {
        "listed_never_visited": Number(7, 70), "requests_honoured": Number(5, 8), "listed_visited": Number(9, 20),
        "changes_after_adoption": Number(2), "visits_without_report": Number(4),
    },
    "schedule": {"visits_agreed": Number(12), "median_days_publication_to_start": Number(None, 10, (40, 41))},
}  # fmt: skip
CELLS: dict[str, dict[str, ByState]] = {
    "forecast_least": {"visit": {"KEN": Number(2), "UGA": Number(1)}},
    "forecast_most": {"visit": {"KEN": Number(3), "UGA": Number(1)}},
    "ahead_least": {},
    "ahead_most": {"obligation": {"": Number(5)}},
}
"""Of the figures with a breakdown."""
DEFINED: dict[ReportName, tuple[Definition, ...]] = {"review": REVIEW, "programme": PROGRAMME, "schedule": SCHEDULED}


def figures(report: ReportName) -> tuple[Figure, ...]:
    scope = Scope(2023, CUT_OFF, FREEZE, "committee")
    numbers = {
        one.id: Tally(
            NUMBERS[report].get(one.id, nothing(one)), cells={grouping.id: CELLS[one.id] for grouping in one.by}
        )
        for one in DEFINED[report]
    }
    tallies = Tallies(numbers, {}, synthetic=False)
    return FigureBuilder(ENGLISH, report, scope, REFERENCE).state_figures(DEFINED[report], tallies)


@pytest.mark.parametrize(
    ("report", "id_", "expected", "unit"),
    [
        ("review", "visits_done", (9, 20, "45.0"), "States"),
        ("review", "consents_given", (9, 16, "56.3"), "consents"),
        ("review", "consents_declined", (3, 16, "18.8"), "consents"),
        ("review", "consents_silent", (4, 16, "25.0"), "consents"),
        ("review", "median_days_visit_to_draft", (None, 4, "67.5"), "days"),
        ("review", "median_days_draft_to_final", (None, 3, "31.0"), "days"),
        ("review", "median_days_final_to_ctc", (None, 0, None), "days"),
        ("review", "followups_on_time", (8, 11, "72.7"), "follow-up reports"),
        ("review", "overdue_0_3_months", (5, None, "5.0"), "follow-up reports"),
        ("review", "overdue_3_6_months", (0, None, "0.0"), "follow-up reports"),
        ("review", "overdue_6_12_months", (0, None, "0.0"), "follow-up reports"),
        ("review", "overdue_over_12_months", (2, None, "2.0"), "follow-up reports"),
        ("review", "forecast_done", (31, 40, "77.5"), "reports, visits and obligations"),
        ("review", "meetings_held", (6, None, "6.0"), "meetings"),
        ("review", "products_adopted", (3, None, "3.0"), "products"),
        ("review", "assessments_completed", (10, None, "10.0"), "assessments"),
        ("programme", "listed_never_visited", (7, 70, "10.0"), "States"),
        ("programme", "requests_honoured", (5, 8, "62.5"), "requests"),
        ("programme", "listed_visited", (9, 20, "45.0"), "States"),
        ("programme", "changes_after_adoption", (2, None, "2.0"), "changes"),
        ("programme", "visits_without_report", (4, None, "4.0"), "visits"),
        ("schedule", "visits_agreed", (12, None, "12.0"), "visits"),
        ("schedule", "median_days_publication_to_start", (None, 10, "40.5"), "days"),
    ],
)
def test_each_figure_names_its_numerator_denominator_and_unit(
    report: ReportName, id_: str, expected: tuple[int | None, int | None, str | None], unit: str
) -> None:
    figure = next(one for one in figures(report) if one.id == id_)
    assert (figure.numerator, figure.denominator, figure.value) == expected
    assert (figure.unit, figure.cut_off) == (unit, CUT_OFF)


# ---- medians ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "value"),
    [
        ([], None),
        ([7], "7.0"),
        ([7, 8], "7.5"),
        ([1, 7, 30], "7.0"),
        ([1, 7, 8, 30], "7.5"),
        ([7, 7], "7.0"),
        ([-3, 0], "-1.5"),
        ([-1, 0], "-0.5"),
        ([0], "0.0"),
    ],
)
def test_a_median_is_the_middle_one_or_halfway_between_the_two(days: list[int], value: str | None) -> None:
    figure = median("x", "X", days, len(days), date(2023, 12, 31))
    assert (figure.numerator, figure.denominator, figure.value) == (None, len(days), value)
    assert figure_json(figure)["value"] == value


def test_what_is_forecast_has_its_least_and_most_also_where_there_is_none() -> None:
    found = {one.id: (one.label, one.numerator) for one in figures("review")}
    assert found["forecast_least.visit"] == ("Forecast for 2023, at least: visit", 3)
    assert found["forecast_most.visit"] == ("Forecast for 2023, at most: visit", 4)
    assert found["ahead_least.follow-up-report"] == ("Forecast for 2024, at least: follow-up report", 0)
    assert found["ahead_most.obligation"] == ("Forecast for 2024, at most: obligation", 5)
    assert "ahead_least" not in found, "visits and reports are not added up"


def test_a_median_is_shown_in_days_and_only_a_share_in_per_cent() -> None:
    (days,) = [one for one in figures("review") if one.id == "median_days_visit_to_draft"]
    (part,) = [one for one in figures("review") if one.id == "consents_given"]
    (number,) = [one for one in figures("review") if one.id == "meetings_held"]
    assert [shown_value(ENGLISH, one) for one in (days, part, number)] == ["67.5", "56.3%", "6"]
