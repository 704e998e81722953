"""How a case changes when its recommendation, or the projects that serve it, change. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from contracts.ids import case_id
from contracts.unoct import CaseFact
from services.unoct.cases.events import build_cancelled_event, build_opened_event, build_taken_up_event
from services.unoct.cases.model import CAN_BE_TAKEN_UP, Case
from services.unoct.recommendations.model import Recommendation, Serving


def update_case(
    recommendation: Recommendation, case: Case | None, today: date, reason: str
) -> tuple[Case | None, list[CaseFact]]:
    """The changed case, with the events about it. `reason`: why it is cancelled, if it is."""
    if case is None or case.status == "cancelled":
        if not recommendation.is_wanted:
            return case, []
        case = _build_case(recommendation, recommendation.released_on if case is None else today)
        return _follow_projects(recommendation, case, today, [build_opened_event(case, case.opened_on)])
    case = replace(
        case,
        state=recommendation.state,
        parties=recommendation.parties,
        themes=recommendation.themes,
        priority=recommendation.priority,
        pillar=recommendation.pillar,
    )
    if not recommendation.is_wanted and case.status != "delivered":
        case = replace(case, status="cancelled", cancelled_on=today, reason=reason or _why_cancelled(recommendation))
        return case, [build_cancelled_event(case, today)]
    return _follow_projects(recommendation, case, today, [])


def _follow_projects(
    recommendation: Recommendation, case: Case, today: date, events: list[CaseFact]
) -> tuple[Case, list[CaseFact]]:
    """A case is taken up as soon as a project serves it. It is open again when no project does any more."""
    projects = {serving.project_id for serving in recommendation.serving}
    if case.status == "taken_up" and not projects:
        case = replace(case, status="open", project_id=None, taken_up_on=None, body=None)
        return case, [*events, build_opened_event(case, today)]
    if case.status in CAN_BE_TAKEN_UP and projects:
        case = replace(case, status="taken_up", taken_up_on=today, reason=None)
    elif case.status != "taken_up" or case.project_id in projects:
        return case, events
    case = carry_on_case(case, recommendation.serving[0])
    return case, [*events, build_taken_up_event(case, today)]


def carry_on_case(case: Case, serving: Serving) -> Case:
    """The case in this project. The day of the first uptake stays, since the need counts once."""
    return replace(case, project_id=serving.project_id, body=serving.body)


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
