"""An import of signals under way: from a file's lines to the handler."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import IO

from services.council.signals.commands import RecordSignals
from services.council.signals.imports import fatf, terrorism_index, treaties
from services.council.signals.imports.lines import Lines, Row
from shared.engine.handler import Handler
from shared.engine.imports.files import Csv, open_csv
from shared.engine.imports.running import Importer, ImportResult, handle_lines


async def import_fatf(handler: Handler, file: IO[bytes], importer: Importer) -> AsyncIterator[ImportResult]:
    """Imports a CSV of ratings; yields the same result after each chunk, grown. The last one is the whole.

    Raises what is wrong with the file as a whole before anything of it is imported.
    """
    csv, lines = (
        await asyncio.to_thread(open_csv, file, fatf.list_needed_columns(handler.reference)),
        await _lines(handler),
    )
    async for result in _import_file(handler, csv, lines, fatf.reader(lines), importer):
        yield result


async def import_terrorism_index(handler: Handler, file: IO[bytes], importer: Importer) -> AsyncIterator[ImportResult]:
    """The same for scores of the terrorism index."""
    csv, lines = await asyncio.to_thread(open_csv, file, terrorism_index.NEEDED), await _lines(handler)
    async for result in _import_file(handler, csv, lines, terrorism_index.reader(lines), importer):
        yield result


async def import_treaties(
    handler: Handler, file: IO[bytes], importer: Importer, treaty: str
) -> AsyncIterator[ImportResult]:
    """The same for the status of the treaty of this name."""
    csv, lines = await asyncio.to_thread(open_csv, file, ()), await _lines(handler)
    async for result in _import_file(handler, csv, lines, treaties.reader(lines, treaty, csv.header), importer):
        yield result


async def _lines(handler: Handler) -> Lines:
    return Lines(handler.reference, await handler.today())


async def _import_file(
    handler: Handler, csv: Csv, lines: Lines, read: Callable[[Row], RecordSignals], importer: Importer
) -> AsyncIterator[ImportResult]:
    async for result in handle_lines(handler, lines.read(csv.rows(), read), importer):
        yield result
    result.further = {"not_members": list(lines.not_members)}
    yield result
