"""A final report is submitted to the CTC; the State receives it and the CTC notes it; it may be withdrawn. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from contracts.assessments import VisitDates, WiderRelease
from contracts.ids import assessment_id
from contracts.notices import AssessmentContent, NoticedFinding, NoticedRecommendation
from contracts.vocabulary import AssessmentKind, Day, Source, Text
from services.assessments.assessments import completing
from services.assessments.assessments.model import Assessment
from services.assessments.assessments.needs import find_report, get_report, needs_of_report
from services.assessments.assessments.reactions import judge_waiting
from services.assessments.assessments.visits import needs_of_own_visit, needs_of_stated_visit
from shared.engine.answering import add_answer
from shared.engine.notices.judging import need_of_waiting
from shared.engine.rules import Change, Command, Context, Known, Need

Recommendations = Annotated[tuple[NoticedRecommendation, ...], Field(max_length=500)]
Findings = Annotated[tuple[NoticedFinding, ...], Field(max_length=500)]


class SubmittedReport(AssessmentContent):
    """The body of `POST /assessments`: a final report, as its notice has it."""

    notice_type: Literal["notice.assessment.submitted"] = "notice.assessment.submitted"

    source: Source | None = None
    """Whose reference it is; absent: the principal's only source, or this system's own."""


@dataclass(frozen=True, slots=True)
class SubmitReport:
    """A final report was submitted to the CTC: it is completed at once."""

    source: str
    given: SubmittedReport


@dataclass(frozen=True, slots=True)
class Completion:
    """The draft's final report was submitted to the CTC."""

    report_date: Day
    submitted_to_ctc_on: Day
    recommendations: Recommendations
    findings: Findings = ()
    received_by_state_on: Day | None = None
    visit: VisitDates | None = None
    kind: AssessmentKind | None = None
    """Absent: the draft's."""
    wider_release: WiderRelease | None = None


@dataclass(frozen=True, slots=True)
class CompleteAssessment:
    """The draft's final report was submitted to the CTC."""

    assessment_id: str
    given: Completion


@dataclass(frozen=True, slots=True)
class Receipt:
    """The State received the final report."""

    received_by_state_on: Day


@dataclass(frozen=True, slots=True)
class RecordReceipt:
    """The State received the final report."""

    assessment_id: str
    given: Receipt


@dataclass(frozen=True, slots=True)
class Noting:
    """The CTC took note of the report."""

    noted_on: Day


@dataclass(frozen=True, slots=True)
class RecordNoting:
    """The CTC took note of the report."""

    assessment_id: str
    given: Noting


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The assessment is withdrawn."""

    withdrawn_on: Day
    reason: Text


@dataclass(frozen=True, slots=True)
class WithdrawAssessment:
    """The assessment, or its draft, is withdrawn."""

    assessment_id: str
    given: Withdrawal


# ---- submitted ------------------------------------------------------------------------------


def needs_of_submission(command: Command[SubmitReport]) -> Iterator[Need]:
    """The report with its parts, its visit, and what waits for it."""
    source, given = command.data.source, command.data.given
    id_ = assessment_id(source, given.reference)
    yield from needs_of_report(id_)
    yield from needs_of_stated_visit(source, given.reference, given.state, given.visit)
    yield need_of_waiting(id_)


def submit_report(command: Command[SubmitReport], known: Known, context: Context) -> Iterable[Change]:
    """The same rule as for the notice."""
    source, given = command.data.source, command.data.given
    return _complete(assessment_id(source, given.reference), given, source, known, context)


def needs_of_completion(command: Command[CompleteAssessment]) -> Iterator[Need]:
    """The report with its parts, its visit, and what waits for it."""
    id_, given = command.data.assessment_id, command.data.given
    yield from needs_of_report(id_)
    yield from needs_of_own_visit(id_, given.visit)
    yield need_of_waiting(id_)


def complete_assessment(command: Command[CompleteAssessment], known: Known, context: Context) -> Iterable[Change]:
    """The draft becomes a final report."""
    draft = get_report(command.data.assessment_id, known).assessment
    return _complete(draft.id, _build_content(draft, command.data.given), draft.source, known, context)


def _complete(id_: str, content: AssessmentContent, source: str, known: Known, context: Context) -> Iterator[Change]:
    changes = list(completing.complete_report(content, source, find_report(known, id_), known, context))
    yield from add_answer(id_, changes)
    yield from judge_waiting(id_, changes, known, context)


def _build_content(draft: Assessment, given: Completion) -> AssessmentContent:
    return AssessmentContent(
        reference=draft.reference,
        state=draft.state,
        kind=given.kind or draft.kind,
        visit=given.visit,
        report_date=given.report_date,
        submitted_to_ctc_on=given.submitted_to_ctc_on,
        received_by_state_on=given.received_by_state_on,
        recommendations=given.recommendations,
        findings=given.findings,
        wider_release=given.wider_release,
        synthetic=draft.synthetic,
    )


# ---- received, noted, withdrawn -------------------------------------------------------------


OnFinal = RecordReceipt | RecordNoting | WithdrawAssessment


def needs_of_final(command: Command[OnFinal]) -> Iterable[Need]:
    """The report with its parts, its visit, and what was released of it."""
    return needs_of_report(command.data.assessment_id)


def record_receipt(command: Command[RecordReceipt], known: Known, context: Context) -> Iterable[Change]:
    """The State's six months to respond begin."""
    assessment = get_report(command.data.assessment_id, known).assessment
    day = command.data.given.received_by_state_on
    return add_answer(assessment.id, completing.record_receipt(assessment, day, context))


def record_noting(command: Command[RecordNoting], known: Known, context: Context) -> Iterable[Change]:
    """It moves no deadline (rule 2)."""
    assessment = get_report(command.data.assessment_id, known).assessment
    return add_answer(assessment.id, completing.record_noting(assessment, command.data.given.noted_on, context))


def withdraw_assessment(command: Command[WithdrawAssessment], known: Known, context: Context) -> Iterable[Change]:
    """From now on the report is the Committee's and the State's alone (rule 8)."""
    report, given = get_report(command.data.assessment_id, known), command.data.given
    changes = completing.withdraw_report(report, given.withdrawn_on, given.reason, known, context)
    return add_answer(report.assessment.id, changes)
