"""The followup service, put together."""

from __future__ import annotations

from pathlib import Path

from services.followup.commands import COMMANDS
from services.followup.commands.looking import LookAgain
from services.followup.deadlines import DEADLINES
from services.followup.reactions import REACTIONS
from services.followup.tables import CYCLES, JUDGED, RECOMMENDATIONS, RESPONSES, WITHOUT_CYCLE
from shared.notices import WAITING
from shared.service import Service

SERVICE = Service(
    name="followup",
    number=2,
    tables=(CYCLES, RECOMMENDATIONS, RESPONSES, WITHOUT_CYCLE, WAITING, JUDGED),
    reactions=REACTIONS,
    commands=COMMANDS,
    deadlines=DEADLINES,
    topics=("ctc.assessments", "ctc.exchange"),
    migrations=(Path(__file__).parent / "migrations",),
    at_start=lambda _reference: LookAgain(),
    declared=frozenset(data.type for data in REACTIONS),
)

__all__ = ["SERVICE"]
