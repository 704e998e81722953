"""Notices about assessments: submitted, corrected, received, withdrawn. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.ids import assessment_id
from contracts.notices import (
    NoticeAssessmentCorrected,
    NoticeAssessmentReceived,
    NoticeAssessmentSubmitted,
    NoticeAssessmentWithdrawn,
)
from services.assessments.answering import answer_notice
from services.assessments.assessments.checks import OfAnotherState
from services.assessments.assessments.completing import complete_report, record_receipt, withdraw_report
from services.assessments.assessments.correcting import Occasion, correct_report
from services.assessments.assessments.model import Report
from services.assessments.assessments.needs import find_report
from services.assessments.names import TOPIC
from shared.engine.notices.judging import WAITING, Taken, judge_or_refuse, judge_waiting_notices, wait_for
from shared.engine.rules import Change, Context, Known, Refusal

OfFinalReport = NoticeAssessmentCorrected | NoticeAssessmentReceived | NoticeAssessmentWithdrawn
"""Notices that wait until their report is final."""


class CorrectedTooOften(Refusal):
    """This report was corrected too often for a further notice: ask the Committee's staff to correct it."""

    rule = "4"
    paragraph = "OP16"


def subject_of(notice: NoticeAssessmentSubmitted | OfFinalReport, source: str) -> str:
    """The id of the assessment that the notice is about."""
    if isinstance(notice, NoticeAssessmentReceived | NoticeAssessmentWithdrawn):
        source = notice.assessment_source or source
    return assessment_id(source, notice.reference)


def judge_submitted(
    trigger: Taken, notice: NoticeAssessmentSubmitted, known: Known, context: Context
) -> Iterable[Change]:
    """Judges a final report from another system, and the notices that waited for it."""
    subject, source = subject_of(notice, trigger.data.source), trigger.data.source
    changes = list(complete_report(notice, source, find_report(known, subject), known, context))
    return [*answer_notice(trigger, subject, changes), *judge_waiting(subject, changes, known, context)]


def judge_final_report(trigger: Taken, notice: OfFinalReport, known: Known, context: Context) -> list[Change]:
    """Judges a correction, a receipt or a withdrawal. It waits until the report is final."""
    subject = subject_of(notice, trigger.data.source)
    current = find_report(known, subject)
    if current is None or current.assessment.status == "drafted":
        return wait_for(trigger, subject, TOPIC, known, context, context.reference.practice.most_waiting_for_report)

    def judge() -> Iterable[Change]:
        return answer_notice(trigger, subject, list(_decide(notice, current, known, context)))

    return judge_or_refuse(trigger, TOPIC, known, judge)


def _decide(notice: OfFinalReport, current: Report, known: Known, context: Context) -> Iterable[Change]:
    if isinstance(notice, NoticeAssessmentCorrected):
        return _correct(notice, current, known, context)
    _check_state(current, notice.state, context)
    if isinstance(notice, NoticeAssessmentReceived):
        return record_receipt(current.assessment, notice.received_by_state_on, context)
    return withdraw_report(current, notice.withdrawn_on, notice.reason, known, context)


def _correct(notice: NoticeAssessmentCorrected, current: Report, known: Known, context: Context) -> list[Change]:
    """Raises CorrectedTooOften: each correction tells the whole report, and all services keep it."""
    how = Occasion(notice.corrected_on, notice.reason, notice.document)
    changes = list(correct_report(notice, how, current, known, context))
    if changes and current.assessment.corrections >= context.reference.practice.most_corrections:
        raise CorrectedTooOften
    return changes


def _check_state(current: Report, code: str, context: Context) -> None:
    state = context.reference.member(code)
    if state is None or state.id != current.assessment.state:
        raise OfAnotherState(fields=("state",))


def judge_waiting(subject: str, changes: Iterable[Change], known: Known, context: Context) -> list[Change]:
    """Judges the notices that waited for this report. They see it after its completion."""
    if not changes or not known.all(WAITING, "awaits", subject):
        return []

    def judge(trigger: Taken, now_known: Known) -> Iterable[Change]:
        notice = trigger.data.notice
        assert isinstance(notice, OfFinalReport)  # nothing else waits here
        return judge_final_report(trigger, notice, now_known, context)

    return judge_waiting_notices(known.copy().fold(changes), subject, TOPIC, judge)
