"""A final assessment: it is submitted, received, noted, withdrawn. Pure.

A rule yields nothing if the same is already known.
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
from services.assessments.assessments.readers.closing import narrow_to_committee
from services.assessments.assessments.reports import build_report, list_differences, write_report
from services.assessments.assessments.visits import add_visit_of_draft, leave_visit, rest_on_visit
from services.assessments.checks import KnownDifferently, check_happened, check_order, check_same
from services.assessments.released.copies import release_report
from shared.engine.rules import Change, Context, Emit, Known, Put, Settle


def complete_report(
    content: AssessmentContent, source: str, current: Report | None, known: Known, context: Context
) -> Iterator[Change]:
    """Writes the final report that was submitted to the CTC, announces it, and releases its copies to each audience."""
    content = add_visit_of_draft(content, current.assessment if current else None, known)
    report = build_report(content, source, current, context)
    if current is not None:
        check_same_state(current.assessment, report.assessment.state)
        if current.assessment.status != "drafted":
            check_final(current.assessment)
            _check_same_content(current, report)
            return
    check_wider_release(content, context)
    assessment, visits = rest_on_visit(report.assessment, content.state, known, context)
    report = replace(report, assessment=assessment)
    completed = build_fact(report, AssessmentCompleted, wider_release=content.wider_release)
    yield from write_report(current, report)
    yield from visits
    yield from _settle_observations(current)
    yield Emit(completed, assessment.state)
    yield from release_report(assessment.id, assessment.state, None, completed, "withdrawn", context)


def _check_same_content(current: Report, report: Report) -> None:
    """Raises KnownDifferently with the fields in which the report differs from the one that is known."""
    fields = list_differences(current, report)
    if fields:
        raise KnownDifferently(fields=fields)


def _settle_observations(current: Report | None) -> Iterator[Change]:
    """Ends the time for observations on the draft, since the report is final."""
    if current is not None and current.assessment.awaits_observations:
        yield Settle(OBSERVATIONS, current.assessment.id, "cancelled")


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


def withdraw_report(current: Report, on: date, reason: str, known: Known, context: Context) -> Iterator[Change]:
    """The assessment, or its draft, is withdrawn: from now on it is the Committee's and the State's alone (rule 8)."""
    before = current.assessment
    if before.status == "withdrawn":
        because = before.withdrawn_because
        check_same(KnownDifferently, withdrawn_on=before.withdrawn_on == on, reason=because == reason)
        return
    check_happened(context, withdrawn_on=on)
    for name in ("draft_shared_on", "submitted_to_ctc_on", "received_by_state_on", "noted_on"):
        check_order(**{name: getattr(before, name), "withdrawn_on": on})
    withdrawn = replace(before, status="withdrawn", withdrawn_on=on, withdrawn_because=reason)
    yield from write_report(current, narrow_to_committee(current, withdrawn))
    yield from _settle_observations(current)
    yield from leave_visit(before, known, context)
    ids = before.recommendation_ids
    event = build_event(withdrawn, AssessmentWithdrawn, on, recommendation_ids=ids, reason=reason)
    yield Emit(event, before.state)
    if before.status == "completed":
        yield from release_report(
            before.id, before.state, build_fact(current, AssessmentCompleted), None, "withdrawn", context
        )
