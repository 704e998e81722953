"""Counts the figures of a report, lists what one of them counted, and reads the rows that reports list.

An edition reads all on one snapshot, so that all it says is of the same moment.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, TypeAlias

import asyncpg

from services.council.counting.listing import Asks, Counted
from services.council.counting.sql import Statement
from services.council.counting.statements import count_figures, list_figure
from services.council.counting.tallies import Tallies, join_tallies, read_tallies
from services.council.facts import WHOLE
from services.council.facts.disclosure.model import Reader, find_in_the_un
from services.council.facts.disclosure.reading import read_disclosures
from services.council.figures.model import Count, Definition, Knows, find_cell
from services.council.populations import Population
from shared.engine.principals import Principal
from shared.operations.pools import Connection

Record: TypeAlias = "asyncpg.Record"

SETTINGS: Final = (
    "set local jit = off",  # compiling takes longer than the queries
    "set local work_mem = '64MB'",  # a year's sorts stay in memory
    "set local enable_nestloop = off",  # the planner cannot know how few rows are the latest of a thing
)

WHOEVER_COUNTS: Final = {"inside": True, "own": [], "levels": [], "parties": []}
"""The parameters for counting, which sees all. The column `seen` says what the report's readers may see."""


@asynccontextmanager
async def snapshot(pool: asyncpg.Pool[Record]) -> AsyncIterator[Connection]:
    """A connection on which all queries see the same facts, and are planned for counting."""
    async with pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        await connection.execute(WHOLE)
        for setting in SETTINGS:
            await connection.execute(setting)
        yield connection


async def read_rows(connection: Connection, statement: Statement, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of the statement as dictionaries, since pure code knows no database."""
    return [dict(record) for record in await connection.fetch(statement.text, *statement.arguments(values))]


# ---- figures ------------------------------------------------------------------------------


async def count_all(connection: Connection, figures: Sequence[Definition], values: Mapping[str, Any]) -> Tallies:
    """Counts these figures, with one statement for each population."""
    by_population: dict[Population, list[Definition]] = {}
    for figure in figures:
        by_population.setdefault(figure.population, []).append(figure)
    tallies = []
    for population, of_it in by_population.items():
        rows = await read_rows(connection, count_figures(population, of_it), {**values, **WHOEVER_COUNTS})
        tallies.append(read_tallies(of_it, rows))
    return join_tallies(tallies)


async def list_page(
    connection: Connection, definitions: Mapping[str, Definition], id_: str, asks: Asks, values: Mapping[str, Any]
) -> list[Counted]:
    """Lists what the figure counted and the reader may see: one page, and one thing more if there are further ones."""
    stem, _, rest = id_.partition(".")
    figure = definitions[stem]
    grouping, cell = find_cell(figure, rest)
    rows = await read_rows(connection, list_figure(figure, grouping), {**values, **asks.values(), "cell": cell})
    helped = await _find_cases(connection, asks.principal, rows) if figure.knows is Knows.UN else frozenset()
    return [_build_counted(figure, row, asks, grouping is not None, row["id"] in helped) for row in rows]


async def _find_cases(
    connection: Connection, principal: Principal, rows: Sequence[Mapping[str, Any]]
) -> frozenset[str]:
    """The ids of those of these recommendations whose cases the reader may see, as one of the UN system."""
    reader = find_in_the_un(principal)
    if reader is None:
        return frozenset()
    decided = await read_disclosures(connection, [row["id"] for row in rows])
    return frozenset(id_ for id_, to in decided.items() if reader.sees(*to))


def _build_counted(figure: Definition, row: Mapping[str, Any], asks: Asks, is_cell: bool, sees_case: bool) -> Counted:
    """One thing that was counted. It says whether it is in the numerator only if the reader may know that."""
    states = tuple(row["states"])
    # A thing of several States is the matter of each: what it is counted by may concern another one alone.
    is_insider = all(Reader(asks.principal, state).insider for state in states or ("",))
    knows = figure.knows is Knows.EVERYBODY or is_insider or sees_case
    events = (*row["events"], *(row["more_events"] if knows else ()))
    is_shown = knows or type(figure) is Count  # all that a plain count lists is in the numerator
    if figure.knows is Knows.WHO_SEES:
        is_shown = is_shown or is_cell or row["is_counted"]
    return Counted(row["id"], row["kind"], states, row["is_counted"] if is_shown else None, events)
