"""Figures that more than one report states. Pure."""

from __future__ import annotations

from typing import Final

from services.council.figures.model import Count, Key, Knows, Share
from services.council.populations import ASSESSMENTS, CONSENTS, FOLLOW_UPS, PRODUCTS, RECOMMENDATIONS

UNIT: Final = "recommendations"
REPORTS: Final = "follow-up reports"

VISIT: Final = Key("visit_id", "visit")

IN_YEAR: Final = "ended_on between :first_day::date and :cut_off::date"
"""Of a visit."""
ASSESSED: Final = "assessed is not null"
IMPLEMENTED: Final = "assessed = 'implemented'"
FALLEN_DUE: Final = """
    due_on between :first_day::date and :cut_off and not is_pending and not is_cancelled
    and (reported_on is not null or coalesce(closed_on > due_on, true))
"""
"""Due in the period. A cancelled one is not, nor one whose cycle was closed before that day without it (rule 1)."""

ASSESSMENTS_COMPLETED: Final = Count("assessments_completed", ASSESSMENTS, "assessments")
FOLLOWUPS_ON_TIME: Final = Share(
    "followups_on_time", FOLLOW_UPS, REPORTS, FALLEN_DUE, part="reported_on <= due_on", knows=Knows.INSIDERS
)
CONSENTS_GIVEN: Final = Share("consents_given", CONSENTS, "consents", part="answer = 'given'")
PRODUCTS_ADOPTED: Final = Count("products_adopted", PRODUCTS, "products")
CASES_TAKEN_UP: Final = Share(
    "cases_taken_up",
    RECOMMENDATIONS,
    UNIT,
    "is_wanted",
    part="is_taken_up",
    knows=Knows.UN,
    more_events="uptake_events",
)
