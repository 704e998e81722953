"""The status of a recommendation: position, implementation, lifecycle, each for itself (rule 6). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from contracts.assessments import Recommendation as Made
from contracts.followup import (
    RecommendationAssessed,
    RecommendationCarriedOver,
    RecommendationPositionStated,
    RecommendationReported,
)
from contracts.vocabulary import Implementation
from services.followup.events import of_recommendation
from services.followup.model import CarriedOver, Cycle, Recommendation, Said
from services.followup.tables import CYCLES, RECOMMENDATIONS
from shared.engine.rules import Change, Emit, Known, Need, Put, Refusal


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


def new_recommendation(cycle: Cycle, made: Made, sequence: int, due_on: date | None = None) -> Recommendation:
    """A recommendation as it joins the cycle: live, with no position, and not assessed (rule 6)."""
    return Recommendation(
        id=made.recommendation_id,
        cycle_id=cycle.id,
        assessment_id=cycle.assessment_id,
        state=cycle.state,
        reference=made.reference,
        text=made.text,
        themes=made.themes,
        priority=made.priority,
        assistance_needed=made.assistance_needed,
        assistance_requested=made.assistance_requested,
        sequence=sequence,
        due_on=due_on,
        lifecycle="live",
        closed_on=None,
        closed_by=None,
        closed_note=None,
        parents=(),
        carried_over=(),
        position=None,
        position_on=None,
        reported=None,
        reported_on=None,
        reported_steps=None,
        reported_capacity=None,
        reported_assistance_needed=None,
        assessed=None,
        assessed_on=None,
        assessed_steps=None,
        assessed_capacity=None,
        assessed_assistance_needed=None,
        disclosed_to=made.audience,
        disclosed_parties=made.parties,
        synthetic=cycle.synthetic,
        audience=cycle.audience,
        parties=cycle.parties,
    )


def is_open(recommendation: Recommendation) -> bool:
    """Live, and not yet reported on by CTED: what keeps a cycle from closing (rule 1)."""
    return recommendation.lifecycle == "live" and recommendation.assessed is None


def left_out(recommendation: Recommendation) -> bool:
    """Withdrawn only because a corrected assessment left it out: live again once that makes it again."""
    return recommendation.lifecycle == "withdrawn" and recommendation.closed_by is not None


def check_live(recommendation: Recommendation) -> None:
    """Raises NoLongerLive."""
    if recommendation.lifecycle != "live":
        raise NoLongerLive


# ---- which are known --------------------------------------------------------------------


def needs_of_whole(cycle_id: str) -> Iterator[Need]:
    """A cycle, the recommendations in it, and those of its assessment that another cycle goes on with."""
    yield Need(CYCLES, cycle_id, then=lambda cycle: (Need(RECOMMENDATIONS, cycle.assessment_id, by="assessment_id"),))
    yield Need(RECOMMENDATIONS, cycle_id, by="cycle_id")


def whole(cycle: Cycle, known: Known) -> list[Recommendation]:
    """Those recommendations, in order of id."""
    here = known.all(RECOMMENDATIONS, "cycle_id", cycle.id)
    elsewhere = known.all(RECOMMENDATIONS, "assessment_id", cycle.assessment_id)
    return sorted({one.id: one for one in (*here, *elsewhere)}.values(), key=lambda one: one.id)


def carried_over(cycle: Cycle, recommendation: Recommendation, over: CarriedOver) -> Iterator[Change]:
    """It leaves this cycle, the same recommendation, and counts once (rule 1)."""
    yield Put(
        RECOMMENDATIONS,
        recommendation._replace(cycle_id=over.to_cycle, carried_over=(*recommendation.carried_over, over)),
    )
    whose = of_recommendation(cycle, recommendation, over.decided_on)
    whose["followup_id"] = over.from_cycle
    data = RecommendationCarriedOver(
        **whose,
        to_followup_id=over.to_cycle,
        decided_by=over.decided_by,
        note=over.note,
    )
    yield Emit(data, cycle.state)


# ---- what the State says ----------------------------------------------------------------


def stated(cycle: Cycle, recommendation: Recommendation, on: date, said: Said) -> Iterator[Change]:
    """The State's position and what it reports, as rows and events; a row keeps what was said last (rule 6).

    Whether it is live does not matter: what a State said is on record. Raises StatusNeeded.
    """
    implementation = _implementation(recommendation, said)
    new = recommendation._replace(synthetic=recommendation.synthetic or cycle.synthetic)
    if said.position is not None and on >= (new.position_on or on):
        new = new._replace(position=said.position, position_on=on)
    if on >= (new.reported_on or on):
        if implementation is not None:
            new = new._replace(reported=implementation, reported_on=on)
        new = _described(new, said)
    if new != recommendation:
        yield Put(RECOMMENDATIONS, new)
    yield from _told_of(cycle, recommendation, on, said, implementation)


def _implementation(recommendation: Recommendation, said: Said) -> Implementation | None:
    """What it reports; what is said without a status goes with the one that was reported before."""
    described = said.capacity is not None or said.assistance_needed is not None
    alone = said.position is None and said.steps is not None
    if said.implementation is not None or not (described or alone):
        return said.implementation
    if described and recommendation.reported is None:
        raise StatusNeeded(fields=("implementation",))
    return recommendation.reported


def _described(recommendation: Recommendation, said: Said) -> Recommendation:
    """Steps, capacity and need as last said: what is left out stays."""
    need = recommendation.reported_assistance_needed if said.assistance_needed is None else said.assistance_needed
    return recommendation._replace(
        reported_steps=said.steps or recommendation.reported_steps,
        reported_capacity=said.capacity or recommendation.reported_capacity,
        reported_assistance_needed=need,
    )


def _told_of(
    cycle: Cycle, recommendation: Recommendation, on: date, said: Said, implementation: Implementation | None
) -> Iterator[Emit]:
    whose = of_recommendation(cycle, recommendation, on)
    if said.position is not None:
        statement = said.steps if implementation is None else None
        yield Emit(RecommendationPositionStated(**whose, position=said.position, statement=statement), cycle.state)
    if implementation is not None:
        data = RecommendationReported(
            **whose,
            implementation=implementation,
            steps=said.steps,
            capacity=said.capacity,
            assistance_needed=said.assistance_needed,
        )
        yield Emit(data, cycle.state)


# ---- what CTED assesses -----------------------------------------------------------------


def assessed(cycle: Cycle, recommendation: Recommendation, on: date, said: Assessed) -> Iterator[Change]:
    """What CTED assesses, which alone is counted; nothing if it said so before. Raises NoLongerLive."""
    new = recommendation._replace(
        assessed=said.implementation,
        assessed_on=on,
        assessed_steps=said.steps,
        assessed_capacity=said.capacity,
        assessed_assistance_needed=said.assistance_needed,
    )
    if new == recommendation:
        return
    check_live(recommendation)
    if on >= (recommendation.assessed_on or on):
        yield Put(RECOMMENDATIONS, new)
    data = RecommendationAssessed(
        **of_recommendation(cycle, recommendation, on),
        implementation=said.implementation,
        steps=said.steps,
        capacity=said.capacity,
        assistance_needed=said.assistance_needed,
        due_on=recommendation.due_on,
    )
    yield Emit(data, cycle.state)
