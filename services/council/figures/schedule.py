"""The figures of the schedule of visits (OP12), in the order in which they are listed. Pure."""

from __future__ import annotations

from typing import Final

from services.council.figures.model import Count, Definition, Median
from services.council.populations import SCHEDULE

SCHEDULED: Final[tuple[Definition, ...]] = (
    Count("visits_agreed", SCHEDULE, "visits"),
    Median("median_days_publication_to_start", SCHEDULE, "days", of="days_ahead"),
)
