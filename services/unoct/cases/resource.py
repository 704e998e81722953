"""`/cases`: needs for which States ask for help, and what was done about each. Pure."""

from __future__ import annotations

from contracts.vocabulary import CaseStatus, Priority
from services.unoct.cases.correcting import CORRECTABLE
from services.unoct.cases.views import CASE
from services.unoct.parameters import Pillar, ThingId
from shared.engine.declarations import By, Listing, Member, Resource, Single, Theme
from shared.web.corrections import corrections_of

RESOURCE = Resource(
    "cases",
    (
        Listing(
            "list_cases",
            "/cases",
            "Needs with which a State asks to be helped, and what came of each.",
            CASE,
            (
                By("state", Member),
                By("status", CaseStatus),
                By("theme", Theme, "themes", "has"),
                By("priority", Priority),
                By("pillar", Pillar, about="Of the Global Counter-Terrorism Strategy."),
                By("assessment", ThingId, "assessment_id"),
                By("recommendation", ThingId, "recommendation_id"),
                By("project", ThingId, "project_id"),
            ),
        ),
        Single("show_case", "/cases/{id}", "A case.", CASE),
        *corrections_of(CORRECTABLE, "/cases/{id}", CASE),
    ),
)
