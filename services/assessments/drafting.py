"""A draft: shared with the State, which has a month for its observations. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from contracts.assessments import AboutAssessment, AssessmentDrafted, ObservationsLapsed, ObservationsReceived
from contracts.vocabulary import DraftKind
from services.assessments import checks
from services.assessments.model import Assessment
from services.assessments.tables import ASSESSMENTS
from shared.engine.deadline import Deadline
from shared.engine.rules import Change, Context, Emit, Put, Refusal, Schedule, Settle
from shared.engine.time.duties import Duty, duty_after

About = TypeVar("About", bound=AboutAssessment)

OBSERVATIONS = "observations"
"""The kind of the deadline for the State's factual observations."""
OBLIGATION = "factual-observations"
"""Its obligation in the mandate's file."""


class AlreadyFinal(Refusal):
    """This assessment is final: there is no draft any more to share or to observe on."""


class NoDraftShared(Refusal):
    """No draft of this assessment was shared with the State yet, so there is nothing to observe on."""


class ObservedOnAnotherDay(Refusal):
    """The State's observations are known to have arrived on another day."""


def about(assessment: Assessment, event: type[About], on: date, **more: Any) -> About:
    """The event of this type about an assessment, which occurred on this day."""
    return event(
        occurred_on=on,
        synthetic=assessment.synthetic,
        state=assessment.state,
        assessment_id=assessment.id,
        source=assessment.source,
        reference=assessment.reference,
        **more,
    )


def share(
    before: Assessment | None, draft: Assessment, kind: DraftKind, on: date, context: Context
) -> Iterator[Change]:
    """A draft was shared with the State: P30D from that day it may comment. A later draft begins that anew.

    `draft` is the assessment without it. Without a mandate in force on that day there is no deadline.
    """
    if before is not None and before.status != "drafted":
        raise AlreadyFinal
    if before is not None and _is_known(before, kind, on):
        return
    checks.happened(context, draft_shared_on=on)
    pao_shared_on = _pao(before, kind, on)
    if before is not None and kind == "pao" and before.draft == "draft":
        # Known late: the State's time runs from the draft, which came after it.
        yield Put(ASSESSMENTS, replace(before, pao_shared_on=on))
        yield Emit(_drafted(before, kind, on, None), before.state)
        return
    duty = duty_after(context.reference, OBLIGATION, on)
    after = replace(
        draft,
        draft=kind,
        pao_shared_on=pao_shared_on,
        draft_shared_on=on,
        observations_due_on=duty.due_on if duty else None,
        observations_received_on=None,
        observations_lapsed_on=None,
    )
    yield Put(ASSESSMENTS, after)
    if duty is not None:
        yield Schedule(_deadline(after.id, duty))
    elif before is not None and before.awaits_observations:
        yield Settle(OBSERVATIONS, after.id, "cancelled")
    yield Emit(_drafted(after, kind, on, duty), after.state)


def _is_known(before: Assessment, kind: DraftKind, on: date) -> bool:
    return (before.draft, before.draft_shared_on) == (kind, on) or (kind == "pao" and before.pao_shared_on == on)


def _pao(before: Assessment | None, kind: DraftKind, on: date) -> date | None:
    """The day of the PAO, which stays when a draft follows. Raises DatesContradict if a later one came first."""
    if before is None:
        return on if kind == "pao" else None
    if kind == "draft":
        checks.in_order(earlier_draft_shared_on=before.draft_shared_on, draft_shared_on=on)
        return before.pao_shared_on
    if before.draft == "draft":
        checks.in_order(pao_shared_on=on, draft_shared_on=before.draft_shared_on)
    else:
        checks.in_order(earlier_draft_shared_on=before.draft_shared_on, draft_shared_on=on)
    return on


def _deadline(subject: str, duty: Duty) -> Deadline:
    """No reminders: a month is short, and the resolution's 60, 30 and 7 days are for reports."""
    return Deadline(
        kind=OBSERVATIONS,
        subject=subject,
        due_on=duty.due_on,
        anchor=duty.anchor,
        anchor_on=duty.anchor_on,
        mandate=duty.mandate.id,
        paragraph=duty.obligation.paragraph,
    )


def _drafted(assessment: Assessment, kind: DraftKind, on: date, duty: Duty | None) -> AssessmentDrafted:
    return about(
        assessment,
        AssessmentDrafted,
        on,
        kind=assessment.kind,
        draft=kind,
        visit_id=assessment.visit_id,
        observations_due_on=duty.due_on if duty else None,
        mandate=duty.mandate.id if duty else None,
        paragraph=duty.obligation.paragraph if duty else None,
    )


def observe(assessment: Assessment, on: date, context: Context) -> Iterator[Change]:
    """The State's observations arrived: in time, or after it had lapsed, which stays on record."""
    if assessment.observations_received_on == on:
        return
    if assessment.observations_received_on is not None:
        raise ObservedOnAnotherDay(fields=("received_on",))
    if assessment.status != "drafted":
        raise AlreadyFinal
    if assessment.draft_shared_on is None:
        raise NoDraftShared
    checks.happened(context, received_on=on)
    checks.in_order(draft_shared_on=assessment.draft_shared_on, received_on=on)
    yield Put(ASSESSMENTS, replace(assessment, observations_received_on=on))
    if assessment.observations_due_on is not None:
        yield Settle(OBSERVATIONS, assessment.id, "met")
    event = about(assessment, ObservationsReceived, on, observations_due_on=assessment.observations_due_on)
    yield Emit(event, assessment.state)


def lapse(assessment: Assessment) -> Iterator[Change]:
    """The time for observations ended without any. That is a normal state, not a failure."""
    if not assessment.awaits_observations or assessment.observations_due_on is None:
        return
    on = assessment.observations_due_on + timedelta(days=1)
    yield Put(ASSESSMENTS, replace(assessment, observations_lapsed_on=on))
    event = about(assessment, ObservationsLapsed, on, observations_due_on=assessment.observations_due_on)
    yield Emit(event, assessment.state)
