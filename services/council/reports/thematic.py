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
from services.council.documents.cells import Row, Value, lines, say_in_cell, title_columns
from services.council.documents.document import Cell, Column, Paragraph, Table
from services.council.figures.groupings import region_of
from services.council.figures.thematic import IN_VIEW, OF_PROVISIONS, THEMATIC
from services.council.populations import FINDINGS, RECOMMENDATIONS
from services.council.reports import plain
from services.council.reports.brief import say_how_many
from services.council.reports.kind import Kind, Material, Query, Values, query
from services.council.words.catalogue import Words
from services.council.words.names import name_region
from shared.engine.time.dates import add_months

FIVE_YEARS: Final = 60
"""In months."""
PROVISIONS: Final = ("provision", "#states-assessed", "#in-full", "#in-part", "#not", "#in-need", "#old")
GOOD_AND_MISSING: Final = ("provision", "#good-practices", "#shortfalls")


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
    good_and_missing = of.words.say("thematic-good-practices")
    return (
        _build_provisions(of),
        lines(of.words, "good-practices", good_and_missing, GOOD_AND_MISSING, _list_good_and_missing(of)),
        _build_regions(of),
    )


def _build_provisions(of: Material) -> Table:
    ids = ("states_assessed", *(figure.id for figure in OF_PROVISIONS))
    rows = _list_rows(of, ids, "{id}.{provision}")
    return Table("provisions", of.words.say("thematic-provisions"), title_columns(of.words, PROVISIONS), rows)


def _build_regions(of: Material) -> Table:
    members = [one.id for one in of.reference.states if one.member_on(of.scope.cut_off)]
    regions = sorted({region_of(of.reference, state) for state in members})
    columns = title_columns(of.words, ("provision",))
    columns += tuple(Column(name_region(of.words, region), numeric=True, name=f"region.{region}") for region in regions)
    rows = _list_rows(of, regions, "states_assessed.{provision}.region.{id}")
    return Table(plain.BY_REGION, of.words.say("thematic-regions"), columns, rows)


def _list_rows(of: Material, ids: Sequence[str], figure: str) -> tuple[tuple[Cell, ...], ...]:
    """A line a provision; `figure` is the id of the figure in a cell, made of provision and column."""
    figures = of.by_id
    return tuple(
        (
            Cell(one.titles[of.words.language]),
            *(_build_cell(of.words, figures[figure.format(id=id_, provision=one.code)]) for id_ in ids),
        )
        for one in of.reference.provisions
    )


def _list_good_and_missing(of: Material) -> Iterator[Sequence[Value]]:
    """How many findings name a good practice, and how many name something missing."""
    numbers = {row["code"]: (row["good_practices"], row["shortfalls"]) for row in of.rows["good_and_missing"]}
    figures, hidden = of.by_id, say_in_cell(of.words, "not-shown")
    for one in of.reference.provisions:
        is_hidden = figures[f"full.{one.code}"].suppressed
        yield one.titles[of.words.language], *((hidden, hidden) if is_hidden else numbers.get(one.code, (0, 0)))


def word_share(words: Words, figure: Figure) -> str:
    """The share with its whole. Without a whole there is no share."""
    if figure.suppressed:
        return say_in_cell(words, "not-shown")
    if not figure.denominator:
        return say_in_cell(words, "none")
    return words.say("so-many-of", number=figure.numerator or 0, of=figure.denominator)


def _build_cell(words: Words, figure: Figure) -> Cell:
    return Cell(word_share(words, figure), figure.id)


def say_brief(of: Material) -> Iterator[Paragraph]:
    """How many States were assessed, and how far their recommendations are carried out."""
    yield from say_how_many(of, "thematic-brief-assessed", "", assessed="states_assessed")
    yield from say_how_many(
        of, "annual-status-live", "annual-status-none", assessed="assessed", implemented="implemented"
    )


KIND: Final = Kind(
    name="thematic",
    audience="public",
    shown_to="public",
    compose=plain.compose,
    figures=THEMATIC,
    brief=say_brief,
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
