"""It is decided who may have a report (OP19). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.assessments.assessments.consent_model import REPORT_CONSENTS
from services.assessments.assessments.disclosing import disclose_report
from services.assessments.assessments.needs import get_report, needs_of_report
from services.assessments.disclosure import Decision
from shared.engine.answering import add_answer
from shared.engine.rules import Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class DiscloseAssessment:
    """Who may have the report, or the parts named, from now on (OP19)."""

    assessment_id: str
    given: Decision


def needs_of_disclosure(command: Command[DiscloseAssessment]) -> Iterable[Need]:
    """The report with its parts, what was released of it, and what the State said about that."""
    return needs_of_report(command.data.assessment_id)


def disclose_assessment(command: Command[DiscloseAssessment], known: Known, context: Context) -> Iterable[Change]:
    """The decision narrows or widens who may have the report."""
    report = get_report(command.data.assessment_id, known)
    consent = known.get(REPORT_CONSENTS, report.assessment.id)
    return add_answer(report.assessment.id, disclose_report(report, consent, command.data.given, context))
