"""How long things take (OP14): a visit that waits for its report, and the stages of one. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from contracts.dates import first_day, is_full
from reference import Reference
from services.assessments.model import CTED, Assessment, Visit
from shared.engine.time.dates import add_period


def awaits_report(visit: Visit, reference: Reference) -> bool:
    """Whether a report is made on visits of its kind, and there is none yet."""
    return visit.body == CTED and not visit.assessment_ids and reference.practice.awaits_report[visit.kind]


def usual_by(visit: Visit, reference: Reference) -> date | None:
    """The last day on which its report would still come in the usual time; None: none is awaited."""
    since = visit.awaits_report_since
    return None if since is None else add_period(since, reference.practice.usual_report_time)


def late_since(today: date, reference: Reference) -> date:
    """Visits that ended by this day are without a report after the usual time."""
    period = reference.practice.usual_report_time
    day = today - (add_period(today, period) - today)  # some days off, as months are not of one length
    while add_period(day, period) >= today:
        day -= timedelta(days=1)
    while add_period(day + timedelta(days=1), period) < today:
        day += timedelta(days=1)
    return day


# ---- from visit to report -------------------------------------------------------------------

Stage = Literal["visit_ended", "pao_shared", "draft_shared", "observations", "report", "submitted", "received", "noted"]


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage of an assessment, the day on which it was reached, and how long after the one before."""

    stage: Stage
    on: date
    days: int | None
    """Since the last stage before it whose day is known; below 0 if it came first. None: it is the first."""


def stages(assessment: Assessment) -> tuple[Reached, ...]:
    """The stages with their days, in order of procedure; one whose day is not known exactly is left out (rule 3)."""
    found: list[Reached] = []
    for stage, on in _days(assessment):
        if on is not None:
            found.append(Reached(stage, on, (on - found[-1].on).days if found else None))
    return tuple(found)


def _days(assessment: Assessment) -> Iterator[tuple[Stage, date | None]]:
    visit = assessment.visit
    yield "visit_ended", first_day(visit.end) if visit and is_full(visit.end) else None
    yield "pao_shared", assessment.pao_shared_on
    yield "draft_shared", assessment.draft_shared_on if assessment.draft == "draft" else None
    yield "observations", assessment.observations_received_on or assessment.observations_lapsed_on
    yield "report", assessment.report_date
    yield "submitted", assessment.submitted_to_ctc_on
    yield "received", assessment.received_by_state_on
    yield "noted", assessment.noted_on
