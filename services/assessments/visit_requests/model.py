"""What a State's own request for a visit is (OP12), and the table in which it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.audiences import Audience
from contracts.vocabulary import VisitKind
from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """A State's own request for a visit. There is at most one a State and day."""

    id: str
    state: str
    requested_on: date
    kind: VisitKind | None
    year: int | None
    """For which it is wished; None: as soon as can be."""
    purpose: str | None
    document: str | None
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool


VISIT_REQUESTS: Table[VisitRequest] = Table("visit_requests", VisitRequest)
