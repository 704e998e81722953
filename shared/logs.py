"""Logs: one JSON object a line on standard error; never what a message, a request or a row contains.

Two barriers see to that. A value that is no plain scalar is replaced by its type, so an object that
carries data cannot slip in; and an error is told by `safe_error`, which keeps its type and place
and leaves out its message, since a database quotes rows in it and a validator quotes input.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import MutableMapping
from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import Any, BinaryIO
from uuid import UUID

import asyncpg
import orjson
import structlog
from pydantic import ValidationError
from structlog.contextvars import merge_contextvars
from structlog.typing import FilteringBoundLogger, WrappedLogger

from shared.rules import Event, Refusal, Trigger
from shared.tracing import parse

LONGEST = 300
"""Characters of one value: longer than any identifier of ours, shorter than a recommendation's text."""
CAUSES = 3
"""Links of a chain of errors that are told."""

Fields = MutableMapping[str, Any]


def configure(level: str = "info", stream: BinaryIO | None = None) -> None:
    """Sends everything that this process logs, its libraries included, to standard error.

    `level` is debug, info, warning or error. Libraries are heard from warning upwards only: what
    they say below that includes what they carry.
    """
    structlog.configure(
        processors=[merge_contextvars, _level_and_time, _scalars_only, _render],
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


def about(trigger: Trigger) -> dict[str, str | int]:
    """The fields by which a line about a trigger is found again, in every service it touches."""
    trace = parse(trigger.traceparent)
    fields: dict[str, str | int] = {
        "source": trigger.source,
        "event_id": trigger.id,
        "correlationid": trigger.correlation_id,
    }
    if trace is not None:
        fields["trace_id"] = trace.trace_id
    if isinstance(trigger, Event):
        fields |= {"event_type": trigger.type, "subject": trigger.subject, "causationid": trigger.causation_id}
    message = getattr(trigger, "message", None)
    if message is not None:
        fields |= {"topic": message.topic, "partition": message.partition, "offset": message.offset}
    return fields


# ---- errors without what they carry ---------------------------------------------------------


def safe_error(error: BaseException) -> str:
    """What went wrong, where, and because of what; never the message, which may quote data."""
    told: list[str] = []
    link: BaseException | None = error
    while link is not None and len(told) < CAUSES:
        told.append(f"{_what(link)}{_where(link)}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return ", because of ".join(told)


def _what(error: BaseException) -> str:
    """The type, with those of its attributes that are names or numbers and not data."""
    name = type(error).__name__
    if isinstance(error, asyncpg.PostgresError):
        found = (getattr(error, part, None) for part in ("sqlstate", "schema_name", "table_name", "constraint_name"))
        return f"{name} [{' '.join(part for part in found if part)}]"
    if isinstance(error, ValidationError):
        kinds = sorted({problem["type"] for problem in error.errors(include_input=False, include_url=False)})
        return f"{name} [{error.title}: {' '.join(kinds)}]"
    if isinstance(error, Refusal):
        return f"{name} [{' '.join(error.fields)}]"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} [{os.strerror(error.errno)}]"
    if isinstance(error, BaseExceptionGroup):
        return f"{name} [{'; '.join(safe_error(part) for part in error.exceptions[:CAUSES])}]"
    return name


def _where(error: BaseException) -> str:
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


def _scalar(value: object) -> str | int | float | bool | None:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    if isinstance(value, date | UUID | PurePath):
        return str(value)
    if isinstance(value, BaseException):
        return safe_error(value)
    return f"<{type(value).__name__}>"


def _render(_logger: WrappedLogger, _method: str, fields: Fields) -> bytes:
    return orjson.dumps(fields)


class _Libraries(logging.Handler):
    """Gives what libraries log through `logging` the same form.

    A record that comes with an exception loses its text, which may quote the exception's message.
    """

    def emit(self, record: logging.LogRecord) -> None:
        log: FilteringBoundLogger = structlog.get_logger()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            log.log(record.levelno, "a library met an error", logger=record.name, error=error)
        else:
            log.log(record.levelno, self._text(record), logger=record.name)

    def _text(self, record: logging.LogRecord) -> str:
        if not isinstance(record.args, tuple) or not record.args:
            return record.getMessage()
        safe = tuple(safe_error(value) if isinstance(value, BaseException) else value for value in record.args)
        try:
            return str(record.msg) % safe
        except (TypeError, ValueError):  # the library's own mistake
            return str(record.msg)
