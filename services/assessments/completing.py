"""A final assessment: submitted, received, noted, withdrawn. Pure.

Each rule yields nothing where what it is told is known already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from contracts.assessments import (
    AssessmentCompleted,
    AssessmentNoted,
    AssessmentReceived,
    AssessmentWithdrawn,
)
from contracts.notices import AssessmentContent
from services.assessments import checks, reports, telling
from services.assessments.drafting import OBSERVATIONS, about
from services.assessments.model import Assessment, Report
from services.assessments.release import released
from services.assessments.tables import ASSESSMENTS
from services.assessments.visiting import as_drafted, left, visited
from shared.engine.rules import Change, Context, Emit, Known, Put, Refusal, Settle


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
    checks.wider_release(said, context)
    assessment, visits = visited(report.assessment, said.state, known, context)
    report = replace(report, assessment=assessment)
    completed = telling.fact(report, AssessmentCompleted, wider_release=said.wider_release)
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
        because = before.withdrawn_because
        checks.as_known(KnownDifferently, withdrawn_on=before.withdrawn_on == on, reason=because == reason)
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
