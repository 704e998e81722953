"""The stages of an assessment, and how long each took (OP14). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.dates import first_day, is_full
from services.assessments.assessments.model import Assessment

Stage = Literal["visit_ended", "pao_shared", "draft_shared", "observations", "report", "submitted", "received", "noted"]


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage of an assessment, the day on which it was reached, and how long after the one before."""

    stage: Stage
    on: date
    days: int | None
    """Days since the last earlier stage whose day is known; negative if this one came first. None: it is the first."""


def list_stages(assessment: Assessment) -> tuple[Reached, ...]:
    """The stages with their days, in order of procedure, without those whose day is not known exactly (rule 3)."""
    stages: list[Reached] = []
    for stage, on in _list_days(assessment):
        if on is not None:
            stages.append(Reached(stage, on, (on - stages[-1].on).days if stages else None))
    return tuple(stages)


def _list_days(assessment: Assessment) -> Iterator[tuple[Stage, date | None]]:
    visit = assessment.visit
    yield "visit_ended", first_day(visit.end) if visit and is_full(visit.end) else None
    yield "pao_shared", assessment.pao_shared_on
    yield "draft_shared", assessment.draft_shared_on if assessment.draft == "draft" else None
    yield "observations", assessment.observations_received_on or assessment.observations_lapsed_on
    yield "report", assessment.report_date
    yield "submitted", assessment.submitted_to_ctc_on
    yield "received", assessment.received_by_state_on
    yield "noted", assessment.noted_on
