"""An import under way: from a file's lines to the handler."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import IO

from services.assessments.assessments.commands.completing import SubmitReport
from services.assessments.imports import assessments, visits
from services.assessments.imports.commands import SOURCE
from services.assessments.imports.earlier import DIGEST, EarlierVisit
from services.assessments.names import OWN_SOURCE
from services.assessments.visits.model import VISITS, Visit
from shared.engine.handler import Handler
from shared.engine.imports.files import Ready, Rejected, describe_refusal, open_csv
from shared.engine.imports.running import Importer, ImportResult, handle_lines, open_file
from shared.engine.notices.sources import source_of
from shared.engine.principals import Principal
from shared.engine.rules import Refusal
from shared.engine.storage.tables import storage_of


async def import_visits(handler: Handler, file: IO[bytes], importer: Importer) -> AsyncIterator[ImportResult]:
    """Imports a CSV of visits; yields the same result after each chunk, grown. The last one is the whole.

    Raises what is wrong with the file as a whole before anything of it is imported.
    """
    csv = await asyncio.to_thread(open_csv, file, visits.NEEDED, visits.OPTIONAL)
    reader = visits.Reader(handler.reference, await handler.today())
    earlier = await _read_earlier(handler)
    if earlier:
        reader.earlier = await asyncio.to_thread(reader.compare, earlier, csv.rows())
    async for result in handle_lines(handler, reader.read(csv.rows()), importer):
        yield result
    resembling = await _resembling(handler, reader)
    more = {"resembling": resembling, "changed": reader.changed}
    result.further = {"candidates": reader.candidates()} | {name: said for name, said in more.items() if said}
    yield result


async def _read_earlier(handler: Handler) -> dict[str, EarlierVisit]:
    """The visits of earlier files that took place, by their references."""
    at = storage_of(VISITS, handler.service.name)
    query = f"select {at.column_list} from {at.full_name} where source = $1 and status = 'completed'"
    async with handler.pool.acquire() as connection:
        rows: list[Visit] = [at.build(record) for record in await connection.fetch(query, SOURCE)]
    return {one.reference: EarlierVisit(one.reference, one.kind, one.components) for one in rows}


async def _resembling(handler: Handler, reader: visits.Reader) -> list[tuple[int, str]]:
    query = (
        "select reference, id from assessments.visits where source = $1 "
        "and status not in ('merged', 'cancelled') and left(reference, $2) = any($3)"
    )
    async with handler.pool.acquire() as connection:
        records = await connection.fetch(query, SOURCE, -DIGEST, reader.days())
    return reader.resembling((record["reference"], record["id"]) for record in records)


async def import_assessments(
    handler: Handler, file: IO[bytes], importer: Importer, source: str | None = None
) -> AsyncIterator[ImportResult]:
    """The same for assessments: JSON Lines, or CSV where the file begins with no brace.

    `source` is whose references they are, where a line does not say so itself.
    """
    read = await open_file(file, assessments.NEEDED, assessments.read_line, assessments.read_csv, ())
    async for result in handle_lines(handler, _read_commands(read, importer.principal, source), importer):
        yield result


def _read_commands(
    lines: Iterable[assessments.Line | Rejected], principal: Principal, source: str | None
) -> Iterator[Ready | Rejected]:
    for one in lines:
        if isinstance(one, Rejected):
            yield one
            continue
        try:
            source_of_report = source_of(principal, one.content.source or source, OWN_SOURCE)
        except Refusal as refusal:
            yield Rejected(one.number, describe_refusal(refusal))
        else:
            yield Ready(one.number, f"{one.key} {source_of_report}", SubmitReport(source_of_report, one.content))
