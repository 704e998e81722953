"""UNOCT's briefing of the Committee (OP25): the assistance for recommendations, duplication, next steps. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import orjson

from services.council.counting.scope import MOST
from services.council.counting.sql import load_statement
from services.council.counting.tallies import Number
from services.council.documents.cells import Row, Value, lines, say_in_cell, word_first
from services.council.documents.document import Paragraph, Table
from services.council.figures.briefing import BRIEFING, OF_NEEDS
from services.council.populations import DUPLICATIONS, PROGRAMMES, RECOMMENDATIONS
from services.council.reports import plain
from services.council.reports.brief import say_how_many, say_what_came_of_needs
from services.council.reports.joint import BRIEFINGS_HELD, STEPS_AGREED
from services.council.reports.kind import DATA, Kind, Material, Query, query
from services.council.words.names import name_body, name_in_cell

STAGES: Final = ("opened", "offered", "taken_up", "delivered", "part_delivered", "declined", "cancelled")
"""What may have been done about a need."""
BRIEFINGS: Final = ("held", "what", "invited", "level-of-speaker")
SINCE: Final = ("what-was-done", "#needs")
CASES: Final = ("state", "#needs", "#offered", "#taken-up", "#delivered", "#delivered-in-part", "#declined")
DUPLICATION: Final = ("state", "flagged", "resolved", "resolution")
USED: Final = ("programme", "lead", "states", "#products-cited")
STEPS: Final = ("step", "owner", "due", "indicator")


def build_tables(of: Material) -> tuple[Table, ...]:
    """In the order of the report's sections."""
    words, say = of.words, of.say
    duplications, programmes = [*_list_duplications(of)], [*_list_programmes(of)]
    return (
        lines(words, "briefings", say("briefing-held"), BRIEFINGS, _list_briefings(of)),
        lines(words, "since", _word_since(of), SINCE, _list_what_was_done(of)),
        lines(words, "cases", say("briefing-cases"), CASES, _list_cases(of)),
        lines(words, "duplications", _say_first(of, "briefing-duplications", duplications), DUPLICATION, duplications),
        lines(words, "products-used", _say_first(of, "briefing-products-used", programmes), USED, programmes),
        lines(words, "next-steps", say("briefing-next-steps"), STEPS, _list_next_steps(of)),
    )


def _say_first(of: Material, caption: str, rows: Sequence[object]) -> str:
    return word_first(of.words, of.say(caption), rows, MOST)


def _find_last_briefing(of: Material) -> date | None:
    """The day of the last one in the period."""
    days = (one["held_on"] for one in of.rows["briefings"] if one["briefing_kind"] == "briefing")
    return max(days, default=None)


def _list_briefings(of: Material) -> Iterator[Sequence[Value]]:
    for one in of.rows["briefings"]:
        what = name_in_cell(of.words, "briefing-kind", one["briefing_kind"])
        yield one["held_on"], what, one["invited_on"], name_in_cell(of.words, "speaker", one["speaker"])


def _word_since(of: Material) -> str:
    last = _find_last_briefing(of)
    return of.say("briefing-since-none") if last is None else of.words.say("briefing-since", day=last)


def _list_what_was_done(of: Material) -> Iterator[Sequence[Value]]:
    needs = {row["stage"]: row["needs"] for row in of.rows["done"]}
    return ((name_in_cell(of.words, "stage", stage), needs.get(stage, 0)) for stage in STAGES)


def _list_cases(of: Material) -> Iterator[Sequence[Value]]:
    """For each State, how many needs readers may see, and what was done about them."""
    answers = [of.tallies.of[figure.id].seen for figure in OF_NEEDS]
    named = {of.state(state): state for state in answers[0]}
    for name, state in sorted(named.items()):
        yield name, answers[0][state].size, *(each.get(state, Number()).number or 0 for each in answers)


def _list_duplications(of: Material) -> Iterator[Sequence[Value]]:
    """Those that stand, and those that were resolved in the year."""
    for one in of.rows["duplications"]:
        resolution = name_in_cell(of.words, "resolved", one["resolution"]) or say_in_cell(of.words, "none")
        resolved = one["resolved_on"] or say_in_cell(of.words, "not-yet")
        yield of.state(one["state"]), one["flagged_on"], resolved, resolution


def _list_programmes(of: Material) -> Iterator[Sequence[Value]]:
    for one in of.rows["programmes"]:
        data = orjson.loads(one["data"])
        states = of.words.join(sorted(of.state(state) for state in one["states"]))
        yield data["title"], name_body(of.words, of.reference, data["lead_body"]), states, len(data["products"])


def _list_next_steps(of: Material) -> Iterator[Sequence[Value]]:
    open_steps: Iterator[Row] = (step for step in of.rows["steps"] if step["done_on"] is None)
    for step in open_steps:
        yield step["title"], name_body(of.words, of.reference, step["owner"]), step["due_on"], step["indicator"]


def say_brief(of: Material) -> Iterator[Paragraph]:
    """What came of the needs for assistance, how much duplication there is, and whether products are used."""
    yield from say_what_came_of_needs(of)
    yield from say_how_many(
        of, "briefing-brief-duplications", "briefing-brief-duplications-none", resolved="duplications_resolved"
    )
    yield from say_how_many(
        of, "annual-products-cited", "annual-products-cited-none", citing="programmes_citing_products"
    )


KIND: Final = Kind(
    name="briefing",
    audience="committee",
    parties=("body:unoct",),
    makers=("body:unoct",),
    shown_to="un",
    compose=plain.compose,
    figures=BRIEFING,
    brief=say_brief,
    marked=(RECOMMENDATIONS,),
    lists={
        "briefings": BRIEFINGS_HELD,
        "steps": STEPS_AGREED,
        "done": Query(
            load_statement(__file__, "queries/answered_since"),
            lambda of: {"since": _find_last_briefing(of) or date(of.scope.year - 1, 12, 31)},
        ),
        "duplications": query(
            DUPLICATIONS,
            "states[1] as state, flagged_on, resolved_on, resolution",
            "seen and (resolved_on is null or resolved_on >= :first_day::date)"
            " order by flagged_on, id limit :most::bigint",
        ),
        "programmes": query(PROGRAMMES, f"states, {DATA}", "has_cited order by id limit :most::bigint"),
    },
    tables=build_tables,
    invented=("briefings", "steps"),
)
