"""The status of a recommendation: position, implementation, lifecycle, each for itself (rule 6). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from contracts.followup import (
    RecommendationAssessed,
    RecommendationCarriedOver,
    RecommendationPositionStated,
    RecommendationReported,
)
from contracts.vocabulary import Implementation
from services.followup.cycles.model import Home
from services.followup.recommendations.assessed import add_assessed, find_assessed
from services.followup.recommendations.events import recommendation_fields
from services.followup.recommendations.model import (
    RECOMMENDATIONS,
    AssessedOnDay,
    CarriedOver,
    Recommendation,
    Statement,
)
from shared.engine.rules import Change, Emit, Put, Refusal


class NoLongerLive(Refusal):
    """This recommendation was superseded, overtaken or withdrawn: only a live one is assessed, moved or closed."""

    rule = "6"


class StatusNeeded(Refusal):
    """Capacity and need go with how far it is implemented, and no status was reported yet: add `implementation`."""

    rule = "6"
    paragraph = "OP16"
    status = 422


class Assessed(Protocol):
    """What CTED says of one recommendation."""

    @property
    def implementation(self) -> Implementation: ...
    @property
    def steps(self) -> str | None: ...
    @property
    def capacity(self) -> str | None: ...
    @property
    def assistance_needed(self) -> bool | None: ...


def check_live(recommendation: Recommendation) -> None:
    """Raises NoLongerLive."""
    if not recommendation.is_live:
        raise NoLongerLive


# ---- which are known --------------------------------------------------------------------


def move_to_cycle(cycle: Home, recommendation: Recommendation, over: CarriedOver) -> Iterator[Change]:
    """It leaves this cycle, the same recommendation, and counts once (rule 1)."""
    yield Put(
        RECOMMENDATIONS,
        recommendation._replace(cycle_id=over.to_cycle, carried_over=(*recommendation.carried_over, over)),
    )
    whose = recommendation_fields(cycle, recommendation, over.decided_on)
    whose["followup_id"] = over.from_cycle
    data = RecommendationCarriedOver(
        **whose,
        to_followup_id=over.to_cycle,
        decided_by=over.decided_by,
        note=over.note,
    )
    yield Emit(data, cycle.state)


# ---- what the State says ----------------------------------------------------------------


def record_statement(cycle: Home, recommendation: Recommendation, on: date, statement: Statement) -> Iterator[Change]:
    """The State's position and what it reports, as rows and events; a row keeps what was said last (rule 6).

    Whether it is live does not matter: what a State said is on record. Raises StatusNeeded.
    """
    new = add_statement(recommendation._replace(synthetic=recommendation.synthetic or cycle.synthetic), on, statement)
    if new != recommendation:
        yield Put(RECOMMENDATIONS, new)
    yield from build_statement_events(cycle, recommendation, on, statement)


def add_statement(one: Recommendation, on: date, statement: Statement) -> Recommendation:
    """The recommendation after the State said this on that day. What was said later stays. Raises StatusNeeded."""
    implementation = _find_implementation(one, statement)
    if statement.position is not None and on >= (one.position_on or on):
        one = one._replace(position=statement.position, position_on=on)
    if on >= (one.reported_on or on):
        if implementation is not None:
            one = one._replace(reported=implementation, reported_on=on)
        one = _add_description(one, statement)
    return one


def _find_implementation(recommendation: Recommendation, statement: Statement) -> Implementation | None:
    """What it reports; without a status, it goes with the one that was reported before."""
    described = statement.capacity is not None or statement.assistance_needed is not None
    alone = statement.position is None and statement.steps is not None
    if statement.implementation is not None or not (described or alone):
        return statement.implementation
    if described and recommendation.reported is None:
        raise StatusNeeded(fields=("implementation",))
    return recommendation.reported


def _add_description(recommendation: Recommendation, statement: Statement) -> Recommendation:
    """Steps, capacity and need as the State said last. What it leaves out stays."""
    need = statement.assistance_needed
    return recommendation._replace(
        reported_steps=statement.steps or recommendation.reported_steps,
        reported_capacity=statement.capacity or recommendation.reported_capacity,
        reported_assistance_needed=recommendation.reported_assistance_needed if need is None else need,
    )


def build_statement_events(
    cycle: Home, recommendation: Recommendation, on: date, statement: Statement
) -> Iterator[Emit]:
    """What the State said of it, as events. Raises StatusNeeded."""
    implementation = _find_implementation(recommendation, statement)
    whose = recommendation_fields(cycle, recommendation, on)
    if statement.position is not None:
        words = statement.steps if implementation is None else None
        yield Emit(RecommendationPositionStated(**whose, position=statement.position, statement=words), cycle.state)
    if implementation is not None:
        data = RecommendationReported(
            **whose,
            implementation=implementation,
            steps=statement.steps,
            capacity=statement.capacity,
            assistance_needed=statement.assistance_needed,
        )
        yield Emit(data, cycle.state)


# ---- what CTED assesses -----------------------------------------------------------------


def record_assessment(cycle: Home, recommendation: Recommendation, on: date, given: Assessed) -> Iterator[Change]:
    """What CTED assesses, which alone is counted; nothing if it said so before. Raises NoLongerLive."""
    said = AssessedOnDay(on, given.implementation, given.steps, given.capacity, given.assistance_needed)
    if find_assessed(recommendation, on) == said:
        return
    check_live(recommendation)
    yield Put(RECOMMENDATIONS, add_assessed(recommendation, said))
    yield Emit(build_assessed_event(cycle, recommendation, said), cycle.state)


def build_assessed_event(cycle: Home, recommendation: Recommendation, said: AssessedOnDay) -> RecommendationAssessed:
    """What CTED assessed, on its day."""
    return RecommendationAssessed(
        **recommendation_fields(cycle, recommendation, said.assessed_on),
        implementation=said.implementation,
        steps=said.steps,
        capacity=said.capacity,
        assistance_needed=said.assistance_needed,
        due_on=recommendation.due_on,
    )
