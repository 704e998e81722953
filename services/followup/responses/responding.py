"""What a State responds to the recommendations of its assessment, whoever passes it on. Pure.

A response is known by its cycle and the day on which it arrived. Only a correction moves that day (rule 4).

- The same content again is nothing new.
- Other content about the same recommendation on the same day contradicts.
- Other content on another day is a further response, and the last one holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.followup import FollowupResponseReceived
from contracts.vocabulary import Implementation, Position, Reference, Text
from services.followup.cycles.checks import check_not_cancelled, check_response_day
from services.followup.cycles.events import cycle_fields
from services.followup.cycles.model import Cycle, Home, with_status
from services.followup.cycles.needs import needs_of_home
from services.followup.cycles.timing import change_cycle
from services.followup.recommendations.model import Recommendation, Statement
from services.followup.recommendations.needs import (
    UnknownRecommendation,
    find_recommendations,
    needs_of_recommendations_of,
)
from services.followup.recommendations.status import record_statement
from services.followup.responses.model import (
    RESPONSES,
    Response,
    build_response,
    check_has_room,
    cycle_day_of,
    find_response,
    needs_of_response_of_day,
    response_id,
)
from shared.engine.corrections.arrival import check_arrival
from shared.engine.principals import Principal
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Refusal


class Contradicts(Refusal):
    """Something else was said of the same recommendation on the same day; date a new response by its own day."""

    rule = "6"


class EarlierThanTheFirst(Refusal):
    """An earlier day than that of the first response would move it: put that one right by a correction of its own."""

    rule = "4"
    paragraph = "OP16"


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


def needs_of_response(cycle_id: str, received_on: date | None, may_know: Callable[[Home], bool]) -> Iterator[Need]:
    """The cycle; its recommendations, wherever they are now, and what is known of that day's response.

    None: it is dated by its arrival. Of a cycle that the sender may not know, nothing more is read: the time of an
    answer would tell that there is one, and how large it is.
    """

    def list_needs(home: Home) -> Iterator[Need]:
        if not may_know(home):
            return
        yield from needs_of_recommendations_of(home)
        if received_on is None:
            yield Need(RESPONSES, home.id, by="cycle_id")
        else:
            yield from needs_of_response_of_day(home.id, received_on)

    return needs_of_home(cycle_id, list_needs)


def respond(
    cycle: Cycle,
    received_on: date,
    statements: Sequence[Statement],
    synthetic: bool,
    known: Known,
    context: Context,
    replaces: bool = False,
    principal: Principal | None = None,
) -> list[Change]:
    """What a response changes; nothing if all of it is known. Raises a Refusal.

    Late is fine: a response is dated, and "not answered" before it stays on record (rule 6).
    `replaces`: the Committee corrects what it has on record for that day, so that nothing contradicts.
    `principal`: who enters it. None: it came as a notice, and notices come in any order.
    """
    check_not_cancelled(cycle)
    before = find_response(cycle.id, received_on, known)
    new = _find_new(statements, before, replaces)
    if before is not None and not new:
        return []  # it is known, even if dates were changed since
    check_response_day(cycle, received_on, "received_on", context)
    if principal is not None:
        _check_entered(principal, cycle, received_on, context)
    synthetic = synthetic or cycle.synthetic
    merged = _merge(before, cycle, received_on, new, synthetic)
    size = cycle.size_of_responses - (before.size if before else 0) + merged.size
    check_has_room(size, cycle.size_of_responses, principal)
    answered = _with_response(cycle._replace(synthetic=synthetic, size_of_responses=size), received_on)
    by_id = {one.id: one for one in find_recommendations(cycle, known)}
    return [
        *change_cycle(cycle, answered, context),
        Put(RESPONSES, merged),
        build_event(answered, received_on, new),
        *_record_statements(answered, received_on, new, by_id),
    ]


def _check_entered(principal: Principal, cycle: Cycle, received_on: date, context: Context) -> None:
    """Raises DatedByItsArrival, or EarlierThanTheFirst."""
    check_arrival(principal, context.today, "OP16", received_on=received_on)
    if cycle.responded_on is not None and received_on < cycle.responded_on:
        raise EarlierThanTheFirst(f"It arrived on {cycle.responded_on}.", ("received_on",))


def match_statements(cycle: Cycle, positions: Iterable[Stated], known: Known) -> list[Statement]:
    """By the ids of recommendations. Raises UnknownRecommendation, or Contradicts if it contradicts itself.

    A reference is the assessment's: one that was carried over from another has its id alone.
    """
    there = find_recommendations(cycle, known)
    recommendations = {one.reference: one for one in there if one.assessment_id == cycle.assessment_id}
    statements: dict[str, Statement] = {}
    for number, one in enumerate(positions):
        found = recommendations.get(one.recommendation_reference)
        if found is None:
            raise UnknownRecommendation(fields=(f"positions.{number}.recommendation_reference",))
        statement = Statement(
            found.id, one.position, one.implementation, one.steps, one.capacity, one.assistance_needed
        )
        if statements.setdefault(found.id, statement) != statement:
            raise Contradicts(fields=_differing(statements[found.id], statement))
    return list(statements.values())


def _find_new(statements: Sequence[Statement], before: Response | None, replaces: bool) -> list[Statement]:
    """What was not said before on that day. Raises Contradicts."""
    known = {one.recommendation_id: one for one in before.said} if before else {}
    for one in statements:
        if not replaces and known.get(one.recommendation_id, one) != one:
            raise Contradicts(fields=_differing(known[one.recommendation_id], one))
    return [one for one in statements if known.get(one.recommendation_id) != one]


def _differing(one: Statement, other: Statement) -> tuple[str, ...]:
    names = ("position", "implementation", "steps", "capacity", "assistance_needed")
    return tuple(f"positions.{name}" for name in names if getattr(one, name) != getattr(other, name))


def _merge(
    before: Response | None, cycle: Cycle, received_on: date, statements: Sequence[Statement], synthetic: bool
) -> Response:
    together = {one.recommendation_id: one for one in (*(before.said if before else ()), *statements)}
    in_order = tuple(together[key] for key in sorted(together))
    if before is None:
        id_, day = response_id(cycle.id, received_on), cycle_day_of(cycle.id, received_on)
        before = Response(id_, cycle.id, cycle.state, received_on, (), False, cycle.audience, cycle.parties, day)
    return build_response(before, in_order, synthetic)


def _with_response(cycle: Cycle, received_on: date) -> Cycle:
    """The first response is the one that counts; one in time takes back that there was none."""
    first = min(received_on, cycle.responded_on or received_on)
    in_time = cycle.response_due_on is not None and first <= cycle.response_due_on
    silent = None if in_time else cycle.not_answered_on
    return with_status(cycle._replace(responded_on=first, not_answered_on=silent, response_pending_since=None))


def build_event(cycle: Cycle, received_on: date, statements: Sequence[Statement]) -> Emit:
    """A response arrived, and of which recommendations it speaks."""
    data = FollowupResponseReceived(
        **cycle_fields(cycle, received_on),
        response_due_on=cycle.response_due_on,
        recommendation_ids=tuple(one.recommendation_id for one in statements),
    )
    return Emit(data, cycle.state)


def _record_statements(
    cycle: Cycle, on: date, statements: Iterable[Statement], recommendations: Mapping[str, Recommendation]
) -> Iterator[Change]:
    for one in statements:
        yield from record_statement(cycle, recommendations[one.recommendation_id], on, one)
