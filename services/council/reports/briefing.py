"""UNOCT's briefing of the Committee (OP25): the assistance for recommendations, duplication, next steps. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import orjson

from services.council.counting.sql import load_statement
from services.council.counting.tallies import Number
from services.council.documents.cells import Row, Value, lines, term
from services.council.documents.document import Table
from services.council.documents.words import spell_day, state_name
from services.council.figures.briefing import BRIEFING, OF_NEEDS
from services.council.populations import DUPLICATIONS, PROGRAMMES, RECOMMENDATIONS
from services.council.reports import plain
from services.council.reports.joint import BRIEFINGS_HELD, MEETINGS, STEPS_AGREED
from services.council.reports.kind import DATA, Kind, Material, Query, query

LEVELS: Final = {
    "under_secretary_general": "Under-Secretary-General",
    "assistant_secretary_general": "Assistant Secretary-General",
    "director": "Director",
    "other": "other",
}
DONE: Final = {
    "opened": "released to the United Nations system, with the State's request",
    "offered": "assistance offered",
    "taken_up": "taken up in a project or programme",
    "delivered": "assistance delivered in full",
    "part_delivered": "a part of the assistance delivered, of several",
    "declined": "declined",
    "cancelled": "no longer pursued",
}
BRIEFINGS: Final = ("Held", "What", "Invited", "Level of speaker")
SINCE: Final = ("What was done", "#Needs")
CASES: Final = ("State", "#Needs", "#Offered", "#Taken up", "#Delivered", "#In part", "#Declined")
DUPLICATION: Final = ("State", "Flagged", "Resolved", "Resolution")
USED: Final = ("Programme", "Lead", "States", "#Products cited")
STEPS: Final = ("Step", "Owner", "Due", "Indicator")


def build_tables(of: Material) -> tuple[Table, ...]:
    """In the order of the report's sections."""
    year, needs = of.scope.year, "Needs for assistance and what came of them, by State"
    return (
        lines("briefings", f"Briefings and meetings held in {year}", BRIEFINGS, _list_briefings(of)),
        lines("since", _word_since(of), SINCE, _list_what_was_done(of)),
        lines("cases", needs, CASES, _list_cases(of)),
        lines("duplications", f"Duplication open, or resolved in {year}", DUPLICATION, _list_duplications(of)),
        lines("products-used", "Programmes that cite products of the Committee", USED, _list_programmes(of)),
        lines("next-steps", "Next steps agreed", STEPS, _list_next_steps(of)),
    )


def _find_last_briefing(of: Material) -> date | None:
    """The day of the last one in the period."""
    days = (one["held_on"] for one in of.rows["briefings"] if one["briefing_kind"] == "briefing")
    return max(days, default=None)


def _list_briefings(of: Material) -> Iterator[Sequence[Value]]:
    for one in of.rows["briefings"]:
        yield one["held_on"], MEETINGS[one["briefing_kind"]], one["invited_on"], LEVELS.get(one["speaker"] or "")


def _word_since(of: Material) -> str:
    last = _find_last_briefing(of)
    if last is None:
        return f"Since 1 January {of.scope.year}: no briefing was held"
    return f"Since the last briefing, on {spell_day(last)}"


def _list_what_was_done(of: Material) -> Iterator[Sequence[Value]]:
    needs = {row["stage"]: row["needs"] for row in of.rows["done"]}
    return ((words, needs.get(stage, 0)) for stage, words in DONE.items())


def _list_cases(of: Material) -> Iterator[Sequence[Value]]:
    """For each State, how many needs readers may see, and what was done about them."""
    answers = [of.tallies.of[figure.id].seen for figure in OF_NEEDS]
    named = {state_name(of.reference, state): state for state in answers[0]}
    for name, state in sorted(named.items()):
        yield name, answers[0][state].size, *(each.get(state, Number()).number or 0 for each in answers)


def _list_duplications(of: Material) -> Iterator[Sequence[Value]]:
    for one in of.rows["duplications"]:
        if one["resolved_on"] is None or one["resolved_on"].year == of.scope.year:
            name = state_name(of.reference, one["state"])
            yield name, one["flagged_on"], one["resolved_on"], term(one["resolution"])


def _list_programmes(of: Material) -> Iterator[Sequence[Value]]:
    for one in of.rows["programmes"]:
        data = orjson.loads(one["data"])
        states = ", ".join(sorted(state_name(of.reference, state) for state in one["states"]))
        yield data["title"], data["lead_body"], states, len(data["products"])


def _list_next_steps(of: Material) -> Iterator[Sequence[Value]]:
    open_steps: Iterator[Row] = (step for step in of.rows["steps"] if step["done_on"] is None)
    return ((step["title"], step["owner"], step["due_on"], step["indicator"]) for step in open_steps)


KIND: Final = Kind(
    name="briefing",
    audience="committee",
    parties=("body:unoct",),
    makers=("body:unoct",),
    shown_to="un",
    title=lambda scope: f"Briefing on technical assistance in {scope.year}",
    subtitle="From the Office of Counter-Terrorism to the Counter-Terrorism Committee",
    compose=plain.compose,
    figures=BRIEFING,
    marked=(RECOMMENDATIONS,),
    lists={
        "briefings": BRIEFINGS_HELD,
        "steps": STEPS_AGREED,
        "done": Query(
            load_statement(__file__, "queries/answered_since"),
            lambda of: {"since": _find_last_briefing(of) or date(of.scope.year - 1, 12, 31)},
        ),
        "duplications": query(
            DUPLICATIONS, "states[1] as state, flagged_on, resolved_on, resolution", "true order by id"
        ),
        "programmes": query(PROGRAMMES, f"states, {DATA}", "has_cited order by id"),
    },
    tables=build_tables,
    invented=("briefings", "steps"),
)
