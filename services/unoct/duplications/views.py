"""How readers see a duplication. Pure."""

from __future__ import annotations

from pydantic import BaseModel

from services.unoct.duplications.model import DUPLICATIONS, Duplication
from services.unoct.showing import INTERNAL, show_row
from shared.engine.declarations import View, for_all
from shared.web.documents.shapes import shape


class DuplicationChange(BaseModel):
    """How the duplication stands now."""

    id: str
    status: str


DUPLICATION: View[Duplication] = View(
    DUPLICATIONS, for_all(show_row), shape("Duplication", Duplication, hidden=INTERNAL)
)
