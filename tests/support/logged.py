"""What a process logs, caught where it is written."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog

from shared.operations import logs


@dataclass(slots=True)
class Logged:
    """All that was logged since."""

    stream: io.BytesIO = field(default_factory=io.BytesIO)

    @property
    def text(self) -> str:
        return self.stream.getvalue().decode()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@contextmanager
def catch_logs(level: str = "info") -> Iterator[Logged]:
    """Catches the logs of the block, in the form that operators get."""
    root = logging.getLogger()
    handlers, before = root.handlers, root.level
    catcher = Logged()
    logs.configure(level, catcher.stream)
    try:
        yield catcher
    finally:
        root.handlers = handlers
        root.setLevel(before)
        structlog.contextvars.clear_contextvars()
        structlog.reset_defaults()
