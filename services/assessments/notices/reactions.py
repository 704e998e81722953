"""Judges each notice from another system once: what it changes, and the answer to its sender. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.base import EventData
from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeAssessmentCorrected, NoticeAssessmentSubmitted, NoticeVisitPlanned
from services.assessments.assessments.needs import needs_of_report
from services.assessments.assessments.reactions import OfFinalReport, judge_final_report, judge_submitted, subject_of
from services.assessments.assessments.visits import needs_of_stated_visit
from services.assessments.names import TOPIC
from services.assessments.notices.model import JUDGED_NOTICES, JudgedNotice
from services.assessments.visits.planning import needs_of_plan
from services.assessments.visits.reactions import build_plan, judge_visit_planned
from shared.engine.notices.judging import (
    Taken,
    answer_failure,
    judge_or_refuse,
    key_of,
    need_of_waiters,
    need_of_waiting,
)
from shared.engine.notices.senders import needs_of_sender
from shared.engine.rules import Change, Context, Known, Need, Put, Rule

Ours = NoticeAssessmentSubmitted | NoticeVisitPlanned | OfFinalReport


def needs_of_notice(trigger: Taken) -> Iterator[Need]:
    """The rows that the notice needs. A notice that another service owns needs none."""
    notice, source = trigger.data.notice, trigger.data.source
    if not isinstance(notice, Ours):
        return
    yield Need(JUDGED_NOTICES, key_of(trigger))
    yield from needs_of_sender(trigger.data)
    if isinstance(notice, NoticeVisitPlanned):
        yield from needs_of_plan(build_plan(notice, source))
        return
    subject = subject_of(notice, source)
    yield from needs_of_report(subject)
    if isinstance(notice, NoticeAssessmentSubmitted | NoticeAssessmentCorrected):
        yield from needs_of_stated_visit(source, notice.reference, notice.state, notice.visit)
    appears = isinstance(notice, NoticeAssessmentSubmitted)
    yield need_of_waiting(subject) if appears else need_of_waiters(subject)


def judge_notice(trigger: Taken, known: Known, context: Context) -> Iterator[Change]:
    """Judges a notice that this service owns. If it was judged before, nothing changes."""
    notice = trigger.data.notice
    if not isinstance(notice, Ours) or known.get(JUDGED_NOTICES, key_of(trigger)) is not None:
        return
    yield Put(JUDGED_NOTICES, JudgedNotice(key_of(trigger)))
    if isinstance(notice, NoticeVisitPlanned):
        yield from judge_or_refuse(trigger, TOPIC, known, lambda: judge_visit_planned(trigger, notice, known, context))
    elif isinstance(notice, NoticeAssessmentSubmitted):
        yield from judge_or_refuse(trigger, TOPIC, known, lambda: judge_submitted(trigger, notice, known, context))
    else:
        yield from judge_final_report(trigger, notice, known, context)


REACTIONS: dict[type[EventData], Rule[Any]] = {
    NoticeTakenIn: Rule(needs_of_notice, judge_notice, answer_failure(TOPIC)),
}
