"""What unoct remembers of a notice, and the table in which that is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class JudgedNotice:
    """A notice that was accepted or refused: it is judged once."""

    id: str
    """Source and id of the notice, joined."""
    judged_at: datetime


JUDGED_NOTICES: Table[JudgedNotice] = Table("judged_notices", JudgedNotice)
