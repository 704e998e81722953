"""What follows from a follow-up: recommendations added, merged, split, closed (rules 5 to 7). Pure.

followup owns their lifecycle; who may have them is decided and released here, as of any other. What an
assessment that is not known here is told to have is passed over: a cycle follows from a completion, so
that there is none without it. One that was withdrawn meanwhile takes them over for the Committee alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from contracts import assessments as facts
from contracts.assessments import AssessmentCompleted, Disclosed, DisclosureChanged
from contracts.audiences import AUDIENCES, Audience
from contracts.followup import (
    FollowupReported,
    FollowupRescheduled,
    FollowupResponseReceived,
    RecommendationAdded,
    RecommendationAssessed,
    RecommendationCarriedOver,
    RecommendationClosed,
    RecommendationSucceeded,
)
from contracts.vocabulary import ClosedBecause, WithdrawnBecause
from services.assessments import reports, telling
from services.assessments.model import Assessment, Recommendation, Report
from services.assessments.release import released
from services.assessments.tables import ASSESSMENTS, RECOMMENDATIONS, needs_of_report, report_of
from shared.engine.rules import Change, Context, Emit, Event, Known, Need, Put

FollowedUp = RecommendationAdded | RecommendationSucceeded | RecommendationClosed
Step = (
    FollowupResponseReceived
    | FollowupReported
    | FollowupRescheduled
    | RecommendationAssessed
    | RecommendationCarriedOver
)
"""What depends on the dates of the report, and lies after them."""


def needs_of_followed_up(event: Event[FollowedUp]) -> Iterator[Need]:
    """The assessment with its parts, and parents that were carried over from another assessment."""
    yield from needs_of_report(event.data.assessment_id)
    if isinstance(event.data, RecommendationSucceeded):
        yield from (Need(RECOMMENDATIONS, parent) for parent in event.data.parents)


def added(event: Event[RecommendationAdded], known: Known, context: Context) -> Iterator[Change]:
    """A recommendation first made in a follow-up report reaches no further than the assessment itself does."""
    data, standing = event.data, report_of(known, event.data.assessment_id)
    if standing is None or _known(standing, data.recommendation.recommendation_id):
        return
    new = _made(data.recommendation, standing.assessment, (), context)
    yield from _followed(
        standing, _with(standing, data.occurred_on, new), (data.recommendation,), data.occurred_on, "withdrawn", context
    )


def succeeded(event: Event[RecommendationSucceeded], known: Known, context: Context) -> Iterator[Change]:
    """Successors take the place of their parents, and are for who could have every one of them."""
    data, standing = event.data, report_of(known, event.data.assessment_id)
    if standing is None:
        return
    parents = [one for one in (known.get(RECOMMENDATIONS, id_) for id_ in data.parents) if one is not None]
    told = tuple(one.recommendation for one in data.successors)
    new = [
        _made(one, standing.assessment, parents, context) for one in told if not _known(standing, one.recommendation_id)
    ]
    report = _without(_with(standing, data.occurred_on, *new), data.parents, "superseded", data.occurred_on)
    yield from _followed(standing, report, told, data.occurred_on, "superseded", context)


def closed(event: Event[RecommendationClosed], known: Known, context: Context) -> Iterator[Change]:
    """No longer live: taken back from everybody but the Committee and the State, which keep it on record."""
    data, standing = event.data, report_of(known, event.data.assessment_id)
    if standing is None:
        return
    report = _without(standing, (data.recommendation_id,), data.reason, data.occurred_on)
    because: WithdrawnBecause = "superseded" if data.reason == "superseded" else "withdrawn"
    yield from _followed(standing, report, (), data.occurred_on, because, context)


def needs_of_step(event: Event[Step]) -> Iterator[Need]:
    """The assessment alone."""
    yield Need(ASSESSMENTS, event.data.assessment_id)


def noted(event: Event[Step], known: Known, _context: Context) -> Iterator[Change]:
    """A response, a report, a status, a decision: a correction of the assessment moves no date past it (rule 4).

    A day that moved without a decision was only counted anew.
    """
    data = event.data
    before, on = known.get(ASSESSMENTS, data.assessment_id), data.occurred_on
    if before is None or (isinstance(data, FollowupRescheduled) and data.decided_by is None):
        return
    if isinstance(data, FollowupResponseReceived):
        after = replace(before, responded_on=min(on, before.responded_on or on))
    else:
        after = _followed_up(before, on)
    if after != before:
        yield Put(ASSESSMENTS, after)


def _followed_up(assessment: Assessment, on: date) -> Assessment:
    return replace(assessment, followed_up_on=min(on, assessment.followed_up_on or on))


def narrowest(*audiences: Audience) -> Audience:
    """The one that reaches least far."""
    return min(audiences, key=AUDIENCES.index)


def _known(standing: Report, recommendation: str) -> bool:
    return recommendation in standing.assessment.recommendation_ids


def _reach(parent: Recommendation, assessment: Assessment) -> Audience:
    """How far a parent reached; one that is closed already, how far it would reach if it were not."""
    if parent.closed is None:
        return parent.audience
    return parent.own_audience or (assessment.audience if parent.assessment_id == assessment.id else "committee")


def _made(
    told: facts.Recommendation, assessment: Assessment, parents: Sequence[Recommendation], context: Context
) -> Recommendation:
    """A recommendation that no content of the report speaks of. The default audience says nothing of its own."""
    by_default = told.audience == context.reference.practice.default_audiences["recommendation"]
    own = [one.own_audience for one in parents if one.own_audience] + ([] if by_default else [told.audience])
    furthest = [_reach(one, assessment) for one in parents] or [assessment.audience]
    return Recommendation(
        id=told.recommendation_id,
        assessment_id=assessment.id,
        state=assessment.state,
        reference=told.reference,
        text=told.text,
        themes=told.themes,
        provision=told.provision,
        priority=told.priority,
        pillar=told.pillar,
        made_by=told.made_by,
        assistance_needed=told.assistance_needed,
        assistance_requested=told.assistance_requested,
        stated_assistance_requested=told.assistance_requested,
        stated_audience=told.audience,
        own_audience=narrowest(*own) if own else None,
        audience=narrowest(told.audience, *furthest),
        parties=_parties(assessment, parents),
        synthetic=assessment.synthetic,
        made_in="follow-up",
    )


def _parties(assessment: Assessment, parents: Sequence[Recommendation]) -> tuple[str, ...]:
    """Who may have it beside the audience: of a successor, who may have every one of its parents so."""
    if not parents:
        return assessment.parties
    return tuple(one for one in parents[0].parties if all(one in parent.parties for parent in parents))


def _with(standing: Report, on: date, *new: Recommendation) -> Report:
    ids = (*standing.assessment.recommendation_ids, *(one.id for one in new))
    assessment = replace(_followed_up(standing.assessment, on), recommendation_ids=ids)
    return replace(standing, assessment=assessment, recommendations=(*standing.recommendations, *new))


def _without(standing: Report, gone: Iterable[str], reason: ClosedBecause, on: date) -> Report:
    def ended(one: Recommendation) -> Recommendation:
        if one.id not in gone or one.closed is not None:
            return one
        return replace(one, closed=reason, closed_on=on, audience="committee", parties=(f"state:{one.state}",))

    return replace(standing, recommendations=tuple(ended(one) for one in standing.recommendations))


def _followed(
    standing: Report,
    report: Report,
    told: tuple[facts.Recommendation, ...],
    on: date,
    because: WithdrawnBecause,
    context: Context,
) -> Iterator[Change]:
    """The rows, and the copies that differ. One that reaches less far than was told is told of, so that all agree."""
    if report == standing:
        return
    yield from reports.written(standing, report)
    said = {one.recommendation_id: (one.audience, set(one.parties)) for one in told}
    for one in report.followed:
        if not _known(standing, one.id) and said[one.id] != (one.audience, set(one.parties)):
            yield Emit(_as_the_report(one, report.assessment, on), one.state)
    if standing.assessment.status == "completed":
        before, after = (telling.fact(whole, AssessmentCompleted) for whole in (standing, report))
        yield from released(report.assessment.id, report.assessment.state, before, after, because, context)


def _as_the_report(one: Recommendation, assessment: Assessment, on: date) -> DisclosureChanged:
    return DisclosureChanged(
        occurred_on=on,
        synthetic=one.synthetic,
        of="recommendation",
        id=one.id,
        state=one.state,
        assessment_id=assessment.id,
        audience=one.audience,
        parties=one.parties,
        parts=(Disclosed(id=one.id, audience=one.audience, parties=one.parties),),
        decided_by="As decided on the assessment",
        decided_on=on,
    )
