"""The figures of the joint report (OP24), in the order in which they are listed. Pure."""

from __future__ import annotations

from typing import Final

from services.council.figures.annual import UNIT
from services.council.figures.groupings import OWNER
from services.council.figures.model import Count, Definition, Knows, Share
from services.council.populations import BRIEFINGS, RECOMMENDATIONS, STEPS

TAKEN_UP: Final = Share(
    "taken_up", RECOMMENDATIONS, UNIT, "is_wanted", part="is_taken_up", knows=Knows.UN, more_events="case_events"
)
JOINT: Final[tuple[Definition, ...]] = (
    Share("steps_done", STEPS, "steps", part="is_done", by=(OWNER,)),
    TAKEN_UP,
    Count("heads_meetings", BRIEFINGS, "meetings", "briefing_kind = 'heads_meeting'"),
)
