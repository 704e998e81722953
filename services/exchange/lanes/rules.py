"""Of each sender only so many notices are with their owners. So a flood of one never stands before another's. Pure.

A notice keeps its place until its owner answers it, or says that it waits for something unknown. Then the oldest one
that waits here follows, in the same transaction: so no crash loses one. Where nothing waits, a lane is a few numbers.

A long report or response waits until it is its turn among those of all senders (`turns.py`). What its sender sent later
waits behind it.

What waits for something unknown lapses on one day, in no lane. So of each sender only so many may wait at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from contracts.catalog import decode, encode
from contracts.exchange import NoticeTakenIn
from contracts.notices import (
    NoticeAssessmentCorrected,
    NoticeAssessmentWithdrawn,
    NoticeData,
    NoticeProjectRegistered,
    NoticeVisitPlanned,
)
from services.exchange.lanes.model import (
    LANES,
    QUEUED,
    QUEUED_NOTICES,
    Lane,
    LaneShare,
    Queued,
    QueuedNotice,
    queue_key,
)
from shared.engine.deciding import find_principal
from shared.engine.notices.size import LONG, measure
from shared.engine.principals import OWNER, Principal
from shared.engine.rules import Cause, Change, Command, Context, Emit, Event, Known, Need, Put, Remove

PLACES: Final = 24
"""Of notices of one sender that are with their owners. See decision 59 for how the number was found."""
CITED_FOR_A_PLACE: Final = 1.25
"""Recommendations that a project cites for each place more that it takes: each tells of a case with all its parts.
One that cites all that it may has the whole lane."""
OF_A_PLAN: Final = 3
"""Places of a planned visit: it is compared with those of all bodies to that State, and with what is flagged there."""
LONG_TYPES: Final = frozenset(
    {*(f"notice.assessment.{what}" for what in ("submitted", "corrected", "withdrawn")), "notice.response.received"}
)
"""Those of all senders that take `LONG` places or more take at most `PLACES` together at a time.

What else takes many places is quick to decide. It would wait much longer for turns than it takes.
"""
OF_ENDED_PARTS: Final = 12
"""Places of a withdrawal, and of a correction at least, however short it is. Some hundred recommendations may end with
it, each by an event of its own."""

MOST_READ: Final = 512 * 1024
"""Bytes of a sender's next notices that are read at once, and one notice more. So a batch can answer some senders."""


KEEPER: Final = Principal("exchange-lanes", "committee")
"""In whose name what waits is handed on where nobody's answer does so."""


@dataclass(frozen=True, slots=True)
class HandOnWaiting:
    """A lane has room and something waits in it, since it was counted anew."""

    sender: str


@dataclass(frozen=True, slots=True)
class HandOnLong:
    """It is the turn of the long report that waits first in a lane."""

    sender: str
    number: int
    """Its number in its lane. Another copy of exchange may have been quicker."""


def sender_of(sending: Event[Any]) -> str:
    """Whose lane a sending takes. The owner of an installation sends for many systems, each of which has a lane."""
    senders = {one.itself for one in sending.senders} - {OWNER.itself}
    return senders.pop() if len(senders) == 1 else sending.source


def count_places(notice: NoticeData) -> int:
    """How many places a notice takes: more where it says or causes more, up to the whole lane."""
    places = measure(notice)
    if isinstance(notice, NoticeAssessmentCorrected | NoticeAssessmentWithdrawn):
        places = max(places, OF_ENDED_PARTS)
    elif isinstance(notice, NoticeProjectRegistered):
        places += int(len(set(notice.recommendations)) / CITED_FOR_A_PLACE)
    elif isinstance(notice, NoticeVisitPlanned):
        places = max(places, OF_A_PLAN)
    return min(places, PLACES)


def is_long(notice_type: str, places: int) -> bool:
    """Whether such a notice waits for its turn among those of all senders."""
    return places >= LONG and notice_type in LONG_TYPES


def need_of_lane(sender: str) -> Need:
    """The lane of a sender, where no place becomes free. Usually nothing waits where one is."""
    return Need(LANES, sender, then=_needs_of_free_places)


def need_of_freed_lane(sender: str) -> Need:
    """The lane of a sender, and the notices that may follow."""
    return Need(LANES, sender, then=_needs_of_next)


def _needs_of_free_places(lane: Lane) -> Iterable[Need]:
    return _needs_of_next(lane) if lane.places_taken < PLACES else ()


def _needs_of_next(lane: Lane) -> Iterable[Need]:
    """No batch frees more places than there are. A notice of many bytes is read if it is the oldest."""

    def need_of_notice(queued: Queued) -> Iterable[Need]:
        is_oldest = queued.id == queue_key(lane.sender, lane.oldest)  # an older version counted no bytes
        is_near = is_oldest or queued.bytes_before - lane.bytes_handed_on < MOST_READ
        if is_near and not queued.is_long:
            yield Need(QUEUED_NOTICES, queued.id)

    for number in range(lane.oldest, min(lane.next_number, lane.oldest + PLACES)):
        yield Need(QUEUED, queue_key(lane.sender, number), then=need_of_notice)


def enter_lane(
    sending: Event[Any], taken_in: NoticeTakenIn, subject: str, places: int, known: Known, context: Context
) -> Iterator[Change]:
    """Hands the notice on if a place is free, no earlier one waits, and it is not long. Otherwise it waits here."""
    sender = sender_of(sending)
    lane = known.get(LANES, sender) or Lane(sender)
    is_first = lane.oldest == lane.next_number
    if lane.places_taken < PLACES and is_first and not is_long(taken_in.notice.notice_type, places):
        yield Put(LANES, replace(lane, places_taken=lane.places_taken + places))
        yield Emit(_say_whether_it_may_wait(taken_in, lane, context), subject)
        return
    queued = _build_queued(lane, sending, taken_in, subject, places)
    yield Put(QUEUED_NOTICES, queued)
    after = replace(
        lane,
        next_number=lane.next_number + 1,
        bytes_queued=lane.bytes_queued + _count_bytes(queued),
        awaits_turn=lane.awaits_turn or (is_first and queued.is_long),
    )
    yield from _hand_on_next(after, known, context)


