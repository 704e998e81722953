"""Reads what figures count: all figures of a report, a page of what one counted, and rows that reports list.

All is read on one snapshot, so that all that an edition says is of the same moment.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, TypeAlias

import asyncpg

from services.council.counting.listing import Asks, Counted
from services.council.counting.statements import count_figures, list_figure
from services.council.counting.tallies import Tallies, join_tallies, read_tallies
from services.council.disclosure.model import Reader
from services.council.facts import WHOLE
from services.council.figures.model import Count, Definition, Knows, find_cell
from services.council.populations import Population
from services.council.sql import Statement
from shared.operations.pools import Connection

Record: TypeAlias = "asyncpg.Record"

SETTINGS: Final = (
    "set local jit = off",  # compiling takes longer than the queries
    "set local work_mem = '64MB'",  # a year's sorts stay in memory
    "set local enable_nestloop = off",  # how few rows are the latest of a thing, the planner cannot know
)

WHOEVER_COUNTS: Final = {"inside": True, "own": [], "levels": [], "parties": []}
"""Who counts sees all; what the report's readers see of that is the column `seen`."""


@asynccontextmanager
async def snapshot(pool: asyncpg.Pool[Record]) -> AsyncIterator[Connection]:
    """A connection on which all queries see the same facts, and are planned for counting."""
    async with pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        await connection.execute(WHOLE)
        for setting in SETTINGS:
            await connection.execute(setting)
        yield connection


async def read_rows(connection: Connection, statement: Statement, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the statement answers, for pure code, which knows no database."""
    return [dict(record) for record in await connection.fetch(statement.text, *statement.arguments(values))]


# ---- figures ------------------------------------------------------------------------------


async def count_all(connection: Connection, figures: Sequence[Definition], values: Mapping[str, Any]) -> Tallies:
    """What was counted of these figures: one statement for each population."""
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
    """What the figure with this id counted, as far as who asks may see it: one more than the page holds, if any."""
    stem, _, rest = id_.partition(".")
    figure = definitions[stem]
    grouping, cell = find_cell(figure, rest)
    rows = await read_rows(connection, list_figure(figure, grouping), {**values, **asks.values(), "cell": cell})
    return [_build_counted(figure, row, asks, is_cell=grouping is not None) for row in rows]


def _build_counted(figure: Definition, row: Mapping[str, Any], asks: Asks, is_cell: bool) -> Counted:
    """The thing; with what it says of the numerator, if that is the reader's to know."""
    states = tuple(row["states"])
    knows = _may_know(figure.knows, Reader(asks.principal, states[0] if states else ""))
    events = (*row["events"], *(row["more_events"] if knows else ()))
    is_shown = knows or type(figure) is Count  # of a plain count all that is listed is in the numerator
    if figure.knows is Knows.WHO_SEES:
        is_shown = is_shown or is_cell or row["is_counted"]
    return Counted(row["id"], row["kind"], states, row["is_counted"] if is_shown else None, events)


def _may_know(knows: Knows, reader: Reader) -> bool:
    return knows is Knows.EVERYBODY or reader.insider or (knows is Knows.UN and reader.of_the_un)
