"""The status of a recommendation: position, implementation, lifecycle, each for itself (rule 6). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.assessments import Recommendation as Made
from contracts.followup import RecommendationAssessed, RecommendationPositionStated, RecommendationReported
from contracts.vocabulary import Implementation
from services.followup.events import of_recommendation
from services.followup.model import Cycle, Recommendation, Said
from services.followup.tables import RECOMMENDATIONS
from shared.rules import Change, Emit, Put, Refusal


class NoLongerLive(Refusal):
    """This recommendation was superseded, overtaken or withdrawn; only live ones are assessed."""

    rule = "6"


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
        position=None,
        position_on=None,
        reported=None,
        reported_on=None,
        reported_steps=None,
        assessed=None,
        assessed_on=None,
        assessed_steps=None,
        synthetic=cycle.synthetic,
        audience=cycle.audience,
        parties=cycle.parties,
    )


def is_open(recommendation: Recommendation) -> bool:
    """Live, and not yet reported on by CTED: what keeps a cycle from closing (rule 1)."""
    return recommendation.lifecycle == "live" and recommendation.assessed is None


def stated(cycle: Cycle, recommendation: Recommendation, on: date, said: Said) -> Iterator[Change]:
    """The State's position and what it reports, as rows and events; a row keeps what was said last (rule 6)."""
    implementation = said.implementation
    if implementation is None and said.position is None and said.steps is not None:
        implementation = recommendation.reported  # steps alone go with the status that was reported before
    new = recommendation._replace(synthetic=cycle.synthetic)
    if said.position is not None and on >= (new.position_on or on):
        new = new._replace(position=said.position, position_on=on)
    if on >= (new.reported_on or on):
        if implementation is not None:
            new = new._replace(reported=implementation, reported_on=on)
        new = new._replace(reported_steps=said.steps or new.reported_steps)
    if new != recommendation:
        yield Put(RECOMMENDATIONS, new)
    yield from _told_of(cycle, recommendation, on, said, implementation)


def _told_of(
    cycle: Cycle, recommendation: Recommendation, on: date, said: Said, implementation: Implementation | None
) -> Iterator[Emit]:
    whose = of_recommendation(cycle, recommendation, on)
    if said.position is not None:
        statement = said.steps if implementation is None else None
        yield Emit(RecommendationPositionStated(**whose, position=said.position, statement=statement), cycle.state)
    if implementation is not None:
        yield Emit(RecommendationReported(**whose, implementation=implementation, steps=said.steps), cycle.state)


def assessed(
    cycle: Cycle, recommendation: Recommendation, on: date, implementation: Implementation, steps: str | None
) -> Iterator[Change]:
    """What CTED assesses, which alone is counted; nothing if it said so before. Raises NoLongerLive."""
    if recommendation.lifecycle != "live":
        raise NoLongerLive
    new = recommendation._replace(assessed=implementation, assessed_on=on, assessed_steps=steps)
    if new == recommendation:
        return
    if on >= (recommendation.assessed_on or on):
        yield Put(RECOMMENDATIONS, new)
    whose = of_recommendation(cycle, recommendation, on)
    yield Emit(RecommendationAssessed(**whose, implementation=implementation, steps=steps), cycle.state)
