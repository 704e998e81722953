"""Builds reports from the content that was sent, compares two of them, and writes them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from contracts.assessments import FindingContent, RecommendationContent
from contracts.ids import assessment_id
from contracts.notices import AssessmentContent, NoticedFinding, NoticedRecommendation
from contracts.vocabulary import AssessmentKind
from services.assessments.assessments.checks import check_content
from services.assessments.assessments.model import (
    ASSESSMENTS,
    FINDINGS,
    RECOMMENDATIONS,
    Assessment,
    OneKind,
    Report,
)
from services.assessments.assessments.parts import build_parts, correct_parts
from services.assessments.assessments.readers.closed_words import Words
from services.assessments.checks import check_order
from shared.engine.rules import Change, Context, Put, Remove, Table


def start_assessment(source: str, reference: str, state: str, kind: AssessmentKind, context: Context) -> Assessment:
    """A new assessment, for the Committee and the State alone."""
    practice = context.reference.practice
    return Assessment(
        id=assessment_id(source, reference),
        source=source,
        reference=reference,
        state=state,
        kind=kind,
        status="drafted",
        opens_cycle=practice.opens_cycle[kind],
        audience=practice.default_audiences["draft"],
        parties=(f"state:{state}",),
    )


def build_report(
    content: AssessmentContent, source: str, current: Report | None, context: Context, words: Words | None = None
) -> Report:
    """The completed report that this content describes. What the content does not mention stays as it is.

    Raises what is wrong with the content itself (`check_content`). If the report is already final, each part keeps
    the audience that was decided for it, unless the content says something new about that. `words`: what it says until
    now, if that is known already.
    """
    state = check_content(content, context)
    before = (
        current.assessment if current else start_assessment(source, content.reference, state, content.kind, context)
    )
    practice = context.reference.practice
    whole = replace(
        before,
        state=state,
        kind=content.kind,
        status="completed",
        opens_cycle=practice.opens_cycle[content.kind],
        audience=practice.default_audiences["assessment"] if before.status == "drafted" else before.audience,
        synthetic=content.synthetic,
        visit_id=before.visit_id if content.visit else None,
        visit=content.visit,
        report_date=content.report_date,
        submitted_to_ctc_on=content.submitted_to_ctc_on,
        received_by_state_on=content.received_by_state_on or before.received_by_state_on,
    )
    _check_order(whole)
    is_final = current is not None and before.status != "drafted"
    if current and is_final:
        report = correct_parts(content, whole, words or Words(current), context.today)
    else:
        report = build_parts(content, whole)
    ids = tuple(one.id for one in report.recommendations), tuple(one.id for one in report.findings)
    return replace(report, assessment=replace(report.assessment, recommendation_ids=ids[0], finding_ids=ids[1]))


def _check_order(whole: Assessment) -> None:
    submitted = whole.submitted_to_ctc_on
    check_order(
        pao_shared_on=whole.pao_shared_on,
        draft_shared_on=whole.draft_shared_on,
        observations_received_on=whole.observations_received_on,
        submitted_to_ctc_on=submitted,
    )
    check_order(report_date=whole.report_date, submitted_to_ctc_on=submitted)
    # The State may have the final report before the CTC does, but not before it is dated.
    check_order(report_date=whole.report_date, received_by_state_on=whole.received_by_state_on)


def build_content(report: Report) -> AssessmentContent:
    """The content that describes this completed report, as a notice would have it."""
    assessment = report.assessment
    assert assessment.report_date is not None
    assert assessment.submitted_to_ctc_on is not None
    return AssessmentContent(
        reference=assessment.reference,
        state=assessment.state,
        kind=assessment.kind,
        visit=assessment.visit,
        report_date=assessment.report_date,
        submitted_to_ctc_on=assessment.submitted_to_ctc_on,
        recommendations=tuple(
            NoticedRecommendation(
                audience=one.stated_audience,
                assistance_requested=one.stated_assistance_requested,
                **RecommendationContent.fields_of(one),
            )
            for one in report.own_recommendations
        ),
        findings=tuple(
            NoticedFinding(audience=one.stated_audience, **FindingContent.fields_of(one)) for one in report.findings
        ),
        synthetic=assessment.synthetic,
    )


_WHOLE = ("state", "kind", "visit", "report_date", "submitted_to_ctc_on", "received_by_state_on", "synthetic")
"""The fields of an assessment that a notice states."""

_NOT_STATED = frozenset(
    {"id", "assessment_id", "state", "own_audience", "audience", "parties", "synthetic"}
    | {"disclosure_decided_on", "disclosure_decided_by", "came_on"}
    | {"assistance_requested", "assistance_on", "counts"}
    | {"made_in", "closed", "closed_on"}
)
"""The fields of a part that no notice states."""


def list_differences(before: Report, after: Report) -> tuple[str, ...]:
    """The names of the fields in which the two differ, as a notice calls them."""
    names = [name for name in _WHOLE if getattr(before.assessment, name) != getattr(after.assessment, name)]
    names += _list_differing(before.own_recommendations, after.own_recommendations, "recommendations")
    names += _list_differing(before.findings, after.findings, "findings")
    return tuple(names)


def _list_differing(before: tuple[OneKind, ...], after: tuple[OneKind, ...], name: str) -> list[str]:
    old: Mapping[str, Any] = {part.id: part for part in before}
    new: Mapping[str, Any] = {part.id: part for part in after}
    differing = [name] if old.keys() != new.keys() else []
    both = [(old[key], part) for key, part in new.items() if key in old]
    compared = [field.name for field in fields(both[0][0]) if field.name not in _NOT_STATED] if both else []
    unlike = [field for field in compared if any(getattr(one, field) != getattr(other, field) for one, other in both)]
    return differing + [f"{name}.{field.removeprefix('stated_')}" for field in unlike]


def write_report(before: Report | None, after: Report) -> Iterator[Change]:
    """Writes the rows that differ between the two."""
    if before is None or before.assessment != after.assessment:
        yield Put(ASSESSMENTS, after.assessment)
    yield from _write_rows(RECOMMENDATIONS, before.recommendations if before else (), after.recommendations)
    yield from _write_rows(FINDINGS, before.findings if before else (), after.findings)


def _write_rows(table: Table[OneKind], before: tuple[OneKind, ...], after: tuple[OneKind, ...]) -> Iterator[Change]:
    old = {part.id: part for part in before}
    for part in after:
        if old.pop(part.id, None) != part:
            yield Put(table, part)
    for key in old:
        yield Remove(table, key)
