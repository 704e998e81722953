"""Logs: one JSON object a line on standard error; where that is a terminal, a line for people.

They never contain what is in a message, a request or a row.

Two barriers ensure that. Plain values and short lists of identifiers are kept. Any other value is replaced by its
type, so an object with data cannot slip in. `safe_error` keeps the type and place of an error, and leaves out its
message: a database quotes rows in it, and a validator quotes input.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import ssl
import sys
import time
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import PurePath
from typing import Any, BinaryIO, Protocol, runtime_checkable
from uuid import UUID

import asyncpg
import orjson
import structlog
from pydantic import ValidationError
from structlog.contextvars import merge_contextvars
from structlog.typing import FilteringBoundLogger, WrappedLogger

LONGEST = 300
"""Characters of one value: longer than any identifier of ours, shorter than a recommendation's text."""
MOST_IDS = 100
"""Identifiers in one line: a batch may have thousands, and a line should stay below ten kilobytes."""
CAUSES = 3
"""Links of a chain of errors that are told."""
MOST_LINKS = 20
"""Links that are followed to find the last one."""

EVERY = 60.0
"""Seconds between two lines that say the same of something that lasts."""
MANY = 1_000
"""Different complaints that are remembered; then all are news again."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_AFTER_ASCII = re.compile(rb"\x7f|\xc2[\x80-\x9f]")
"""Those of them that JSON leaves as they are, in UTF-8. Operators read lines on terminals."""

Fields = MutableMapping[str, Any]


def configure(level: str = "info", stream: BinaryIO | None = None) -> None:
    """Sends everything that this process logs, its libraries included, to standard error.

    `level` is debug, info, warning or error. Libraries are heard from warning upwards only: what
    they say below that includes what they carry.
    """
    render = _RenderForPeople() if stream is None and sys.stderr.isatty() else _render
    structlog.configure(
        processors=[merge_contextvars, _level_and_time, _scalars_only, render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.BytesLoggerFactory(stream or sys.stderr.buffer),
        cache_logger_on_first_use=False,  # loggers are made at import, before this
    )
    root = logging.getLogger()
    root.handlers = [_Libraries()]
    root.setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "faststream", "aiokafka", "asyncpg", "asyncio"):
        library = logging.getLogger(name)
        library.handlers, library.propagate = [], True
        library.setLevel(logging.WARNING)


def bind(**fields: str) -> None:
    """Adds fields to every line that this task, and what it starts, logs from now on."""
    structlog.contextvars.bind_contextvars(**fields)


@dataclass(slots=True)
class Complaints:
    """What one loop or library complains of while it waits: the same thing once a minute, however often it tries."""

    _told_at: dict[str, float] = field(default_factory=dict)

    def is_news(self, what: str) -> bool:
        """Whether this was not said in the last minute; whoever asks says it now."""
        now = time.monotonic()
        if now - self._told_at.get(what, -EVERY) < EVERY:
            return False
        if len(self._told_at) >= MANY:
            self._told_at.clear()
        self._told_at[what] = now
        return True


class Ids(tuple[str, ...]):
    """Identifiers that a line lists. Made by `ids`, which bounds them; any other list is left out of a line."""

    __slots__ = ()


def ids(values: Iterable[str]) -> Ids:
    """The first of these, each once, to stand in one line."""
    distinct = dict.fromkeys(values)
    return Ids(value[:LONGEST] for value in islice(distinct, MOST_IDS))


class Traceable(Protocol):
    """What has an id, and that of what began it."""

    @property
    def id(self) -> str: ...

    @property
    def correlation_id(self) -> str: ...


def of_batch(batch: Sequence[Traceable]) -> dict[str, int | Ids]:
    """The fields by which each event of a batch is found again, as far as one line can hold them."""
    return {
        "number": len(batch),
        "event_ids": ids(one.id for one in batch),
        "correlationids": ids(one.correlation_id for one in batch),
    }


# ---- errors without what they carry ---------------------------------------------------------


@runtime_checkable
class NamesFields(Protocol):
    """An error that names the fields it is about. The names hold no data, so a line may have them."""

    @property
    def field_names(self) -> tuple[str, ...]: ...


def safe_error(error: BaseException) -> str:
    """What went wrong, where, and because of what; never the message, which may quote data.

    Of a long chain the first links and the last one: libraries wrap what the system said, such as "Connection refused".
    """
    links = list(_follow_causes(error))
    kept = links if len(links) <= CAUSES else [*links[: CAUSES - 1], links[-1]]
    return ", because of ".join(f"{_describe_type(link)}{_find_place(link)}" for link in kept)


def _follow_causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and what it came of. What a library left out of its traceback is in it: that is often the reason."""
    link: BaseException | None = error
    for _ in range(MOST_LINKS):
        if link is None:
            return
        yield link
        link = link.__cause__ or link.__context__


