"""`/events`: CloudEvents from other systems. They are read and handled like those from Kafka."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic_core import to_json

from contracts.bounds import find_excess_of_batch
from contracts.catalog import Unreadable as ContractBroken
from contracts.catalog import json_value
from contracts.cloudevents import BATCH, Carried, media_type
from contracts.http_binding import UnsupportedMedia, read_request
from services.exchange.http.event_bodies import EVENT_BODY
from services.exchange.http.metering import Meter
from services.exchange.http.rehearsing import rehearse_event, show_rehearsed
from services.exchange.http.taking_in import IntakeResult, handle_events
from services.exchange.notices.entitlement import NotYourSource
from services.exchange.receipts.views import TakenEvents, view_receipt
from shared.engine.deciding_in_turns import LONG
from shared.engine.handler import Handler
from shared.engine.principals import PUBLIC, Principal
from shared.engine.rules import Refusal
from shared.operations import tracing
from shared.web.access import Reader, admit_again
from shared.web.answers import answer
from shared.web.commands import LONGEST_COMMAND
from shared.web.documents.openapi import may_refuse
from shared.web.problems import TokenNeeded
from shared.web.routes import build_router
from shared.web.server.hanging_up import end_with_client
from shared.web.server.reading import read_body
from shared.web.server.requests_under_way import RequestsUnderWay
from shared.web.server.spans import join_trace

OWN_BODIES: Final = frozenset({"/events", "/sign-out"})
"""Paths whose bodies are read here, since CloudEvents has media types and limits of its own, or are not read at all."""

LARGEST_EVENT: Final = 1_048_576
"""Bytes of a request with one event: Kafka's default limit, so that both ways in have the same limit."""
LARGEST_BATCH: Final = 4 * LARGEST_EVENT
"""Bytes of a request with several events, which are held in memory. Larger sets are sent in parts.

A dry run of several has LARGEST_EVENT: whoever else tries something long waits for all of it.
"""


class NoCloudEvent(Refusal):
    """The headers are not those of a CloudEvent: send one in binary, structured or batched mode."""

    status = 415


class UnreadableRequest(Refusal):
    """What was sent is no event that can be read: correct what `detail` says. It was kept, unless it was a dry run."""

    status = 400


class TooManyToRehearse(Refusal):
    """A dry run takes at most 100 events at once: send them in parts."""

    status = 413


DryRun = Annotated[bool, Query(description="Judge as ever, say what it would cause, and change nothing.")]
MOST_REHEARSED: Final = 100
LONGEST_SHOWN: Final = 200
"""Characters of a source in a refusal."""


def build_routes(handler: Handler) -> APIRouter:
    """The resource of events."""
    router = build_router("events")

    @router.post(
        "/events",
        status_code=202,
        response_model=TakenEvents,
        responses=may_refuse(403),
        openapi_extra=EVENT_BODY,
    )
    async def send_events(request: Request, principal: Reader, dry_run: DryRun = False) -> Response:
        """Takes CloudEvents in: binary, structured (`application/cloudevents+json`) or a batch of them.

        Each is answered with the address of its receipt. None is taken in if the principal may not send one of
        them: by its source, its type, the body in whose name it speaks, or the consent that it brings.
        """
        if principal is PUBLIC:
            raise TokenNeeded
        meter = Meter(handler, request, principal)
        try:
            return await _read_and_answer(handler, request, principal, meter, dry_run)
        except Refusal:
            await meter.show()
            raise

    return router


async def _read_and_answer(
    handler: Handler, request: Request, principal: Principal, meter: Meter, dry_run: bool
) -> Response:
    if not principal.sources:
        raise NotYourSource(fields=("source",))
    is_batch = media_type(request.headers.get("content-type", "")) == BATCH
    most = LARGEST_BATCH if is_batch and not dry_run else LARGEST_EVENT
    body = await read_body(request.headers, request.receive, most)
    work = _answer(handler, request, body, principal, meter, is_batch, dry_run)
    return await (end_with_client(request, work) if dry_run else work)


async def _answer(
    handler: Handler,
    request: Request,
    body: bytes,
    principal: Principal,
    meter: Meter,
    is_batch: bool,
    dry_run: bool,
) -> Response:
    turns: RequestsUnderWay = request.app.state.requests_under_way
    trying = turns.rehearse(principal.itself, len(body) > LONG) if dry_run else nullcontext()
    async with turns.turn(principal.itself), trying:
        principal = meter.principal = await admit_again(request)
        events = await _read_events(handler, request, body, principal, meter, keep=not dry_run)
        _check_sources(events, principal)
        if dry_run:
            return await _rehearse(handler, request, events, principal)
        async with asyncio.timeout(LONGEST_COMMAND):
            results = await handle_events(handler, _add_traces(events, request), principal)
        if not is_batch and _is_not_json(events[0]):
            raise UnreadableRequest(results[0].receipt.reason)
        return answer({"items": [show_event(one) for one in results]}, 202)


