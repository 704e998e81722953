"""A draft is shared with the State, which observes on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from contracts.ids import assessment_id
from contracts.vocabulary import AssessmentKind, Day, DraftKind, Id, Reference, Source, StateId
from services.assessments.assessments import drafting, extending
from services.assessments.assessments.checks import check_same_state
from services.assessments.assessments.model import Assessment, Extension
from services.assessments.assessments.needs import find_report, get_report, needs_of_report
from services.assessments.assessments.reports import start_assessment
from services.assessments.visits.completing import complete_visit
from services.assessments.visits.needs import find_visit, needs_of_row
from shared.engine.answering import add_answer
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Change, Command, Context, Known, Need


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
    """A draft was shared with the State, which has 30 days for its observations."""

    source: str
    given: SharedDraft


@dataclass(frozen=True, slots=True)
class Observations:
    """The State's factual observations on the draft arrived."""

    received_on: Day


@dataclass(frozen=True, slots=True)
class RecordObservations:
    """The State's factual observations on the draft arrived."""

    assessment_id: str
    given: Observations


@dataclass(frozen=True, slots=True)
class ExtendObservations:
    """CTED decided that the State has more time for its observations on the draft: who, why, until when."""

    assessment_id: str
    given: Extension


def needs_of_draft(command: Command[ShareDraft]) -> Iterable[Need]:
    """The assessment, if there was an earlier draft, and the visit on which it rests."""
    given = command.data.given
    yield from needs_of_report(assessment_id(command.data.source, given.reference))
    if given.visit_id:
        yield from needs_of_row(given.visit_id)


def share_draft(command: Command[ShareDraft], known: Known, context: Context) -> Iterable[Change]:
    """With a later draft the State's time for observations begins again."""
    source, given = command.data.source, command.data.given
    state = state_id(context.reference, given.state, on=given.draft_shared_on)
    draft = start_assessment(source, given.reference, state, given.kind, context)
    draft = replace(draft, visit_id=given.visit_id, synthetic=given.synthetic)
    report = find_report(known, draft.id)
    before = report.assessment if report else None
    if before is not None:
        check_same_state(before, state)
    changes = drafting.record_draft(before, draft, given.draft, given.draft_shared_on, context)
    return add_answer(draft.id, (*changes, *_await_report(draft, known, context)))


def _await_report(draft: Assessment, known: Known, context: Context) -> Iterable[Change]:
    """Of a visit of a file of history it is known from now on that its report is to come."""
    visit = find_visit(draft.visit_id or "", known)
    if visit is not None and visit.report_unknown and visit.state == draft.state and visit.status == "completed":
        yield from complete_visit(visit, replace(visit, report_unknown=False), context)


def needs_of_observations(command: Command[RecordObservations | ExtendObservations]) -> Iterable[Need]:
    """The assessment with its parts."""
    return needs_of_report(command.data.assessment_id)


def record_observations(command: Command[RecordObservations], known: Known, context: Context) -> Iterable[Change]:
    """Late observations are recorded too."""
    assessment = get_report(command.data.assessment_id, known).assessment
    return add_answer(assessment.id, drafting.record_observations(assessment, command.data.given.received_on, context))


def extend_observations(command: Command[ExtendObservations], known: Known, context: Context) -> Iterable[Change]:
    """Only a time that has not ended is extended."""
    assessment = get_report(command.data.assessment_id, known).assessment
    return add_answer(assessment.id, extending.extend_observations(assessment, command.data.given, context))
