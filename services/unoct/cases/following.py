"""How a case changes when its recommendation, or the projects that serve it, change. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from contracts.ids import case_id
from contracts.unoct import CaseFact
from services.unoct.cases.events import build_cancelled_event, build_opened_event
from services.unoct.cases.model import Case
from services.unoct.cases.parts import begin_anew, follow_projects
from services.unoct.cases.settling import settle_case
from services.unoct.recommendations.model import Recommendation


def update_case(
    recommendation: Recommendation, case: Case | None, today: date, reason: str
) -> tuple[Case | None, list[CaseFact]]:
    """The changed case, with the events about it. `reason`: why it is cancelled, if it is."""
    if case is None or case.status == "cancelled":
        return _open_case(recommendation, case, today) if recommendation.is_wanted else (case, [])
    case = replace(
        case,
        state=recommendation.state,
        parties=recommendation.parties,
        themes=recommendation.themes,
        priority=recommendation.priority,
        pillar=recommendation.pillar,
    )
    if recommendation.is_wanted:
        return settle_case(case, follow_projects(case.parts, recommendation.serving, today), today)
    if case.status == "delivered":
        return case, []
    case = replace(case, status="cancelled", cancelled_on=today, reason=reason or _why_cancelled(recommendation))
    return case, [build_cancelled_event(case, today)]


def _open_case(recommendation: Recommendation, before: Case | None, today: date) -> tuple[Case, list[CaseFact]]:
    """The case, for the first time or again, and what the projects do about it that serve the need already."""
    case = _build_case(recommendation, recommendation.released_on if before is None else today)
    opened = build_opened_event(case, case.opened_on)
    parts_before = before.parts if before else ()
    parts = follow_projects(tuple(begin_anew(parts_before, today)), recommendation.serving, today)
    case, events = settle_case(replace(case, parts=parts_before), parts, today)
    return case, [opened, *events]


def _build_case(recommendation: Recommendation, day: date) -> Case:
    return Case(
        id=case_id(recommendation.id),
        recommendation_id=recommendation.id,
        assessment_id=recommendation.assessment_id,
        state=recommendation.state,
        themes=recommendation.themes,
        priority=recommendation.priority,
        pillar=recommendation.pillar,
        status="open",
        opened_on=day,
        synthetic=recommendation.synthetic,
        audience=recommendation.audience,
        parties=recommendation.parties,
    )


def _why_cancelled(recommendation: Recommendation) -> str:
    if recommendation.assistance_needed:
        return "The State no longer requests assistance."
    return "Assistance is no longer needed."
