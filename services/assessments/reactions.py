"""Notices from other systems, judged: what each changes, and what its sender is answered. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from contracts.base import EventData
from contracts.exchange import NoticeTakenIn
from contracts.followup import (
    FollowupReported,
    FollowupRescheduled,
    FollowupResponseReceived,
    RecommendationAdded,
    RecommendationAssessed,
    RecommendationCarriedOver,
    RecommendationClosed,
    RecommendationSucceeded,
)
from contracts.ids import assessment_id, visit_id
from contracts.notices import (
    NoticeAssessmentCorrected,
    NoticeAssessmentReceived,
    NoticeAssessmentSubmitted,
    NoticeAssessmentWithdrawn,
    NoticeVisitPlanned,
)
from services.assessments import completing, correcting, following
from services.assessments.completing import OfAnotherState
from services.assessments.correcting import Corrected
from services.assessments.model import JudgedNotice, Overlap, Report
from services.assessments.planning import Plan, needs_of_plan, plan_cancelled, planned
from services.assessments.tables import JUDGED, needs_of_report, report_of
from services.assessments.visiting import needs_of_visited
from shared.engine.notices.judging import (
    WAITING,
    Taken,
    accepted,
    answer_failure,
    arrived,
    judged,
    key_of,
    wait_for,
    waiting_for,
)
from shared.engine.rules import Change, Context, Known, Need, Put, Rule

TOPIC = "ctc.assessments"

OfFinalReport = NoticeAssessmentCorrected | NoticeAssessmentReceived | NoticeAssessmentWithdrawn
"""Notices that wait until the report they speak of is final."""
Ours = NoticeAssessmentSubmitted | NoticeVisitPlanned | OfFinalReport


# ---- what is needed -------------------------------------------------------------------------


def needs_of_notice(trigger: Taken) -> Iterator[Need]:
    """Nothing of a notice that is another service's."""
    notice, source = trigger.data.notice, trigger.data.source
    if not isinstance(notice, Ours):
        return
    yield Need(JUDGED, key_of(trigger))
    if isinstance(notice, NoticeVisitPlanned):
        yield from needs_of_plan(_plan(notice, source))
        return
    subject = _subject(notice, source)
    yield from needs_of_report(subject)
    if isinstance(notice, NoticeAssessmentSubmitted | NoticeAssessmentCorrected):
        yield from needs_of_visited(source, notice.reference, notice.state, notice.visit)
    yield waiting_for(subject)


def _subject(notice: NoticeAssessmentSubmitted | OfFinalReport, source: str) -> str:
    """The id of the assessment that it speaks of."""
    if isinstance(notice, NoticeAssessmentReceived | NoticeAssessmentWithdrawn):
        source = notice.assessment_source or source
    return assessment_id(source, notice.reference)


def _plan(notice: NoticeVisitPlanned, source: str) -> Plan:
    return Plan(
        source=source,
        reference=notice.reference,
        state=notice.state,
        start=notice.start,
        end=notice.end,
        body=notice.body,
        kind=notice.kind,
        purpose=notice.purpose,
        synthetic=notice.synthetic,
    )


# ---- what is decided ------------------------------------------------------------------------


def judge_notice(trigger: Taken, known: Known, context: Context) -> Iterator[Change]:
    """Judges a notice that is ours, once; replayed, it says nothing new."""
    notice = trigger.data.notice
    if not isinstance(notice, Ours) or known.get(JUDGED, key_of(trigger)) is not None:
        return
    yield Put(JUDGED, JudgedNotice(key_of(trigger)))
    if isinstance(notice, NoticeVisitPlanned):
        yield from judged(trigger, TOPIC, lambda: _visit_planned(trigger, notice, known, context))
    elif isinstance(notice, NoticeAssessmentSubmitted):
        yield from judged(trigger, TOPIC, lambda: _submitted(trigger, notice, known, context))
    else:
        yield from of_final_report(trigger, notice, known, context)


