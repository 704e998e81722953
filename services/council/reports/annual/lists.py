"""What the annual report lists by name, and its counts by body and kind: only what the public may know. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

import orjson

from services.council.counting.scope import MOST
from services.council.counting.sql import load_statement
from services.council.documents.cells import Value, lines, say_in_cell, word_first
from services.council.documents.document import Table
from services.council.populations import MEETINGS, PRODUCTS, SCHEDULE
from services.council.reports.annual.guests import list_bodies, list_groups
from services.council.reports.joint import ARRANGEMENTS, BRIEFINGS_HELD, COLUMNS, STEPS_AGREED
from services.council.reports.kind import DATA, Material, Query, query
from services.council.words.names import name_body, name_in_cell, name_theme

PRODUCTS_BY_TITLE: Final = "table-products"
MEETINGS_BY_KIND: Final = "table-meetings"
WITH_UNOCT: Final = "table-with-unoct"
STEPS: Final = "table-steps"
PARTICIPANTS: Final = "table-participants"
COUNCIL_BODIES: Final = "table-council-bodies"
COMPACT_ENTITIES: Final = "table-compact-entities"
OF_GUESTS: Final = (PARTICIPANTS, COUNCIL_BODIES, COMPACT_ENTITIES)
CONSULTATIONS: Final = "table-consultations"
PLANNED: Final = "table-planned"

LISTS: Final[Mapping[str, Query]] = {
    "products": query(
        PRODUCTS,
        f"product_kind as kind, states[1] as state, adopted_on, {DATA}",
        'seen order by adopted_on, id collate "C" limit :most::bigint',
    ),
    "meeting_kinds": query(
        MEETINGS,
        f"meeting_kind as kind, {DATA}",
        'true order by meeting_kind collate "C", held_on, id collate "C"',
    ),
    "with_unoct": BRIEFINGS_HELD,
    "steps": STEPS_AGREED,
    "consultations": Query(load_statement(__file__, "queries/consultations")),
    "planned": query(
        SCHEDULE,
        "states[1] as state, visit_kind as kind, planned_start, synthetic",
        'true order by planned_start collate "C", id collate "C" limit :most::bigint',
        lambda of: {"year": of.scope.year + 1},
    ),
}
INVENTED: Final = ("with_unoct", "steps", "consultations", "planned")
"""Lists of what no figure of the period counts: one that is invented makes the edition synthetic."""


def build_tables(of: Material) -> tuple[Table, ...]:
    """In the order of the report's sections. A table without a row is left out by the sections."""
    words = of.words

    def table(id_: str, caption: str, columns: Sequence[str], rows: Iterator[Sequence[Value]]) -> Table:
        shown = [*rows]
        return lines(words, id_, word_first(words, of.say(caption), shown, MOST), columns, shown)

    took_part = ("body", "#visits-invited", "#visits-took-part")
    return (
        table(PRODUCTS_BY_TITLE, "annual-products-by-title", ("product", "kind", "adopted-on"), _list_products(of)),
        table(MEETINGS_BY_KIND, "annual-meetings-by-kind", ("kind", "#meetings", "subjects"), _list_meetings(of)),
        table(WITH_UNOCT, "annual-with-unoct", ARRANGEMENTS, _list_briefings(of)),
        table(STEPS, "joint-steps", COLUMNS, _list_steps(of)),
        table(
            PARTICIPANTS,
            "annual-guests-by-sector",
            ("group", "#visits-with-invitation", "#visits-with-part"),
            list_groups(of),
        ),
        table(COUNCIL_BODIES, "annual-council-bodies", took_part, list_bodies(of, "council_body")),
        table(COMPACT_ENTITIES, "annual-compact-entities", took_part, list_bodies(of, "compact")),
        table(CONSULTATIONS, "annual-consultations-of-year", ("held-on",), _list_consultations(of)),
        table(PLANNED, "annual-visits-planned", ("start", "state", "kind"), _list_planned(of)),
    )


def _list_products(of: Material) -> Iterator[Sequence[Value]]:
    for row in of.rows["products"]:
        title = orjson.loads(row["data"])["title"]
        yield title, name_in_cell(of.words, "product-kind", row["kind"]), row["adopted_on"]


def _list_meetings(of: Material) -> Iterator[Sequence[Value]]:
    """By kind, with their themes. Who was invited to which meeting is not for the public, and a title could say it.

    Neither is how many States were: one that was there would learn of the others, whose part its meeting does not show.
    """
    for kind, found in groupby(of.rows["meeting_kinds"], key=lambda row: row["kind"]):
        rows = [*found]
        themes = dict.fromkeys(code for row in rows for code in orjson.loads(row["data"]).get("themes", ()))
        yield (
            name_in_cell(of.words, "meeting-kind", kind),
            len(rows),
            of.words.join(name_theme(of.words, of.reference, code) for code in themes),
        )


def _list_briefings(of: Material) -> Iterator[Sequence[Value]]:
    for one in of.rows["with_unoct"]:
        yield one["held_on"], name_in_cell(of.words, "briefing-kind", one["briefing_kind"])


def _list_steps(of: Material) -> Iterator[Sequence[Value]]:
    for step in of.rows["steps"]:
        if step["seen"]:
            owner = name_body(of.words, of.reference, step["owner"])
            done_on = step["done_on"] or say_in_cell(of.words, "not-yet")
            yield step["title"], owner, step["due_on"], step["indicator"], done_on


def _list_consultations(of: Material) -> Iterator[Sequence[Value]]:
    for row in of.rows["consultations"]:
        yield (row["held_on"],)


def _list_planned(of: Material) -> Iterator[Sequence[Value]]:
    for row in of.rows["planned"]:
        kind = name_in_cell(of.words, "visit-kind", row["kind"])
        yield of.words.partial_day(row["planned_start"]), of.state(row["state"]), kind
