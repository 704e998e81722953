"""A final assessment: submitted, received, noted, corrected, withdrawn. Pure.

Each rule yields nothing where what it is told is known already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from contracts.assessments import (
    AssessmentCompleted,
    AssessmentCorrected,
    AssessmentNoted,
    AssessmentReceived,
    AssessmentWithdrawn,
)
from contracts.notices import AssessmentContent
from services.assessments import checks, reports, telling
from services.assessments.drafting import OBSERVATIONS, about
from services.assessments.model import Assessment, Correction, Report
from services.assessments.release import released
from services.assessments.tables import ASSESSMENTS, CORRECTIONS
from services.assessments.visiting import as_drafted, left, visited
from shared.rules import Change, Context, Emit, Known, Put, Refusal, Settle


class KnownDifferently(Refusal):
    """Something else is known under this source and reference: if that is wrong, send a correction."""


class WasWithdrawn(Refusal):
    """This assessment was withdrawn: submit a new one, under a reference of its own."""

    rule = "8"


class StillADraft(Refusal):
    """This assessment is still a draft: it must be completed first."""


class OfAnotherState(Refusal):
    """This assessment is another State's; to move it, withdraw it and submit it anew under a new reference."""


# ---- submitted ------------------------------------------------------------------------------


def complete(
    said: AssessmentContent, source: str, standing: Report | None, known: Known, context: Context
) -> Iterator[Change]:
    """The report is final: it was submitted to the CTC. Completion is what all else follows from."""
    said = as_drafted(said, standing.assessment if standing else None, known)
    report = reports.described(said, source, standing, context)
    if standing is not None:
        of_one_state(standing.assessment, report.assessment.state)
        if standing.assessment.status != "drafted":
            final(standing.assessment)
            _same(standing, report)
            return
    assessment, visits = visited(report.assessment, said.state, known, context)
    report = replace(report, assessment=assessment)
    completed = telling.fact(report, AssessmentCompleted)
    yield from reports.written(standing, report)
    yield from visits
    yield from _settled(standing)
    yield Emit(completed, assessment.state)
    yield from released(assessment.id, assessment.state, None, completed, "withdrawn", context)


def _same(standing: Report, report: Report) -> None:
    """Raises KnownDifferently, naming the fields in which what was sent again differs from what is known."""
    fields = reports.differences(standing, report)
    if fields:
        raise KnownDifferently(fields=fields)


def _settled(standing: Report | None) -> Iterator[Change]:
    """A final report ends the time for observations on its draft."""
    if standing is not None and standing.assessment.awaits_observations:
        yield Settle(OBSERVATIONS, standing.assessment.id, "cancelled")


# ---- corrected ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Corrected:
    """When, why and by which document a correction was made; and what no content speaks of."""

    on: date | None = None
    reason: str | None = None
    document: str | None = None
    noted_on: date | None = None
    not_received: bool = False
    """The State has not received the report after all."""


def correct(
    said: AssessmentContent, how: Corrected, standing: Report, known: Known, context: Context
) -> Iterator[Change]:
    """Any field of a final report; a changed date re-anchors what hangs on it (rule 4). The original is kept."""
    final(standing.assessment)
    checks.happened(context, corrected_on=how.on, noted_on=how.noted_on)
    report = _as_corrected(said, how, standing, context)
    changed = _changed(standing, report)
    if not changed:
        return
    assessment, visits = visited(report.assessment, said.state, known, context)
    assessment = replace(assessment, corrections=assessment.corrections + 1)
    report = replace(report, assessment=assessment)
    on = how.on or context.today
    yield Put(CORRECTIONS, _kept(standing, on, changed, how, context))
    yield from reports.written(standing, report)
    yield from visits
    if assessment.visit_id != standing.assessment.visit_id:
        yield from left(standing.assessment, known, context)
    more = {"changed": changed, "reason": how.reason, "document": how.document}
    event = telling.fact(report, AssessmentCorrected, occurred_on=on, **more)
    yield Emit(event, assessment.state)
    if "noted_on" in changed and assessment.noted_on is not None:
        yield Emit(about(assessment, AssessmentNoted, assessment.noted_on), assessment.state)
    before = telling.fact(standing, AssessmentCompleted)
    yield from released(assessment.id, assessment.state, before, event, "superseded", context)


def rest_on(standing: Report, visit_id: str, on: date, context: Context) -> Iterator[Change]:
    """The visit that the report rests on was merged into another one, which it rests on from now on."""
    before = standing.assessment
    report = replace(standing, assessment=replace(before, visit_id=visit_id))
    if before.status != "completed":
        yield Put(ASSESSMENTS, report.assessment)
        return
    how = Corrected(on, "The visit that it rests on is part of another one.")
    report = replace(report, assessment=replace(report.assessment, corrections=before.corrections + 1))
    yield Put(CORRECTIONS, _kept(standing, on, ("visit_id",), how, context))
    yield Put(ASSESSMENTS, report.assessment)
    event = telling.fact(report, AssessmentCorrected, occurred_on=on, changed=("visit_id",), reason=how.reason)
    yield Emit(event, before.state)
    told = telling.fact(standing, AssessmentCompleted)
    yield from released(before.id, before.state, told, event, "superseded", context)


