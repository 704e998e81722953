"""The figures of the annual report (OP18), in the order in which they are listed. Pure."""

from __future__ import annotations

from typing import Final

from services.council.figures.groupings import REGION, THEME
from services.council.figures.model import Count, Definition, Key, Knows, Share
from services.council.figures.shared import (
    ASSESSED,
    ASSESSMENTS_COMPLETED,
    CASES_TAKEN_UP,
    CONSENTS_GIVEN,
    FALLEN_DUE,
    FOLLOWUPS_ON_TIME,
    IMPLEMENTED,
    IN_YEAR,
    PRODUCTS_ADOPTED,
    REPORTS,
    UNIT,
    VISIT,
)
from services.council.populations import ASSESSMENTS, FOLLOW_UPS, OFFICIALS, RECOMMENDATIONS, STATES, VISITS

MISSION: Final = Key("mission_id", "mission")
STATE: Final = Key("state", "State")

SINCE_2005: Final = "ended_on between date '2005-01-01' and :cut_off::date"
"""CTED's first visits took place in 2005; published totals count from then on."""

ANNUAL: Final[tuple[Definition, ...]] = (
    Count("missions", VISITS, "missions", f"mission_{IN_YEAR}", MISSION),
    Count("visits", VISITS, "visits", IN_YEAR, VISIT),
    Count("visit_components", VISITS, "components", IN_YEAR),
    Count("states_visited", VISITS, "States", IN_YEAR, STATE),
    Count("missions_since_2005", VISITS, "missions", f"mission_{SINCE_2005}", MISSION),
    Count("visits_since_2005", VISITS, "visits", SINCE_2005, VISIT),
    Count("visit_components_since_2005", VISITS, "components", SINCE_2005),
    Count("states_visited_since_2005", VISITS, "States", SINCE_2005, STATE),
    Share("never_visited", STATES, "States", "is_member", part="not was_visited"),
    ASSESSMENTS_COMPLETED,
    Share(
        "reports_released_full", ASSESSMENTS, "assessments",
        part="is_released and is_released_whole", knows=Knows.INSIDERS,
    ),
    Share(
        "reports_released_part", ASSESSMENTS, "assessments",
        part="is_released and not is_released_whole", knows=Knows.INSIDERS,
    ),
    Count("followups_due", FOLLOW_UPS, REPORTS, FALLEN_DUE),
    FOLLOWUPS_ON_TIME,
    Share(
        "assessed", RECOMMENDATIONS, UNIT,
        part=ASSESSED, by=(THEME, REGION), knows=Knows.INSIDERS, more_events="status_events",
    ),
    Share(
        "implemented", RECOMMENDATIONS, UNIT,
        part=IMPLEMENTED, by=(THEME, REGION), knows=Knows.INSIDERS, more_events="status_events",
    ),
    Share(
        "improved", RECOMMENDATIONS, UNIT, "assessed is not null and assessed_before is not null",
        part="array_position(:scale::text[], assessed) > array_position(:scale::text[], assessed_before)",
        knows=Knows.INSIDERS, more_events="status_events",
    ),
    CASES_TAKEN_UP,
    CONSENTS_GIVEN,
    Share("officials_attended", OFFICIALS, "States", part="has_attended"),
    PRODUCTS_ADOPTED,
)  # fmt: skip
