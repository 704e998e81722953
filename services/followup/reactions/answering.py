"""A notice that a State responded: judged against its cycle, or kept until that is known. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.exchange import NoticeTakenIn
from contracts.followup import TOPIC
from contracts.ids import assessment_id, cycle_id
from contracts.notices import NoticeResponseReceived
from services.followup.model import response_id
from services.followup.responses import Stated, needs_of_response, respond
from services.followup.tables import CYCLES, RESPONSES, WITHOUT_CYCLE
from shared.known_codes import state_id
from shared.notices import WAITING, Taken, accepted, judged, refused, wait_for
from shared.rules import Change, Context, Known, Need, Refusal


class OfAnotherState(Refusal):
    """The assessment is not one of this State."""

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
    told_by: str
    """Source and id of the notice: its identity."""


def needs_of_notice(event: Taken) -> Iterable[Need]:
    """Nothing for the notices of other owners."""
    found = _responded(event.data)
    if found is not None:
        yield Need(CYCLES, found.cycle_id)
        yield from needs_of_response(found.cycle_id)
        yield Need(WITHOUT_CYCLE, found.cycle_id)
        yield Need(WAITING, found.told_by)


def take_response(event: Taken, known: Known, context: Context) -> Iterable[Change]:
    """A response is judged against its cycle; one that came before its assessment waits for it."""
    found = _responded(event.data)
    if found is None or known.get(WAITING, found.told_by) is not None:
        return []
    try:
        state_id(context.reference, found.notice.state)
    except Refusal as refusal:
        return [refused(event, TOPIC, refusal)]
    if known.get(CYCLES, found.cycle_id) is None and known.get(WITHOUT_CYCLE, found.cycle_id) is None:
        return wait_for(event, found.cycle_id, context)
    return judge(event, known, context)


def judge(event: Taken, known: Known, context: Context) -> list[Change]:
    """The response's effect and the answer to its sender. The same notice again: nothing at all."""
    found = _responded(event.data)
    assert found is not None  # what waits for a cycle is a response
    earlier = known.get(RESPONSES, response_id(found.cycle_id, found.notice.received_on))
    if earlier is not None and found.told_by in earlier.told_by:
        return []
    return judged(event, TOPIC, lambda: _effect(event, found, known, context))


def _effect(event: Taken, found: Responded, known: Known, context: Context) -> Iterable[Change]:
    cycle = known.get(CYCLES, found.cycle_id)
    if cycle is None:
        raise OpensNoCycle(fields=("assessment_reference",))
    notice = found.notice
    if state_id(context.reference, notice.state) != cycle.state:
        raise OfAnotherState(fields=("state",))
    positions = [
        Stated(one.recommendation_reference, one.position, one.implementation, one.steps) for one in notice.positions
    ]
    changes = respond(cycle, notice.received_on, positions, found.told_by, notice.synthetic, known, context)
    yield from changes
    yield accepted(event, TOPIC, (cycle.id,), unchanged=not changes)


def _responded(data: NoticeTakenIn) -> Responded | None:
    """What the notice says, if it is one of a response."""
    notice = data.notice
    if not isinstance(notice, NoticeResponseReceived):
        return None
    assessment = assessment_id(notice.assessment_source or data.source, notice.assessment_reference)
    return Responded(notice, cycle_id(assessment), f"{data.source} {data.id}")
