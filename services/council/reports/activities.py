"""Activities in the reports of OP17 and OP18: how many there were, and those that their readers may know. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import orjson

from services.council.counting.scope import MOST
from services.council.documents.cells import Row, Value, lines, say_in_cell, word_first
from services.council.documents.document import Table
from services.council.populations import ACTIVITIES
from services.council.reports.kind import DATA, Material, Query, query
from services.council.words.names import name_body, name_theme, name_title

BY_KIND: Final = "table-activities-by-kind"
BY_PARAGRAPH: Final = "table-activities-by-paragraph"
BY_NAME: Final = "table-activities"
COLUMNS: Final = ("day", "kind", "with-whom", "subject", "paragraph", "themes")

LISTS: Final[Mapping[str, Query]] = {
    "activity_kinds": query(
        ACTIVITIES,
        "activity_kind, count(*) as number",
        'true group by activity_kind order by activity_kind collate "C"',
    ),
    "activity_paragraphs": query(
        ACTIVITIES,
        "paragraph, count(*) as number",
        'true group by paragraph order by length(paragraph), paragraph collate "C"',
    ),
    "activities": query(
        ACTIVITIES,
        f"activity_kind, paragraph, themes, held_on, {DATA}",
        'seen order by held_on, id collate "C" limit :most::bigint',
    ),
}
"""How many there were, for everybody; by name only those that the report's readers may know."""


def build_activity_tables(of: Material) -> tuple[Table, ...]:
    """By kind, by paragraph, by name."""
    words, named = of.words, of.rows["activities"]
    by_kind = ((_name_kind(of, row), row["number"]) for row in of.rows["activity_kinds"])
    by_paragraph = ((_name_paragraph(row), row["number"]) for row in of.rows["activity_paragraphs"])
    caption = word_first(words, of.say("activities-by-name"), named, MOST)
    return (
        lines(words, BY_KIND, of.say("activities-by-kind"), ("kind", "#activities"), by_kind),
        lines(words, BY_PARAGRAPH, of.say("activities-by-paragraph"), ("paragraph", "#activities"), by_paragraph),
        lines(words, BY_NAME, caption, COLUMNS, _name_activities(of)),
    )


def _name_activities(of: Material) -> Iterable[tuple[Value, ...]]:
    words, reference = of.words, of.reference
    for row in of.rows["activities"]:
        data = orjson.loads(row["data"])
        yield (
            row["held_on"],
            _name_kind(of, row),
            words.join(name_body(words, reference, one) for one in data["with_whom"]),
            data["subject"],
            _name_paragraph(row),
            words.join(name_theme(words, reference, code) for code in row["themes"]) or say_in_cell(words, "none"),
        )


def _name_paragraph(row: Row) -> str:
    """Its number in the resolution."""
    paragraph: str = row["paragraph"]
    return paragraph.removeprefix("OP")


def _name_kind(of: Material, row: Row) -> str:
    """Its title; the code where the reference data no longer has it."""
    return name_title(of.words, row["activity_kind"], of.reference.practice.activity_kinds)
