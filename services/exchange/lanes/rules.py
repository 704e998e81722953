"""Of each sender at most PLACES notices are with their owners. So a flood of one never stands before another's. Pure.

A notice keeps its place until its owner answers it, or says that it waits for something unknown. Then the oldest one
that waits here follows, in the same transaction: so no crash loses one. Where nothing waits, a lane is two numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from contracts.catalog import decode, encode
from contracts.exchange import NoticeTakenIn
from services.exchange.lanes.model import LANES, QUEUED_NOTICES, Lane, QueuedNotice, queue_key
from shared.engine.deciding import find_principal
from shared.engine.principals import OWNER
from shared.engine.rules import Cause, Change, Emit, Event, Known, Need, Put, Remove

PLACES: Final = 24
"""Notices of one sender that are with their owners. See decision 59 for how the number was found."""


def sender_of(sending: Event[Any]) -> str:
    """Whose lane a sending takes. The owner of an installation sends for many systems, each of which has a lane."""
    senders = {one.itself for one in sending.senders} - {OWNER.itself}
    return senders.pop() if len(senders) == 1 else sending.source


def need_of_lane(sender: str) -> Need:
    """The lane of a sender whose notice is to be handed on. Usually nothing waits where a place is free."""
    return Need(LANES, sender, then=_needs_of_free_places)


def need_of_freed_lane(sender: str) -> Need:
    """The lane of a sender, and the notices that may follow."""
    return Need(LANES, sender, then=_needs_of_next)


def _needs_of_free_places(lane: Lane) -> Iterable[Need]:
    return _needs_of_next(lane) if lane.places_taken < PLACES else ()


def _needs_of_next(lane: Lane) -> Iterable[Need]:
    """No batch frees more places than there are."""
    for number in range(lane.oldest, min(lane.next_number, lane.oldest + PLACES)):
        yield Need(QUEUED_NOTICES, queue_key(lane.sender, number))


def enter_lane(
    sender: str, sending: Event[Any], taken_in: NoticeTakenIn, subject: str, known: Known
) -> Iterator[Change]:
    """Hands the notice on if a place is free and no earlier one waits. Otherwise it waits here."""
    lane = known.get(LANES, sender) or Lane(sender)
    if lane.places_taken < PLACES and lane.oldest == lane.next_number:
        yield Put(LANES, replace(lane, places_taken=lane.places_taken + 1))
        yield Emit(taken_in, subject)
        return
    yield Put(QUEUED_NOTICES, _build_queued(lane, sending, taken_in, subject))
    yield from _hand_on_next(replace(lane, next_number=lane.next_number + 1), known)


def _build_queued(lane: Lane, sending: Event[Any], taken_in: NoticeTakenIn, subject: str) -> QueuedNotice:
    return QueuedNotice(
        id=queue_key(lane.sender, lane.next_number),
        subject=subject,
        content=encode(taken_in).decode(),
        cause_id=sending.id,
        correlation_id=sending.correlation_id,
        traceparent=sending.traceparent,
        principal=find_principal(sending),
    )


def free_place(sender: str, known: Known) -> Iterator[Change]:
    """A notice of this sender needs its place no longer. Those that waited for it are handed on in order."""
    lane = known.get(LANES, sender)
    assert lane is not None, "whoever has a place has a lane"
    yield from _hand_on_next(replace(lane, places_taken=max(0, lane.places_taken - 1)), known)


def _hand_on_next(lane: Lane, known: Known) -> Iterator[Change]:
    """Hands on as many as there are free places. What was not loaded follows with the next trigger."""
    while lane.places_taken < PLACES and lane.oldest < lane.next_number:
        queued = known.get(QUEUED_NOTICES, queue_key(lane.sender, lane.oldest))
        if queued is None:
            break
        yield Remove(QUEUED_NOTICES, queued.id)
        yield _hand_on(queued)
        lane = replace(lane, places_taken=lane.places_taken + 1, oldest=lane.oldest + 1)
    yield Put(LANES, lane)


def _hand_on(queued: QueuedNotice) -> Emit:
    cause = Cause(queued.cause_id, queued.correlation_id, queued.traceparent, queued.principal)
    return Emit(decode(NoticeTakenIn.type, queued.content.encode()), queued.subject, cause=cause)
