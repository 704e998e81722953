"""A final assessment that is corrected: any field of it, and the original is kept (rule 4). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from contracts.assessments import AssessmentCompleted, AssessmentCorrected, AssessmentNoted
from contracts.notices import AssessmentContent
from services.assessments.assessments.checks import check_final, check_same_state
from services.assessments.assessments.events import build_event, build_fact
from services.assessments.assessments.model import ASSESSMENTS, CORRECTIONS, Assessment, Correction, Report
from services.assessments.assessments.readers.closed_words import Words
from services.assessments.assessments.readers.widening import check_never_wider
from services.assessments.assessments.reports import build_report, list_differences, write_report
from services.assessments.assessments.visits import leave_visit, rest_on_visit
from services.assessments.checks import DatesContradict, check_happened, check_order
from services.assessments.released.copies import release_report
from shared.engine.rules import Change, Context, Emit, Known, Put


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, why and by which document a report was corrected; and changes that its content cannot express."""

    on: date | None = None
    reason: str | None = None
    document: str | None = None
    noted_on: date | None = None
    not_received: bool = False
    """The State has not received the report after all."""


def correct_report(
    content: AssessmentContent, how: Occasion, current: Report, known: Known, context: Context
) -> Iterator[Change]:
    """Corrects any field of a final report and keeps the original. A changed date moves due dates (rule 4)."""
    check_final(current.assessment)
    check_happened(context, corrected_on=how.on, noted_on=how.noted_on)
    report = _build_corrected(content, how, current, context)
    changed_fields = _list_changed(current, report)
    if not changed_fields:
        return
    assessment, visits = rest_on_visit(report.assessment, content.state, known, context)
    yield from visits
    if assessment.visit_id != current.assessment.visit_id:
        yield from leave_visit(current.assessment, known, context)
    yield from _write_correction(current, replace(report, assessment=assessment), changed_fields, how, context)
    if "noted_on" in changed_fields and assessment.noted_on is not None:
        yield Emit(build_event(assessment, AssessmentNoted, assessment.noted_on), assessment.state)


def move_to_visit(current: Report, visit_id: str, on: date, because: str, context: Context) -> Iterator[Change]:
    """Lets the report rest on another visit, since visits were merged or separated."""
    report = replace(current, assessment=replace(current.assessment, visit_id=visit_id))
    if current.assessment.status == "completed":
        how = Occasion(on, because)
        yield from _write_correction(current, report, ("visit_id",), how, context)
    else:
        yield Put(ASSESSMENTS, report.assessment)


def _write_correction(
    before: Report, after: Report, changed_fields: tuple[str, ...], how: Occasion, context: Context
) -> Iterator[Change]:
    """Keeps the original, writes the new rows, and tells and releases what changed."""
    on = how.on or context.today
    assessment = replace(after.assessment, corrections=before.assessment.corrections + 1)
    after = replace(after, assessment=assessment)
    yield Put(CORRECTIONS, _build_correction(before, on, changed_fields, how, context))
    yield from write_report(before, after)
    more = {"changed": changed_fields, "reason": how.reason, "document": how.document}
    event = build_fact(after, AssessmentCorrected, occurred_on=on, **more)
    yield Emit(event, assessment.state)
    fact = build_fact(before, AssessmentCompleted)
    yield from release_report(assessment.id, assessment.state, fact, event, "superseded", context)


def _build_corrected(content: AssessmentContent, how: Occasion, current: Report, context: Context) -> Report:
    before, words = current.assessment, Words(current)
    if how.not_received:
        before = replace(before, received_by_state_on=None)
    report = build_report(content, before.source, replace(current, assessment=before), context, words)
    check_same_state(before, report.assessment.state)
    check_never_wider(words, report)
    assessment = replace(report.assessment, noted_on=how.noted_on or before.noted_on)
    check_order(submitted_to_ctc_on=assessment.submitted_to_ctc_on, noted_on=assessment.noted_on)
    check_order(submitted_to_ctc_on=assessment.submitted_to_ctc_on, corrected_on=how.on)
    for one in report.recommendations:  # the State's word and a closure come after the report
        check_order(report_date=assessment.report_date, assistance_requested_on=one.assistance_on)
        check_order(submitted_to_ctc_on=assessment.submitted_to_ctc_on, recommendation_closed_on=one.closed_on)
    _check_follow_up(current.assessment, assessment)
    return replace(report, assessment=assessment)


def _check_follow_up(before: Assessment, after: Assessment) -> None:
    """Raises DatesContradict if a day moves past a step that followed from it: a response, a report, a decision.

    A State that had the report before the CTC may have responded before it too.
    """
    received, responded = after.received_by_state_on, after.responded_on
    steps = [("submitted_to_ctc_on", after.followed_up_on), ("received_by_state_on", responded)]
    if responded and (received is None or received > responded):
        steps.append(("submitted_to_ctc_on", responded))
    for name, followed in steps:
        old, new = getattr(before, name), getattr(after, name)
        if followed and old and new and old <= followed < new:
            raise DatesContradict(f"`{name}` moves past what followed from it.", (name,), "OP16")


def _list_changed(before: Report, after: Report) -> tuple[str, ...]:
    noted = before.assessment.noted_on != after.assessment.noted_on
    return list_differences(before, after) + (("noted_on",) if noted else ())


def _build_correction(
    current: Report, on: date, changed_fields: tuple[str, ...], how: Occasion, context: Context
) -> Correction:
    before = current.assessment
    number = before.corrections + 1
    return Correction(
        id=f"{before.id} {number:06}",  # in order of number, as text sorts
        assessment_id=before.id,
        state=before.state,
        number=number,
        corrected_on=on,
        recorded_at=context.now,
        changed=changed_fields,
        reason=how.reason,
        document=how.document,
        original=current,
        audience="committee",
        parties=(f"state:{before.state}",),  # nobody else, since the original has all parts of the report
    )
