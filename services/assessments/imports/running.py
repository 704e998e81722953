"""An import under way: from a file's lines to the handler."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import IO

from services.assessments.assessments.commands.completing import SubmitReport
from services.assessments.imports import assessments, visits
from services.assessments.imports.commands import SOURCE
from services.assessments.names import OWN_SOURCE
from shared.engine.handler import Handler
from shared.engine.imports.files import Ready, Rejected, describe_refusal, open_csv
from shared.engine.imports.running import Importer, ImportResult, handle_lines, open_file
from shared.engine.notices.sources import source_of
from shared.engine.principals import Principal
from shared.engine.rules import Refusal


async def import_visits(handler: Handler, file: IO[bytes], importer: Importer) -> AsyncIterator[ImportResult]:
    """Imports a CSV of visits; yields the same result after each chunk, grown. The last one is the whole.

    Raises what is wrong with the file as a whole before anything of it is imported.
    """
    csv = await asyncio.to_thread(open_csv, file, visits.NEEDED)
    reader = visits.Reader(handler.reference, await handler.today())
    earlier = await _read_earlier(handler)
    if earlier:
        rows = await asyncio.to_thread(reader.count_rows, csv.rows())
        reader.known = visits.Known(earlier, rows)
    async for result in handle_lines(handler, reader.read(csv.rows()), importer):
        yield result
    resembling = await _resembling(handler, reader)
    more = {"resembling": resembling, "changed": reader.changed}
    result.further = {"candidates": reader.candidates()} | {name: said for name, said in more.items() if said}
    yield result


async def _read_earlier(handler: Handler) -> dict[str, list[str]]:
    """The references of earlier files' visits that took place, by how they begin: State, kind and days."""
    query = (
        "select left(reference, $2), array_agg(reference) from assessments.visits where source = $1 "
        "and status = 'completed' and jsonb_array_length(components) = 1 group by 1"
    )
    async with handler.pool.acquire() as connection:
        records = await connection.fetch(query, SOURCE, -visits.DIGEST)
    return {begins: list(references) for begins, references in records}


async def _resembling(handler: Handler, reader: visits.Reader) -> list[tuple[int, str]]:
    query = (
        "select reference, id from assessments.visits where source = $1 "
        "and status not in ('merged', 'cancelled') and left(reference, $2) = any($3)"
    )
    async with handler.pool.acquire() as connection:
        records = await connection.fetch(query, SOURCE, -visits.DIGEST, reader.days())
    return reader.resembling((record["reference"], record["id"]) for record in records)


async def import_assessments(
    handler: Handler, file: IO[bytes], importer: Importer, source: str | None = None
) -> AsyncIterator[ImportResult]:
    """The same for assessments: JSON Lines, or CSV where the file begins with no brace.

    `source` is whose references they are, where a line does not say so itself.
    """
    read = await open_file(file, assessments.NEEDED, assessments.read_line, assessments.read_csv)
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
