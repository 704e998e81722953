"""What several reports list of the work of CTED and UNOCT with each other. Pure."""

from __future__ import annotations

from typing import Final

from services.council.populations import BRIEFINGS, STEPS
from services.council.reports.kind import query

MEETINGS: Final = {
    "briefing": "briefing of the Committee",
    "heads_meeting": "meeting of the heads of CTED and UNOCT",
    "follow_up_meeting": "follow-up meeting of the Chair with UNOCT",
}
BRIEFINGS_HELD: Final = query(
    BRIEFINGS, "briefing_kind, held_on, invited_on, speaker, synthetic", "true order by held_on, id"
)
"""Briefings and meetings of the two offices in the period, in order of day."""
STEPS_AGREED: Final = query(
    STEPS, "title, owner, due_on, indicator, done_on, seen, synthetic", "true order by due_on, id"
)
"""All practical steps that were agreed by the cut-off, in order of due date."""
