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
from services.assessments.assessments.reports import build_report, check_never_wider, list_differences, write_report
from services.assessments.assessments.visits import leave_visit, rest_on_visit
from services.assessments.checks import DatesContradict, check_happened, check_order
from services.assessments.released.copies import release_report
from shared.engine.rules import Change, Context, Emit, Known, Put


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, why and by which document a correction was made; and what no content speaks of."""

    on: date | None = None
    reason: str | None = None
    document: str | None = None
    noted_on: date | None = None
    not_received: bool = False
    """The State has not received the report after all."""


def correct_report(
    said: AssessmentContent, how: Occasion, standing: Report, known: Known, context: Context
) -> Iterator[Change]:
    """Any field of a final report; a changed date re-anchors what hangs on it (rule 4). The original is kept."""
    check_final(standing.assessment)
    check_happened(context, corrected_on=how.on, noted_on=how.noted_on)
    report = _build_corrected(said, how, standing, context)
    changed = _list_changed(standing, report)
    if not changed:
        return
    assessment, visits = rest_on_visit(report.assessment, said.state, known, context)
    yield from visits
    if assessment.visit_id != standing.assessment.visit_id:
        yield from leave_visit(standing.assessment, known, context)
    yield from _write_correction(standing, replace(report, assessment=assessment), changed, how, context)
    if "noted_on" in changed and assessment.noted_on is not None:
        yield Emit(build_event(assessment, AssessmentNoted, assessment.noted_on), assessment.state)


def move_to_visit(standing: Report, visit_id: str, on: date, because: str, context: Context) -> Iterator[Change]:
    """The visit that the report rests on was merged into another one, which it rests on from now on; or the reverse."""
    report = replace(standing, assessment=replace(standing.assessment, visit_id=visit_id))
    if standing.assessment.status == "completed":
        how = Occasion(on, because)
        yield from _write_correction(standing, report, ("visit_id",), how, context)
    else:
        yield Put(ASSESSMENTS, report.assessment)


def _write_correction(
    before: Report, after: Report, changed: tuple[str, ...], how: Occasion, context: Context
) -> Iterator[Change]:
    """The original kept, what is new of the report, and what is told and released of it."""
    on = how.on or context.today
    assessment = replace(after.assessment, corrections=before.assessment.corrections + 1)
    after = replace(after, assessment=assessment)
    yield Put(CORRECTIONS, _build_correction(before, on, changed, how, context))
    yield from write_report(before, after)
    more = {"changed": changed, "reason": how.reason, "document": how.document}
    event = build_fact(after, AssessmentCorrected, occurred_on=on, **more)
    yield Emit(event, assessment.state)
    told = build_fact(before, AssessmentCompleted)
    yield from release_report(assessment.id, assessment.state, told, event, "superseded", context)


def _build_corrected(said: AssessmentContent, how: Occasion, standing: Report, context: Context) -> Report:
    before = standing.assessment
    if how.not_received:
        before = replace(before, received_by_state_on=None)
    report = build_report(said, before.source, replace(standing, assessment=before), context)
    check_same_state(before, report.assessment.state)
    check_never_wider(standing, report)
    assessment = replace(report.assessment, noted_on=how.noted_on or before.noted_on)
    check_order(submitted_to_ctc_on=assessment.submitted_to_ctc_on, noted_on=assessment.noted_on)
    check_order(submitted_to_ctc_on=assessment.submitted_to_ctc_on, corrected_on=how.on)
    for one in report.recommendations:  # what the State or a follow-up said of it came after the report
        check_order(report_date=assessment.report_date, assistance_requested_on=one.assistance_on)
        check_order(submitted_to_ctc_on=assessment.submitted_to_ctc_on, recommendation_closed_on=one.closed_on)
    _check_follow_up(standing.assessment, assessment)
    return replace(report, assessment=assessment)


def _check_follow_up(before: Assessment, after: Assessment) -> None:
    """Raises DatesContradict where a day moves past what followed from it: a response, a report, a decision.

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
    standing: Report, on: date, changed: tuple[str, ...], how: Occasion, context: Context
) -> Correction:
    before = standing.assessment
    number = before.corrections + 1
    return Correction(
        id=f"{before.id} {number:06}",  # in order of number, as text sorts
        assessment_id=before.id,
        state=before.state,
        number=number,
        corrected_on=on,
        recorded_at=context.now,
        changed=changed,
        reason=how.reason,
        document=how.document,
        original=standing,
        audience="committee",
        parties=(f"state:{before.state}",),  # and nobody who may have parts of the report: the original has all of them
    )
