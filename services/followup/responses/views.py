"""How a response looks to its readers. Pure."""

from __future__ import annotations

from services.followup.responses.model import RESPONSES, Response
from shared.engine.declarations import View, for_all
from shared.web.documents.shapes import shape

_HIDDEN = {"audience", "parties", "cycle_day", "size"}

RESPONSE: View[Response] = View(
    RESPONSES,
    for_all(lambda row: {name: getattr(row, name) for name in Response.__dataclass_fields__ if name not in _HIDDEN}),
    shape("Response", Response, hidden=_HIDDEN),
)
