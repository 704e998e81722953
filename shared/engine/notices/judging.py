"""What the owners of notices have in common: they accept a notice, refuse it, or let it wait. Pure.

A notice about a thing that is not known yet waits. It is judged when that thing appears, and refused by a deadline
after seven days. Nothing is ordered across topics, so "not yet" is normal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import Final

from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeAccepted, NoticeRefused, NoticeWaiting
from reference.model import Room
from shared.engine.deadline import Deadline
from shared.engine.notices.senders import check_still_entitled, needs_of_sender, sources_of_sender
from shared.engine.notices.size import measure
from shared.engine.rules import (
    Change,
    Context,
    Emit,
    Event,
    Fault,
    Known,
    Need,
    Put,
    Refusal,
    Remove,
    Schedule,
    Settle,
    Table,
)
from shared.engine.time.dates import add_period

Taken = Event[NoticeTakenIn]


@dataclass(frozen=True, slots=True)
class WaitingNotice:
    """A notice whose thing is not yet known."""

    id: str
    """Source and id of the notice, joined."""
    awaits: str
    """The id of the thing; it need not exist yet, since ids follow from references."""
    subject: str
    correlation_id: str
    arrived_at: datetime
    taken_in: NoticeTakenIn
    places: int = 1
    """How much there is to judge in it (`size.py`)."""
    lapses_on: date | None = None
    """The last day on which it waits, for whatever. None: an older version put it aside."""


@dataclass(frozen=True, slots=True)
class Waiter:
    """That a notice waits, without the notice: enough to count."""

    id: str
    awaits: str
    places: int = 1


WAITING: Table[WaitingNotice] = Table("waiting_notices", WaitingNotice, gate="awaits", is_heavy=True)
"""Each service that owns notices has it; the handler's migrations create it."""
WAITERS: Table[Waiter] = Table("waiting_notices", Waiter, gate="awaits", part_of=WAITING)
"""The same rows for a rule that does not judge them. A service that has the one has the other, after it:
where a notice waited for one thing and another is unknown still, it waits again, and those that wait for that count."""

DEADLINE = "waiting_notice"
"""The kind of the deadline after which a waiting notice is refused."""
MOST_CAUSED: Final = 100
"""Things named in the answer to one notice; all of them stand in the journal."""


def key_of(trigger: Taken) -> str:
    """Source and id of the notice, joined. Its owner knows it by this key."""
    return f"{trigger.data.source} {trigger.data.id}"


class StillUnknown(Refusal):
    """What this notice speaks of has not become known to this system within seven days: send that first."""


class CouldNotBeJudged(Refusal):
    """This system failed on this notice. The fault is ours, and its operators know: send it again later."""

    def __init__(self, detail: str = "Give it a new id, since this one was used up.") -> None:
        super().__init__(detail)


class TooManyWait(Refusal):
    """Too many notices of yours wait already, for this thing or in all. Once it is known, send this under a new id."""


class TooLongToWait(Refusal):
    """This speaks of something unknown, and is too long to wait until that is known: send it then, under a new id."""


def build_acceptance(trigger: Taken, topic: str, caused: Iterable[str] = (), unchanged: bool = False) -> Emit:
    """The answer that a notice took effect, now or before.

    `caused` begins with the thing that the notice is about. Then come other things that it made or changed; if they
    are many, only the first ones are named.
    """
    data = NoticeAccepted(
        source=trigger.data.source,
        id=trigger.data.id,
        notice_type=trigger.data.notice.notice_type,
        outcome="unchanged" if unchanged else "accepted",
        caused=tuple(islice(caused, MOST_CAUSED)),
    )
    return Emit(data, trigger.subject, topic=topic)


def build_refusal(trigger: Taken, topic: str, refusal: Refusal) -> Emit:
    """The answer that a rule refuses the notice. It names fields, but never their values."""
    data = NoticeRefused(
        source=trigger.data.source,
        id=trigger.data.id,
        notice_type=trigger.data.notice.notice_type,
        reason=refusal.sentence,
        code=refusal.code,
        rule=refusal.rule or None,
        paragraph=refusal.paragraph or None,
        fields=refusal.fields,
    )
    return Emit(data, trigger.subject, topic=topic)


def judge_or_refuse(trigger: Taken, topic: str, known: Known, judge: Callable[[], Iterable[Change]]) -> list[Change]:
    """The changes of the rule. If it refuses, or the sender lost its right, the answer that says so."""
    try:
        check_still_entitled(trigger, known)
        return list(judge())
    except Refusal as refusal:
        return [build_refusal(trigger, topic, refusal)]


def answer_failure(topic: str) -> Callable[[Taken, Exception, Known, Context], Iterable[Change]]:
    """What an owner of notices does if its rule fails: it answers on this topic. So no sender can stop a service."""

    def refuse(trigger: Taken, error: Exception, _known: Known, _context: Context) -> Iterable[Change]:
        yield build_refusal(trigger, topic, error if isinstance(error, Refusal) else CouldNotBeJudged())

    return refuse