def _build_queued(lane: Lane, sending: Event[Any], taken_in: NoticeTakenIn, subject: str, places: int) -> QueuedNotice:
    return QueuedNotice(
        id=queue_key(lane.sender, lane.next_number),
        subject=subject,
        content=encode(taken_in).decode(),
        cause_id=sending.id,
        correlation_id=sending.correlation_id,
        traceparent=sending.traceparent,
        principal=find_principal(sending),
        places=places,
        bytes_before=lane.bytes_queued,
        is_long=is_long(taken_in.notice.notice_type, places),
    )


def free_places(share: LaneShare, known: Known, context: Context, put_aside: bool = False) -> Iterator[Change]:
    """A notice needs its places no longer: it was answered, or put aside by its owner.

    Those that waited for them are handed on in order.
    """
    lane = _get_lane(share.sender, known)
    freed = replace(
        lane,
        places_taken=max(0, lane.places_taken - share.places),
        long_places=max(0, lane.long_places - (share.places if share.is_long else 0)),
        aside=lane.aside + put_aside,
    )
    yield from _hand_on_next(freed, known, context)


def needs_of_waiting(command: Command[HandOnWaiting]) -> Iterator[Need]:
    """The lane, and the notices that may follow."""
    yield need_of_freed_lane(command.data.sender)


def hand_on_waiting(command: Command[HandOnWaiting], known: Known, context: Context) -> Iterator[Change]:
    """Hands on as many as there are places free."""
    yield from _hand_on_next(_get_lane(command.data.sender, known), known, context)


def needs_of_long(command: Command[HandOnLong]) -> Iterator[Need]:
    """The lane, its long report, and those that may follow."""
    yield Need(QUEUED_NOTICES, queue_key(command.data.sender, command.data.number))
    yield need_of_freed_lane(command.data.sender)


def hand_on_long(command: Command[HandOnLong], known: Known, context: Context) -> Iterator[Change]:
    """Hands on the long report, and those behind it as there are places free. Does nothing where it does not wait."""
    lane = known.get(LANES, command.data.sender)
    queued = known.get(QUEUED_NOTICES, queue_key(command.data.sender, command.data.number))
    if lane and queued and lane.places_taken < PLACES and lane.oldest == command.data.number:
        yield from _hand_on(queued, lane, context)
        yield from _hand_on_next(_take_out(queued, lane, context), known, context)


def end_waiting(sender: str, known: Known) -> Iterator[Change]:
    """A notice of this sender was answered after its owner had put it aside. Another one may wait now."""
    lane = _get_lane(sender, known)
    yield Put(LANES, replace(lane, aside=max(0, lane.aside - 1)))


def _get_lane(sender: str, known: Known) -> Lane:
    lane = known.get(LANES, sender)
    assert lane is not None, "whoever has a place, or had one, has a lane"
    return lane


def _hand_on_next(lane: Lane, known: Known, context: Context) -> Iterator[Change]:
    """Hands on as many as there are free places, up to a long one. What was not loaded follows with a later trigger."""
    while lane.places_taken < PLACES and lane.oldest < lane.next_number:
        queued = known.get(QUEUED_NOTICES, queue_key(lane.sender, lane.oldest))
        if queued is None or queued.is_long:
            break
        yield from _hand_on(queued, lane, context)
        lane = _take_out(queued, lane, context)
    yield Put(LANES, replace(lane, awaits_turn=lane.awaits_turn or _is_next_long(lane, known)))


def _is_next_long(lane: Lane, known: Known) -> bool:
    """False also where the next one is not loaded. Then an answer to what is with an owner finds it."""
    key = queue_key(lane.sender, lane.oldest)
    queued = known.get(QUEUED_NOTICES, key) or known.get(QUEUED, key)
    return queued is not None and queued.is_long


def _take_out(queued: QueuedNotice, lane: Lane, context: Context) -> Lane:
    taken = replace(
        lane,
        places_taken=lane.places_taken + queued.places,
        oldest=lane.oldest + 1,
        bytes_handed_on=queued.bytes_before + _count_bytes(queued),
        awaits_turn=False,
    )
    if not queued.is_long:
        return taken
    return replace(taken, long_places=lane.long_places + queued.places, served_at=context.now)


def _count_bytes(queued: QueuedNotice) -> int:
    return len(queued.content.encode())


def _hand_on(queued: QueuedNotice, lane: Lane, context: Context) -> Iterator[Change]:
    taken_in = decode(NoticeTakenIn.type, queued.content.encode())
    assert isinstance(taken_in, NoticeTakenIn)
    cause = Cause(queued.cause_id, queued.correlation_id, queued.traceparent, queued.principal)
    yield Remove(QUEUED_NOTICES, queued.id)
    yield Emit(_say_whether_it_may_wait(taken_in, lane, context), queued.subject, cause=cause)


def _say_whether_it_may_wait(taken_in: NoticeTakenIn, lane: Lane, context: Context) -> NoticeTakenIn:
    """Those in the lane count too, since each may come to wait. So the bound is never passed."""
    most = context.reference.practice.most_waiting_notices_in_all
    may_wait = lane.aside + lane.places_taken < most
    return taken_in if may_wait else taken_in.model_copy(update={"may_wait": False})
