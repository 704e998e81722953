"""The day of a response is put right, and with it what hangs on it (rule 4). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from contracts.corrections import Replaced
from contracts.followup import TOPIC, FollowupNotAnswered
from contracts.vocabulary import Day
from services.followup.cycles.checks import check_not_cancelled
from services.followup.cycles.deadlines import build_mandate_events
from services.followup.cycles.events import cycle_fields
from services.followup.cycles.mandates import RESPONSE_DUTY, apply_mandates, find_lapsed_since, late_from
from services.followup.cycles.model import CYCLES, Cycle, is_ended
from services.followup.cycles.timing import change_cycle
from services.followup.recommendations.model import RECOMMENDATIONS, Recommendation
from services.followup.recommendations.needs import find_recommendations, needs_of_recommendations
from services.followup.recommendations.status import add_statement, build_statement_events
from services.followup.responses.model import RESPONSES, Response, cycle_day_of
from services.followup.responses.responding import build_event
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.finding import find_row
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Refusal


class AnotherOnThatDay(Refusal):
    """Another response of the State is known of that day, and both cannot have one day: name another day."""

    rule = "4"
    paragraph = "OP16"


def _needs(key: str, cycle_id: str) -> Iterator[Need]:
    """The cycle, its recommendations, and all its responses."""
    yield from needs_of_recommendations(cycle_id)
    yield Need(RESPONSES, cycle_id, by="cycle_id")
    yield Need(RESPONSES, key)


def _order(response: Response, known: Known) -> Iterator[Days]:
    """A State may have had the report before the CTC had it."""
    cycle = find_row(CYCLES, response.cycle_id, known)
    first = min(cycle.opened_on, cycle.received_by_state_on or cycle.opened_on)
    yield ("assessment_submitted_on", first), ("received_on", response.received_on)


def _list_replaced(response: Response, _path: str, _known: Known) -> Iterator[Replaced]:
    on = response.received_on
    yield Replaced(type="followup.response_received.v1", id=response.cycle_id, occurred_on=on)
    for one in response.said:
        for type_ in ("recommendation.position_stated.v1", "recommendation.reported.v1"):
            yield Replaced(type=type_, id=one.recommendation_id, occurred_on=on)


def _apply(before: Response, after: Response, known: Known, context: Context) -> Iterator[Change]:
    """The first response is the one that counts: it may now be late or in time, or another one."""
    cycle = find_row(CYCLES, after.cycle_id, known)
    check_not_cancelled(cycle)
    others = [one for one in known.all(RESPONSES, "cycle_id", cycle.id) if one.id != after.id]
    if any(one.received_on == after.received_on for one in others):
        raise AnotherOnThatDay(fields=("value",))
    first = min(one.received_on for one in (after, *others))
    answered = _respond_on(cycle, first, context)
    yield Put(RESPONSES, replace(after, cycle_day=cycle_day_of(cycle.id, after.received_on)))
    yield from change_cycle(cycle, answered, context)
    yield from build_mandate_events(cycle, answered, context)  # it may be put right before its deadlines have acted
    yield from _build_events(cycle, answered, before, after, others, known)


def _respond_on(cycle: Cycle, first: date, context: Context) -> Cycle:
    """The cycle with the day of its first response. If that came late, there was none before (rule 6).

    Nothing is late in a gap between mandates (rule 9).
    """
    silent, due_on, mandate = cycle.not_answered_on, cycle.response_due_on, cycle.response_mandate
    if due_on is not None and mandate is not None:
        late_on = late_from(mandate, RESPONSE_DUTY, due_on, context)
        was_asked = cycle.closed_on is None or late_on <= cycle.closed_on
        was_asked = was_asked and find_lapsed_since(mandate, RESPONSE_DUTY, due_on, context) is None
        silent = late_on if late_on <= first and was_asked else None
    return apply_mandates(cycle._replace(responded_on=first, not_answered_on=silent), context)


def _build_events(
    cycle: Cycle, answered: Cycle, before: Response, after: Response, others: list[Response], known: Known
) -> Iterator[Change]:
    if answered.not_answered_on is not None and cycle.not_answered_on is None and not is_ended(cycle):
        since, due_on = answered.not_answered_on, answered.response_due_on
        assert due_on is not None
        yield Emit(FollowupNotAnswered(**cycle_fields(answered, since), response_due_on=due_on), answered.state)
    yield build_event(answered, after.received_on, after.said)
    there = {one.id: one for one in find_recommendations(cycle, known)}
    for statement in after.said:
        one = there.get(statement.recommendation_id)
        if one is None:  # it was carried over, and another cycle goes on with it
            continue
        restated = _state_again(one, before, (after, *others))
        if restated != one:
            yield Put(RECOMMENDATIONS, restated)
        yield from build_statement_events(answered, restated, after.received_on, statement)


def _state_again(one: Recommendation, before: Response, responses: Iterable[Response]) -> Recommendation:
    """The recommendation with what the State said of it, in order of day. What another cycle brought stays."""
    days = {before.received_on, *(each.received_on for each in responses)}
    if one.position_on in days:
        one = one._replace(position=None, position_on=None)
    if one.reported_on in days:
        one = one._replace(reported=None, reported_on=None)
    for response in sorted(responses, key=lambda each: each.received_on):
        for statement in response.said:
            if statement.recommendation_id == one.id:
                one = add_statement(one, response.received_on, statement)
    return one


CORRECTABLE: Correctable[Response] = Correctable(
    name="response",
    table=RESPONSES,
    topic=TOPIC,
    paragraph="OP16",
    fields={"received_on": Day},
    needs=_needs,
    order=_order,
    replaces=_list_replaced,
    apply=_apply,
    whose=lambda response, _: Whose(response.state),
    subject=lambda response: response.state,
    parent=lambda response: response.cycle_id,
)
