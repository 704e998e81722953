"""A final report is corrected (rule 4). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from contracts.assessments import VisitDates
from contracts.vocabulary import AssessmentKind, Day, Line, Text
from services.assessments.assessments import correcting
from services.assessments.assessments.checks import check_final
from services.assessments.assessments.commands.completing import Findings, Recommendations
from services.assessments.assessments.correcting import Occasion
from services.assessments.assessments.model import Report
from services.assessments.assessments.needs import get_report, needs_of_report
from services.assessments.assessments.reports import build_content
from services.assessments.assessments.visits import needs_of_own_visit
from shared.engine.answering import add_answer
from shared.engine.rules import Change, Command, Context, Known, Need


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
class CorrectAssessment:
    """Any field, as it should have been, and why. The original is kept."""

    assessment_id: str
    given: Correcting


def needs_of_correction(command: Command[CorrectAssessment]) -> Iterator[Need]:
    """The report with its parts, and its visit."""
    id_, given = command.data.assessment_id, command.data.given
    yield from needs_of_report(id_)
    yield from needs_of_own_visit(id_, given.visit)


def correct_assessment(command: Command[CorrectAssessment], known: Known, context: Context) -> Iterable[Change]:
    """A changed date re-anchors what hangs on it."""
    report = get_report(command.data.assessment_id, known)
    return add_answer(report.assessment.id, _correct(command.data.given, report, known, context))


def _correct(given: Correcting, report: Report, known: Known, context: Context) -> Iterable[Change]:
    check_final(report.assessment)
    changes: dict[str, Any] = {name: value for name in _IN_CONTENT if (value := getattr(given, name)) is not None}
    if given.no_visit:
        changes["visit"] = None
    content = build_content(report).model_copy(update=changes)
    occasion = Occasion(given.corrected_on, given.reason, given.document, given.noted_on, given.not_received)
    return correcting.correct_report(content, occasion, report, known, context)


_IN_CONTENT = (
    "kind",
    "visit",
    "report_date",
    "submitted_to_ctc_on",
    "received_by_state_on",
    "recommendations",
    "findings",
)
"""Fields of a correction that the content of a report has too."""
