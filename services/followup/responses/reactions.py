"""A notice that a State responded: judged against its cycle, or kept until that is known. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from contracts.base import EventData
from contracts.exchange import NoticeTakenIn
from contracts.followup import TOPIC
from contracts.ids import assessment_id, cycle_id
from contracts.notices import NoticeResponseReceived
from services.followup.cycles.model import CYCLES, SEEN, WITHOUT_CYCLE, Home, Seen
from services.followup.responses.responding import Stated, match_statements, needs_of_response, respond
from shared.engine.corrections.arrival import check_arrival_of_notice
from shared.engine.notices.judging import (
    Taken,
    answer_failure,
    build_acceptance,
    judge_or_refuse,
    need_of_waiters,
    wait_for,
)
from shared.engine.notices.known_codes import state_id
from shared.engine.notices.senders import needs_of_sender
from shared.engine.rules import Change, Context, Known, Need, Put, Refusal, Rule


class OfAnotherState(Refusal):
    """The assessment is not one of this State: name the State that was assessed, or another assessment."""

    status = 422


class OpensNoCycle(Refusal):
    """An assessment of this kind opens no cycle, so that no response to it is followed up."""

    rule = "1"
    paragraph = "OP16"


@dataclass(frozen=True, slots=True)
class Responded:
    """A notice of a response, and what it speaks of."""

    notice: NoticeResponseReceived
    cycle_id: str
    notice_id: str
    """Source and id of the notice: its identity."""


def needs_of_notice(event: Taken) -> Iterable[Need]:
    """Nothing for the notices of other owners."""
    found = _read_response(event.data)
    if found is not None:
        may_know = partial(_may_know, found, event.data.source)
        yield from needs_of_response(found.cycle_id, found.notice.received_on, may_know)
        yield Need(SEEN, found.notice_id)
        yield from needs_of_sender(event.data)
        yield need_of_waiters(awaited_key(found.cycle_id, found.notice.state))


def take_response(event: Taken, known: Known, context: Context) -> Iterable[Change]:
    """A response is judged against its cycle; one that came before its assessment waits for it."""
    found = _read_response(event.data)
    if found is None or known.get(SEEN, found.notice_id) is not None:
        return
    yield Put(SEEN, Seen(found.notice_id))
    member = context.reference.member(found.notice.state)
    if member is None or _is_decidable(found, event.data.source, known):
        yield from judge(event, known, context)
    else:
        awaited, most = awaited_key(found.cycle_id, member.id), context.reference.practice.most_waiting
        yield from wait_for(event, awaited, TOPIC, known, context, most)


def awaited_key(cycle: str, state: str) -> str:
    """What a response waits for: this cycle, of this State."""
    return f"{cycle} {state}"


def _is_decidable(found: Responded, source: str, known: Known) -> bool:
    """Whether it is known that its assessment opened a cycle, or none, and its sender may know that."""
    row = known.get(CYCLES, found.cycle_id) or known.get(WITHOUT_CYCLE, found.cycle_id)
    return row is not None and _may_know(found, source, row)


def _may_know(found: Responded, source: str, home: Home) -> bool:
    """To whoever is not its source, another State's assessment is unknown: nothing tells that there is one."""
    return home.state == found.notice.state or (found.notice.assessment_source or source) == source


def judge(event: Taken, known: Known, context: Context) -> list[Change]:
    """The response's effect and the answer to its sender."""
    found = _read_response(event.data)
    assert found is not None  # what waits for a cycle is a response
    return judge_or_refuse(event, TOPIC, known, lambda: _effect(event, found, known, context))


def _effect(event: Taken, found: Responded, known: Known, context: Context) -> Iterable[Change]:
    notice, cycle = found.notice, known.get(CYCLES, found.cycle_id)
    state = state_id(context.reference, notice.state)
    if cycle is None or known.get(WITHOUT_CYCLE, found.cycle_id) is not None:
        raise OpensNoCycle(fields=("assessment_reference",))
    if state != cycle.state:
        raise OfAnotherState(fields=("state",))
    statements = match_statements(cycle, [Stated(**dict(one)) for one in notice.positions], known)
    changes = respond(cycle, notice.received_on, statements, notice.synthetic, known, context)
    if changes:
        check_arrival_of_notice(event.data, state, "OP16", received_on=notice.received_on)
    yield from changes
    yield build_acceptance(event, TOPIC, (cycle.id,) if changes else (), unchanged=not changes)


def _read_response(data: NoticeTakenIn) -> Responded | None:
    """What the notice says, if it is one of a response."""
    notice = data.notice
    if not isinstance(notice, NoticeResponseReceived):
        return None
    assessment = assessment_id(notice.assessment_source or data.source, notice.assessment_reference)
    return Responded(notice, cycle_id(assessment), f"{data.source} {data.id}")


REACTIONS: Mapping[type[EventData], Rule[Any]] = {
    NoticeTakenIn: Rule(needs_of_notice, take_response, answer_failure(TOPIC)),
}
