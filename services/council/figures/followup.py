"""The figures of a follow-up report on one cycle (OP16), in the order in which they are listed. Pure."""

from __future__ import annotations

from typing import Final

from services.council.figures.annual import ASSESSED, IMPLEMENTED, UNIT
from services.council.figures.groupings import PRIORITY
from services.council.figures.model import Days, Definition, Knows, Share
from services.council.populations import FOLLOW_UPS, RECOMMENDATIONS


def _of_cycle(id_: str, part: str, said_by: str) -> Share:
    """A part of the cycle's live recommendations: those of its assessment, and those carried over into it (rule 1)."""
    return Share(
        id_, RECOMMENDATIONS, UNIT, "is_in_cycle",
        part=part, by=(PRIORITY,), knows=Knows.INSIDERS, is_inside=True,
        more_events=f"array_remove(array[{said_by}], null)",
    )  # fmt: skip


FOLLOW_UP: Final[tuple[Definition, ...]] = (
    _of_cycle("implemented", IMPLEMENTED, "assessed_by"),
    _of_cycle("partly_implemented", "assessed = 'partly_implemented'", "assessed_by"),
    _of_cycle("assessed", ASSESSED, "assessed_by"),
    _of_cycle("reported_implemented", "reported = 'implemented'", "reported_by"),
    Share(
        "taken_up", RECOMMENDATIONS, UNIT, "is_in_cycle and is_wanted",
        part="is_taken_up", knows=Knows.INSIDERS, is_inside=True,
        more_events="array_remove(array[case when is_taken_up then case_event end], null)",
    ),
    Days(
        "days_late", FOLLOW_UPS, "days", "is_present",
        of="reported_on - due_on", knows=Knows.INSIDERS, is_inside=True,
    ),
)  # fmt: skip
