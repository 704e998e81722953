"""The State is asked about the release of its report, answers, or asks for confidentiality (OP18, OP19). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from contracts.vocabulary import Day, Ids, Line, ReportAnswer
from services.assessments.assessments.consent_model import REPORT_CONSENTS, AnswerOnReport, ConfidentialityRequest
from services.assessments.assessments.needs import get_report, needs_of_report
from services.assessments.report_consents.rules import record_answer, record_asking, record_request
from shared.engine.answering import add_answer
from shared.engine.corrections.arrival import check_arrival
from shared.engine.principals import Principal
from shared.engine.rules import Change, Command, Context, Known, Need, Refusal


class AskedOrAnswered(Refusal):
    """Say either `asked_on`; or `answer` and `answered_on`, with the letter under `document` and the parts meant."""

    paragraph = "OP19"
    status = 422


class OnlyItsOwnConsent(Refusal):
    """Whether a report may go further is for its State to say: itself, or through the Committee's staff."""

    paragraph = "OP19"
    status = 403


class OnlyTheCommitteeRecords(Refusal):
    """The Committee's staff records that a State was asked, and that no answer came."""

    paragraph = "OP19"
    status = 403


class LetterNeeded(Refusal):
    """Name the State's letter under `document`: what a State said is recorded by its own token, or by its letter."""

    paragraph = "OP19"
    status = 422


@dataclass(frozen=True, slots=True)
class AskedOrAnsweredConsent:
    """The body of `POST /assessments/{id}/consent`: that the State was asked, or what it answered."""

    asked_on: Day | None = None
    answer: ReportAnswer | None = None
    """`none`: no answer came; then `answered_on` is the day on which that was noted."""
    answered_on: Day | None = None
    document: Line | None = None
    """The State's letter. An officer must name it; the State itself need not."""
    parts: Ids = ()
    """The findings and recommendations to which consent in part is limited."""


@dataclass(frozen=True, slots=True)
class RecordReportConsent:
    """A State was asked whether its report may go wider than the UN system, or answered. The last answer stands.

    Consent releases nothing by itself. An answer that covers less than what is open narrows it to the UN system.
    """

    assessment_id: str
    given: AskedOrAnsweredConsent


@dataclass(frozen=True, slots=True)
class RequestedConfidentiality:
    """The body of `POST /assessments/{id}/confidentiality`: what the State wants to keep confidential."""

    requested_on: Day
    document: Line | None = None
    """The State's letter. An officer must name it; the State itself need not."""
    parts: Ids = ()
    """Findings and recommendations; none: the whole report."""


@dataclass(frozen=True, slots=True)
class RequestConfidentiality:
    """The State asks to keep its report, or parts of it, confidential: for the Committee and itself alone."""

    assessment_id: str
    given: RequestedConfidentiality


def needs_of_consent(command: Command[RecordReportConsent] | Command[RequestConfidentiality]) -> Iterable[Need]:
    """The report with its parts, and what the State was asked and said about it."""
    return needs_of_report(command.data.assessment_id)


def record_report_consent(command: Command[RecordReportConsent], known: Known, context: Context) -> Iterable[Change]:
    """Who may say so is checked before what is said."""
    data, given, principal = command.data, command.data.given, command.principal
    report, before = get_report(data.assessment_id, known), known.get(REPORT_CONSENTS, data.assessment_id)
    _check_insider(principal, report.assessment.state)
    is_asked = given.asked_on is not None
    if is_asked is (given.answer is not None) or (given.answer is None) is not (given.answered_on is None):
        raise AskedOrAnswered(fields=("asked_on", "answer", "answered_on"))
    if given.answer is None or given.answered_on is None:
        assert given.asked_on is not None
        if given.document or given.parts:
            raise AskedOrAnswered(fields=("asked_on", "document", "parts"))
        _check_officer(principal)
        return add_answer(data.assessment_id, record_asking(report, before, given.asked_on, context))
    if given.answer == "none":
        _check_officer(principal)
    else:
        _check_source(principal, given.document, context, answered_on=given.answered_on)
    answer = AnswerOnReport(given.answer, given.answered_on, given.document, _list_once(given.parts))
    return add_answer(data.assessment_id, record_answer(report, before, answer, context))


def request_confidentiality(
    command: Command[RequestConfidentiality], known: Known, context: Context
) -> Iterable[Change]:
    """A State asks for its own report alone."""
    data, given = command.data, command.data.given
    report, before = get_report(data.assessment_id, known), known.get(REPORT_CONSENTS, data.assessment_id)
    _check_insider(command.principal, report.assessment.state)
    _check_source(command.principal, given.document, context, requested_on=given.requested_on)
    request = ConfidentialityRequest(given.requested_on, given.document, _list_once(given.parts))
    return add_answer(data.assessment_id, record_request(report, before, request, context))


def _list_once(parts: Ids) -> Ids:
    return tuple(dict.fromkeys(parts))


def _check_insider(principal: Principal, state: str) -> None:
    """Raises OnlyItsOwnConsent."""
    if not principal.insider(state):
        raise OnlyItsOwnConsent


def _check_officer(principal: Principal) -> None:
    """Raises OnlyTheCommitteeRecords."""
    if not principal.is_officer:
        raise OnlyTheCommitteeRecords


def _check_source(principal: Principal, document: str | None, context: Context, **day: date) -> None:
    """Raises LetterNeeded for an officer without the letter; DatedByItsArrival for a State and an earlier day."""
    if principal.is_officer and document is None:
        raise LetterNeeded(fields=("document",))
    check_arrival(principal, context.today, "OP19", **day)
