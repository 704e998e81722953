"""The report on global implementation by provision (OP7), for the public: how States stand, and in which regions. Pure.

Findings and recommendations name provisions in words of their own. So before anything is counted, the words in use are
matched with the provisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reference import Reference, find_provisions
from services.council.counting.numbers import Figure
from services.council.counting.sql import load_statement
from services.council.documents.cells import Row, Value, lines
from services.council.documents.document import Cell, Column, Table
from services.council.documents.figure_tables import NONE, NOT_SHOWN
from services.council.figures.groupings import region_of
from services.council.figures.thematic import IN_VIEW, OF_PROVISIONS, THEMATIC
from services.council.populations import FINDINGS, RECOMMENDATIONS
from services.council.reports import plain
from services.council.reports.kind import Kind, Material, Query, Values, query
from shared.engine.time.dates import add_months

FIVE_YEARS: Final = 60
"""In months."""
PROVISIONS: Final = ("Provision", "States assessed", "In full", "In part", "Not", "In need", "Older than five years")
GOOD_AND_MISSING: Final = ("Provision", "#Good practices", "#Shortfalls")


# ---- before anything is counted -------------------------------------------------------------


def _narrow(of: Material) -> Values:
    """Which provision each wording means, and which States need assistance with which provision."""
    provisions = of.reference.provisions
    named = [
        (row["provision"], code)
        for row in of.rows["wordings"]
        for code in find_provisions(row["provision"], provisions)
    ]
    in_need = sorted({(row["state"], code) for row in of.rows["needs"] for code in _find_provisions(row, of.reference)})
    return {
        "provisions": [one.code for one in provisions],
        "wordings": [wording for wording, _ in named],
        "codes": [code for _, code in named],
        "states_in_need": [state for state, _ in in_need],
        "codes_in_need": [code for _, code in in_need],
        "five_years_before": add_months(of.scope.cut_off, -FIVE_YEARS),
    }


def _find_provisions(recommendation: Row, reference: Reference) -> Iterator[str]:
    """Those that its own words name, and those with a theme of it."""
    if recommendation["provision"]:
        yield from find_provisions(recommendation["provision"], reference.provisions)
    for one in reference.provisions:
        if not set(one.themes).isdisjoint(recommendation["themes"]):
            yield one.code


# ---- tables ---------------------------------------------------------------------------------


def build_tables(of: Material) -> tuple[Table, ...]:
    """In the order of the report's sections."""
    return (
        _build_provisions(of),
        lines("good-practices", "Good practices and gaps", GOOD_AND_MISSING, _list_good_and_missing(of)),
        _build_regions(of),
    )


def _build_provisions(of: Material) -> Table:
    caption = "States by provision, as far as the readers of this report may see their findings"
    ids = ("states_assessed", *(figure.id for figure in OF_PROVISIONS))
    return _build_table(of, "provisions", caption, PROVISIONS, ids, "{id}.{provision}")


def _build_regions(of: Material) -> Table:
    members = [one.id for one in of.reference.states if one.member_on(of.scope.cut_off)]
    regions = sorted({region_of(of.reference, state) for state in members})
    titles = ("Provision", *(region.title() for region in regions))
    return _build_table(
        of, plain.BY_REGION, "States assessed, by region", titles, regions, "states_assessed.{provision}.region.{id}"
    )


def _build_table(of: Material, id_: str, caption: str, titles: Sequence[str], ids: Sequence[str], figure: str) -> Table:
    """A line a provision; `figure` is the id of the figure in a cell, made of provision and column."""
    columns = (Column(titles[0]), *(Column(title, numeric=True) for title in titles[1:]))
    figures = of.by_id
    rows = tuple(
        (Cell(one.title), *(_build_cell(figures[figure.format(id=id_, provision=one.code)]) for id_ in ids))
        for one in of.reference.provisions
    )
    return Table(id_, caption, columns, rows)


def _list_good_and_missing(of: Material) -> Iterator[Sequence[Value]]:
    """How many findings name a good practice, and how many name something missing."""
    numbers = {row["code"]: (row["good_practices"], row["shortfalls"]) for row in of.rows["good_and_missing"]}
    figures = of.by_id
    for one in of.reference.provisions:
        is_hidden = figures[f"full.{one.code}"].suppressed
        yield one.title, *((NOT_SHOWN, NOT_SHOWN) if is_hidden else numbers.get(one.code, (0, 0)))


def word_share(figure: Figure) -> str:
    """The share with its whole. Without a whole there is no share."""
    if figure.suppressed:
        return NOT_SHOWN
    return f"{figure.numerator} of {figure.denominator}" if figure.denominator else NONE


def _build_cell(figure: Figure) -> Cell:
    return Cell(word_share(figure), figure.id)


KIND: Final = Kind(
    name="thematic",
    audience="public",
    shown_to="public",
    title=lambda scope: f"Global implementation of provisions on terrorist travel, {scope.year}",
    subtitle="From CTED",
    compose=plain.compose,
    figures=THEMATIC,
    marked=(FINDINGS, RECOMMENDATIONS),
    before={
        "wordings": Query(load_statement(__file__, "queries/wordings")),
        "needs": query(RECOMMENDATIONS, "distinct states[1] as state, provision, themes", "seen and needs_assistance"),
    },
    narrow=_narrow,
    lists={
        "good_and_missing": query(
            FINDINGS,
            "code, count(*) filter (where good_practice) as good_practices,"
            " count(*) filter (where shortfall) as shortfalls",
            f"{IN_VIEW} group by code",
        ),
    },
    tables=build_tables,
)