def _check_sources(events: Sequence[Carried], principal: Principal) -> None:
    """Raises NotYourSource. An event without a source speaks for nobody."""
    for number, event in enumerate(events, 1):
        source = event.attributes.get("source")
        if source and not principal.speaks_for(source):
            which = f"Event {number} of {len(events)} has" if len(events) > 1 else "It is"
            raise NotYourSource(f"{which} {source[:LONGEST_SHOWN]}. Nothing was taken in.", ("source",))


async def _rehearse(handler: Handler, request: Request, events: Sequence[Carried], principal: Principal) -> Response:
    """The answer of a dry run. Raises what the real sending does."""
    if len(events) > MOST_REHEARSED:
        raise TooManyToRehearse
    async with asyncio.timeout(LONGEST_COMMAND):
        rehearsed = [
            await rehearse_event(handler, request.app.state.rehearse, _add_trace(event, request), principal)
            for event in events
        ]
    return answer({"items": [show_rehearsed(one, principal) for one in rehearsed]}, 202)


async def _read_events(
    handler: Handler, request: Request, body: bytes, principal: Principal, meter: Meter, keep: bool
) -> list[Carried]:
    """The events of a request, counted.

    Raises NoCloudEvent or QuotaPassed; or UnreadableRequest after it has kept the body, if it is to.
    """
    counts = Counter(request.headers.keys())
    if twice := [name for name, count in counts.items() if count > 1 and name.startswith("ce-")]:
        raise NoCloudEvent(f"{', '.join(twice)}: can be given once.")
    headers = dict(request.headers)
    async with handler.pool.acquire() as connection:
        received_at = await handler.clock.now(connection)
    try:
        events = read_request(headers, body, received_at)
    except UnsupportedMedia as wrong:
        raise NoCloudEvent(wrong.reason) from None
    except ContractBroken as broken:
        await meter.take(1, len(body))
        if not keep:
            raise UnreadableRequest(broken.reason) from None
        raise await _keep_unreadable(handler, headers, body, broken.reason, principal) from None
    await meter.take(len(events), len(body))
    if events and not any(map(_has_address, events)):
        if not keep:
            raise UnreadableRequest(events[0].problem)
        raise await _keep_unreadable(handler, headers, body, events[0].problem, principal)
    return _keep_whole(events, headers, body)


async def _keep_unreadable(
    handler: Handler, headers: dict[str, str], body: bytes, reason: str, principal: Principal
) -> UnreadableRequest:
    """Keeps a body in which no event has an address for a receipt."""
    as_sent = {name: headers[name] for name in ("content-type", "ce-source", "ce-id", "ce-type") if name in headers}
    attributes = {name.removeprefix("ce-"): value for name, value in as_sent.items()}
    await handle_events(handler, [Carried(attributes, body, reason)], principal)
    return UnreadableRequest(reason)


def _has_address(event: Carried) -> bool:
    """Whether an event has the source and id that a receipt needs."""
    return bool(event.attributes.get("source") and event.attributes.get("id"))


def _keep_whole(events: list[Carried], headers: dict[str, str], body: bytes) -> list[Carried]:
    """The events; an unreadable one with everything that arrived of it, to be kept."""
    if not any(event.problem for event in events):
        return events
    is_batch = media_type(headers.get("content-type", "")) == BATCH
    values = json_value(body, find_excess_of_batch) if is_batch else None
    return [
        Carried(event.attributes, to_json(values[number]) if isinstance(values, list) else body, event.problem)
        if event.problem
        else event
        for number, event in enumerate(events)
    ]


def _add_traces(events: Sequence[Carried], request: Request) -> list[Carried]:
    """The events with their traces. The request of a single one is part of its trace."""
    traced = [_add_trace(event, request) for event in events]
    if len(events) == 1 and "traceparent" not in request.headers:
        is_new = "traceparent" not in events[0].attributes
        join_trace(request, traced[0].attributes["traceparent"], is_new=is_new)
    return traced


def _add_trace(event: Carried, request: Request) -> Carried:
    """The event with a trace: its own, else that of its request, else a new one.

    The correlation id is found in the same way; a new one is the event's id.
    """
    new_trace = tracing.continue_trace(None, f"{event.attributes.get('source')} {event.attributes.get('id')}")
    trace = request.state.trace if "traceparent" in request.headers else new_trace
    correlation = {"correlationid": request.state.correlation_id} if "x-correlation-id" in request.headers else {}
    return Carried({"traceparent": str(trace), **correlation, **event.attributes}, event.data, event.problem)


def _is_not_json(event: Carried) -> bool:
    """Whether the data is not JSON; then the request itself is wrong."""
    try:
        json_value(event.data or b"")
    except ContractBroken as broken:
        return broken.code != "too-large"
    return False


def show_event(event: IntakeResult) -> dict[str, object]:
    """The state of an event, and the address of its receipt."""
    fields: dict[str, object] = {"source": event.source, "id": event.id, **view_receipt(event.receipt)}
    if event.source and event.id:
        fields["receipt"] = f"/receipts?{urlencode({'source': event.source, 'id': event.id})}"
    return fields
