"""Where followup keeps what it knows, in lock order: what others hang on comes first."""

from __future__ import annotations

from typing import Any

from services.followup.cycles.model import CYCLES, CYCLES_OF_STATES, SEEN, WITHOUT_CYCLE
from services.followup.meetings.model import MEETINGS
from services.followup.recommendations.model import RECOMMENDATIONS
from services.followup.responses.model import RESPONSES
from shared.engine.corrections.model import RECORD_CORRECTIONS
from shared.engine.notices.judging import WAITERS, WAITING
from shared.engine.registrations import REGISTRATIONS
from shared.engine.rules import Table

IN_LOCK_ORDER: tuple[Table[Any], ...] = (
    WAITING,
    WAITERS,
    REGISTRATIONS,
    CYCLES_OF_STATES,
    CYCLES,
    WITHOUT_CYCLE,
    RECOMMENDATIONS,
    RESPONSES,
    SEEN,
    MEETINGS,
    RECORD_CORRECTIONS,
)
