"""Files over HTTP: whole in the body, larger than others, with progress for those who ask for it."""

from __future__ import annotations

import io
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from functools import partial
from typing import IO, Any, Final

import structlog
from fastapi import Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict

from shared.engine.imports.files import LARGEST_FILE, FileTooLarge, Rejected, TooManyLines, count_lines
from shared.engine.imports.running import MOST_REJECTED, Importer, ImportResult
from shared.engine.principals import Principal
from shared.engine.rules import Refusal
from shared.web.access import admit_again
from shared.web.answers import ND_JSON, dump
from shared.web.documents.openapi import also_as
from shared.web.problems import TooManyBodies, hide_error
from shared.web.server.command_rates import CommandRates
from shared.web.server.reading import pieces, read_body
from shared.web.server.shares import Shares

log = structlog.get_logger()

LARGEST_OF_OTHERS: Final = 4 * 1024 * 1024
"""Bytes of a file of others than the Committee's staff."""
MOST_LINES: Final = 500
"""Lines of such a file. Each is a command, and some commands go beside them."""
STOPPED: Final = (
    f"{MOST_REJECTED:,} lines were rejected, so the rest was not read. What was accepted stays. "
    "Correct these lines, then send the file again."
)
IN_MEMORY: Final = 4 * 1024 * 1024
"""Bytes of a file kept in memory; a larger one goes to a temporary file. In a container that is memory too."""
MOST_OF_ALL: Final = 2 * LARGEST_FILE
"""Bytes of all files until they are imported. With their rows they fit into a container's 384 MB."""


def files_under_way() -> Shares:
    """Counts the files of one service, by principal."""
    return Shares(LARGEST_FILE, MOST_OF_ALL, TooManyBodies)


class _CountedFile(tempfile.SpooledTemporaryFile[bytes]):
    """A file that counts until it is closed, or nobody has it any more."""

    def __init__(self, whose: str, shares: Shares) -> None:
        super().__init__(IN_MEMORY)
        self._whose, self._shares, self._size = whose, shares, 0

    def add(self, piece: bytes) -> None:
        """Raises FileTooLarge, TooManyBodies or Unavailable."""
        if self._size + len(piece) > LARGEST_FILE:
            raise FileTooLarge
        self._shares.take(self._whose, len(piece))
        self._size += len(piece)
        self.write(piece)

    def close(self) -> None:
        self._shares.give_back(self._whose, self._size)
        self._size = 0
        super().close()

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()


class Imported(BaseModel):
    """What became of a file's lines."""

    model_config = ConfigDict(extra="allow")  # and lists of what else is to be said of it, by name

    accepted: int
    unchanged: int
    rejected: list[Rejected]
    stopped: str | None = None
    """Why the rest of the file was not read, if it was not."""


ANSWERED: Final[dict[str, Any]] = {"response_model": Imported, "responses": also_as(ND_JSON)}
"""For the route of an import."""
Import = Callable[[IO[bytes], Importer], AsyncIterator[ImportResult]]


def file_body(*media_types: str) -> dict[str, Any]:
    """For the OpenAPI document, which cannot know of a body that is read here."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in media_types}
    return {"requestBody": {"required": True, "content": content}}


async def import_file(request: Request, principal: Principal, imports: Import) -> Response:
    """The answer to a file. Raises what is wrong with it as a whole: then nothing of it was imported."""
    state = request.state
    file = await (_receive_file(request, principal) if principal.is_officer else _receive_commands(request, principal))
    try:
        principal = await admit_again(request)
        check_right = partial(admit_again, request)
        results = imports(file, Importer(principal, state.correlation_id, check_right, str(state.trace)))
        first = await anext(results)
    except BaseException:
        file.close()
        raise
    # Who accepts lines gets one after each chunk; the last one is the result.
    if ND_JSON in request.headers.get("accept", ""):
        return StreamingResponse(_progress(file, first, results), media_type=ND_JSON)
    with file:
        last = first
        async for last in results:  # noqa: B007 - only the last counts
            pass
        return Response(dump(_result(last)), media_type="application/json")


async def _receive_commands(request: Request, principal: Principal) -> IO[bytes]:
    """The file of somebody who is no officer: a body like any other, each line of which counts as a command.

    Raises what a body and a command do, or TooManyLines.
    """
    body = await read_body(request.headers, request.receive, LARGEST_OF_OTHERS)
    lines = count_lines(body)
    if lines > MOST_LINES:
        raise TooManyLines
    rates: CommandRates = request.app.state.command_rates
    rates.count_commands(principal, lines)
    return io.BytesIO(body)


async def _receive_file(request: Request, principal: Principal) -> IO[bytes]:
    """An officer's file, on disk if it is large.

    Raises FileTooLarge; TooManyBodies or Unavailable where there is no room for it; CutOff or ClientDisconnect where it
    is not whole.
    """
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > LARGEST_FILE:
        raise FileTooLarge
    file = _CountedFile(principal.itself, request.app.state.files_under_way)
    try:
        async for piece in pieces(request.receive):
            file.add(piece)
    except BaseException:
        file.close()
        raise
    return file


async def _progress(file: IO[bytes], first: ImportResult, results: AsyncIterator[ImportResult]) -> AsyncIterator[bytes]:
    """A line after each chunk, then the result; or the problem, with what was done before it."""
    with file:
        last = first
        try:
            yield _line(_so_far(first))
            async for last in results:
                yield _line(_so_far(last))
        except Exception as error:
            refusal = error if isinstance(error, Refusal) else hide_error(error)
            log.error("import failed", error=type(error).__name__)
            yield _line(_so_far(last) | {"problem": refusal.code, "title": refusal.title, "detail": refusal.detail})
            return
        yield _line(_result(last))


def _so_far(result: ImportResult) -> dict[str, Any]:
    return {"accepted": result.accepted, "rejected": len(result.rejected), "unchanged": result.unchanged}


def _result(result: ImportResult) -> dict[str, Any]:
    """Counts, then each rejected line with its reason, in order."""
    rejected = sorted(result.rejected, key=lambda one: one.line)
    return {
        "accepted": result.accepted,
        "unchanged": result.unchanged,
        "rejected": [asdict(one) for one in rejected],
        **({"stopped": STOPPED} if result.is_stopped else {}),
        **result.further,
    }


def _line(thing: dict[str, Any]) -> bytes:
    return dump(thing) + b"\n"
