"""How readers see a briefing or meeting. Pure."""

from __future__ import annotations

from services.unoct.briefings.model import BRIEFINGS, Briefing
from services.unoct.showing import INTERNAL, show_row
from shared.engine.declarations import View, for_all
from shared.web.documents.shapes import shape

BRIEFING: View[Briefing] = View(BRIEFINGS, for_all(show_row), shape("Briefing", Briefing, hidden=INTERNAL))
