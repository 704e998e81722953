"""The reports that a rule must know, and how it finds them. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.assessments.assessments.consent_model import REPORT_CONSENTS
from services.assessments.assessments.model import ASSESSMENTS, FINDINGS, RECOMMENDATIONS, Assessment, Report
from services.assessments.released.model import RELEASED_COPIES
from services.assessments.visits.model import MERGED_VISITS, VISITS
from shared.engine.rules import Known, Need, NotFound


def needs_of_report(assessment_id: str) -> Iterator[Need]:
    """An assessment with its parts, its visit, what was released of it, and what the State said about that."""
    yield Need(ASSESSMENTS, assessment_id, then=_needs_of_its_visit)
    yield Need(REPORT_CONSENTS, assessment_id)
    yield from _needs_of_parts(assessment_id)


def _needs_of_its_visit(assessment: Assessment) -> Iterator[Need]:
    if assessment.visit_id is not None:
        yield Need(MERGED_VISITS, assessment.visit_id, then=lambda merged: (Need(VISITS, merged.visit_id),))
        yield Need(VISITS, assessment.visit_id)


def _needs_of_parts(assessment_id: str) -> Iterator[Need]:
    yield Need(RECOMMENDATIONS, assessment_id, by="assessment_id")
    yield Need(FINDINGS, assessment_id, by="assessment_id")
    yield Need(RELEASED_COPIES, assessment_id, by="root_id")


def needs_of_reports_on_visit(visit_id: str) -> Iterator[Need]:
    """The assessments that rest on a visit, with their parts and what was released of them."""
    yield Need(ASSESSMENTS, visit_id, by="visit_id", then=lambda row: _needs_of_parts(row.id))


def find_report(known: Known, assessment_id: str) -> Report | None:
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


def get_report(assessment_id: str, known: Known) -> Report:
    """The assessment with its parts. Raises NotFound if there is none."""
    report = find_report(known, assessment_id)
    if report is None:
        raise NotFound
    return report
