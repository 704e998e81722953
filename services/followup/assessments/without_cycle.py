"""An assessment that opens no cycle: its recommendations join a running cycle, or stand alone (rule 1). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from contracts.assessments import AssessmentFact
from contracts.assessments import Recommendation as Made
from services.followup.cycles.model import CYCLES, WITHOUT_CYCLE, Cycle, WithoutCycle, is_ended, parties_of
from services.followup.recommendations.model import RECOMMENDATIONS, CarriedOver, build_recommendation
from services.followup.recommendations.status import move_to_cycle
from shared.engine.rules import Change, Known, Put

JOINS = "The assessment opens no cycle, so that its recommendations join the one that runs (rule 1)."


def build_without_cycle(identity: str, data: AssessmentFact, before: WithoutCycle | None = None) -> WithoutCycle:
    """The row of an assessment of a kind that opens no cycle."""
    return WithoutCycle(
        id=identity,
        assessment_id=data.assessment_id,
        state=data.state,
        kind=data.kind,
        opened_on=data.submitted_to_ctc_on,
        cancelled_on=None,
        synthetic=data.synthetic or (before is not None and before.synthetic),
        audience="committee",
        parties=parties_of(data.state),
    )


def keep_without_cycle(home: WithoutCycle, data: AssessmentFact, known: Known) -> list[Change]:
    """Keeps the assessment, and lets each of its recommendations be followed."""
    return [Put(WITHOUT_CYCLE, home), *follow_recommendations(home, data.recommendations, data.source, known)]


def follow_recommendations(home: WithoutCycle, made: Iterable[Made], decided_by: str, known: Known) -> Iterator[Change]:
    """New recommendations join the running cycle, as if carried over to it. If none runs, they stand alone."""
    running = find_running_cycle(home, known)
    for one in made:
        row = build_recommendation(home, one, 0)
        if running is None:
            yield Put(RECOMMENDATIONS, row)
        else:
            over = CarriedOver(home.id, running.id, home.opened_on, decided_by, JOINS)
            yield from move_to_cycle(home, row._replace(synthetic=row.synthetic or running.synthetic), over)


def join_running_cycle(home: WithoutCycle, on: date, decided_by: str, known: Known) -> Iterator[Change]:
    """Lets its own recommendations join the running cycle, since the kind of the assessment was corrected."""
    running = find_running_cycle(home, known)
    if running is None:
        return
    for one in known.all(RECOMMENDATIONS, "cycle_id", home.id):
        if one.is_live and one.assessment_id == home.assessment_id:
            over = CarriedOver(home.id, running.id, on, decided_by, JOINS)
            yield from move_to_cycle(home, one._replace(synthetic=one.synthetic or running.synthetic), over)


def find_running_cycle(home: WithoutCycle, known: Known) -> Cycle | None:
    """The State's running cycle that the report follows up: of several the one that was opened last before it."""
    running = [
        one
        for one in known.all(CYCLES, "state", home.state)
        if not is_ended(one) and one.opened_on <= home.opened_on and one.id != home.id
    ]
    return max(running, key=lambda one: (one.opened_on, one.id), default=None)
