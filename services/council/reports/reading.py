"""Counts and reads all that an edition of a report says, of any kind. It also lists what a figure counted."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from reference import Reference
from services.council.counting.listing import Asks, Counted
from services.council.counting.reading import WHOEVER_COUNTS, count_all, list_page, read_rows
from services.council.counting.scope import Scope, build_parameters
from services.council.counting.sql import load_statement
from services.council.documents.counts import Counts
from services.council.figures.model import by_id
from services.council.reports.kind import Kind, Material, Query
from services.council.reports.wording import word_counts
from services.council.words.catalogue import ENGLISH
from shared.operations.pools import Connection

REPLACED: Final = load_statement(__file__, "queries/replaced")


async def count_report(connection: Connection, kind: Kind, scope: Scope, reference: Reference) -> Counts:
    """Counts all that an edition of this kind states, and reads all that it lists."""
    material = await _narrow(connection, kind, scope, reference)
    tallies = await count_all(connection, kind.figures, material.values)
    material = await _read(connection, replace(material, tallies=tallies), kind.lists)
    return await asyncio.to_thread(word_counts, kind, material, ENGLISH)  # what is hidden may take a second or two


async def list_counted(
    connection: Connection, kind: Kind, scope: Scope, reference: Reference, figure: str, asks: Asks
) -> list[Counted]:
    """Lists what a figure counted and the reader may see now: a page, and one thing more if there are further ones."""
    material = await _narrow(connection, kind, scope, reference)
    return await list_page(connection, by_id(kind.figures), figure, asks, material.values)


async def _narrow(connection: Connection, kind: Kind, scope: Scope, reference: Reference) -> Material:
    """Reads what must be known before anything is counted."""
    replaced = await read_rows(connection, REPLACED, scope.values())
    scope = replace(scope, unread=(*scope.unread, *(row["id"] for row in replaced)))
    material = Material(scope, reference, build_parameters(scope, reference))
    material = await _read(connection, material, kind.before)
    return replace(material, values={**material.values, **kind.narrow(material)})


async def _read(connection: Connection, material: Material, queries: Mapping[str, Query]) -> Material:
    """Runs the queries in turn. Each may use what earlier ones answered."""
    for name, query in queries.items():
        values = {**WHOEVER_COUNTS, **material.values, **query.values(material)}
        rows = await read_rows(connection, query.statement, values)
        material = replace(material, rows={**material.rows, name: rows})
    return material
