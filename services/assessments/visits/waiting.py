"""Visits that wait for their report (OP14), and since when. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from reference import Reference
from services.assessments.visits.model import CTED, Visit
from shared.engine.time.dates import add_period


def is_report_awaited(visit: Visit, reference: Reference) -> bool:
    """Whether a report is made on visits of its kind, and there is none yet, as far as it would be known here."""
    may_come = reference.practice.awaits_report[visit.kind] and not visit.report_unknown
    return visit.body == CTED and may_come and not visit.assessment_ids


def find_usual_report_day(visit: Visit, reference: Reference) -> date | None:
    """The last day of the usual time for its report; None if no report is awaited."""
    since = visit.awaits_report_since
    return None if since is None else add_period(since, reference.practice.usual_report_time)


def is_report_usual_still(visit_ended_on: date, today: date, reference: Reference) -> bool:
    """Whether the usual time for a report on such a visit is not over yet."""
    return today <= add_period(visit_ended_on, reference.practice.usual_report_time)


def find_last_late_day(today: date, reference: Reference) -> date:
    """The last day on which a visit can have ended whose report is late today."""
    period = reference.practice.usual_report_time
    day = today - (add_period(today, period) - today)  # some days off, as months are not of one length
    while add_period(day, period) >= today:
        day -= timedelta(days=1)
    while add_period(day + timedelta(days=1), period) < today:
        day += timedelta(days=1)
    return day
