"""How readers see a need. Pure."""

from __future__ import annotations

from services.unoct.recommendations.model import RECOMMENDATIONS, Recommendation
from services.unoct.showing import INTERNAL, show_row
from shared.engine.declarations import View, for_all
from shared.web.documents.shapes import shape

NEED: View[Recommendation] = View(RECOMMENDATIONS, for_all(show_row), shape("Need", Recommendation, hidden=INTERNAL))
