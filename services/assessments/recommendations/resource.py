"""`/recommendations`: what States should do, and who may know it. Pure."""

from __future__ import annotations

from contracts.vocabulary import Priority
from services.assessments.assessments.model import Recommendation
from services.assessments.assessments.views import RECOMMENDATION, REPORT
from services.assessments.recommendations.commands import (
    AssistanceRequest,
    DiscloseRecommendation,
    RequestAssistance,
    disclose_recommendation,
    needs_of_recommendation,
    request_assistance,
)
from shared.engine.declarations import Action, By, Listing, Member, Resource, Single, Theme, Viewer
from shared.engine.refusal import NotAllowed
from shared.web.documents.shapes import Change


def _ask(viewer: Viewer, row: Recommendation, given: AssistanceRequest) -> RequestAssistance:
    """Raises NotAllowed, except for the Committee and the State itself."""
    if not viewer.principal.insider(row.state):
        raise NotAllowed
    return RequestAssistance(row.assessment_id, row.id, given)


RESOURCE = Resource(
    "recommendations",
    (
        Listing(
            "list_recommendations",
            "/recommendations",
            "Recommendations that you may see.",
            RECOMMENDATION,
            (
                By("state", Member),
                By("assessment", str, "assessment_id", about="Id of the assessment."),
                By("theme", Theme, "themes", "has"),
                By("priority", Priority),
                By("assistance_needed", bool),
                By("assistance_requested", bool),
            ),
        ),
        Single("show_recommendation", "/recommendations/{recommendation}", "A recommendation.", RECOMMENDATION),
        Action(
            "disclosure",
            "/recommendations/{recommendation}/disclosure",
            DiscloseRecommendation,
            needs_of_recommendation,
            disclose_recommendation,
            REPORT,
            within=RECOMMENDATION,
            changes=lambda command: command.assessment_id,
            answers=Change,
            who="committee",
            make_of=lambda _, row, given: DiscloseRecommendation(row.assessment_id, row.id, given),
        ),
        Action(
            "assistance",
            "/recommendations/{recommendation}/assistance-request",
            RequestAssistance,
            needs_of_recommendation,
            request_assistance,
            REPORT,
            within=RECOMMENDATION,
            changes=lambda command: command.assessment_id,
            answers=Change,
            make_of=_ask,
        ),
    ),
)
