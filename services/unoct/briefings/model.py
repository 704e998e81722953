"""What a briefing or meeting of the two sides is, and the table in which they are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.audiences import Audience
from contracts.vocabulary import BriefingKind, Speaker
from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class Briefing:
    """UNOCT briefs the CTC, a follow-up meeting to that (OP25), or the heads of CTED and UNOCT meet (OP24)."""

    id: str
    reference: str
    kind: BriefingKind
    title: str | None
    invited_on: date | None
    """None: nobody was invited. Either side calls a meeting of the heads without that (OP24)."""
    planned_for: date | None
    held_on: date | None
    speaker: Speaker | None
    """Until it is held, the level at which UNOCT is invited. After that, the level of whoever came."""
    year: int
    """The year in which it was held. Until then, the year of the plan, or else of the invitation."""
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    cancelled_on: date | None = None
    cancelled_because: str | None = None


BRIEFINGS: Table[Briefing] = Table("briefings", Briefing)


def is_arranged(briefing: Briefing) -> bool:
    """Whether there was an invitation; or it is a meeting of the heads that is planned, to which nobody need invite."""
    return briefing.invited_on is not None or (briefing.kind == "heads_meeting" and briefing.held_on is None)
