"""What a State responds to the recommendations of its assessment, whoever passes it on. Pure.

A response is known by its cycle and the day it arrived. The same said again is nothing new; another
thing said of the same recommendation on the same day contradicts; on another day it is a further
response, and what was said last holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.followup import FollowupResponseReceived
from contracts.vocabulary import Implementation, Position, Reference, Text
from services.followup.events import of_cycle
from services.followup.model import Cycle, Recommendation, Response, Said, response_id, with_status
from services.followup.recommendations import needs_of_whole, stated, whole
from services.followup.refusals import UnknownRecommendation, answered_in_its_time, not_cancelled
from services.followup.tables import RESPONSES
from services.followup.timing import became
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Refusal


class Contradicts(Refusal):
    """Something else was said of the same recommendation on the same day; date a new response by its own day."""

    rule = "6"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a State says of one recommendation, as its sender knows it."""

    recommendation_reference: Reference
    position: Position | None = None
    implementation: Implementation | None = None
    steps: Text | None = None
    capacity: Text | None = None
    """What the State can do, and with which resources (OP16)."""
    assistance_needed: bool | None = None
    """As the State sees it."""


def needs_of_response(cycle_id: str, received_on: date) -> Iterator[Need]:
    """The cycle, its recommendations, wherever they are now, and what is known of that day's response."""
    yield from needs_of_whole(cycle_id)
    yield Need(RESPONSES, response_id(cycle_id, received_on))


def respond(
    cycle: Cycle,
    received_on: date,
    told: Sequence[Said],
    synthetic: bool,
    known: Known,
    context: Context,
    replaces: bool = False,
) -> list[Change]:
    """What a response changes; nothing if all of it is known. Raises a Refusal.

    Late is fine: a response is dated, and "not answered" before it stays on record (rule 6).
    `replaces`: the Committee corrects what it has on record for that day, so that nothing contradicts.
    """
    not_cancelled(cycle)
    before = known.get(RESPONSES, response_id(cycle.id, received_on))
    said = _new(told, before, replaces)
    if before is not None and not said:
        return []  # known, whatever became of the dates since
    answered_in_its_time(cycle, received_on, "received_on", context)
    synthetic = synthetic or cycle.synthetic
    merged = _merged(before, cycle, received_on, said, synthetic)
    answered = _answered(cycle._replace(synthetic=synthetic), received_on)
    by_id = {one.id: one for one in whole(cycle, known)}
    return [
        *became(cycle, answered, context),
        Put(RESPONSES, merged),
        _received(answered, received_on, said),
        *_statuses(answered, received_on, said, by_id),
    ]


def named(cycle: Cycle, positions: Iterable[Stated], known: Known) -> list[Said]:
    """By the ids of recommendations. Raises UnknownRecommendation, or Contradicts if it contradicts itself.

    A reference is the assessment's: one that was carried over from another has its id alone.
    """
    there = whole(cycle, known)
    recommendations = {one.reference: one for one in there if one.assessment_id == cycle.assessment_id}
    told: dict[str, Said] = {}
    for number, one in enumerate(positions):
        found = recommendations.get(one.recommendation_reference)
        if found is None:
            raise UnknownRecommendation(fields=(f"positions.{number}.recommendation_reference",))
        said = Said(found.id, one.position, one.implementation, one.steps, one.capacity, one.assistance_needed)
        if told.setdefault(found.id, said) != said:
            raise Contradicts(fields=_differing(told[found.id], said))
    return list(told.values())


def _new(told: Sequence[Said], before: Response | None, replaces: bool) -> list[Said]:
    """What was not said before on that day. Raises Contradicts."""
    known = {one.recommendation_id: one for one in before.said} if before else {}
    for one in told:
        if not replaces and known.get(one.recommendation_id, one) != one:
            raise Contradicts(fields=_differing(known[one.recommendation_id], one))
    return [one for one in told if known.get(one.recommendation_id) != one]


def _differing(one: Said, other: Said) -> tuple[str, ...]:
    names = ("position", "implementation", "steps", "capacity", "assistance_needed")
    return tuple(f"positions.{name}" for name in names if getattr(one, name) != getattr(other, name))


def _merged(
    before: Response | None, cycle: Cycle, received_on: date, said: Sequence[Said], synthetic: bool
) -> Response:
    together = {one.recommendation_id: one for one in (*(before.said if before else ()), *said)}
    in_order = tuple(together[key] for key in sorted(together))
    return Response(response_id(cycle.id, received_on), cycle.id, received_on, in_order, synthetic)


def _answered(cycle: Cycle, received_on: date) -> Cycle:
    """The first response is the one that counts; one in time takes back that there was none."""
    first = min(received_on, cycle.responded_on or received_on)
    in_time = cycle.response_due_on is not None and first <= cycle.response_due_on
    silent = None if in_time else cycle.not_answered_on
    return with_status(cycle._replace(responded_on=first, not_answered_on=silent, response_pending_since=None))


def _received(cycle: Cycle, received_on: date, said: Sequence[Said]) -> Emit:
    data = FollowupResponseReceived(
        **of_cycle(cycle, received_on),
        response_due_on=cycle.response_due_on,
        recommendation_ids=tuple(one.recommendation_id for one in said),
    )
    return Emit(data, cycle.state)


def _statuses(
    cycle: Cycle, on: date, said: Iterable[Said], recommendations: Mapping[str, Recommendation]
) -> Iterator[Change]:
    for one in said:
        yield from stated(cycle, recommendations[one.recommendation_id], on, one)
