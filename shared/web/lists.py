"""Lists and single things, as far as the reader may see them.

The audience is part of the query. So neither a count, a cursor nor a short page reveals what is withheld.
`contracts.audiences.may_see` decides the same for one row, and a test compares the two.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Annotated, Any, TypeAlias, TypeVar

import asyncpg
import orjson
from fastapi import Depends, Query

from shared.engine.declarations import Filter
from shared.engine.principals import Principal
from shared.engine.rules import NotFound, Table
from shared.engine.storage import tables
from shared.engine.storage.weighing import weigh
from shared.operations.pools import Connection
from shared.web.answers import as_json
from shared.web.pieces import SHORT, place_for_list, work_apart, work_in_pieces
from shared.web.problems import Invalid
from shared.web.searching import Search, build_search, levels_of

Row = TypeVar("Row")
Made = TypeVar("Made")
Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"

USUAL, MOST = SHORT, 1000
"""Things on a page: a page of the most is some hundred kilobytes."""
LARGEST_PAGE = 1024 * 1024
"""Bytes after which a page ends, however few its things are."""
LARGE = 64 * 1024
"""Bytes of a thing that is shown in a thread."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list."""

    after: str | None = None
    """The key of the last thing of the page before."""
    limit: int = USUAL


async def _page(
    after: Annotated[str | None, Query(description="The cursor `next` of the page before.", max_length=1000)] = None,
    limit: Annotated[int, Query(description="Things on a page.", ge=1, le=MOST)] = USUAL,
) -> Page:
    return Page(None if after is None else _key(after), limit)


Paged = Annotated[Page, Depends(_page)]
"""A list's endpoint takes one: the query parameters `after` and `limit`."""


def readable(principal: Principal, first: int = 1) -> tuple[str, list[object]]:
    """The SQL condition on `audience` and `parties` that a row is for this principal, and its parameters.

    The parameters take the numbers from `first` on: two of them. It is for rows that are found by something else, such
    as their keys: `shared.web.searching` finds those of a list.
    """
    return f"(audience = any(${first}::text[]) or parties && ${first + 1}::text[])", [
        levels_of(principal),
        sorted(principal.all_parties),
    ]


async def read_many(
    pool: Pool,
    schema: str,
    table: Table[Row],
    principal: Principal,
    page: Page,
    filters: Sequence[Filter] = (),
    view: Callable[[Row], object] = lambda row: row,
) -> dict[str, object]:
    """One page of the rows that this principal may see, in order of key, each as `view` shows it."""
    at = tables.storage_of(table, schema)
    query, parameters = build_search(Search(at, filters, page.after, page.limit + 1), principal)
    piece = tables.piece_of(table)
    items, last = await fetch_page(pool, query, parameters, page.limit, lambda record: view(at.build(record)), piece)
    return {"items": items, "next": cursor(last[at.key]) if last else None}


async def read_by_place(
    pool: Pool,
    schema: str,
    table: Table[Row],
    principal: Principal,
    page: Page,
    filters: Sequence[Filter],
    view: Callable[[Row, int], object],
) -> dict[str, object]:
    """The same, for rows whose keys count what others have: `view` gets the place among what this principal may see.

    The cursor is that place, from 1 on. So rows are only added behind those that there are.
    """
    at, begin = tables.storage_of(table, schema), number_of(page, 0)
    query, parameters = build_search(Search(at, filters, None, page.limit + 1, begin), principal)
    places = count(begin + 1)
    items, last = await fetch_page(
        pool, query, parameters, page.limit, lambda record: view(at.build(record), next(places)), tables.piece_of(table)
    )
    return {"items": items, "next": cursor(str(begin + len(items))) if last else None}


async def fetch_page(
    pool: Pool,
    query: str,
    parameters: Sequence[object],
    limit: int,
    show: Callable[[asyncpg.Record], Made],
    piece: int = tables.PIECE,
) -> tuple[list[Made], asyncpg.Record | None]:
    """So many of the query's records, each as `show` makes it; and the last of them, if there are more.

    The query asks for one record more than the page has. A long page is made in pieces.
    """
    async with place_for_list(limit):
        async with pool.acquire() as connection, connection.transaction(readonly=True):
            records, has_more = await read_page(connection, query, parameters, limit, piece)
        has_large = any(weigh(record) > LARGE for record in records)
        items = await (work_apart if has_large else work_in_pieces)(show, records)
    return items, records[-1] if has_more else None


async def read_page(
    connection: Connection, query: str, parameters: Sequence[object], limit: int, piece: int = tables.PIECE
) -> tuple[list[asyncpg.Record], bool]:
    """The records of a page, and whether there are more. A page of many bytes ends early, with one thing at least.

    So many as a `piece` are read at a time, in the transaction of the caller. The query asks for one more than the
    page has.
    """
    records, size = list[asyncpg.Record](), 0
    async for record in connection.cursor(query, *parameters, prefetch=piece):
        size += weigh(record)
        if records and (len(records) == limit or size > LARGEST_PAGE):
            return records, True
        records.append(record)
    return records, False


async def dump_page(page: dict[str, Any]) -> dict[str, Any]:
    """The page with each of its things as JSON, made in pieces."""
    return page | {"items": await work_in_pieces(as_json, page["items"])}


async def read_one(pool: Pool, schema: str, table: Table[Row], key: str, principal: Principal) -> Row:
    """The row with this key. Raises NotFound where there is none, or none that this principal may see."""
    at = tables.storage_of(table, schema)
    condition, parameters = readable(principal, 2)
    query = f"select {at.column_list} from {at.full_name} where {at.key} = $1 and {condition}"
    record = await pool.fetchrow(query, key, *parameters)
    if record is None:
        raise NotFound
    row: Row = at.build(record)
    return row


async def readable_keys(
    pool: Pool, schema: str, table: Table[Row], principal: Principal, keys: Sequence[str]
) -> set[str]:
    """Those of these keys whose rows this principal may see."""
    at = tables.storage_of(table, schema)
    condition, parameters = readable(principal, 2)
    query = f"select {at.key} from {at.full_name} where {at.key} = any($1::text[]) and {condition}"
    return {record[0] for record in await pool.fetch(query, list(keys), *parameters)}


def cursor(key: str) -> str:
    """Opaque to its reader: where the next page begins."""
    return base64.urlsafe_b64encode(orjson.dumps([key])).decode().rstrip("=")


def number_of(page: Page, first: int) -> int:
    """The number in the cursor of a list whose things are numbered; `first` without a cursor. Raises Invalid."""
    if page.after is None:
        return first
    if not page.after.isdecimal() or int(page.after) > tables.LARGEST_NUMBER:
        raise Invalid("after: take the cursor as `next` gave it", ("after",))
    return int(page.after)


def _key(text: str) -> str:
    try:
        found: Any = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        found = None
    if not isinstance(found, list) or len(found) != 1 or not isinstance(found[0], str) or "\0" in found[0]:
        raise Invalid("after: take the cursor as `next` gave it", ("after",))
    return found[0]
