"""However many rows of others there are, a page of a list reads few. This holds for each list of each service."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

import asyncpg
import pytest

import services
from services.assessments import service as assessments
from services.assessments.visits.model import OVERLAPS
from services.council import service as council
from services.council.editions.model import EDITIONS
from services.exchange import service as exchange
from services.followup import service as followup
from services.unoct import service as unoct
from services.unoct.projects.model import PROJECTS
from shared.engine.declarations import Filter, Listing
from shared.engine.principals import PUBLIC, Principal
from shared.engine.rules import Table
from shared.engine.storage.tables import Stored, storage_of
from shared.web.searching import Search, build_search
from tests.support.postgres import PostgresServer
from tests.support.reading import CountingRows
from tests.support.serving import make_template

MANY, FEW, PAGE = 1_500, 5, 20
MOST_ROWS = 400
"""That a page may read: a page of keys for each right of its reader, and each step of a plan counts them."""
AS_IF = 1_000
"""PostgreSQL plans as if there were so many times more rows."""
SERVICES: Final[dict[str, Any]] = {one.SERVICE.name: one for one in (assessments, followup, unoct, council, exchange)}
READERS = (
    PUBLIC,
    Principal("kenya", "public", frozenset({"state:KEN"})),
    Principal("fiji", "public", frozenset({"state:FJI"})),
    Principal("reader", "un"),
    Principal("desk", "committee"),
)
FOUND = {"public": FEW, "kenya": 2 * FEW, "fiji": PAGE, "reader": FEW, "desk": PAGE}
WANTED: Final[dict[str, object]] = {"text": "wanted", "bigint": 7, "boolean": True, "text[]": "wanted"}
"""What filters ask for, by the type of the column."""
IN_SQL: Final[dict[str, str]] = {
    "text": "'{word}'", "text[]": "'{{{word}}}'", "bigint": "{number}", "boolean": "true", "date": "date '2024-01-01'",
    "timestamptz": "now()", "jsonb": "'[]'", "bytea": "''",
}  # fmt: skip
ROWS_OF_FEW = frozenset(
    {
        *[("assessments", "consents", column) for column in ("year", "status")],
        ("assessments", "visit_requests", "year"),
        *[("assessments", "assessments", column) for column in ("kind", "status")],
        ("assessments", "report_consents", "status"),
        *[("assessments", "recommendations", c) for c in ("priority", "assistance_needed", "assistance_requested")],
        *[("assessments", "products", column) for column in ("kind", "status")],
        ("followup", "cycles", "status"),
        ("followup", "recommendations", "lifecycle"),
        *[("followup", "meetings", column) for column in ("kind", "status")],
        *[("unoct", "recommendations", column) for column in ("priority", "pillar", "assistance_requested")],
        *[("unoct", "cases", column) for column in ("status", "priority", "pillar")],
        *[("unoct", "briefings", column) for column in ("kind", "year")],
        *[("unoct", "steps", column) for column in ("owner", "state")],
        *[("council", "obligations", column) for column in ("obligation", "mandate")],
        ("council", "editions", "year"),
        *[("council", "activities", column) for column in ("kind", "paragraph")],
        *[("exchange", "publishers", column) for column in ("status", "body", "state")],
        ("exchange", "subscriptions", "status"),
    }
)
"""Filters without an index. Their values are few, and only people or CTED's reports bring such rows: some thousands."""


@dataclass(frozen=True)
class Asked:
    """A list as one request asks for it."""

    table: Table[Any]
    filters: tuple[Filter, ...] = ()


BY_HAND: Final = (
    ("assessments", Asked(OVERLAPS)),
    ("assessments", Asked(OVERLAPS, (Filter("state", "wanted"),))),
    ("assessments", Asked(OVERLAPS, (Filter("status", "wanted"),))),
    ("council", Asked(EDITIONS, (Filter("series", "wanted"),))),
    ("unoct", Asked(PROJECTS)),
    *[("unoct", Asked(PROJECTS, (Filter(c, "wanted", "has"),))) for c in ("states", "themes", "recommendations")],
    *[("unoct", Asked(PROJECTS, (Filter(c, "wanted"),))) for c in ("kind", "status", "source", "reference")],
)
"""Lists that no declaration holds."""


