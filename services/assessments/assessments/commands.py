"""Commands on assessments: drafted, observed on, completed, received, noted, corrected, withdrawn, disclosed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, assert_never

from pydantic import Field

from contracts.assessments import VisitDates, WiderRelease
from contracts.ids import assessment_id
from contracts.notices import AssessmentContent, NoticedFinding, NoticedRecommendation
from contracts.vocabulary import AssessmentKind, Day, DraftKind, Id, Line, Reference, Source, StateId, Text
from services.assessments.assessments.assistance import record_assistance_request
from services.assessments.assessments.checks import check_final, check_same_state
from services.assessments.assessments.completing import complete_report, record_noting, record_receipt, withdraw_report
from services.assessments.assessments.correcting import Occasion, correct_report
from services.assessments.assessments.disclosing import disclose_report
from services.assessments.assessments.drafting import record_draft, record_observations
from services.assessments.assessments.model import Assessment, Report
from services.assessments.assessments.needs import find_report, needs_of_report
from services.assessments.assessments.reactions import judge_waiting
from services.assessments.assessments.reports import build_content, start_assessment
from services.assessments.assessments.visits import needs_of_stated_visit
from services.assessments.disclosure import Decision
from shared.engine.answering import answered
from shared.engine.notices.judging import waiting_for
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Change, Command, Context, Known, Need, NotFound, Rule

Recommendations = Annotated[tuple[NoticedRecommendation, ...], Field(max_length=500)]


Findings = Annotated[tuple[NoticedFinding, ...], Field(max_length=500)]


class SubmittedReport(AssessmentContent):
    """The body of `POST /assessments`: a final report, as its notice has it."""

    notice_type: Literal["notice.assessment.submitted"] = "notice.assessment.submitted"

    source: Source | None = None
    """Whose reference it is; absent: the principal's only source, or this system's own."""


@dataclass(frozen=True, slots=True)
class Submit:
    """A final report was submitted to the CTC."""

    source: str
    content: AssessmentContent


@dataclass(frozen=True, slots=True)
class SharedDraft:
    """The body of `POST /assessments/drafts`."""

    reference: Reference
    state: StateId
    kind: AssessmentKind
    draft: DraftKind
    draft_shared_on: Day
    source: Source | None = None
    visit_id: Id | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class ShareDraft:
    """A draft was shared with the State."""

    source: str
    draft: SharedDraft


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
class Observations:
    """The State's factual observations on the draft arrived."""

    received_on: Day


@dataclass(frozen=True, slots=True)
class Receipt:
    """The State received the final report."""

    received_by_state_on: Day


@dataclass(frozen=True, slots=True)
class Noting:
    """The CTC took note of the report."""

    noted_on: Day


@dataclass(frozen=True, slots=True)
class Correcting:
    """What was wrong, as it should have been; what is absent stays."""

    reason: Text
    document: Line | None = None
    corrected_on: Day | None = None
    """Absent: today."""
    kind: AssessmentKind | None = None
    visit: VisitDates | None = None
    no_visit: bool = False
    report_date: Day | None = None
    submitted_to_ctc_on: Day | None = None
    received_by_state_on: Day | None = None
    not_received: bool = False
    noted_on: Day | None = None
    recommendations: Recommendations | None = None
    """All of them, if any changed."""
    findings: Findings | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The assessment is withdrawn."""

    withdrawn_on: Day
    reason: Text


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Who may have it was decided."""

    decision: Decision
    recommendation_id: str = ""
    """Of a decision on one recommendation; empty: on the report, or on the parts that it names."""


@dataclass(frozen=True, slots=True)
class AssistanceRequest:
    """The body of `POST /recommendations/{id}/assistance-request`: the State's word on assistance (OP39)."""

    requested: bool
    """False: the State takes its request back."""
    requested_on: Day


@dataclass(frozen=True, slots=True)
class RequestAssistance:
    """The State's word on assistance with one recommendation."""

    recommendation_id: str
    request: AssistanceRequest


Simple = Observations | Receipt | Noting | Correcting | Withdrawal | Disclosure | RequestAssistance


Said = Completion | Simple


@dataclass(frozen=True, slots=True)
class OnAssessment:
    """Something is said of an assessment: as it was when its reader saw it, and what."""

    of: Assessment
    said: Said


def needs_of_submit(command: Command[Submit]) -> Iterator[Need]:
    """The report with its parts, its visit, and what waits for it."""
    content, source = command.data.content, command.data.source
    subject = assessment_id(source, content.reference)
    yield from needs_of_report(subject)
    yield from needs_of_stated_visit(source, content.reference, content.state, content.visit)
    yield waiting_for(subject)


