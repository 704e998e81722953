"""The way of spans to a collector: OTLP over HTTP, from a thread of its own, by OpenTelemetry's own packages.

A collector that is away costs nothing but the spans: the queue is bounded, the oldest ones go, and no caller waits.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Final

import structlog
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import SpanContext, SpanKind, Status, StatusCode, TraceFlags

from shared.operations import spans
from shared.operations.spans import Span

log = structlog.get_logger()

MOST_WAITING: Final = 10_000
"""Spans that wait for the collector: some ten megabytes."""
PATIENCE: Final = 5.0
"""Seconds in which the collector must have taken a batch."""
LAST_WORDS: Final = 2.0
"""Seconds that what still waits has at the end of the process."""


class Collector:
    """A collector at this address. `ca_file`: who vouches for its certificate, if not the usual ones."""

    def __init__(self, url: str, ca_file: Path | None, system: str, version: str, instance: str) -> None:
        self.system = system
        self._version, self._instance = version, instance
        for library in ("opentelemetry", "urllib3"):
            logging.getLogger(library).setLevel(logging.CRITICAL)  # what they would say is said once here
        certificates = str(ca_file) if ca_file else None
        self._exporter = _Exporter(OTLPSpanExporter(url, certificate_file=certificates, timeout=PATIENCE))
        self._processor = BatchSpanProcessor(self._exporter, max_queue_size=MOST_WAITING, schedule_delay_millis=1_000)
        self._resource = cache(self._build_resource)

    def keep(self, span: Span) -> None:
        """Takes the span, at once and without fail."""
        status = Status(StatusCode.ERROR) if span.failed else Status(StatusCode.UNSET)
        self._processor.on_end(
            ReadableSpan(
                span.name,
                _context(span, span.trace.span_id),
                _context(span, span.parent) if span.parent else None,
                self._resource(span.service),
                span.attributes,
                kind=SpanKind[span.kind.upper()],
                status=status,
                start_time=span.began,
                end_time=span.ended,
            )
        )

    async def stop(self) -> None:
        """Sends what still waits, as long as that is soon done."""
        self._exporter.ends_at = time.monotonic() + LAST_WORDS
        ending = Thread(target=self._processor.shutdown, daemon=True)
        ending.start()
        await asyncio.to_thread(ending.join, LAST_WORDS + 1)

    def _build_resource(self, service: str) -> Resource:
        return Resource(
            {
                "service.name": service,
                "service.namespace": "ctc-reporting",
                "service.version": self._version,
                "service.instance.id": self._instance,
            }
        )


class _Exporter(SpanExporter):
    """Says once that the collector is away, and once that it is back."""

    def __init__(self, inner: OTLPSpanExporter) -> None:
        self._inner = inner
        self._is_away = False
        self.ends_at: float | None = None

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        if self.ends_at is not None and time.monotonic() > self.ends_at:
            return SpanExportResult.FAILURE
        result = self._inner.export(spans)
        if self.ends_at is not None:  # the process ends: nobody mends it now
            return result
        is_away = result is not SpanExportResult.SUCCESS
        if is_away and not self._is_away:
            log.warning("spans are lost: the collector does not take them", do="start it, or unset CTC_TRACES_URL")
        elif self._is_away and not is_away:
            log.info("the collector takes spans again")
        self._is_away = is_away
        return result

    def shutdown(self) -> None:
        self._inner.shutdown()  # type: ignore[no-untyped-call]


def _context(span: Span, span_id: str) -> SpanContext:
    return SpanContext(
        int(span.trace.trace_id, 16),
        int(span_id, 16),
        is_remote=False,
        trace_flags=TraceFlags(int(span.trace.flags, 16)),
    )


@asynccontextmanager
async def sending_spans(
    url: str, ca_file: Path | None, *, system: str, version: str, instance: str
) -> AsyncIterator[None]:
    """Sends the spans of this process to the collector until the end of the block."""
    spans.sink = collector = Collector(url, ca_file, system, version, instance)
    try:
        yield
    finally:
        spans.sink = None
        await collector.stop()
