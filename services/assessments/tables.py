"""Where it is kept, and what each rule must know. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.assessments.model import (
    Assessment,
    Correction,
    Finding,
    JudgedNotice,
    Recommendation,
    ReleasedCopy,
    Report,
    StateVisits,
    Visit,
)
from services.assessments.programme_model import Consent, Programme, VisitRequest
from shared.notices import WAITING
from shared.rules import Change, Known, Need, Put, Table

STATE_VISITS: Table[StateVisits] = Table("state_visits", StateVisits)
VISITS: Table[Visit] = Table("visits", Visit)
ASSESSMENTS: Table[Assessment] = Table("assessments", Assessment)
RECOMMENDATIONS: Table[Recommendation] = Table("recommendations", Recommendation)
FINDINGS: Table[Finding] = Table("findings", Finding)
CORRECTIONS: Table[Correction] = Table("corrections", Correction)
PROGRAMMES: Table[Programme] = Table("programmes", Programme)
CONSENTS: Table[Consent] = Table("consents", Consent)
VISIT_REQUESTS: Table[VisitRequest] = Table("visit_requests", VisitRequest)
RELEASED: Table[ReleasedCopy] = Table("released_copies", ReleasedCopy)
JUDGED: Table[JudgedNotice] = Table("judged_notices", JudgedNotice)

IN_LOCK_ORDER = (
    JUDGED, ASSESSMENTS, RECOMMENDATIONS, FINDINGS, CORRECTIONS, STATE_VISITS, VISITS, PROGRAMMES, CONSENTS,
    VISIT_REQUESTS, RELEASED, WAITING,
)  # fmt: skip
"""What children hang on comes first."""


def needs_of_report(assessment_id: str) -> Iterator[Need]:
    """An assessment with its parts, and what was released of it."""
    yield Need(ASSESSMENTS, assessment_id)
    yield Need(RECOMMENDATIONS, assessment_id, by="assessment_id")
    yield Need(FINDINGS, assessment_id, by="assessment_id")
    yield Need(RELEASED, assessment_id, by="root_id")


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


def needs_of_visits(state: str, first_year: int, last_year: int) -> Iterator[Need]:
    """The State's visits in these years and those beside them, under the State's lock."""
    yield Need(STATE_VISITS, state)
    for year in sorted({year + more for year in (first_year, last_year) for more in (-1, 0, 1)}):
        yield Need(VISITS, f"{state} {year}", by="state_year")


def known_visits(state: str, known: Known) -> Iterator[Change]:
    """The State's lock, made at its first visit."""
    if known.get(STATE_VISITS, state) is None:
        yield Put(STATE_VISITS, StateVisits(state))