def list_asked(service: str) -> Iterator[Asked]:
    """Each list of the service without a filter, and with each of its filters by itself."""
    yield from (asked for name, asked in BY_HAND if name == service)
    for part in (part for resource in SERVICES[service].RESOURCES for part in resource.parts):
        if not isinstance(part, Listing):
            continue
        table, within = part.view.table, [Filter(part.column, "wanted")] if part.column else []
        always = (*part.where, *within)
        yield Asked(table, always)
        types = {column.name: column.sql_type for column in storage_of(table, service).columns}
        for by in part.filters:
            column = by.column or by.name
            if by.means is None and by.how in ("=", "has") and (service, table.name, column) not in ROWS_OF_FEW:
                yield Asked(table, (*always, Filter(column, WANTED[types[column]], by.how)))


def test_lists_by_hand_are_known() -> None:
    calls = re.compile(r"\b(?:read_many|read_by_place)\(\s*[^,]+,\s*SCHEMA,\s*(\w+)")
    sources = [path.read_text() for path in Path(str(services.__file__)).parent.rglob("*.py")]
    found = {name for source in sources if "web.lists import" in source for name in calls.findall(source)}
    assert {name.lower() for name in found} == {"overlaps", "editions", "projects"}


@pytest.fixture
async def connection(postgres_server: PostgresServer, service: str) -> AsyncIterator[CountingRows]:
    """To a database in which each listed table of the service is full of others' rows. The few came after these."""
    template = await make_template(postgres_server, SERVICES[service].SERVICE)
    async with postgres_server.database(template) as dsn:
        made = await asyncpg.connect(
            dsn, connection_class=CountingRows, server_settings={"plan_cache_mode": "force_custom_plan"}
        )
        try:
            listed = [storage_of(table, service) for table in {asked.table for asked in list_asked(service)}]
            for at in listed:
                await fill(made, at, "committee", "FJI", MANY)
            await made.execute("analyze")
            await made.execute(
                f"update pg_class set reltuples = reltuples * {AS_IF} where relnamespace = '{service}'::regnamespace"
            )
            for at in listed:
                await fill(made, at, "public", "FJI", FEW)
                await fill(made, at, "committee", "KEN", FEW)
            yield made
        finally:
            await made.close()


async def fill(connection: CountingRows, at: Stored, audience: str, state: str, number: int) -> None:
    """So many rows for this audience and State; where they are few, they have what filters ask for."""
    unique = await find_unique_columns(connection, at)
    word, value = ("flood", 1) if number == MANY else (WANTED["text"], WANTED["bigint"])
    own = {at.key: f"md5('{audience} {state}' || n)", "audience": f"'{audience}'", "parties": f"'{{state:{state}}}'"}
    own |= {name: f"'{audience} {state}' || n" for name in unique if name != at.key}
    values = [own.get(column.name) or IN_SQL[column.sql_type].format(word=word, number=value) for column in at.columns]
    await connection.execute(
        f"insert into {at.full_name} ({at.column_list}) "
        f"select {', '.join(values)} from generate_series(1, {number}) as n"
    )


async def find_unique_columns(connection: CountingRows, at: Stored) -> set[str]:
    query = (
        "select attname from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey) "
        f"where indisunique and indrelid = '{at.full_name}'::regclass and atttypid = 'text'::regtype"
    )
    return {record[0] for record in await connection.fetch(query)}


@pytest.mark.parametrize("service", SERVICES)
async def test_a_page_of_each_list_reads_few_rows(connection: CountingRows, service: str) -> None:
    too_many = {}
    for asked, reader, after in product(list_asked(service), READERS, (None, "e")):  # the first page, and a late one
        before, found = connection.rows, await read_keys(connection, service, asked, reader, after)
        if connection.rows - before > MOST_ROWS:
            too_many[asked.table.name, tuple(f.column for f in asked.filters), reader.name] = connection.rows - before
        if after is None and not asked.filters:
            assert len(found) == FOUND[reader.name], (asked.table.name, reader.name)
    assert too_many == {}


async def read_keys(
    connection: CountingRows, service: str, asked: Asked, reader: Principal, after: str | None
) -> list[str]:
    at = storage_of(asked.table, service)
    query, parameters = build_search(Search(at, asked.filters, after, PAGE), reader)
    return [record[at.key] for record in await connection.fetch(query, *parameters)]
