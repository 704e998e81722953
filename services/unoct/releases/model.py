"""When unoct was last told of a released thing, and the table in which it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class LastRelease:
    """The last copy or withdrawal of a recommendation or a product, or the last withdrawal of a report."""

    id: str
    """Of the thing."""
    position: int | None
    """Where it stands in its partition."""
    told_at: datetime


LAST_RELEASES: Table[LastRelease] = Table("last_releases", LastRelease)
