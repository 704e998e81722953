"""Assistance, "upon their request" (OP39): asked for by the State, or taken back. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from contracts.assessments import AssessmentCompleted, AssistanceRequested
from services.assessments.assessments.checks import check_final, check_live
from services.assessments.assessments.events import build_event, build_fact, build_recommendation
from services.assessments.assessments.model import Report
from services.assessments.assessments.reports import write_report
from services.assessments.checks import KnownDifferently, check_happened, check_order
from services.assessments.released.copies import release_report
from shared.engine.bounds import count_today
from shared.engine.rules import Change, Context, Emit, NotFound, Refusal


class AssistanceChangesTooOften(Refusal):
    """The request for assistance changed too often today: say tomorrow what holds then."""

    paragraph = "OP39"


def record_assistance_request(
    current: Report, recommendation: str, requested: bool, on: date, context: Context
) -> Iterator[Change]:
    """The State asks for assistance with a recommendation, or takes its request back. Its latest word counts.

    It may ask where CTED found no need: that is recorded, and becomes a case only where both hold.
    """
    check_final(current.assessment)
    one = next((one for one in current.recommendations if one.id == recommendation), None)
    if one is None:
        raise NotFound
    if one.assistance_requested == requested:
        return
    check_live(one)
    check_happened(context, requested_on=on)
    check_order(report_date=current.assessment.report_date, requested_on=on)
    if one.assistance_on is not None and on < one.assistance_on:
        raise KnownDifferently(fields=("requested", "requested_on"))
    most = context.reference.practice.most_changes_of_assistance  # each change tells of all projects for the need
    counted = count_today(one, most, AssistanceChangesTooOften(fields=("requested",)), context.today)
    now = replace(counted, assistance_requested=requested, assistance_on=on)
    others = current.recommendations
    report = replace(current, recommendations=tuple(now if other.id == now.id else other for other in others))
    yield from write_report(current, report)
    data = build_recommendation(now)
    event = build_event(report.assessment, AssistanceRequested, on, recommendation=data, requested=requested)
    yield Emit(event, now.state)
    before, after = (build_fact(whole, AssessmentCompleted) for whole in (current, report))
    yield from release_report(report.assessment.id, now.state, before, after, "narrowed", context)
