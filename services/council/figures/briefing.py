"""The figures of UNOCT's briefing (OP25), in the order in which they are listed. Pure."""

from __future__ import annotations

from typing import Final

from services.council.figures.annual import PROGRAMMES_CITING_PRODUCTS, UNIT
from services.council.figures.groupings import PILLAR
from services.council.figures.model import Definition, Knows, Median, Share
from services.council.populations import DUPLICATIONS, RECOMMENDATIONS


def _of_needs(id_: str, part: str, events: str = "case_events") -> Share:
    """A part of D: the live recommendations that need assistance, that the State requested, and that the UN has."""
    return Share(
        id_, RECOMMENDATIONS, UNIT, "is_wanted",
        part=part, by=(PILLAR,), knows=Knows.UN, more_events=events,
    )  # fmt: skip


OF_NEEDS: Final = (
    _of_needs("offered", "is_offered", "case_events || part_events"),
    _of_needs("taken_up", "is_taken_up"),
    _of_needs("delivered", "is_delivered"),
    _of_needs("delivered_in_part", "is_delivered_in_part", "case_events || part_events"),
    _of_needs("declined", "is_declined"),
)
BRIEFING: Final[tuple[Definition, ...]] = (
    *OF_NEEDS,
    Median(
        "median_days_release_to_uptake", RECOMMENDATIONS, "days", "is_wanted",
        of="days_to_uptake", knows=Knows.UN, more_events="case_events",
    ),
    Share("duplications_resolved", DUPLICATIONS, "duplications", part="is_resolved"),
    PROGRAMMES_CITING_PRODUCTS,
)  # fmt: skip
