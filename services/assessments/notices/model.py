"""Notices that were judged, and the table in which they are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class JudgedNotice:
    """A notice that was judged: it is never judged twice, however often its topic is replayed."""

    id: str
    """Source and id of the notice."""


JUDGED_NOTICES: Table[JudgedNotice] = Table("judged_notices", JudgedNotice)