def _visit_planned(trigger: Taken, notice: NoticeVisitPlanned, known: Known, context: Context) -> Iterable[Change]:
    plan = _plan(notice, trigger.data.source)
    if notice.cancelled_on is None:
        changes = list(planned(plan, known, context))
    else:
        said = notice.reason or "No reason was given."
        changes = list(plan_cancelled(plan, notice.cancelled_on, said, known, context))
    overlaps = [change.row.id for change in changes if isinstance(change, Put) and isinstance(change.row, Overlap)]
    return _answered(trigger, visit_id(plan.source, plan.reference), changes, overlaps)


def _submitted(trigger: Taken, notice: NoticeAssessmentSubmitted, known: Known, context: Context) -> Iterable[Change]:
    subject, source = _subject(notice, trigger.data.source), trigger.data.source
    changes = list(completing.complete(notice, source, report_of(known, subject), known, context))
    return [*_answered(trigger, subject, changes), *whoever_waited(subject, changes, known, context)]


def of_final_report(trigger: Taken, notice: OfFinalReport, known: Known, context: Context) -> list[Change]:
    """Corrected, received or withdrawn; before the report is final, the notice waits for that."""
    subject = _subject(notice, trigger.data.source)
    standing = report_of(known, subject)
    if standing is None or standing.assessment.status == "drafted":
        return wait_for(trigger, subject, known, context)

    def judge() -> Iterable[Change]:
        return _answered(trigger, subject, list(_changed(notice, standing, known, context)))

    return judged(trigger, TOPIC, judge)


def _changed(notice: OfFinalReport, standing: Report, known: Known, context: Context) -> Iterable[Change]:
    if isinstance(notice, NoticeAssessmentCorrected):
        how = Corrected(notice.corrected_on, notice.reason, notice.document)
        return correcting.correct(notice, how, standing, known, context)
    _of_same_state(standing, notice.state, context)
    if isinstance(notice, NoticeAssessmentReceived):
        return completing.receive(standing.assessment, notice.received_by_state_on, context)
    return completing.withdraw(standing, notice.withdrawn_on, notice.reason, known, context)


def _of_same_state(standing: Report, code: str, context: Context) -> None:
    state = context.reference.member(code)
    if state is None or state.id != standing.assessment.state:
        raise OfAnotherState(fields=("state",))


def _answered(trigger: Taken, subject: str, changes: list[Change], more: Iterable[str] = ()) -> list[Change]:
    """What it caused: the thing that it speaks of, and `more`, such as an overlap at which its body should look."""
    caused = (subject, *more) if changes else ()
    return [*changes, accepted(trigger, TOPIC, caused, unchanged=not changes)]


def whoever_waited(subject: str, changes: Iterable[Change], known: Known, context: Context) -> list[Change]:
    """What waited for this report to become final, judged on what its completion changed."""
    if not changes or not known.all(WAITING, "awaits", subject):
        return []

    def judge(trigger: Taken, now_known: Known) -> Iterable[Change]:
        notice = trigger.data.notice
        assert isinstance(notice, OfFinalReport)  # nothing else waits here
        return of_final_report(trigger, notice, now_known, context)

    return arrived(known.copy().fold(changes), subject, TOPIC, judge)


REACTIONS: dict[type[EventData], Rule[Any]] = {
    NoticeTakenIn: Rule(needs_of_notice, judge_notice, answer_failure(TOPIC)),
    RecommendationAdded: Rule(following.needs_of_followed_up, following.added),
    RecommendationSucceeded: Rule(following.needs_of_followed_up, following.succeeded),
    RecommendationClosed: Rule(following.needs_of_followed_up, following.closed),
    FollowupResponseReceived: Rule(following.needs_of_step, following.noted),
    FollowupReported: Rule(following.needs_of_step, following.noted),
    FollowupRescheduled: Rule(following.needs_of_step, following.noted),
    RecommendationAssessed: Rule(following.needs_of_step, following.noted),
    RecommendationCarriedOver: Rule(following.needs_of_step, following.noted),
}