def _describe_type(error: BaseException) -> str:
    """The type, with those of its attributes that are names or numbers and not data."""
    name = type(error).__name__
    if isinstance(error, asyncpg.PostgresError):
        found = (getattr(error, part, None) for part in ("sqlstate", "schema_name", "table_name", "constraint_name"))
        return f"{name} [{' '.join(part for part in found if part)}]"
    if isinstance(error, ValidationError):
        kinds = sorted({problem["type"] for problem in error.errors(include_input=False, include_url=False)})
        return f"{name} [{error.title}: {' '.join(kinds)}]"
    if isinstance(error, NamesFields):
        return f"{name} [{' '.join(error.field_names)}]"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} [{_describe_os_error(error)}]"
    if isinstance(error, BaseExceptionGroup):
        return f"{name} [{'; '.join(safe_error(part) for part in error.exceptions[:CAUSES])}]"
    return name


def _describe_os_error(error: OSError) -> str:
    """The words of the system or the library for its number. Behind the comma of a certificate's stands the host."""
    if isinstance(error, ssl.SSLError):
        return str(getattr(error, "verify_message", "") or getattr(error, "reason", "") or "").partition(",")[0]
    return str(error.strerror) if isinstance(error, socket.gaierror) else os.strerror(error.errno or 0)


def _find_place(error: BaseException) -> str:
    trace = error.__traceback__
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    return f" at {'/'.join(PurePath(code.co_filename).parts[-2:])}:{trace.tb_lineno} in {code.co_name}"


# ---- what every line goes through -----------------------------------------------------------


def _level_and_time(_logger: WrappedLogger, method: str, fields: Fields) -> Fields:
    """Puts first what a reader looks for first; `exc_info` becomes the field `error`."""
    raised = fields.pop("exc_info", None)
    if raised:
        error = raised if isinstance(raised, BaseException) else sys.exc_info()[1]
        fields.setdefault("error", error)
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"time": now, "level": method, **fields}


def _scalars_only(_logger: WrappedLogger, _method: str, fields: Fields) -> Fields:
    return {name: _scalar(value) for name, value in fields.items()}


def _scalar(value: object) -> str | int | float | bool | list[str] | None:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    if isinstance(value, Ids):
        return list(value)
    if isinstance(value, date | UUID | PurePath):
        return str(value)
    if isinstance(value, BaseException):
        return safe_error(value)
    return f"<{type(value).__name__}>"


def _render(_logger: WrappedLogger, _method: str, fields: Fields) -> bytes:
    return _AFTER_ASCII.sub(lambda found: b"\\u%04x" % ord(found[0].decode()), orjson.dumps(fields))


class _RenderForPeople:
    """A line in columns and colours: the time of day, the level, what happened; of several identifiers their number."""

    def __init__(self) -> None:
        self._render = structlog.dev.ConsoleRenderer(
            timestamp_key="time", pad_event_to=24, sort_keys=False, colors="NO_COLOR" not in os.environ
        )

    def __call__(self, logger: WrappedLogger, method: str, fields: Fields) -> bytes:
        shown = {name: _count(value) for name, value in fields.items()}
        shown["time"] = f"{datetime.fromisoformat(fields['time']).astimezone():%H:%M:%S}"
        return str(self._render(logger, method, shown)).encode()


def _count(value: object) -> object:
    """One identifier as it is, several as their number. Control characters cannot move the cursor."""
    if isinstance(value, list):
        return value[0] if len(value) == 1 else f"({len(value)})"
    return _CONTROL.sub(" ", value) if isinstance(value, str) else value


class _Libraries(logging.Handler):
    """Gives what libraries log through `logging` the same form.

    A record that comes with an exception loses its text, which may quote the exception's message.
    aiokafka says ten times a second that a topic is missing: the same text is told once a minute.
    """

    def __init__(self) -> None:
        super().__init__()
        self._complaints = Complaints()

    def emit(self, record: logging.LogRecord) -> None:
        log: FilteringBoundLogger = structlog.get_logger()
        error = record.exc_info[1] if record.exc_info else None
        text = self._text(record) if error is None else "a library met an error"
        if error is not None:
            log.log(record.levelno, text, logger=record.name, error=error)
        elif self._complaints.is_news(f"{record.name} {text}"):
            log.log(record.levelno, text, logger=record.name)

    def _text(self, record: logging.LogRecord) -> str:
        if not isinstance(record.args, tuple) or not record.args:
            return record.getMessage()
        safe = tuple(safe_error(value) if isinstance(value, BaseException) else value for value in record.args)
        try:
            return str(record.msg) % safe
        except (TypeError, ValueError):  # the library's own mistake
            return str(record.msg)
