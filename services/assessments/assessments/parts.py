"""Builds the parts of a report from the content that was sent: at first, and when a final one is corrected. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from contracts.assessments import FindingContent, RecommendationContent
from contracts.ids import recommendation_id
from contracts.notices import AssessmentContent, NoticedFinding, NoticedRecommendation
from services.assessments.assessments.checks import SameReferenceTwice
from services.assessments.assessments.model import Assessment, Finding, Recommendation, Report
from services.assessments.assessments.readers.arrival import find_first_readers
from services.assessments.assessments.readers.closed_words import Words
from services.assessments.assessments.readers.correction import keep_readers
from services.assessments.assessments.readers.same_findings import match_findings, name_findings


def build_parts(content: AssessmentContent, whole: Assessment) -> Report:
    """The report with the parts of the content, as it becomes final."""
    ids = name_findings(whole.id, content.findings)
    findings = (_build_finding(one, id_, whole) for one, id_ in zip(content.findings, ids, strict=True))
    return Report(whole, tuple(_build_recommendation(one, whole) for one in content.recommendations), tuple(findings))


def correct_parts(content: AssessmentContent, whole: Assessment, words: Words, today: date) -> Report:
    """The final report with the parts of the content. What was decided on a part, and what happened to it, stays.

    `words`: of the report until now. `today`: the day on which what is new came.
    """
    current = words.report
    recommendations = tuple(_build_recommendation(one, whole) for one in content.recommendations)
    if {one.id for one in current.later_recommendations} & {one.id for one in recommendations}:
        raise SameReferenceTwice(fields=("recommendations.reference",))
    ids = match_findings(whole.id, content.findings, current.findings, whole.corrections + 1)
    findings = tuple(_build_finding(one, id_, whole) for one, id_ in zip(content.findings, ids, strict=True))
    report = keep_readers(words, Report(whole, recommendations, findings), today)
    kept = _keep_lifecycle(current, report.recommendations)
    return replace(report, recommendations=(*kept, *current.later_recommendations))


def _build_recommendation(part: NoticedRecommendation, whole: Assessment) -> Recommendation:
    readers = find_first_readers(whole, part.audience)
    return Recommendation(
        id=recommendation_id(whole.id, part.reference),
        assessment_id=whole.id,
        state=whole.state,
        **RecommendationContent.fields_of(part),
        assistance_requested=part.assistance_requested,
        stated_assistance_requested=part.assistance_requested,
        stated_audience=part.audience,
        own_audience=readers.own_audience,
        audience=readers.audience,
        parties=readers.parties,
        synthetic=whole.synthetic,
    )


def _build_finding(part: NoticedFinding, id_: str, whole: Assessment) -> Finding:
    readers = find_first_readers(whole, part.audience)
    return Finding(
        id=id_,
        assessment_id=whole.id,
        state=whole.state,
        **FindingContent.fields_of(part),
        stated_audience=part.audience,
        own_audience=readers.own_audience,
        audience=readers.audience,
        parties=readers.parties,
        synthetic=whole.synthetic,
    )


def _keep_lifecycle(current: Report, recommendations: tuple[Recommendation, ...]) -> Iterator[Recommendation]:
    """The recommendations of the content, with what happened to them since: closure, and requests for assistance.

    A closed one stays on record even if the content leaves it out. So its reference is not used again.
    """
    known = {one.id: one for one in current.own_recommendations}
    for one in recommendations:
        before = known.get(one.id)
        if before is None:
            yield one
            continue
        now = replace(one, closed=before.closed, closed_on=before.closed_on, counts=before.counts)
        if before.stated_assistance_requested == one.stated_assistance_requested:
            now = replace(now, assistance_requested=before.assistance_requested, assistance_on=before.assistance_on)
        if not before.is_live:
            now = replace(now, own_audience=before.own_audience, audience=before.audience)
        yield now
    ids = {one.id for one in recommendations}
    yield from (one for one in current.own_recommendations if not one.is_live and one.id not in ids)
