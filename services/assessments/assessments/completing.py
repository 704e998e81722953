"""A final assessment: submitted, received, noted, withdrawn. Pure.

Each rule yields nothing where what it is told is known already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from contracts.assessments import AssessmentCompleted, AssessmentNoted, AssessmentReceived, AssessmentWithdrawn
from contracts.notices import AssessmentContent
from services.assessments.assessments.checks import check_final, check_same_state, check_wider_release
from services.assessments.assessments.drafting import OBSERVATIONS
from services.assessments.assessments.events import build_event, build_fact
from services.assessments.assessments.model import ASSESSMENTS, Assessment, Report
from services.assessments.assessments.reports import build_report, list_differences, narrow_to_committee, write_report
from services.assessments.assessments.visits import add_visit_of_draft, leave_visit, rest_on_visit
from services.assessments.checks import KnownDifferently, check_happened, check_order, check_same
from services.assessments.released.copies import release_report
from shared.engine.rules import Change, Context, Emit, Known, Put, Settle


def complete_report(
    said: AssessmentContent, source: str, standing: Report | None, known: Known, context: Context
) -> Iterator[Change]:
    """The report is final: it was submitted to the CTC. Completion is what all else follows from."""
    said = add_visit_of_draft(said, standing.assessment if standing else None, known)
    report = build_report(said, source, standing, context)
    if standing is not None:
        check_same_state(standing.assessment, report.assessment.state)
        if standing.assessment.status != "drafted":
            check_final(standing.assessment)
            _check_same_content(standing, report)
            return
    check_wider_release(said, context)
    assessment, visits = rest_on_visit(report.assessment, said.state, known, context)
    report = replace(report, assessment=assessment)
    completed = build_fact(report, AssessmentCompleted, wider_release=said.wider_release)
    yield from write_report(standing, report)
    yield from visits
    yield from _settle_observations(standing)
    yield Emit(completed, assessment.state)
    yield from release_report(assessment.id, assessment.state, None, completed, "withdrawn", context)


def _check_same_content(standing: Report, report: Report) -> None:
    """Raises KnownDifferently, naming the fields in which what was sent again differs from what is known."""
    fields = list_differences(standing, report)
    if fields:
        raise KnownDifferently(fields=fields)


def _settle_observations(standing: Report | None) -> Iterator[Change]:
    """A final report ends the time for observations on its draft."""
    if standing is not None and standing.assessment.awaits_observations:
        yield Settle(OBSERVATIONS, standing.assessment.id, "cancelled")


def record_receipt(assessment: Assessment, on: date, context: Context) -> Iterator[Change]:
    """The State received the final report: its six months to respond begin."""
    check_final(assessment)
    if assessment.received_by_state_on == on:
        return
    if assessment.received_by_state_on is not None:
        raise KnownDifferently(fields=("received_by_state_on",))
    check_happened(context, received_by_state_on=on)
    check_order(report_date=assessment.report_date, received_by_state_on=on)
    yield Put(ASSESSMENTS, replace(assessment, received_by_state_on=on))
    yield Emit(build_event(assessment, AssessmentReceived, on, received_by_state_on=on), assessment.state)


def record_noting(assessment: Assessment, on: date, context: Context) -> Iterator[Change]:
    """The CTC took note of the report. It moves no deadline (rule 2)."""
    check_final(assessment)
    if assessment.noted_on == on:
        return
    if assessment.noted_on is not None:
        raise KnownDifferently(fields=("noted_on",))
    check_happened(context, noted_on=on)
    check_order(submitted_to_ctc_on=assessment.submitted_to_ctc_on, noted_on=on)
    yield Put(ASSESSMENTS, replace(assessment, noted_on=on))
    yield Emit(build_event(assessment, AssessmentNoted, on), assessment.state)


def withdraw_report(standing: Report, on: date, reason: str, known: Known, context: Context) -> Iterator[Change]:
    """The assessment, or its draft, is withdrawn: from now on it is the Committee's and the State's alone (rule 8)."""
    before = standing.assessment
    if before.status == "withdrawn":
        because = before.withdrawn_because
        check_same(KnownDifferently, withdrawn_on=before.withdrawn_on == on, reason=because == reason)
        return
    check_happened(context, withdrawn_on=on)
    for name in ("draft_shared_on", "submitted_to_ctc_on", "received_by_state_on", "noted_on"):
        check_order(**{name: getattr(before, name), "withdrawn_on": on})
    withdrawn = replace(before, status="withdrawn", withdrawn_on=on, withdrawn_because=reason)
    yield from write_report(standing, narrow_to_committee(standing, withdrawn))
    yield from _settle_observations(standing)
    yield from leave_visit(before, known, context)
    ids = before.recommendation_ids
    event = build_event(withdrawn, AssessmentWithdrawn, on, recommendation_ids=ids, reason=reason)
    yield Emit(event, before.state)
    if before.status == "completed":
        yield from release_report(
            before.id, before.state, build_fact(standing, AssessmentCompleted), None, "withdrawn", context
        )
