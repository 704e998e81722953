"""What each audience is sent when a thing changes, and what it then has. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.assessments import AssessmentFact, VisitAgreed
from contracts.audiences import Audience, at_or_narrower
from contracts.catalog import encode
from contracts.redaction import release, schedule_entry
from contracts.released import Released, ReleasedAssessment, ReleasedRecommendation, ReleasedSchedule, ReleasedWithdrawn
from contracts.vocabulary import WithdrawnBecause
from services.assessments.model import ReleasedCopy
from services.assessments.tables import RELEASED
from shared.rules import Change, Context, Emit, Put, Remove


def released(
    root: str,
    state: str,
    before: AssessmentFact | None,
    after: AssessmentFact | None,
    because: WithdrawnBecause,
    context: Context,
) -> Iterator[Change]:
    """The difference alone: whose copy did not change is sent nothing. `root` is the assessment's id."""
    for audience, copy in release(before, after, context.today, because):
        yield from _sent(root, state, audience, copy)


def scheduled(visit: VisitAgreed, context: Context) -> Iterator[Change]:
    """The visit on the schedule of everybody for whom the schedule is, once the State has agreed."""
    entry = schedule_entry(visit, context.today)
    for audience in at_or_narrower(context.reference.practice.default_audiences["schedule"]):
        yield from _sent(visit.visit_id, visit.state, audience, entry)


def _sent(root: str, state: str, audience: Audience, copy: Released) -> Iterator[Change]:
    yield Emit(copy, state, audience, topic=f"ctc.released.{audience}")
    thing = _thing(copy)
    key = f"{audience} {thing}"
    if isinstance(copy, ReleasedWithdrawn):
        yield Remove(RELEASED, key)
    else:
        yield Put(RELEASED, ReleasedCopy(key, audience, thing, root, state, copy.type, encode(copy).decode()))


def _thing(copy: Released) -> str:
    match copy:
        case ReleasedAssessment(assessment_id=thing) | ReleasedRecommendation(recommendation_id=thing):
            return thing
        case ReleasedSchedule(visit_id=thing) | ReleasedWithdrawn(id=thing):
            return thing
    raise AssertionError(copy.type)
