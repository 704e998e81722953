"""Builds the parts of a report from the content that was sent: at first, and when a final one is corrected. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from contracts.assessments import FindingContent, RecommendationContent
from contracts.audiences import AUDIENCES, Audience
from contracts.ids import recommendation_id
from contracts.notices import AssessmentContent, NoticedFinding, NoticedRecommendation
from services.assessments.assessments.checks import SameReferenceTwice
from services.assessments.assessments.matching import match_findings, name_findings
from services.assessments.assessments.model import Assessment, Finding, Recommendation, Report
from services.assessments.assessments.readers import (
    WIDEST_UNDECIDED,
    Readers,
    find_first_readers,
    find_known_narrowest,
    find_later_readers,
    is_narrower,
    list_state_alone,
)

Part = TypeVar("Part", Recommendation, Finding)


def build_parts(content: AssessmentContent, whole: Assessment) -> Report:
    """The report with the parts of the content, as it becomes final."""
    ids = name_findings(whole.id, content.findings)
    findings = (_build_finding(one, id_, whole) for one, id_ in zip(content.findings, ids, strict=True))
    return Report(whole, tuple(_build_recommendation(one, whole) for one in content.recommendations), tuple(findings))


def correct_parts(content: AssessmentContent, whole: Assessment, current: Report) -> Report:
    """The final report with the parts of the content. What was decided on a part, and what happened to it, stays."""
    recommendations = [_build_recommendation(one, whole) for one in content.recommendations]
    if {one.id for one in current.later_recommendations} & {one.id for one in recommendations}:
        raise SameReferenceTwice(fields=("recommendations.reference",))
    ids = match_findings(whole.id, content.findings, current.findings, whole.corrections + 1)
    findings = [_build_finding(one, id_, whole) for one, id_ in zip(content.findings, ids, strict=True)]
    left_out = _find_left_out(current, {*ids, *(one.id for one in recommendations)})
    whole = replace(whole, left_out_audience=find_known_narrowest(whole.left_out_audience, left_out))
    kept = _give_readers(recommendations, current.own_recommendations, current, whole, left_out)
    return Report(
        whole,
        (*_keep_lifecycle(current, tuple(kept)), *current.later_recommendations),
        tuple(_give_readers(findings, current.findings, current, whole, left_out)),
    )


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


def _find_left_out(current: Report, ids: set[str]) -> Audience | None:
    """The narrowest audience of its own of the parts with other ids; None: none of them has one up to the UN's.

    A closed recommendation stays on record, so it is never left out.
    """
    live = [one for one in current.own_recommendations if one.is_live]
    parts: list[Recommendation | Finding] = [*live, *current.findings]
    own = (part.own_audience for part in parts if part.id not in ids)
    return find_known_narrowest(*(one for one in own if one is not None and not is_narrower(WIDEST_UNDECIDED, one)))


def _give_readers(
    parts: list[Part], of_kind: tuple[Part, ...], current: Report, whole: Assessment, left_out: Audience | None
) -> Iterator[Part]:
    """Gives each part the readers that were decided. Nobody reads a new one on whom nobody decided (OP19)."""
    known = {part.id: part for part in of_kind}
    for part in parts:
        before = known.get(part.id)
        if before is None:
            bounds = part.stated_audience, whole.left_out_audience, _find_reach_of_words(part, current)
            yield _put(part, find_later_readers(whole, *bounds))
        else:
            yield _bound_other_words(_keep_decision(part, before), before, left_out)


def _find_reach_of_words(part: Part, current: Report) -> Audience | None:
    """How far these very words went by a choice of their own; None: no part said them, or one as the report does."""
    own = [one.own_audience for one in current.parts if one.words == part.words != ()]
    known = [one for one in own if one is not None]
    return max(known, key=AUDIENCES.index, default=None) if len(known) == len(own) else None


def _put(part: Part, readers: Readers) -> Part:
    return replace(part, own_audience=readers.own_audience, audience=readers.audience, parties=readers.parties)


def _keep_decision(part: Part, before: Part) -> Part:
    """New content does not add a reader. If it states an audience, it names nobody beside it any more."""
    on, by = before.disclosure_decided_on, before.disclosure_decided_by
    kept = replace(part, disclosure_decided_on=on, disclosure_decided_by=by)
    if before.stated_audience == part.stated_audience:
        return _put(kept, Readers(before.own_audience, before.audience, before.parties))
    own = find_known_narrowest(before.own_audience, part.own_audience)
    return _put(kept, Readers(own, part.audience, before.parties if part.stated_audience is None else part.parties))


def _bound_other_words(part: Part, before: Part, left_out: Audience | None) -> Part:
    """The words of what is left out may be in a part that says something else now: it is for no more readers."""
    if left_out is None or part.words == before.words:
        return part
    own = part.own_audience or WIDEST_UNDECIDED
    if not (is_narrower(left_out, own) or is_narrower(left_out, part.audience)):
        return part
    audience = left_out if is_narrower(left_out, part.audience) else part.audience
    return _put(part, Readers(left_out, audience, list_state_alone(part.state)))


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
        now = replace(
            one,
            closed=before.closed,
            closed_on=before.closed_on,
            assistance_changed_on=before.assistance_changed_on,
            assistance_changes=before.assistance_changes,
        )
        if before.stated_assistance_requested == one.stated_assistance_requested:
            now = replace(now, assistance_requested=before.assistance_requested, assistance_on=before.assistance_on)
        if not before.is_live:
            now = replace(now, own_audience=before.own_audience, audience=before.audience)
        yield now
    ids = {one.id for one in recommendations}
    yield from (one for one in current.own_recommendations if not one.is_live and one.id not in ids)
