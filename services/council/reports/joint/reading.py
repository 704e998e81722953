"""Reads what the joint report counts and lists."""

from __future__ import annotations

from dataclasses import replace

from reference import Reference
from services.council.reports.assistance import reading
from services.council.reports.briefing.tables import MEETINGS
from services.council.reports.cells import lines
from services.council.reports.document import Table
from services.council.reports.joint.figures import Population, figures
from services.council.reports.scope import Counts, Scope, year_before
from shared.tables import Connection

HEADS = ("heads_meeting",)
STEPS = ("Step", "Owner", "Due", "Indicator", "Done")
BASELINE = ("At", "#Needs for assistance", "#Of these, taken up")
ARRANGEMENTS = ("Held", "What")


async def count(connection: Connection, scope: Scope, _reference: Reference) -> Counts:
    """All that its editions state."""
    meetings = await reading.briefings(connection, scope, tuple(MEETINGS))
    before = await reading.needs(connection, replace(scope, cut_off=year_before(scope.cut_off)))
    of = Population(
        year=scope.year,
        cut_off=scope.cut_off,
        audience=scope.audience,
        steps=await reading.steps(connection, scope),
        needs=await reading.needs(connection, scope),
        heads_meetings=tuple(one for one in meetings if one.kind in HEADS),
        needs_before=before.all,
        meetings=meetings,
    )
    withheld = of.needs.withheld + len(of.steps) - len(of.seen)
    return Counts(figures(of), withheld, of.synthetic, tables(of))


def tables(of: Population) -> tuple[Table, ...]:
    """The steps that the audience may see, in order of due date; from where they started; how the two work together."""
    steps = ((step.title, step.owner, step.due_on, step.indicator, step.done_on or "not yet") for step in of.seen)
    needs = (year_before(of.cut_off), of.needs_before), (of.cut_off, of.needs.all)
    return (
        lines("steps", "Practical steps", STEPS, steps),
        lines("baseline", "Baseline", BASELINE, ((day, found.wanted, found.taken_up) for day, found in needs)),
        lines("arrangements", "Arrangements", ARRANGEMENTS, ((one.held_on, MEETINGS[one.kind]) for one in of.meetings)),
    )
