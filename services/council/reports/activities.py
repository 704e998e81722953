"""Activities in the reports of OP17 and OP18: how many there were, and those that their readers may know. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import orjson

from reference import Reference
from services.council.counting.scope import MOST
from services.council.documents.cells import Row, Value, lines
from services.council.documents.document import Table
from services.council.populations import ACTIVITIES
from services.council.reports.kind import DATA, Material, Query, query

BY_KIND: Final = "table-activities-by-kind"
BY_PARAGRAPH: Final = "table-activities-by-paragraph"
BY_NAME: Final = "table-activities"
COLUMNS: Final = ("Day", "Kind", "With whom", "Subject", "Paragraph", "Themes")

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
    titles = {one.code: one.title for one in of.reference.practice.activity_kinds}
    year, named = of.scope.year, of.rows["activities"]
    by_kind = (
        (titles.get(row["activity_kind"], row["activity_kind"]), row["number"]) for row in of.rows["activity_kinds"]
    )
    by_paragraph = ((row["paragraph"], row["number"]) for row in of.rows["activity_paragraphs"])
    caption = f"Activities in {year} that the readers of this report may know by name"
    return (
        lines(BY_KIND, f"Activities in {year}, by kind", ("Kind", "#Activities"), by_kind),
        lines(BY_PARAGRAPH, f"Activities in {year}, by paragraph", ("Paragraph", "#Activities"), by_paragraph),
        lines(
            BY_NAME,
            caption if len(named) < MOST else f"{caption} (the first {MOST})",
            COLUMNS,
            _name_activities(named, titles, of.reference),
        ),
    )


def _name_activities(
    rows: Sequence[Row], titles: Mapping[str, str], reference: Reference
) -> Iterable[tuple[Value, ...]]:
    for row in rows:
        data = orjson.loads(row["data"])
        yield (
            row["held_on"],
            titles.get(row["activity_kind"], row["activity_kind"]),
            ", ".join(data["with_whom"]),
            data["subject"],
            row["paragraph"],
            ", ".join(_name_theme(code, reference) for code in row["themes"]) or "none",
        )


def _name_theme(code: str, reference: Reference) -> str:
    theme = reference.theme(code)
    return theme.title if theme is not None else code
