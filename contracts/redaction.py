"""What each audience may have of an assessment with its parts, and of a product. Pure.

The one place that makes released copies: on topics, in feeds and on pages. What a reader may not
see is absent, without a trace: no count, no empty place (rule 12).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.assessments import AssessmentFact, Finding, ProductAdopted, Recommendation, VisitAgreed
from contracts.audiences import RELEASED_TO, Audience, may_see, reaches
from contracts.released import (
    Released,
    ReleasedAssessment,
    ReleasedFinding,
    ReleasedProduct,
    ReleasedRecommendation,
    ReleasedSchedule,
    ReleasedWithdrawn,
)
from contracts.vocabulary import Releasable, WithdrawnBecause

NOBODY: frozenset[str] = frozenset()

Copies = dict[str, Released]
"""Released copies by the id of their thing."""


def redact_assessment(
    assessment: AssessmentFact, released_on: date, reader: Audience, parties: frozenset[str]
) -> ReleasedAssessment | None:
    """The assessment for this reader, or None if it is withheld."""
    if not may_see(reader, parties, assessment.audience, assessment.parties):
        return None
    return ReleasedAssessment(
        released_on=released_on,
        synthetic=assessment.synthetic,
        assessment_id=assessment.assessment_id,
        state=assessment.state,
        kind=assessment.kind,
        report_date=assessment.report_date,
        submitted_to_ctc_on=assessment.submitted_to_ctc_on,
        visit_id=assessment.visit_id,
        findings=tuple(_finding(f) for f in assessment.findings if may_see(reader, parties, f.audience, f.parties)),
        recommendation_ids=tuple(
            r.recommendation_id for r in assessment.recommendations if may_see(reader, parties, r.audience, r.parties)
        ),
    )


def redact_recommendation(
    assessment: AssessmentFact,
    recommendation: Recommendation,
    released_on: date,
    reader: Audience,
    parties: frozenset[str],
) -> ReleasedRecommendation | None:
    """The recommendation for this reader, or None if it is withheld.

    Its own audience decides, not the assessment's: a State may open one recommendation of a report
    that stays closed, and close one of a report that is open (OP19).
    """
    if not may_see(reader, parties, recommendation.audience, recommendation.parties):
        return None
    return ReleasedRecommendation(
        released_on=released_on,
        synthetic=assessment.synthetic,
        recommendation_id=recommendation.recommendation_id,
        assessment_id=assessment.assessment_id,
        state=assessment.state,
        text=recommendation.text,
        themes=recommendation.themes,
        priority=recommendation.priority,
        pillar=recommendation.pillar,
        made_by=recommendation.made_by,
        provision=recommendation.provision,
        assistance_needed=recommendation.assistance_needed,
        assistance_requested=recommendation.assistance_requested,
    )


def redact_product(product: ProductAdopted, released_on: date, reader: Audience) -> ReleasedProduct | None:
    """The survey or analytical product for this reader, or None if it is withheld."""
    if not reaches(product.audience, reader):
        return None
    return ReleasedProduct(
        released_on=released_on,
        synthetic=product.synthetic,
        product_id=product.product_id,
        kind=product.kind,
        title=product.title,
        summary=product.summary,
        state=product.state,
        themes=product.themes,
        document=product.document,
    )


def schedule_entry(visit: VisitAgreed, released_on: date, cancelled_on: date | None = None) -> ReleasedSchedule:
    """The visit as the public schedule shows it, once the State has agreed: no purpose, no guests.

    A cancelled one has the day more, and no reason.
    """
    return ReleasedSchedule(
        released_on=released_on,
        synthetic=visit.synthetic,
        visit_id=visit.visit_id,
        state=visit.state,
        kind=visit.kind,
        body=visit.body,
        start=visit.start,
        end=visit.end,
        mode=visit.mode,
        cancelled_on=cancelled_on,
    )


def make_copies(
    assessment: AssessmentFact, released_on: date, reader: Audience, parties: frozenset[str] = NOBODY
) -> Copies:
    """All that this reader may have of the assessment: itself, and each recommendation."""
    whole = redact_assessment(assessment, released_on, reader, parties)
    result: Copies = {} if whole is None else {assessment.assessment_id: whole}
    for recommendation in assessment.recommendations:
        part = redact_recommendation(assessment, recommendation, released_on, reader, parties)
        if part is not None:
            result[recommendation.recommendation_id] = part
    return result


def release(
    before: AssessmentFact | None, after: AssessmentFact | None, released_on: date, because: WithdrawnBecause
) -> Iterator[tuple[Audience, Released]]:
    """What to send to each released audience when an assessment changed from `before` to `after`.

    New and changed copies go out whole. What an audience no longer has is withdrawn, and `because`
    says why. None before: it is new; none after: it is withdrawn.
    """
    for reader in RELEASED_TO:
        had = {} if before is None else make_copies(before, released_on, reader)
        has = {} if after is None else make_copies(after, released_on, reader)
        yield from _difference(reader, had, has, released_on, because)


def release_product(
    before: ProductAdopted | None, after: ProductAdopted | None, released_on: date, because: WithdrawnBecause
) -> Iterator[tuple[Audience, Released]]:
    """What to send when a survey or an analytical product changed, as for `release`."""
    for reader in RELEASED_TO:
        had, has = (_product_copy(product, released_on, reader) for product in (before, after))
        yield from _difference(reader, had, has, released_on, because)


def _product_copy(product: ProductAdopted | None, released_on: date, reader: Audience) -> Copies:
    copy = redact_product(product, released_on, reader) if product else None
    return {} if copy is None else {copy.product_id: copy}


def _difference(
    reader: Audience, had: Copies, has: Copies, released_on: date, because: WithdrawnBecause
) -> Iterator[tuple[Audience, Released]]:
    for key, copy in has.items():
        if had.get(key) != copy:
            yield reader, copy
    for key, old_copy in had.items():
        if key not in has:
            yield reader, _withdrawal(key, old_copy, released_on, because)


def _finding(finding: Finding) -> ReleasedFinding:
    return ReleasedFinding(
        finding_id=finding.finding_id,
        provision=finding.provision,
        result=finding.result,
        text=finding.text,
        shortfall=finding.shortfall,
        good_practice=finding.good_practice,
    )


def _withdrawal(key: str, copy: Released, released_on: date, because: WithdrawnBecause) -> ReleasedWithdrawn:
    of: Releasable
    match copy:
        case ReleasedAssessment(state=state):
            of = "assessment"
        case ReleasedRecommendation(state=state):
            of = "recommendation"
        case ReleasedProduct(state=state):
            of = "product"
        case _:
            raise AssertionError(copy.type)
    return ReleasedWithdrawn(
        released_on=released_on, synthetic=copy.synthetic, of=of, id=key, state=state, because=because
    )
