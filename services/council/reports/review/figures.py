"""The figures of the annual review and forecast: one function each, named by its id. Pure.

A function's docstring is what the report prints as its definition; at length they stand in
`docs/reference/figures.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from services.council.reports.figures import Figure, count, definitions, median, share
from services.council.reports.populations import Consents, FollowUps, Middle


@dataclass(frozen=True, slots=True)
class Review:
    """All that an annual review counts."""

    year: int
    cut_off: date
    listed: int
    """States on the year's list."""
    visited: int
    """Of these, those that CTED visited in the year."""
    consents: Consents
    follow_ups: FollowUps
    spans: Mapping[str, Middle] = field(default_factory=dict)
    """Days between the stages of the year's assessments, by the figure's id."""
    overdue: Mapping[str, int] = field(default_factory=dict)
    """Follow-up reports overdue at the cut-off, by the figure's id."""
    ahead: int = 0
    """What the forecast at the end of the year before had for this one."""
    done: int = 0
    meetings: int = 0
    products: int = 0
    assessments: int = 0


# ---- visits and consent (OP12) ------------------------------------------------------------


def visits_done(of: Review) -> Figure:
    """Of the States on the year's list as it stands at the cut-off, those that CTED visited in the year."""
    return share("visits_done", "Listed States that were visited", of.visited, of.listed, "States", of.cut_off)


def consents_given(of: Review) -> Figure:
    """Of the consents to a visit that were asked for in the year, those that the State gave by the cut-off."""
    return _consents("consents_given", "Consents to visits given", of.consents.given, of)


def consents_declined(of: Review) -> Figure:
    """Of the same, those that the State declined."""
    return _consents("consents_declined", "Consents to visits declined", of.consents.declined, of)


def consents_silent(of: Review) -> Figure:
    """Of the same, those to which there was no answer by the cut-off."""
    return _consents("consents_silent", "Consents to visits not answered", of.consents.silent, of)


def _consents(id_: str, label: str, number: int, of: Review) -> Figure:
    return share(id_, label, number, of.consents.asked, "consents", of.cut_off)


# ---- from visit to report (OP14) ----------------------------------------------------------


def median_days_visit_to_draft(of: Review) -> Figure:
    """Of the assessments submitted to the Committee in the year: the median of the days from the end of the visit,
    where it is known to the day, to the first draft that was shared with the State.
    """
    return _span("median_days_visit_to_draft", "Days from visit to draft (median)", of)


def median_days_draft_to_final(of: Review) -> Figure:
    """Of the same: the median of the days from that draft to the date of the final report."""
    return _span("median_days_draft_to_final", "Days from draft to final report (median)", of)


def median_days_final_to_ctc(of: Review) -> Figure:
    """Of the same: the median of the days from the date of the final report to its submission to the Committee."""
    return _span("median_days_final_to_ctc", "Days from final report to submission (median)", of)


def _span(id_: str, label: str, of: Review) -> Figure:
    found = of.spans.get(id_, Middle())
    return median(id_, label, found.days, found.measured, of.cut_off)


# ---- follow-up (OP16) ---------------------------------------------------------------------


def followups_on_time(of: Review) -> Figure:
    """Of the follow-up reports whose due date, as known at the cut-off, lies in the year, those made by that date."""
    found = of.follow_ups
    return share("followups_on_time", "Follow-up reports made in time", found.on_time, found.due, REPORTS, of.cut_off)


def overdue_0_3_months(of: Review) -> Figure:
    """Follow-up reports that are due and not made at the cut-off, for up to three calendar months."""
    return _overdue("overdue_0_3_months", "up to 3 months", of)


def overdue_3_6_months(of: Review) -> Figure:
    """The same, for more than three and up to six calendar months."""
    return _overdue("overdue_3_6_months", "3 to 6 months", of)


def overdue_6_12_months(of: Review) -> Figure:
    """The same, for more than six and up to twelve calendar months."""
    return _overdue("overdue_6_12_months", "6 to 12 months", of)


def overdue_over_12_months(of: Review) -> Figure:
    """The same, for more than twelve calendar months."""
    return _overdue("overdue_over_12_months", "more than 12 months", of)


def _overdue(id_: str, age: str, of: Review) -> Figure:
    return count(id_, f"Follow-up reports overdue: {age}", of.overdue.get(id_, 0), REPORTS, of.cut_off)


# ---- forecast and outcome -----------------------------------------------------------------


def forecast_done(of: Review) -> Figure:
    """Of what was ahead for the year at the end of the year before (follow-up reports due, visits planned or agreed,
    obligations with a day in it), what was made, took place or was met by the cut-off.
    """
    label = f"Of the forecast for {of.year}, done"
    return share("forecast_done", label, of.done, of.ahead, "reports, visits and obligations", of.cut_off)


def meetings_held(of: Review) -> Figure:
    """Meetings of the Committee's follow-up, of any kind, that were held in the year."""
    return count("meetings_held", f"Meetings held in {of.year}", of.meetings, "meetings", of.cut_off)


def products_adopted(of: Review) -> Figure:
    """Surveys and analytical products that the Committee adopted in the year, and that stand at the cut-off."""
    label = f"Surveys and analytical products adopted in {of.year}"
    return count("products_adopted", label, of.products, "products", of.cut_off)


def assessments_completed(of: Review) -> Figure:
    """Assessments of any kind submitted to the Committee in the year, and not withdrawn by the cut-off."""
    label = f"Assessments completed in {of.year}"
    return count("assessments_completed", label, of.assessments, "assessments", of.cut_off)


REPORTS = "follow-up reports"

FIGURES: tuple[Callable[[Review], Figure], ...] = (
    visits_done,
    consents_given,
    consents_declined,
    consents_silent,
    median_days_visit_to_draft,
    median_days_draft_to_final,
    median_days_final_to_ctc,
    followups_on_time,
    overdue_0_3_months,
    overdue_3_6_months,
    overdue_6_12_months,
    overdue_over_12_months,
    forecast_done,
    meetings_held,
    products_adopted,
    assessments_completed,
)
"""In the order in which they are listed."""

DEFINITIONS: Mapping[str, str] = definitions(FIGURES)


def figures(of: Review) -> tuple[Figure, ...]:
    """All figures of the report, in order."""
    return tuple(figure(of) for figure in FIGURES)
