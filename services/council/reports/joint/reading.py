"""Reads what the joint report lists, and sets it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.council.counting.reading import count_all
from services.council.counting.scope import year_before
from services.council.counting.tallies import Number
from services.council.figures.joint import TAKEN_UP
from services.council.reports.briefing.reading import list_briefings, list_steps
from services.council.reports.briefing.tables import MEETINGS
from services.council.reports.cells import Row, lines
from services.council.reports.document import Table
from services.council.reports.plan import Listed, Wanted
from shared.operations.pools import Connection

STEPS = ("Step", "Owner", "Due", "Indicator", "Done")
BASELINE = ("At", "#Needs for assistance", "#Of these, taken up")
ARRANGEMENTS = ("Held", "What")


async def list_joint(connection: Connection, wanted: Wanted) -> Listed:
    """The steps, the needs against those of a year before, and the meetings of the two offices."""
    values, cut_off = wanted.values, wanted.scope.cut_off
    before = await count_all(connection, [TAKEN_UP], {**values, "cut_off": year_before(cut_off)})
    baseline = {
        year_before(cut_off): before.of[TAKEN_UP.id].total,
        cut_off: wanted.tallies.of[TAKEN_UP.id].total,
    }
    steps = await list_steps(connection, values)
    return Listed(tables(steps, baseline, await list_briefings(connection, values)))


def tables(steps: Sequence[Row], baseline: dict[date, Number], meetings: Sequence[Row]) -> tuple[Table, ...]:
    """The steps that the audience may see, in order of due date; from where they started; how the two work together."""
    shown = (
        (step["title"], step["owner"], step["due_on"], step["indicator"], step["done_on"] or "not yet")
        for step in steps
        if step["seen"]
    )
    needs = ((day, number.of, number.number) for day, number in baseline.items())
    held = ((one["held_on"], MEETINGS[one["briefing_kind"]]) for one in meetings)
    return (
        lines("steps", "Practical steps", STEPS, shown),
        lines("baseline", "Baseline", BASELINE, needs),
        lines("arrangements", "Arrangements", ARRANGEMENTS, held),
    )
