"""`/needs`: recommendations with which States need to be helped. Pure."""

from __future__ import annotations

from typing import Final

from contracts.vocabulary import Priority
from services.unoct.parameters import Pillar, ThingId
from services.unoct.recommendations.model import RECOMMENDATIONS, Recommendation
from services.unoct.showing import INTERNAL, show_row
from shared.engine.declarations import By, Filter, Listing, Member, Resource, Single, Theme, View, for_all
from shared.web.documents.shapes import shape

_NEEDS: Final = (Filter("assistance_needed", True),)

NEED: View[Recommendation] = View(RECOMMENDATIONS, for_all(show_row), shape("Need", Recommendation, hidden=INTERNAL))

RESOURCE = Resource(
    "cases",
    (
        Listing(
            "list_needs",
            "/needs",
            "Recommendations released to the UN that need assistance, whether or not the State asks for it.",
            NEED,
            (
                By("state", Member),
                By("theme", Theme, "themes", "has"),
                By("priority", Priority),
                By("pillar", Pillar, about="Of the Global Counter-Terrorism Strategy."),
                By("requested", bool, "assistance_requested"),
                By("assessment", ThingId, "assessment_id"),
            ),
            where=_NEEDS,
        ),
        Single("show_need", "/needs/{id}", "A need, by the id of its recommendation.", NEED, where=_NEEDS),
    ),
)
