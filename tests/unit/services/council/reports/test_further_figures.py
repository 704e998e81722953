"""The figures of the review, the programme and the schedule: what each counts, and how it is stated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.council.reports.as_json import figure_json
from services.council.reports.figure_tables import shown_value
from services.council.reports.figures import Figure, median
from services.council.reports.populations import Consents, FollowUps, Middle
from services.council.reports.programme import figures as programme
from services.council.reports.review import figures as review
from services.council.reports.schedule import figures as schedule
from tests.unit.services.council.reports.sample import CUT_OFF

REVIEW = review.Review(
    year=2023, cut_off=CUT_OFF, listed=20, visited=9, consents=Consents(asked=16, given=9, declined=3, silent=4),
    follow_ups=FollowUps(due=11, on_time=8),
    spans={"median_days_visit_to_draft": Middle(4, (60, 75)), "median_days_draft_to_final": Middle(3, (31, 31))},
    overdue={"overdue_0_3_months": 5, "overdue_over_12_months": 2}, ahead=40, done=31, meetings=6, products=3,
    assessments=10,
)  # fmt: skip
PROGRAMME = programme.Programme(
    year=2023, cut_off=CUT_OFF, listed=20, visited=9, listed_never_visited=7, never_visited=70, requested=8, honoured=5,
    changes=2, unreported=4,
)  # fmt: skip
SCHEDULE = schedule.Schedule(year=2023, cut_off=CUT_OFF, agreed=12, ahead=Middle(10, (40, 41)))

ALL: dict[str, tuple[tuple[Figure, ...], Any]] = {
    "review": (review.figures(REVIEW), review),
    "programme": (programme.figures(PROGRAMME), programme),
    "schedule": (schedule.figures(SCHEDULE), schedule),
}


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
    report: str, id_: str, expected: tuple[int | None, int | None, str | None], unit: str
) -> None:
    figure = next(one for one in ALL[report][0] if one.id == id_)
    assert (figure.numerator, figure.denominator, figure.value) == expected
    assert (figure.unit, figure.cut_off) == (unit, CUT_OFF)


@pytest.mark.parametrize("report", ALL)
def test_a_figure_is_made_by_the_function_of_its_name_which_says_what_it_counts(report: str) -> None:
    figures, module = ALL[report]
    assert [figure.id for figure in figures] == [function.__name__ for function in module.FIGURES]
    assert list(module.DEFINITIONS) == [figure.id for figure in figures]
    assert all(module.DEFINITIONS.values())


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


def test_a_median_is_shown_in_days_and_only_a_share_in_per_cent() -> None:
    (days,) = [one for one in review.figures(REVIEW) if one.id == "median_days_visit_to_draft"]
    (part,) = [one for one in review.figures(REVIEW) if one.id == "consents_given"]
    (number,) = [one for one in review.figures(REVIEW) if one.id == "meetings_held"]
    assert [shown_value(one) for one in (days, part, number)] == ["67.5", "56.3%", "6"]
