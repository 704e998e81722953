"""Notices of other bodies about their visits. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.ids import visit_id
from contracts.notices import NoticeVisitPlanned
from services.assessments.answering import answer_notice
from services.assessments.visits.cancelling import cancel_plan
from services.assessments.visits.model import Overlap
from services.assessments.visits.planning import Plan, record_plan
from shared.engine.notices.judging import Taken
from shared.engine.rules import Change, Context, Known, Put


def build_plan(notice: NoticeVisitPlanned, source: str) -> Plan:
    """The plan of which the notice tells."""
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


def judge_visit_planned(trigger: Taken, notice: NoticeVisitPlanned, known: Known, context: Context) -> Iterable[Change]:
    """Another body plans a visit, or cancels it."""
    plan = build_plan(notice, trigger.data.source)
    if notice.cancelled_on is None:
        changes = list(record_plan(plan, known, context))
    else:
        reason = notice.reason or "No reason was given."
        changes = list(cancel_plan(plan, notice.cancelled_on, reason, known, context))
    overlaps = [change.row.id for change in changes if isinstance(change, Put) and isinstance(change.row, Overlap)]
    return answer_notice(trigger, visit_id(plan.source, plan.reference), changes, overlaps)
