"""Reads what the joint report counts and lists."""

from __future__ import annotations

from reference import Reference
from services.council.reports.assistance import reading
from services.council.reports.cells import lines
from services.council.reports.document import Table
from services.council.reports.joint.figures import Population, figures
from services.council.reports.scope import Counts, Scope
from shared.tables import Connection

HEADS = ("heads_meeting",)
COLUMNS = ("Step", "Owner", "Due", "Indicator", "Done")


async def count(connection: Connection, scope: Scope, _reference: Reference) -> Counts:
    """All that its editions state."""
    of = Population(
        year=scope.year,
        cut_off=scope.cut_off,
        audience=scope.audience,
        steps=await reading.steps(connection, scope),
        needs=await reading.needs(connection, scope),
        heads_meetings=await reading.briefings(connection, scope, HEADS),
    )
    withheld = of.needs.withheld + len(of.steps) - len(of.seen)
    return Counts(figures(of), withheld, of.synthetic, (table(of),))


def table(of: Population) -> Table:
    """The steps that the audience may see, in order of due date."""
    rows = ((step.title, step.owner, step.due_on, step.indicator, step.done_on or "not yet") for step in of.seen)
    return lines("steps", "Practical steps", COLUMNS, rows)
