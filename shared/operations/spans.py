"""Spans: how long each request, message and event took, for a collector if one is named.

Without one, `sink` is None, and whoever could tell of a span asks for nothing but that. The ids are those of
`tracing`: they come from what the span is about, so a retry repeats its span.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, Protocol

from shared.operations.tracing import Trace

Kind = Literal["server", "consumer", "producer", "client", "internal"]


class Span(NamedTuple):
    """Something that took time. Names and attributes hold no id of a thing, no text and nothing of a query."""

    service: str
    name: str
    kind: Kind
    trace: Trace
    """The trace, and the span's own id."""
    parent: str
    """The id of the span in which this one was caused; empty: it is the first of its trace."""
    began: int
    """Nanoseconds since 1970, like the end."""
    ended: int
    attributes: Mapping[str, str | int]
    """By OpenTelemetry's semantic conventions."""
    failed: bool = False


class Sink(Protocol):
    """Where spans go."""

    @property
    def system(self) -> str:
        """What brings messages here, as the conventions call it."""

    def keep(self, span: Span) -> None:
        """Takes the span, at once and without fail."""


sink: Sink | None = None
"""Set while a process has a collector."""