def _as_corrected(said: AssessmentContent, how: Corrected, standing: Report, context: Context) -> Report:
    before = standing.assessment
    if how.not_received:
        before = replace(before, received_by_state_on=None)
    report = reports.described(said, before.source, replace(standing, assessment=before), context)
    of_one_state(before, report.assessment.state)
    reports.never_wider(standing, report)
    assessment = replace(report.assessment, noted_on=how.noted_on or before.noted_on)
    checks.in_order(submitted_to_ctc_on=assessment.submitted_to_ctc_on, noted_on=assessment.noted_on)
    checks.in_order(submitted_to_ctc_on=assessment.submitted_to_ctc_on, corrected_on=how.on)
    for one in report.recommendations:  # what the State or a follow-up said of it came after the report
        checks.in_order(report_date=assessment.report_date, assistance_requested_on=one.assistance_on)
        checks.in_order(submitted_to_ctc_on=assessment.submitted_to_ctc_on, recommendation_closed_on=one.closed_on)
    _not_past_its_follow_up(standing.assessment, assessment)
    return replace(report, assessment=assessment)


def _not_past_its_follow_up(before: Assessment, after: Assessment) -> None:
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
            raise checks.DatesContradict(f"`{name}` moves past what followed from it.", (name,), "OP16")


def _changed(before: Report, after: Report) -> tuple[str, ...]:
    noted = before.assessment.noted_on != after.assessment.noted_on
    return reports.differences(before, after) + (("noted_on",) if noted else ())


def _kept(standing: Report, on: date, changed: tuple[str, ...], how: Corrected, context: Context) -> Correction:
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


# ---- received, noted, withdrawn -------------------------------------------------------------


def receive(assessment: Assessment, on: date, context: Context) -> Iterator[Change]:
    """The State received the final report: its six months to respond begin."""
    final(assessment)
    if assessment.received_by_state_on == on:
        return
    if assessment.received_by_state_on is not None:
        raise KnownDifferently(fields=("received_by_state_on",))
    checks.happened(context, received_by_state_on=on)
    checks.in_order(report_date=assessment.report_date, received_by_state_on=on)
    yield Put(ASSESSMENTS, replace(assessment, received_by_state_on=on))
    yield Emit(about(assessment, AssessmentReceived, on, received_by_state_on=on), assessment.state)


def note(assessment: Assessment, on: date, context: Context) -> Iterator[Change]:
    """The CTC took note of the report. It moves no deadline (rule 2)."""
    final(assessment)
    if assessment.noted_on == on:
        return
    if assessment.noted_on is not None:
        raise KnownDifferently(fields=("noted_on",))
    checks.happened(context, noted_on=on)
    checks.in_order(submitted_to_ctc_on=assessment.submitted_to_ctc_on, noted_on=on)
    yield Put(ASSESSMENTS, replace(assessment, noted_on=on))
    yield Emit(about(assessment, AssessmentNoted, on), assessment.state)


def withdraw(standing: Report, on: date, reason: str, known: Known, context: Context) -> Iterator[Change]:
    """The assessment, or its draft, is withdrawn: from now on it is the Committee's and the State's alone (rule 8)."""
    before = standing.assessment
    if before.status == "withdrawn":
        said = {"withdrawn_on": before.withdrawn_on == on, "reason": before.withdrawn_because == reason}
        differing = tuple(name for name, same in said.items() if not same)
        if differing:
            raise KnownDifferently(fields=differing)
        return
    checks.happened(context, withdrawn_on=on)
    for name in ("draft_shared_on", "submitted_to_ctc_on", "received_by_state_on", "noted_on"):
        checks.in_order(**{name: getattr(before, name), "withdrawn_on": on})
    withdrawn = replace(before, status="withdrawn", withdrawn_on=on, withdrawn_because=reason)
    yield from reports.written(standing, reports.for_committee(standing, withdrawn))
    yield from _settled(standing)
    yield from left(before, known, context)
    ids = before.recommendation_ids
    event = about(withdrawn, AssessmentWithdrawn, on, recommendation_ids=ids, reason=reason)
    yield Emit(event, before.state)
    if before.status == "completed":
        yield from released(
            before.id, before.state, telling.fact(standing, AssessmentCompleted), None, "withdrawn", context
        )


# ---- what each of them asks -----------------------------------------------------------------


def final(assessment: Assessment) -> None:
    """Raises StillADraft or WasWithdrawn if the assessment is not a final report that stands."""
    if assessment.status == "drafted":
        raise StillADraft
    if assessment.status == "withdrawn":
        raise WasWithdrawn


def of_one_state(before: Assessment, state: str) -> None:
    """Raises OfAnotherState if the assessment is known as another State's."""
    if before.state != state:
        raise OfAnotherState(fields=("state",))
