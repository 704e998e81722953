"""What unoct knows of a recommendation, and the table in which it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.audiences import Audience
from contracts.vocabulary import MadeBy, Priority
from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class Serving:
    """A project, not cancelled, that serves a recommendation."""

    project_id: str
    body: str
    """The body that leads it."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation as the UN system may have it. A part that is not for the UN is absent."""

    id: str
    assessment_id: str
    state: str
    text: str | None
    themes: tuple[str, ...] | None
    priority: Priority | None
    pillar: int | None
    made_by: MadeBy | None
    provision: str | None
    assistance_needed: bool
    """False also where that is not for the UN, and once it is no longer released."""
    assistance_requested: bool
    released_on: date
    withdrawn_on: date | None
    """The day from which the UN no longer has it. Then everything except ids is deleted, as the owner asks."""
    serving: tuple[Serving, ...]
    """In the order in which they came."""
    events: tuple[str, ...]
    """Ids of the released events that made this row. One of them that comes again changes nothing."""
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]

    @property
    def is_wanted(self) -> bool:
        """Whether it is a case: a released need, with the State's request (OP39)."""
        return self.assistance_needed and self.assistance_requested


RECOMMENDATIONS: Table[Recommendation] = Table("recommendations", Recommendation)
