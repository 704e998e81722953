"""A visit of which something changed, told again whole: as it took place, or as it is planned. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.assessments.visits.completing import complete_visit
from services.assessments.visits.model import VISITS, Visit
from services.assessments.visits.planning import announce_plan
from shared.engine.rules import Change, Context, Put


def retell_visit(before: Visit, after: Visit, context: Context) -> Iterator[Change]:
    """Writes the visit and tells it again; nothing if nothing changed."""
    if before.status == "completed":
        yield from complete_visit(before, after, context)
    elif after != before:
        yield Put(VISITS, after)
        yield from announce_plan(before, after, context)
