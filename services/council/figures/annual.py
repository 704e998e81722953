"""The figures of the annual report (OP18), in the order in which they are listed. Pure.

Other reports state some of them too, and take them from here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from services.council.figures.groupings import BY_COMMITTEE, PRIORITY, REGION, THEME, WITH_ASSISTANCE
from services.council.figures.model import Count, Definition, Division, Key, Knows, Share
from services.council.populations import (
    ACTIVITIES,
    ASSESSMENTS,
    BRIEFINGS,
    CONSENTS,
    FOLLOW_UPS,
    MEETINGS,
    OFFICIALS,
    OVERLAPS,
    PRODUCTS,
    PROGRAMMES,
    RECOMMENDATIONS,
    REPORT_CONSENTS,
    STATES,
    STEPS,
    VISITS,
)

UNIT: Final = "recommendations"
REPORTS: Final = "follow-up-reports"

VISIT: Final = Key("visit_id", "visit")
MISSION: Final = Key("mission_id", "mission")
STATE: Final = Key("state", "State")

IN_YEAR: Final = "ended_on between :first_day::date and :cut_off::date"
"""Of a visit."""
ASSESSED: Final = "assessed is not null"
IMPLEMENTED: Final = "assessed = 'implemented'"
OF_COMMITTEE: Final = "is_of_committee"
"""What the Committee itself recommended (OP18); CTED makes the others."""
_BY_MAKER: Final = Division("implemented", BY_COMMITTEE)
FALLEN_DUE: Final = """
    due_on between :first_day::date and :cut_off and not is_pending and not is_cancelled
    and (reported_on is not null or coalesce(closed_on > due_on, true))
"""
"""Due in the period. A cancelled one is not, nor one whose cycle was closed before that day without it (rule 1)."""

VISITS_OF_YEAR: Final = Count("visits", VISITS, "visits", IN_YEAR, VISIT)
ASSESSMENTS_COMPLETED: Final = Count("assessments_completed", ASSESSMENTS, "assessments")
FOLLOWUPS_ON_TIME: Final = Share(
    "followups_on_time", FOLLOW_UPS, REPORTS, FALLEN_DUE, part="reported_on <= due_on", knows=Knows.INSIDERS
)
CONSENTS_GIVEN: Final = Share("consents_given", CONSENTS, "consents", part="answer = 'given'")


def _answers(id_: str, answer: str) -> Share:
    """Of the reports about which States were asked, by what they answered: the default release is no answer."""
    return Share(id_, REPORT_CONSENTS, "assessments", "is_asked", part=f"answer = '{answer}'")


PRODUCTS_ADOPTED: Final = Count("products_adopted", PRODUCTS, "products")
ACTIVITIES_LOGGED: Final = Count("activities", ACTIVITIES, "activities")
CASES_TAKEN_UP: Final = Share(
    "cases_taken_up",
    RECOMMENDATIONS,
    UNIT,
    "is_wanted",
    part="is_taken_up",
    knows=Knows.UN,
    more_events="uptake_events",
)
CASES_DELIVERED: Final = replace(CASES_TAKEN_UP, id="cases_delivered", part="is_delivered")
CASES_DELIVERED_IN_PART: Final = replace(
    CASES_TAKEN_UP,
    id="cases_delivered_in_part",
    part="is_delivered_in_part",
    more_events="uptake_events || part_events",
)


def _compare(id_: str, how: str) -> Share:
    """Of what was assessed at both cut-offs, what stands higher (`>`) or lower (`<`) on the scale at the later one.

    To be in its list tells that a recommendation was assessed.
    """
    return Share(
        id_, RECOMMENDATIONS, UNIT, "assessed is not null and assessed_before is not null",
        part=f"array_position(:scale::text[], assessed) {how} array_position(:scale::text[], assessed_before)",
        knows=Knows.INSIDERS, is_inside=True, more_events="status_events",
    )  # fmt: skip


IMPROVED: Final = _compare("improved", ">")
LOWERED: Final = _compare("lowered", "<")
IMPROVED_WITH_ASSISTANCE: Final = Share(
    "improved_with_assistance",
    RECOMMENDATIONS,
    UNIT,
    f"{IMPROVED.whole} and {IMPROVED.part}",
    part="is_taken_up",
    knows=Knows.INSIDERS,
    is_inside=True,
    more_events="status_events || uptake_events",
    divides=Division("implemented", WITH_ASSISTANCE),
)
"""Its list is for insiders alone, since to be in it tells how a recommendation was assessed."""

PROGRAMMES_CITING_PRODUCTS: Final = Share(
    "programmes_citing_products", PROGRAMMES, "programmes", part="has_cited", knows=Knows.INSIDERS
)
"""A product that was narrowed is left out of its programme for most of the UN. That it was cited tells of it."""
SINCE_2005: Final = "ended_on between date '2005-01-01' and :cut_off::date"
"""CTED's first visits took place in 2005; published totals count from then on."""