def submit(command: Command[Submit], known: Known, context: Context) -> Iterable[Change]:
    """The same rule as for the notice."""
    content, source = command.data.content, command.data.source
    return _complete(assessment_id(source, content.reference), content, source, known, context)


def _complete(
    subject: str, content: AssessmentContent, source: str, known: Known, context: Context
) -> Iterator[Change]:
    changes = list(complete_report(content, source, find_report(known, subject), known, context))
    yield from answered(subject, changes)
    yield from judge_waiting(subject, changes, known, context)


def needs_of_draft(command: Command[ShareDraft]) -> Iterator[Need]:
    """The assessment, if there was an earlier draft."""
    yield from needs_of_report(assessment_id(command.data.source, command.data.draft.reference))


def share_draft(command: Command[ShareDraft], known: Known, context: Context) -> Iterator[Change]:
    """A draft, or a later one, was shared with the State."""
    source, said = command.data.source, command.data.draft
    state = state_id(context.reference, said.state, on=said.draft_shared_on)
    draft = start_assessment(source, said.reference, state, said.kind, context)
    draft = replace(draft, visit_id=said.visit_id, synthetic=said.synthetic)
    standing = find_report(known, draft.id)
    before = standing.assessment if standing else None
    if before is not None:
        check_same_state(before, state)
    yield from answered(draft.id, record_draft(before, draft, said.draft, said.draft_shared_on, context))


def needs_on_assessment(command: Command[OnAssessment]) -> Iterator[Need]:
    """The report with its parts; of a completion or correction also its visit, and what waits for it."""
    of, said = command.data.of, command.data.said
    yield from needs_of_report(of.id)
    yield waiting_for(of.id)
    if isinstance(said, Completion | Correcting):
        yield from needs_of_stated_visit(of.source, of.reference, of.state, said.visit or of.visit)


def on_assessment(command: Command[OnAssessment], known: Known, context: Context) -> Iterable[Change]:
    """What is said of an assessment, each by its own rule."""
    of, said = command.data.of, command.data.said
    standing = find_report(known, of.id)
    if standing is None:
        raise NotFound
    if isinstance(said, Completion):
        return _complete(of.id, _build_content(standing.assessment, said), of.source, known, context)
    return answered(of.id, _decide(said, standing, known, context))


def _decide(said: Simple, standing: Report, known: Known, context: Context) -> Iterable[Change]:
    match said:
        case Observations():
            return record_observations(standing.assessment, said.received_on, context)
        case Receipt():
            return record_receipt(standing.assessment, said.received_by_state_on, context)
        case Noting():
            return record_noting(standing.assessment, said.noted_on, context)
        case Correcting():
            return _correct(said, standing, known, context)
        case Withdrawal():
            return withdraw_report(standing, said.withdrawn_on, said.reason, known, context)
        case Disclosure() | RequestAssistance():
            return _decide_on_parts(said, standing, context)
        case _:
            assert_never(said)


def _decide_on_parts(said: Disclosure | RequestAssistance, standing: Report, context: Context) -> Iterable[Change]:
    if isinstance(said, Disclosure):
        return disclose_report(standing, said.decision, context, said.recommendation_id)
    asked = said.request
    return record_assistance_request(standing, said.recommendation_id, asked.requested, asked.requested_on, context)


def _build_content(draft: Assessment, said: Completion) -> AssessmentContent:
    return AssessmentContent(
        reference=draft.reference,
        state=draft.state,
        kind=said.kind or draft.kind,
        visit=said.visit,
        report_date=said.report_date,
        submitted_to_ctc_on=said.submitted_to_ctc_on,
        received_by_state_on=said.received_by_state_on,
        recommendations=said.recommendations,
        findings=said.findings,
        wider_release=said.wider_release,
        synthetic=draft.synthetic,
    )


def _correct(said: Correcting, standing: Report, known: Known, context: Context) -> Iterable[Change]:
    check_final(standing.assessment)
    changed: dict[str, Any] = {name: value for name in _CORRECTED if (value := getattr(said, name)) is not None}
    if said.no_visit:
        changed["visit"] = None
    content = build_content(standing).model_copy(update=changed)
    how = Occasion(said.corrected_on, said.reason, said.document, said.noted_on, said.not_received)
    return correct_report(content, how, standing, known, context)


_CORRECTED = (
    "kind",
    "visit",
    "report_date",
    "submitted_to_ctc_on",
    "received_by_state_on",
    "recommendations",
    "findings",
)
"""Fields of a correction that the content of a report has too."""


COMMANDS: dict[type, Rule[Any]] = {
    Submit: Rule(needs_of_submit, submit),
    ShareDraft: Rule(needs_of_draft, share_draft),
    OnAssessment: Rule(needs_on_assessment, on_assessment),
}
