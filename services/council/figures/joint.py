"""The figures of the joint report (OP24), in the order in which they are listed. Pure."""

from __future__ import annotations

from typing import Final

from services.council.figures.annual import UNIT
from services.council.figures.groupings import OWNER
from services.council.figures.model import Count, Definition, Knows, Share
from services.council.populations import BRIEFINGS, RECOMMENDATIONS, STEPS


def _of_needs(id_: str, part: str, events: str = "case_events") -> Share:
    return Share(id_, RECOMMENDATIONS, UNIT, "is_wanted", part=part, knows=Knows.UN, more_events=events)


TAKEN_UP: Final = _of_needs("taken_up", "is_taken_up")
JOINT: Final[tuple[Definition, ...]] = (
    Share("steps_done", STEPS, "steps", part="is_done", by=(OWNER,)),
    TAKEN_UP,
    _of_needs("delivered", "is_delivered"),
    _of_needs("delivered_in_part", "is_delivered_in_part", "case_events || part_events"),
    Count("heads_meetings", BRIEFINGS, "meetings", "briefing_kind = 'heads_meeting'"),
)
