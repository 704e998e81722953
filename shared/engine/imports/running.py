"""A file on its way in: each line a command, known by its content, a chunk of them one batch through the handler."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, TypeAlias, TypeVar, assert_never

from shared.engine.handler import Handler
from shared.engine.imports.files import (
    Ready,
    Rejected,
    check_text,
    describe_refusal,
    first_character,
    lines_of,
    open_csv,
    read_json_lines,
)
from shared.engine.outcomes import DeadLettered, Done, NotReached, Outcome, Passed, Refused, Repeated
from shared.engine.principals import Principal
from shared.engine.rules import Command

Line = TypeVar("Line")
Rows: TypeAlias = Iterable[tuple[int, Mapping[str, str] | None]]
"""The rows of a CSV, each with its first line and its values by column; None if their number is wrong."""

CHUNK = 1000
"""Lines a transaction: some tens of milliseconds each, so that others get their turn."""
FEW = 10
"""Lines a transaction of whoever is no officer: one project may tell some hundred events."""
MOST_REJECTED = 1000
"""Rejected lines after which a file is read no further: its answer has twice as many at most."""


@dataclass(frozen=True, slots=True)
class Importer:
    """In whose name, and within which request."""

    principal: Principal
    correlation_id: str
    check_right: Callable[[], Awaitable[object]]
    """Raises once the principal may do this no more: a long file takes minutes."""
    traceparent: str | None = None


@dataclass(slots=True)
class ImportResult:
    """What became of a file's lines so far."""

    accepted: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    is_stopped: bool = False
    """Whether the file was read no further, since too many of its lines were rejected."""
    further: Mapping[str, Sequence[object]] = field(default_factory=dict)
    """What else is to be said of the file once it is through, by name."""


async def open_file(
    file: IO[bytes],
    needed: Sequence[str],
    of_line: Callable[[int, bytes], Line],
    of_rows: Callable[[Rows], Iterable[Line]],
    optional: Sequence[str],
) -> Iterable[Line]:
    """What a file holds: JSON Lines where it begins with a brace, else a CSV with these columns.

    Raises what is wrong with the file as a whole.
    """
    if first_character(file) == "{":
        await asyncio.to_thread(check_text, file)
        return read_json_lines(lines_of(file), of_line)
    csv = await asyncio.to_thread(open_csv, file, needed, optional)
    return of_rows(csv.rows())


async def handle_lines(
    handler: Handler, lines: Iterable[Ready | Rejected], importer: Importer
) -> AsyncIterator[ImportResult]:
    """Yields the same result after each chunk, grown, and once more at the end. The last one is the whole.

    Lines are read in a thread, since a whole file may be read until the first one is there. Its commands
    answer `outcome`: accepted or unchanged. Raises what the handler raises, and what `check_right` does before a chunk;
    the chunks before it stay in, and the same file again goes on from there.

    Of all files one chunk is handled at a time. Who is no officer waits after each for as long as it took, so that
    others have their turn.
    """
    result, rest, pause = ImportResult(), iter(lines), 0.0
    size = CHUNK if importer.principal.is_officer else FEW
    while chunk := await asyncio.to_thread(_take_chunk, rest, size):
        await asyncio.sleep(pause)
        if len(result.rejected) >= MOST_REJECTED:
            result.is_stopped = True
            break
        ready = [one for one in chunk if isinstance(one, Ready)]
        result.rejected += [one for one in chunk if isinstance(one, Rejected)]
        async with handler.one_file:
            await importer.check_right()
            began = time.monotonic()
            outcomes = await handler.handle([_command(one, importer) for one in ready]) if ready else []
            pause = 0.0 if importer.principal.is_officer else time.monotonic() - began
        for one, outcome in zip(ready, outcomes, strict=True):
            _count(one, outcome, result)
        yield result
    yield result


def _take_chunk(lines: Iterator[Ready | Rejected], size: int) -> list[Ready | Rejected]:
    return list(islice(lines, size))


def _command(ready: Ready, importer: Importer) -> Command[object]:
    return Command(
        principal=importer.principal,
        id=f"import/{ready.key}",
        data=ready.data,
        correlation_id=importer.correlation_id,
        traceparent=importer.traceparent,
    )


def _count(ready: Ready, outcome: Outcome, result: ImportResult) -> None:
    match outcome:
        case Done(answer=said):
            if said and said["outcome"] == "accepted":
                result.accepted += 1
            else:
                result.unchanged += 1
        case Repeated():
            result.unchanged += 1
        case Refused(refusal=refusal):
            result.rejected.append(Rejected(ready.line, describe_refusal(refusal)))
        case DeadLettered() | Passed() | NotReached():  # none of them happens to a command that has a rule
            raise AssertionError(outcome)
        case _:
            assert_never(outcome)