def wait_for(trigger: Taken, awaits: str, topic: str, known: Known, context: Context, most: Room) -> list[Change]:
    """Puts a notice aside until the thing with the id `awaits` appears, and says so.

    One that waited already keeps its last day, and nothing is said. Else its sender would learn that something appeared
    which is hidden from it. `most`: of one sender that may wait for one thing. Raises TooManyWait or TooLongToWait.
    """
    places = measure(trigger.data.notice)
    _check_may_wait(trigger, awaits, places, known, most)
    before = _find_lapse(trigger, known)
    lapses_on = before or add_period(context.today, context.reference.practice.waiting_notices)
    waiting = WaitingNotice(
        key_of(trigger),
        awaits,
        trigger.subject,
        trigger.correlation_id,
        trigger.time,
        trigger.data,
        places,
        lapses_on,
    )
    deadline = Deadline(DEADLINE, waiting.id, lapses_on, "arrived", context.today)
    changes: list[Change] = [Put(WAITING, waiting), Schedule(deadline)]
    return changes if lapses_on == before else [*changes, _build_waiting(trigger, topic, lapses_on)]


def _check_may_wait(trigger: Taken, awaits: str, places: int, known: Known, most: Room) -> None:
    if places > most.places:
        raise TooLongToWait
    of_sender = _find_waiters(awaits, sources_of_sender(trigger.data, known), known)
    of_sender.pop(key_of(trigger), None)
    has_room = len(of_sender) < most.notices and sum(of_sender.values()) + places <= most.places
    if not (trigger.data.may_wait and has_room):
        raise TooManyWait


def _find_lapse(trigger: Taken, known: Known) -> date | None:
    waiting = known.get(WAITING, key_of(trigger))
    return waiting.lapses_on if waiting else None


def _build_waiting(trigger: Taken, topic: str, lapses_on: date) -> Emit:
    event = NoticeWaiting(
        source=trigger.data.source,
        id=trigger.data.id,
        notice_type=trigger.data.notice.notice_type,
        refused_on=lapses_on + timedelta(days=1),
    )
    return Emit(event, trigger.subject, topic=topic)


def _find_waiters(awaits: str, sources: Set[str], known: Known) -> dict[str, int]:
    """The notices of these sources among them."""
    beginnings = tuple(f"{source} " for source in sources)
    return {id_: places for id_, places in list_waiters(awaits, known).items() if id_.startswith(beginnings)}


def list_waiters(awaits: str, known: Known) -> dict[str, int]:
    """What waits for the thing, each with its places: from before the batch, and since."""
    before = {one.id: one.places for one in known.all(WAITERS, "awaits", awaits)}
    return before | {one.id: one.places for one in known.all(WAITING, "awaits", awaits)}


def is_waiting(trigger: Taken, known: Known) -> bool:
    """Whether the notice waits already: from before the batch, or since."""
    return known.get(WAITERS, key_of(trigger)) is not None or known.get(WAITING, key_of(trigger)) is not None


NeedsOfOne = Callable[[WaitingNotice], Iterable[Need]]
"""What a rule must know to judge a notice that waits, its sender aside."""


def need_of_waiting(thing: str, then: NeedsOfOne | None = None, by: str = "awaits") -> Need:
    """The notices that wait for the thing, for the rule by which it appears."""

    def needs_of_one(waiting: WaitingNotice) -> Iterable[Need]:
        return chain(needs_of_sender(waiting.taken_in), then(waiting) if then else ())

    return Need(WAITING, thing, by=by, then=needs_of_one)


def need_of_waiters(thing: str) -> Need:
    """How many wait for the thing, for the rule by which a further notice may wait.

    It passes the same gate as the rule by which the thing appears. Else a notice that comes at the same moment would
    wait until it is refused.
    """
    return Need(WAITERS, thing, by="awaits")


def judge_waiting_notices(
    known: Known, thing: str, topic: str, judge: Callable[[Taken, Known], Iterable[Change]]
) -> list[Change]:
    """Judges the notices that waited for the thing, in order of arrival. Each sees what the one before changed.

    `known` must already show the thing; it is not changed. If judging fails, the sender gets an answer on `topic`,
    since the event by which the thing appears is not to blame.
    """
    known, changes = known.copy(), list[Change]()
    for waiting in sorted(known.all(WAITING, "awaits", thing), key=lambda one: (one.arrived_at, one.id)):
        found: list[Change] = [Remove(WAITING, waiting.id), Settle(DEADLINE, waiting.id, "met")]
        found += judge_one(build_trigger(waiting), known, topic, judge)
        known.fold(found)
        changes += found
    return changes


def judge_one(
    trigger: Taken, known: Known, topic: str, judge: Callable[[Taken, Known], Iterable[Change]]
) -> list[Change]:
    """The changes for a notice that waited; if judging fails, an answer and a fault that operators see."""
    try:
        return list(judge(trigger, known))
    except Refusal as refusal:
        return [build_refusal(trigger, topic, refusal)]
    except Exception as error:  # whatever it is, it is this notice's matter alone
        return [build_refusal(trigger, topic, CouldNotBeJudged()), Fault(trigger, error)]


def build_trigger(waiting: WaitingNotice) -> Taken:
    """The notice as it came."""
    data = waiting.taken_in
    return Event(
        source=data.source,
        id=data.id,
        type=data.type,
        subject=waiting.subject,
        time=waiting.arrived_at,
        data=data,
        correlation_id=waiting.correlation_id,
    )


__all__ = [
    "DEADLINE", "WAITERS", "WAITING", "CouldNotBeJudged", "StillUnknown", "Taken", "TooLongToWait", "TooManyWait",
    "WaitingNotice", "answer_failure", "build_acceptance", "build_refusal", "build_trigger", "is_waiting", "judge_one",
    "judge_or_refuse", "judge_waiting_notices", "key_of", "list_waiters", "need_of_waiters", "need_of_waiting",
    "wait_for",
]  # fmt: skip
