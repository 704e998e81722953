"""Builds the parts of a report from the content that was sent: at first, and when a final one is corrected. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from contracts.assessments import FindingContent, RecommendationContent
from contracts.audiences import Audience
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
    find_narrowest,
    is_narrower,
    list_state_alone,
)
from services.assessments.assessments.sentences import (
    find_bound,
    find_reaches,
    list_former,
    list_gone,
    list_runs,
    list_sayers,
    remember,
)

Part = TypeVar("Part", Recommendation, Finding)


def build_parts(content: AssessmentContent, whole: Assessment) -> Report:
    """The report with the parts of the content, as it becomes final."""
    ids = name_findings(whole.id, content.findings)
    findings = (_build_finding(one, id_, whole) for one, id_ in zip(content.findings, ids, strict=True))
    return Report(whole, tuple(_build_recommendation(one, whole) for one in content.recommendations), tuple(findings))


def correct_parts(content: AssessmentContent, whole: Assessment, current: Report, today: date) -> Report:
    """The final report with the parts of the content. What was decided on a part, and what happened to it, stays.

    `today`: the day on which what is new came.
    """
    recommendations = [_build_recommendation(one, whole) for one in content.recommendations]
    if {one.id for one in current.later_recommendations} & {one.id for one in recommendations}:
        raise SameReferenceTwice(fields=("recommendations.reference",))
    ids = match_findings(whole.id, content.findings, current.findings, whole.corrections + 1)
    findings = [_build_finding(one, id_, whole) for one, id_ in zip(content.findings, ids, strict=True)]
    bounds = _find_bounds(current, whole, [*recommendations, *findings], today)
    kept = _give_readers(recommendations, current.own_recommendations, bounds)
    return Report(
        bounds.whole,
        (*_keep_lifecycle(current, tuple(kept)), *current.later_recommendations),
        tuple(_give_readers(findings, current.findings, bounds)),
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


def bound_by_words(part: Part, current: Report) -> Part:
    """A part that a follow-up brings goes no further than its words do in the report, or did before a correction."""
    sayers = list_sayers(current.parts)
    former = {one.digest: one.audience for one in list_former(current.assessment.closed_sentences, sayers)}
    return _bound(part, find_bound(list_runs(part), former, find_reaches(sayers)))


@dataclass(frozen=True, slots=True)
class _Bounds:
    """How far the parts of a correction go at most."""

    whole: Assessment
    """With what it remembers for later corrections."""
    gone: Audience | None
    """The narrowest of the parts and sentences that this correction leaves out."""
    former: dict[str, Audience]
    """How far sentences went that corrections before this one left out."""
    present: dict[str, Audience]
    """How far sentences go that the report says until now."""
    today: date


def _find_bounds(current: Report, whole: Assessment, parts: list[Recommendation | Finding], today: date) -> _Bounds:
    ids = {one.id for one in parts}
    sayers = list_sayers(current.parts)
    present = find_reaches(sayers)
    left_out = _find_left_out(current, ids)
    gone = list_gone(present, _list_said([*parts, *_list_unmentioned(current, ids)], current))
    former = list_former(whole.closed_sentences, sayers)
    narrowest = find_known_narrowest(whole.left_out_audience, left_out)
    return _Bounds(
        replace(whole, left_out_audience=narrowest, closed_sentences=remember(former, gone)),
        find_known_narrowest(left_out, *(one.audience for one in gone)),
        {one.digest: one.audience for one in former},
        present,
        today,
    )


def _list_said(after: list[Recommendation | Finding], current: Report) -> Iterator[frozenset[str]]:
    """What each part says then; of a closed one only what it said before, since nobody reads it any more."""
    closed = {one.id: list_runs(one) for one in current.recommendations if not one.is_live}
    for one in after:
        said = list_runs(one)
        yield said & closed[one.id] if one.id in closed else said


def _list_unmentioned(current: Report, ids: set[str]) -> list[Recommendation]:
    """What stays though a correction does not mention it: from the follow-up, or closed."""
    return [
        one for one in current.recommendations if one.id not in ids and (one.made_in == "follow-up" or not one.is_live)
    ]


def _find_left_out(current: Report, ids: set[str]) -> Audience | None:
    """The narrowest audience of its own of the parts with other ids; None: none of them has one up to the UN's.

    A closed recommendation stays on record, so it is never left out.
    """
    live = [one for one in current.own_recommendations if one.is_live]
    parts: list[Recommendation | Finding] = [*live, *current.findings]
    own = (part.own_audience for part in parts if part.id not in ids)
    return find_known_narrowest(*(one for one in own if one is not None and not is_narrower(WIDEST_UNDECIDED, one)))


def _give_readers(parts: list[Part], of_kind: tuple[Part, ...], bounds: _Bounds) -> Iterator[Part]:
    """Gives each part the readers that were decided. Nobody reads a new one on whom nobody decided (OP19)."""
    known = {part.id: part for part in of_kind}
    for part in parts:
        before, whole = known.get(part.id), bounds.whole
        if before is None:
            said = find_bound(list_runs(part), bounds.former, bounds.present)
            own = part.stated_audience, whole.left_out_audience, bounds.gone, said
            yield _put(replace(part, came_on=bounds.today), find_later_readers(whole, *own))
        else:
            yield _bound_other_words(_keep_decision(part, before), before, bounds)


def _put(part: Part, readers: Readers) -> Part:
    return replace(part, own_audience=readers.own_audience, audience=readers.audience, parties=readers.parties)


def _keep_decision(part: Part, before: Part) -> Part:
    """New content does not add a reader. If it states an audience, it names nobody beside it any more."""
    on, by = before.disclosure_decided_on, before.disclosure_decided_by
    kept = replace(part, disclosure_decided_on=on, disclosure_decided_by=by, came_on=before.came_on)
    if before.stated_audience == part.stated_audience:
        return _put(kept, Readers(before.own_audience, before.audience, before.parties))
    own = find_known_narrowest(before.own_audience, part.own_audience)
    return _put(kept, Readers(own, part.audience, before.parties if part.stated_audience is None else part.parties))


def _bound_other_words(part: Part, before: Part, bounds: _Bounds) -> Part:
    """The words of what is left out may be in a part that says something else now: it is for no more readers.

    So it is where it says again what a former version said for fewer. A State's word on the part was on other words.
    """
    new = list_runs(part) - list_runs(before)
    bound = find_known_narrowest(bounds.gone, find_bound(new, bounds.former)) if new else None
    if bound is None:
        return part
    part, alone = replace(part, came_on=bounds.today), list_state_alone(part.state)
    if part.parties != alone:
        part = replace(part, own_audience=part.own_audience or WIDEST_UNDECIDED, parties=alone)
    return _bound(part, bound)


def _bound(part: Part, bound: Audience | None) -> Part:
    own = part.own_audience or WIDEST_UNDECIDED
    if bound is None or not (is_narrower(bound, own) or is_narrower(bound, part.audience)):
        return part
    audience = find_narrowest(bound, part.audience)
    return _put(part, Readers(find_narrowest(bound, own), audience, list_state_alone(part.state)))


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
