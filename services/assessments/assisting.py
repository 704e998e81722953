"""Assistance, "upon their request" (OP39): asked for by the State, or taken back. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from contracts.assessments import AssessmentCompleted, AssistanceRequested
from services.assessments import checks, reports, telling
from services.assessments.completing import KnownDifferently, final
from services.assessments.drafting import about
from services.assessments.model import Report
from services.assessments.release import released
from shared.engine.rules import Change, Context, Emit, NotFound


def request(standing: Report, recommendation: str, requested: bool, on: date, context: Context) -> Iterator[Change]:
    """The State asks for assistance with a recommendation, or takes its request back; its latest word stands.

    It may ask where CTED found no need: that is recorded, and becomes a case only where both hold.
    """
    final(standing.assessment)
    one = next((one for one in standing.recommendations if one.id == recommendation), None)
    if one is None:
        raise NotFound
    if one.assistance_requested == requested:
        return
    checks.live(one)
    checks.happened(context, requested_on=on)
    checks.in_order(report_date=standing.assessment.report_date, requested_on=on)
    if one.assistance_on is not None and on < one.assistance_on:
        raise KnownDifferently(fields=("requested", "requested_on"))
    now = replace(one, assistance_requested=requested, assistance_on=on)
    others = standing.recommendations
    report = replace(standing, recommendations=tuple(now if other.id == now.id else other for other in others))
    yield from reports.written(standing, report)
    made = telling.recommendation(now)
    event = about(report.assessment, AssistanceRequested, on, recommendation=made, requested=requested)
    yield Emit(event, now.state)
    before, after = (telling.fact(whole, AssessmentCompleted) for whole in (standing, report))
    yield from released(report.assessment.id, now.state, before, after, "narrowed", context)
