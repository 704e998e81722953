"""Where it is kept, and what each rule must know. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from services.assessments.model import (
    Assessment,
    Correction,
    Finding,
    JudgedNotice,
    MergedVisit,
    Overlap,
    Product,
    Recommendation,
    ReleasedCopy,
    Report,
    StateVisits,
    Visit,
)
from services.assessments.programme_model import Consent, Programme, VisitRequest
from shared.engine.notices.judging import WAITING
from shared.engine.rules import Change, Known, Need, Put, Table

STATE_VISITS: Table[StateVisits] = Table("state_visits", StateVisits)
MERGED: Table[MergedVisit] = Table("merged_visits", MergedVisit)
OVERLAPS: Table[Overlap] = Table("visit_overlaps", Overlap)
VISITS: Table[Visit] = Table("visits", Visit)
ASSESSMENTS: Table[Assessment] = Table("assessments", Assessment)
RECOMMENDATIONS: Table[Recommendation] = Table("recommendations", Recommendation)
FINDINGS: Table[Finding] = Table("findings", Finding)
CORRECTIONS: Table[Correction] = Table("corrections", Correction)
PROGRAMMES: Table[Programme] = Table("programmes", Programme)
CONSENTS: Table[Consent] = Table("consents", Consent)
VISIT_REQUESTS: Table[VisitRequest] = Table("visit_requests", VisitRequest)
PRODUCTS: Table[Product] = Table("products", Product)
RELEASED: Table[ReleasedCopy] = Table("released_copies", ReleasedCopy)
JUDGED: Table[JudgedNotice] = Table("judged_notices", JudgedNotice)

IN_LOCK_ORDER = (
    WAITING, JUDGED, ASSESSMENTS, RECOMMENDATIONS, FINDINGS, CORRECTIONS, PRODUCTS, STATE_VISITS, MERGED, VISITS,
    OVERLAPS, PROGRAMMES, CONSENTS, VISIT_REQUESTS, RELEASED,
)  # fmt: skip
"""What children hang on comes first."""


def needs_of_report(assessment_id: str) -> Iterator[Need]:
    """An assessment with its parts, its visit, and what was released of it."""
    yield Need(ASSESSMENTS, assessment_id, then=_needs_of_its_visit)
    yield from _needs_of_parts(assessment_id)


def _needs_of_its_visit(assessment: Assessment) -> Iterator[Need]:
    if assessment.visit_id is not None:
        yield Need(MERGED, assessment.visit_id, then=lambda merged: (Need(VISITS, merged.visit_id),))
        yield Need(VISITS, assessment.visit_id)


def _needs_of_parts(assessment_id: str) -> Iterator[Need]:
    yield Need(RECOMMENDATIONS, assessment_id, by="assessment_id")
    yield Need(FINDINGS, assessment_id, by="assessment_id")
    yield Need(RELEASED, assessment_id, by="root_id")


def needs_of_resting_on(visit_id: str) -> Iterator[Need]:
    """The assessments that rest on a visit, with their parts and what was released of them."""
    yield Need(ASSESSMENTS, visit_id, by="visit_id", then=lambda found: _needs_of_parts(found.id))


def report_of(known: Known, assessment_id: str) -> Report | None:
    """The assessment with its parts, as far as it is known."""
    assessment = known.get(ASSESSMENTS, assessment_id)
    if assessment is None:
        return None
    recommendations = (known.get(RECOMMENDATIONS, one) for one in assessment.recommendation_ids)
    findings = (known.get(FINDINGS, one) for one in assessment.finding_ids)
    return Report(
        assessment,
        tuple(one for one in recommendations if one is not None),
        tuple(one for one in findings if one is not None),
    )


def needs_of_visit(visit_id: str) -> Iterator[Need]:
    """A visit, the one that it was merged into, those it came near to, and what was released of it."""
    yield Need(MERGED, visit_id, then=lambda merged: (Need(VISITS, merged.visit_id),))
    yield Need(VISITS, visit_id)
    yield from needs_of_flagged(visit_id)
    yield Need(RELEASED, visit_id, by="root_id")


def needs_of_flagged(visit_id: str) -> Iterator[Need]:
    """The overlaps of a visit that stand: a bounded number, however many there ever were."""
    yield Need(OVERLAPS, visit_id, by="flagged_visit")
    yield Need(OVERLAPS, visit_id, by="flagged_other_visit")


def needs_of_its_overlaps(visit: Visit) -> Iterator[Need]:
    """The same, of a visit that was found."""
    return needs_of_flagged(visit.id)


def needs_of_visits(
    state: str, first: date, last: date, then: Callable[[Visit], Iterable[Need]] | None = None
) -> Iterator[Need]:
    """The State's visits in the years of these days and those beside them, under the State's lock."""
    yield Need(STATE_VISITS, state)
    for year in _years(first, last):
        yield Need(VISITS, f"{state} {year}", by="state_year", then=then)


def visits_around(state: str, first: date, last: date, known: Known) -> Iterator[Visit]:
    """The visits of `needs_of_visits`, as they are now known."""
    for year in _years(first, last):
        yield from known.all(VISITS, "state_year", f"{state} {year}")


def _years(first: date, last: date) -> list[int]:
    return sorted({day.year + more for day in (first, last) for more in (-1, 0, 1)})


def known_visits(state: str, known: Known) -> Iterator[Change]:
    """The State's lock, made at its first visit."""
    if known.get(STATE_VISITS, state) is None:
        yield Put(STATE_VISITS, StateVisits(state))
