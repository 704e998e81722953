"""The figures of the annual review and forecast (OP17), in the order in which they are listed. Pure."""

from __future__ import annotations

from typing import Final

from services.council.figures.annual import (
    ACTIVITIES_LOGGED,
    ASSESSMENTS_COMPLETED,
    CONSENTS_GIVEN,
    FOLLOWUPS_ON_TIME,
    PRODUCTS_ADOPTED,
    REPORTS,
    VISITS_OF_YEAR,
)
from services.council.figures.groupings import SORT
from services.council.figures.model import ALL, Count, Definition, Knows, Median, Share
from services.council.populations import (
    AHEAD,
    ASSESSMENTS,
    CONSENTS,
    FOLLOW_UPS,
    FORECAST,
    MEETINGS,
    STATES,
    Population,
)


def _days(id_: str, of: str) -> Median:
    return Median(id_, ASSESSMENTS, "days", of=of, knows=Knows.INSIDERS, is_inside=True, more_events="stage_events")


def _overdue(id_: str, age: str) -> Count:
    """Due and not made at the cut-off, from the day after the due date on, for as long."""
    standing = "not is_pending and not is_cancelled and closed_on is null and reported_on is null"
    return Count(id_, FOLLOW_UPS, REPORTS, f"{standing} and due_on < :cut_off::date and {age}")


def _up_to(months: int) -> str:
    return f":cut_off::date <= due_on + interval '{months} months'"


def _forecast(id_: str, population: Population, whole: str = ALL) -> Count:
    return Count(id_, population, "forecast", whole, by=(SORT,), is_stated_whole=False)


REVIEW: Final[tuple[Definition, ...]] = (
    Share(
        "visits_done", STATES, "States", "is_listed",
        part="was_visited_in_year", knows=Knows.INSIDERS, is_inside=True, more_events="list_events || visit_events",
    ),
    CONSENTS_GIVEN,
    Share("consents_declined", CONSENTS, "consents", part="answer = 'declined'"),
    Share("consents_silent", CONSENTS, "consents", part="answer = 'silent'"),
    _days("median_days_visit_to_draft", "days_visit_to_draft"),
    _days("median_days_draft_to_final", "days_draft_to_final"),
    _days("median_days_final_to_ctc", "days_final_to_ctc"),
    FOLLOWUPS_ON_TIME,
    _overdue("overdue_0_3_months", _up_to(3)),
    _overdue("overdue_3_6_months", f"not {_up_to(3)} and {_up_to(6)}"),
    _overdue("overdue_6_12_months", f"not {_up_to(6)} and {_up_to(12)}"),
    _overdue("overdue_over_12_months", f"not {_up_to(12)}"),
    Share("forecast_done", FORECAST, "forecast", "is_dated", part="is_done", knows=Knows.INSIDERS),
    _forecast("forecast_least", FORECAST, "is_sure"),
    _forecast("forecast_most", FORECAST),
    Count("reports_made", FOLLOW_UPS, REPORTS, "reported_on between :first_day::date and :cut_off::date"),
    VISITS_OF_YEAR,
    Count("obligations_met", FORECAST, "obligations", "sort = 'obligation' and is_done"),
    _forecast("ahead_least", AHEAD, "is_sure"),
    _forecast("ahead_most", AHEAD),
    Count("meetings_held", MEETINGS, "meetings"),
    ACTIVITIES_LOGGED,
    PRODUCTS_ADOPTED,
    ASSESSMENTS_COMPLETED,
)  # fmt: skip
