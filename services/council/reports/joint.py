"""The joint report of CTED and UNOCT on practical steps (OP24): for the Committee, the Assembly, the public. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from services.council.counting.scope import year_before
from services.council.documents.cells import lines, say_in_cell
from services.council.documents.document import Paragraph, Table
from services.council.figures.joint import JOINT, OF_NEEDS
from services.council.figures.model import in_part, in_whole
from services.council.populations import BRIEFINGS, RECOMMENDATIONS, STEPS
from services.council.reports import plain
from services.council.reports.brief import say_how_many, say_what_came_of_needs
from services.council.reports.kind import Kind, Material, query
from services.council.words.names import name_body, name_in_cell

BRIEFINGS_HELD: Final = query(
    BRIEFINGS, "briefing_kind, held_on, invited_on, speaker, synthetic", "true order by held_on, id limit :most::bigint"
)
"""Briefings and meetings of the two offices in the period, in order of day."""
STEPS_AGREED: Final = query(
    STEPS, "title, owner, due_on, indicator, done_on, seen, synthetic", "true order by due_on, id limit :most::bigint"
)
"""All practical steps that were agreed by the cut-off, in order of due date."""
COLUMNS: Final = ("step", "owner", "due", "indicator", "done")
BASELINE: Final = ("at", "#needs", "#offered", "#taken-up", "#delivered-in-full", "#delivered-in-part", "#declined")
ARRANGEMENTS: Final = ("held", "what")


def build_tables(of: Material) -> tuple[Table, ...]:
    """The steps that the audience may see; the needs, against those of a year before; meetings of the two offices."""
    words, not_yet = of.words, say_in_cell(of.words, "not-yet")
    steps = (
        (
            step["title"],
            name_body(words, of.reference, step["owner"]),
            step["due_on"],
            step["indicator"],
            step["done_on"] or not_yet,
        )
        for step in of.rows["steps"]
        if step["seen"]
    )
    (before,), now = of.rows["before"], [of.tallies.of[figure.id].total for figure in OF_NEEDS]
    needs = (
        (year_before(of.scope.cut_off), before["needs"], *(before[figure.id] for figure in OF_NEEDS)),
        (of.scope.cut_off, now[0].of, *(total.number for total in now)),
    )
    meetings = (
        (one["held_on"], name_in_cell(words, "briefing-kind", one["briefing_kind"])) for one in of.rows["briefings"]
    )
    return (
        lines(words, "steps", words.say("joint-steps"), COLUMNS, steps),
        lines(words, "baseline", words.say("joint-baseline"), BASELINE, needs),
        lines(words, "arrangements", words.say("joint-arrangements"), ARRANGEMENTS, meetings),
    )


def say_brief(of: Material) -> Iterator[Paragraph]:
    """How many steps are done, and what came of the needs for assistance."""
    yield from say_how_many(of, "annual-steps", "annual-steps-none", done="steps_done")
    yield from say_what_came_of_needs(of)


KIND: Final = Kind(
    name="joint",
    audience="public",
    makers=("body:unoct",),
    of_both=True,
    shown_to="public",
    compose=plain.compose,
    figures=JOINT,
    brief=say_brief,
    marked=(RECOMMENDATIONS, STEPS),
    lists={
        "steps": STEPS_AGREED,
        "before": query(
            RECOMMENDATIONS,
            ", ".join(
                ["count(*) as needs", *(f"count(*) filter (where {in_part(one)}) as {one.id}" for one in OF_NEEDS)]
            ),
            in_whole(OF_NEEDS[0]),
            lambda of: {"cut_off": year_before(of.scope.cut_off)},
        ),
        "briefings": BRIEFINGS_HELD,
    },
    tables=build_tables,
)
