"""How readers see a case. Pure."""

from __future__ import annotations

from services.unoct.cases.model import CASES, Case
from services.unoct.showing import INTERNAL, show_row
from shared.engine.declarations import View, for_all
from shared.web.documents.shapes import shape

CASE: View[Case] = View(CASES, for_all(show_row), shape("Case", Case, hidden=INTERNAL))
