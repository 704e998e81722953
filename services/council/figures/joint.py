"""The figures of the joint report (OP24), in the order in which they are listed. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from services.council.figures.briefing import OF_NEEDS as OF_THE_BRIEFING
from services.council.figures.groupings import OWNER
from services.council.figures.model import Count, Definition, Share
from services.council.populations import BRIEFINGS, STEPS

OF_NEEDS: Final = tuple(replace(figure, by=()) for figure in OF_THE_BRIEFING)
"""What came of the needs, as UNOCT's briefing counts it. The report is public, so it has the totals alone."""
JOINT: Final[tuple[Definition, ...]] = (
    Share("steps_done", STEPS, "steps", part="is_done", by=(OWNER,)),
    *OF_NEEDS,
    Count("heads_meetings", BRIEFINGS, "meetings", "briefing_kind = 'heads_meeting'"),
)
