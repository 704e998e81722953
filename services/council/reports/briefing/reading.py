"""Reads what UNOCT's briefing counts and lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reference import Reference
from services.council.queries import query
from services.council.reports.assistance import reading
from services.council.reports.briefing.figures import Population, figures
from services.council.reports.briefing.tables import tables
from services.council.reports.reading import rows, texts
from services.council.reports.scope import Counts, Scope
from shared.tables import Connection

KINDS = ("briefing", "heads_meeting", "follow_up_meeting")


async def count(connection: Connection, scope: Scope, reference: Reference) -> Counts:
    """All that its editions state."""
    programmes = await reading.programmes(connection, scope)
    of = Population(
        year=scope.year,
        cut_off=scope.cut_off,
        audience=scope.audience,
        needs=await reading.needs(connection, scope),
        duplications=await reading.duplications(connection, scope),
        programmes=programmes,
        briefings=await reading.briefings(connection, scope, KINDS),
        steps=await reading.steps(connection, scope),
        programmes_told=await texts(connection, [one.event_id for one in programmes if one.cites]),
    )
    since = of.last_briefing or date(scope.year - 1, 12, 31)
    found = await rows(connection, query("answered_since"), scope.values() | {"since": since})
    of = replace(of, since={row["stage"]: row["needs"] for row in found})
    return Counts(figures(of), of.needs.withheld, of.synthetic, tables(of, reference))
