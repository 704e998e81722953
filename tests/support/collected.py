"""A collector of spans: a receiver of OTLP over HTTP, whose bodies OpenTelemetry's own types read."""

from __future__ import annotations

import asyncio

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span as Sent

from tests.support.receiver import Receiver


class Collected:
    """What a collector was sent."""

    def __init__(self, collector: Receiver) -> None:
        self.collector = collector

    def spans(self) -> list[tuple[str, Sent]]:
        """Each with the service that it is of."""
        found = []
        for received in self.collector.received:
            request = ExportTraceServiceRequest.FromString(received.body)
            for of_service in request.resource_spans:
                names = {one.key: one.value.string_value for one in of_service.resource.attributes}
                found += [(names["service.name"], span) for scope in of_service.scope_spans for span in scope.spans]
        return found

    async def until(self, service: str, name: str) -> list[tuple[str, Sent]]:
        async with asyncio.timeout(30):
            while not any((of, span.name) == (service, name) for of, span in self.spans()):
                self.collector.news.clear()
                await self.collector.news.wait()
        return self.spans()


def url_of(collector: Receiver) -> str:
    """Where it takes spans."""
    return collector.url.replace("/hooks?of=ctc", "/v1/traces")
