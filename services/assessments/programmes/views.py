"""How a year's list looks to its readers. Pure."""

from __future__ import annotations

from services.assessments.programmes.model import PROGRAMMES, Programme
from services.assessments.programmes.rules import programme_id
from shared.engine.declarations import View, for_all
from shared.web.documents.shapes import shape

PROGRAMME: View[Programme] = View(
    PROGRAMMES,
    for_all(lambda row: row),
    shape("Programme", Programme),
    key=lambda year: programme_id(int(year)),
)
