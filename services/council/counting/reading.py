"""Reads what figures count: all figures of a report, a page of what one counted, and rows that reports list.

All is read on one snapshot, so that all that an edition says is of the same moment.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, Final, TypeAlias

import asyncpg
import orjson

from reference import Reference
from services.council.counting.listing import Asks, Counted
from services.council.counting.scope import Scope, forecast_of
from services.council.counting.statements import count_figures, list_figure
from services.council.counting.tallies import Tallies, join_tallies, read_tallies
from services.council.disclosure.model import Reader
from services.council.facts import WHOLE
from services.council.figures.groupings import region_of
from services.council.figures.model import Count, Definition, Knows
from services.council.populations import Population
from services.council.sql import Statement, load_statement, prepare
from shared.operations.pools import Connection

Record: TypeAlias = "asyncpg.Record"

EVENTS: Final = load_statement(__file__, "events")

SETTINGS: Final = (
    "set local jit = off",  # compiling takes longer than the queries
    "set local work_mem = '64MB'",  # a year's sorts stay in memory
    "set local enable_nestloop = off",  # how few rows are the latest of a thing, the planner cannot know
)

WHOEVER_COUNTS: Final = {"inside": True, "own": [], "levels": [], "parties": []}
"""Who counts sees all; what the report's readers see of that is the column `seen`."""

MOST: Final = 500
"""Rows of one table: more than a year brings. What is counted beyond them is listed behind the figures."""
WHAT_WAS_SAID: Final = "(select data from council_projected.events where events.id = population.events[1])"
SAID: Final = f"{WHAT_WAS_SAID} as data"
"""What the event says, looked up for each row that is shown: a join would read all events."""


@asynccontextmanager
async def snapshot(pool: asyncpg.Pool[Record]) -> AsyncIterator[Connection]:
    """A connection on which all queries see the same facts, and are planned for counting."""
    async with pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        await connection.execute(WHOLE)
        for setting in SETTINGS:
            await connection.execute(setting)
        yield connection


async def rows(connection: Connection, asked: Statement, values: Mapping[str, Any]) -> Sequence[Record]:
    """What the query answers."""
    return await connection.fetch(asked.text, *asked.arguments(values))


async def dicts(connection: Connection, asked: Statement, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same for pure code, which knows no database."""
    return [dict(record) for record in await rows(connection, asked, values)]


async def texts(connection: Connection, events: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The data of these events, by their ids."""
    found = await rows(connection, EVENTS, {"events": sorted(set(events))})
    return {row["id"]: json.loads(row["data"]) for row in found}


# ---- figures ------------------------------------------------------------------------------


def parameters(scope: Scope, reference: Reference) -> dict[str, Any]:
    """What populations and figures ask for: as an edition has it, and as the reference data has it."""
    regions = {one.id: region_of(reference, one.id) for one in reference.states}
    return scope.values() | {
        "year": scope.year,
        "members": [one.id for one in reference.states if one.member_on(scope.cut_off)],
        "with_report": [kind for kind, awaited in reference.practice.awaits_report.items() if awaited],
        "region_of": orjson.dumps(regions).decode(),
        "only": None,
        "cycle": None,
        "assessment": "",
        "most": MOST,
        **forecast_of(scope.year, date(scope.year - 1, 12, 31)),
    }


async def count_all(connection: Connection, figures: Sequence[Definition], values: Mapping[str, Any]) -> Tallies:
    """What was counted of these figures: one statement for each population."""
    by_population: dict[Population, list[Definition]] = {}
    for figure in figures:
        by_population.setdefault(figure.population, []).append(figure)
    found = []
    for population, of_it in by_population.items():
        asked = count_figures(population, of_it)
        rows = await connection.fetch(asked.text, *asked.arguments({**values, **WHOEVER_COUNTS}))
        found.append(read_tallies(of_it, [dict(row) for row in rows]))
    return join_tallies(found)


async def list_page(
    connection: Connection, definitions: Mapping[str, Definition], id_: str, asks: Asks, values: Mapping[str, Any]
) -> list[Counted]:
    """What the figure with this id counted, as far as who asks may see it: one more than the page holds, if any."""
    stem, _, rest = id_.partition(".")
    figure = definitions[stem]
    name, _, cell = rest.partition(".")
    grouping = next((one for one in figure.by if one.id == name), None)
    asked = list_figure(figure, grouping)
    rows = await connection.fetch(asked.text, *asked.arguments({**values, **asks.values(), "cell": cell}))
    return [_counted(figure, dict(row), asks) for row in rows]


async def fetch_rows(
    connection: Connection, population: Population, columns: str, condition: str, values: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """These columns of the things of a population that meet the condition; it may end with an order and a limit."""
    asked = prepare(f"select {columns} from (\n{population.sql}\n) as population where {condition}")
    rows = await connection.fetch(asked.text, *asked.arguments({**WHOEVER_COUNTS, **values}))
    return [dict(row) for row in rows]


def _counted(figure: Definition, row: Mapping[str, Any], asks: Asks) -> Counted:
    """The thing; with what it says of the numerator, if that is the reader's to know."""
    states = tuple(row["states"])
    knows = _may_know(figure.knows, Reader(asks.principal, states[0] if states else ""))
    events = (*row["events"], *(row["more_events"] if knows else ()))
    is_told = knows or type(figure) is Count  # of a plain count all that is listed is in the numerator
    return Counted(row["id"], row["kind"], states, row["is_counted"] if is_told else None, events)


def _may_know(knows: Knows, reader: Reader) -> bool:
    return knows is Knows.EVERYBODY or reader.insider or (knows is Knows.UN and reader.of_the_un)
