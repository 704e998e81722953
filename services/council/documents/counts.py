"""What was counted and listed for an edition: its queries make it, and its document is made from it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from services.council.counting.numbers import Figure
from services.council.documents.document import Table


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted for one edition of a report."""

    figures: tuple[Figure, ...]
    withheld: int
    """How many of the things counted its audience may not see (rule 12)."""
    synthetic: bool
    """Whether something of this is invented."""
    tables: tuple[Table, ...] = ()
    """What the report lists, as far as its audience may see it."""
