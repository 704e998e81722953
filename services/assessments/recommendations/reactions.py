"""What follows from a follow-up: recommendations added, merged, split, closed (rules 5 to 7). Pure.

followup owns their lifecycle; who may have them is decided and released here, as of any other. An event about an
assessment that is not known here is passed over: a cycle follows from a completion, so there is none without it.
An assessment that was withdrawn meanwhile takes them over for the Committee alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from contracts import assessments as facts
from contracts.assessments import AssessmentCompleted, Disclosed, DisclosureChanged
from contracts.audiences import Audience
from contracts.base import EventData
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
from services.assessments.assessments.events import build_fact
from services.assessments.assessments.model import ASSESSMENTS, RECOMMENDATIONS, Assessment, Recommendation, Report
from services.assessments.assessments.needs import find_report, needs_of_report
from services.assessments.assessments.readers.arrival import find_later_readers, find_successor_readers
from services.assessments.assessments.readers.closed_words import Words, find_choice_in
from services.assessments.assessments.readers.closing import mark_closed
from services.assessments.assessments.readers.correction import bound_by_words
from services.assessments.assessments.reports import write_report
from services.assessments.released.copies import release_report
from shared.engine.rules import Change, Context, Emit, Event, Known, Need, Put, Rule

FollowedUp = RecommendationAdded | RecommendationSucceeded | RecommendationClosed
Step = (
    FollowupResponseReceived
    | FollowupReported
    | FollowupRescheduled
    | RecommendationAssessed
    | RecommendationCarriedOver
)
"""Steps that come after the dates of the report and depend on them."""


def needs_of_followed_up(event: Event[FollowedUp]) -> Iterator[Need]:
    """The assessment with its parts, and parents that were carried over from another assessment."""
    yield from needs_of_report(event.data.assessment_id)
    if isinstance(event.data, RecommendationSucceeded):
        yield from (Need(RECOMMENDATIONS, parent) for parent in event.data.parents)


def add_recommendation(event: Event[RecommendationAdded], known: Known, context: Context) -> Iterator[Change]:
    """A recommendation first made in a follow-up report reaches no further than the assessment itself does."""
    data, current = event.data, find_report(known, event.data.assessment_id)
    if current is None or _is_known(current, data.recommendation.recommendation_id):
        return
    meant = _as_meant(data.recommendation, data.meant_for)
    new = bound_by_words(_build_recommendation(meant, current.assessment, (), context), Words(current))
    yield from _write(
        current, _add(current, data.occurred_on, new), (data.recommendation,), data.occurred_on, "withdrawn", context
    )


def add_successors(event: Event[RecommendationSucceeded], known: Known, context: Context) -> Iterator[Change]:
    """Successors take the place of their parents. Only readers of every parent may have them."""
    data, current = event.data, find_report(known, event.data.assessment_id)
    if current is None:
        return
    parents = [one for one in (known.get(RECOMMENDATIONS, id_) for id_ in data.parents) if one is not None]
    parts, words = tuple(one.recommendation for one in data.successors), Words(current)
    new = [
        bound_by_words(
            _build_recommendation(_as_meant(one.recommendation, one.meant_for), current.assessment, parents, context),
            words,
        )
        for one in data.successors
        if not _is_known(current, one.recommendation.recommendation_id)
    ]
    report = _close(_add(current, data.occurred_on, *new), data.parents, "superseded", data.occurred_on)
    yield from _write(current, report, parts, data.occurred_on, "superseded", context)


def close_recommendation(event: Event[RecommendationClosed], known: Known, context: Context) -> Iterator[Change]:
    """The recommendation is no longer live. Only the Committee and the State keep it.

    With the report all of them are closed. Then this comes for each, and none looks at the others.
    """
    data, one = event.data, known.get(RECOMMENDATIONS, event.data.recommendation_id)
    current = find_report(known, data.assessment_id) if one is not None and one.is_live else None
    if one is None or current is None:
        return
    if current.assessment.status != "completed":
        closed = mark_closed(one, data.reason, data.occurred_on, find_choice_in(current)(one))
        yield Put(RECOMMENDATIONS, closed)
        return
    report = _close(current, (data.recommendation_id,), data.reason, data.occurred_on)
    because: WithdrawnBecause = "superseded" if data.reason == "superseded" else "withdrawn"
    yield from _write(current, report, (), data.occurred_on, because, context)


def needs_of_step(event: Event[Step]) -> Iterator[Need]:
    """The assessment alone."""
    yield Need(ASSESSMENTS, event.data.assessment_id)


def record_step(event: Event[Step], known: Known, _context: Context) -> Iterator[Change]:
    """Notes the day of a response, report, status or decision. No correction may move a date past it (rule 4).

    A day that moved without a decision was only counted anew.
    """
    data = event.data
    before, on = known.get(ASSESSMENTS, data.assessment_id), data.occurred_on
    if before is None or (isinstance(data, FollowupRescheduled) and data.decided_by is None):
        return
    if isinstance(data, FollowupResponseReceived):
        after = replace(before, responded_on=_find_first_response(before, data))
    else:
        after = _record_follow_up(before, on)
    if after != before:
        yield Put(ASSESSMENTS, after)


def _find_first_response(assessment: Assessment, data: FollowupResponseReceived) -> date:
    """As the cycle says now, since its day may have been put right (rule 4)."""
    if data.cycle is not None and data.cycle.response.received_on is not None:
        return data.cycle.response.received_on
    return min(data.occurred_on, assessment.responded_on or data.occurred_on)


def _record_follow_up(assessment: Assessment, on: date) -> Assessment:
    return replace(assessment, followed_up_on=min(on, assessment.followed_up_on or on))


def _is_known(current: Report, recommendation: str) -> bool:
    return recommendation in current.assessment.recommendation_ids


def _as_meant(told: facts.Recommendation, meant_for: Audience | None) -> facts.Recommendation:
    """For whom it is meant, where the event keeps it for the Committee until it is decided here."""
    return told if meant_for is None else told.model_copy(update={"audience": meant_for})


def _build_recommendation(
    data: facts.Recommendation, assessment: Assessment, parents: Sequence[Recommendation], context: Context
) -> Recommendation:
    """A recommendation that came from the follow-up. The default audience is no choice of its own."""
    by_default = data.audience == context.reference.practice.default_audiences["recommendation"]
    stated = None if by_default else data.audience
    readers = find_successor_readers(stated, assessment, parents) if parents else find_later_readers(assessment, stated)
    return Recommendation(
        id=data.recommendation_id,
        assessment_id=assessment.id,
        state=assessment.state,
        **facts.RecommendationContent.fields_of(data),
        assistance_requested=data.assistance_requested,
        stated_assistance_requested=data.assistance_requested,
        stated_audience=data.audience,
        own_audience=readers.own_audience,
        audience=readers.audience,
        parties=readers.parties,
        synthetic=assessment.synthetic,
        made_in="follow-up",
        came_on=context.today,
    )


def _add(current: Report, on: date, *new: Recommendation) -> Report:
    ids = (*current.assessment.recommendation_ids, *(one.id for one in new))
    assessment = replace(_record_follow_up(current.assessment, on), recommendation_ids=ids)
    return replace(current, assessment=assessment, recommendations=(*current.recommendations, *new))


def _close(current: Report, ids: Iterable[str], reason: ClosedBecause, on: date) -> Report:
    find_choice = find_choice_in(current)
    return replace(
        current,
        recommendations=tuple(
            mark_closed(one, reason, on, find_choice(one)) if one.id in ids and one.is_live else one
            for one in current.recommendations
        ),
    )


def _write(
    current: Report,
    report: Report,
    parts: tuple[facts.Recommendation, ...],
    on: date,
    because: WithdrawnBecause,
    context: Context,
) -> Iterator[Change]:
    """Writes rows and copies that differ, and tells where a recommendation reaches less far than its event said."""
    if report == current:
        return
    yield from write_report(current, report)
    told_readers = {one.recommendation_id: (one.audience, set(one.parties)) for one in parts}
    for one in report.later_recommendations:
        if not _is_known(current, one.id) and told_readers[one.id] != (one.audience, set(one.parties)):
            yield Emit(_build_disclosure_event(one, report.assessment, on), one.state)
    if current.assessment.status == "completed":
        before, after = (build_fact(whole, AssessmentCompleted) for whole in (current, report))
        yield from release_report(report.assessment.id, report.assessment.state, before, after, because, context)


def _build_disclosure_event(one: Recommendation, assessment: Assessment, on: date) -> DisclosureChanged:
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


REACTIONS: dict[type[EventData], Rule[Any]] = {
    RecommendationAdded: Rule(needs_of_followed_up, add_recommendation),
    RecommendationSucceeded: Rule(needs_of_followed_up, add_successors),
    RecommendationClosed: Rule(needs_of_followed_up, close_recommendation),
    FollowupResponseReceived: Rule(needs_of_step, record_step),
    FollowupReported: Rule(needs_of_step, record_step),
    FollowupRescheduled: Rule(needs_of_step, record_step),
    RecommendationAssessed: Rule(needs_of_step, record_step),
    RecommendationCarriedOver: Rule(needs_of_step, record_step),
}