ANNUAL: Final[tuple[Definition, ...]] = (
    Count("missions", VISITS, "missions", f"mission_{IN_YEAR}", MISSION),
    VISITS_OF_YEAR,
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
    Count("report_consents_asked", REPORT_CONSENTS, "assessments", "is_asked"),
    _answers("report_consents_full", "full"),
    _answers("report_consents_part", "part"),
    _answers("report_consents_refused", "refused"),
    _answers("report_consents_silent", "silent"),
    Count("confidentiality_requested", REPORT_CONSENTS, "assessments", "is_confidential"),
    Count("followups_due", FOLLOW_UPS, REPORTS, FALLEN_DUE),
    FOLLOWUPS_ON_TIME,
    Share(
        "assessed", RECOMMENDATIONS, UNIT,
        part=ASSESSED, by=(THEME, REGION, PRIORITY), knows=Knows.INSIDERS, more_events="status_events",
    ),
    Share(
        "implemented", RECOMMENDATIONS, UNIT,
        part=IMPLEMENTED, by=(THEME, REGION, PRIORITY), knows=Knows.INSIDERS, more_events="status_events",
    ),
    Share(
        "made_by_committee", RECOMMENDATIONS, UNIT,
        part=OF_COMMITTEE, knows=Knows.INSIDERS, divides=_BY_MAKER,
    ),
    Share(
        "made_by_committee_implemented", RECOMMENDATIONS, UNIT, OF_COMMITTEE,
        part=IMPLEMENTED, knows=Knows.INSIDERS, more_events="status_events", divides=_BY_MAKER,
    ),
    IMPROVED,
    LOWERED,
    IMPROVED_WITH_ASSISTANCE,
    PROGRAMMES_CITING_PRODUCTS,
    CASES_TAKEN_UP,
    CASES_DELIVERED,
    CASES_DELIVERED_IN_PART,
    CONSENTS_GIVEN,
    replace(CONSENTS_GIVEN, id="consents_declined", part="answer = 'declined'"),
    replace(CONSENTS_GIVEN, id="consents_lapsed", part="is_lapsed"),
    replace(CONSENTS_GIVEN, id="consents_open", part="answer = 'silent' and not is_lapsed"),
    Share(
        "listed_visited", STATES, "States", "is_listed",
        part="was_visited_in_year", knows=Knows.INSIDERS, is_inside=True, more_events="list_events || visit_events",
    ),
    Share("officials_attended", OFFICIALS, "States", part="has_attended"),
    Count("meetings_held", MEETINGS, "meetings"),
    Count("joint_meetings", MEETINGS, "meetings", "meeting_kind = 'joint'"),
    PRODUCTS_ADOPTED,
    ACTIVITIES_LOGGED,
    Count("briefings_given", ACTIVITIES, "activities", "activity_kind = 'briefing'"),
    Count("coordination_activities", ACTIVITIES, "activities", "activity_kind = 'coordination'"),
    Share("overlaps_resolved", OVERLAPS, "overlaps", part="is_resolved"),
    Count("unoct_briefings", BRIEFINGS, "meetings", "briefing_kind = 'briefing'"),
    Count("heads_meetings", BRIEFINGS, "meetings", "briefing_kind = 'heads_meeting'"),
    Share("steps_done", STEPS, "steps", part="is_done"),
)  # fmt: skip
