"""Reads what UNOCT's briefing counts and lists."""

from __future__ import annotations

from reference import Reference
from services.council.reports.assistance import reading
from services.council.reports.briefing.figures import Population, figures
from services.council.reports.briefing.tables import tables
from services.council.reports.scope import Counts, Scope
from shared.tables import Connection

KINDS = ("briefing", "heads_meeting", "follow_up_meeting")


async def count(connection: Connection, scope: Scope, reference: Reference) -> Counts:
    """All that its editions state."""
    of = Population(
        year=scope.year,
        cut_off=scope.cut_off,
        audience=scope.audience,
        needs=await reading.needs(connection, scope),
        duplications=await reading.duplications(connection, scope),
        programmes=await reading.programmes(connection, scope),
        briefings=await reading.briefings(connection, scope, KINDS),
        steps=await reading.steps(connection, scope),
    )
    return Counts(figures(of), of.needs.withheld, of.synthetic, tables(of, reference))
