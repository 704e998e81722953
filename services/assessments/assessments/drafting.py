"""A draft: shared with the State, which has a month for its observations. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from contracts.assessments import AssessmentDrafted, ObservationsLapsed, ObservationsReceived
from contracts.vocabulary import DraftKind
from services.assessments.assessments.events import build_event
from services.assessments.assessments.model import ASSESSMENTS, Assessment
from services.assessments.checks import check_happened, check_order
from shared.engine.deadline import Deadline
from shared.engine.rules import Change, Context, Emit, Put, Refusal, Schedule, Settle
from shared.engine.time.duties import Duty, duty_after

OBSERVATIONS = "observations"
"""The kind of the deadline for the State's factual observations."""


OBLIGATION = "factual-observations"
"""Its obligation in the mandate's file."""


class AlreadyFinal(Refusal):
    """This assessment is final: there is no draft any more to share or to observe on."""


class NoDraftShared(Refusal):
    """No draft of this assessment was shared with the State yet, so there is nothing to observe on."""


class ObservedOnAnotherDay(Refusal):
    """The State's observations are known to have arrived on another day: put that day right by a correction."""

    rule = "4"
    paragraph = "OP14"


def record_draft(
    before: Assessment | None, draft: Assessment, kind: DraftKind, on: date, context: Context
) -> Iterator[Change]:
    """A draft was shared with the State, which may comment for P30D from that day. A later draft starts the time again.

    `draft` is the assessment without it. Without a mandate in force on that day there is no deadline.
    """
    if before is not None and before.status != "drafted":
        raise AlreadyFinal
    if before is not None and _is_known(before, kind, on):
        return
    check_happened(context, draft_shared_on=on)
    pao_shared_on = _find_pao_day(before, kind, on)
    if before is not None and kind == "pao" and before.draft == "draft":
        # Known late: the State's time runs from the draft, which came after it.
        yield Put(ASSESSMENTS, replace(before, pao_shared_on=on))
        yield Emit(_build_drafted_event(before, kind, on, None), before.state)
        return
    duty = duty_after(context.reference, OBLIGATION, on)
    after = replace(
        draft,
        draft=kind,
        pao_shared_on=pao_shared_on,
        draft_shared_on=on,
        observations_due_on=duty.due_on if duty else None,
        observations_extensions=(),
        observations_received_on=None,
        observations_lapsed_on=None,
    )
    yield Put(ASSESSMENTS, after)
    if duty is not None:
        yield Schedule(build_deadline(after.id, duty))
    elif before is not None and before.awaits_observations:
        yield Settle(OBSERVATIONS, after.id, "cancelled")
    yield Emit(_build_drafted_event(after, kind, on, duty), after.state)


def _is_known(before: Assessment, kind: DraftKind, on: date) -> bool:
    return (before.draft, before.draft_shared_on) == (kind, on) or (kind == "pao" and before.pao_shared_on == on)


def _find_pao_day(before: Assessment | None, kind: DraftKind, on: date) -> date | None:
    """The day of the PAO, which stays when a draft follows. Raises DatesContradict if the order is wrong."""
    if before is None:
        return on if kind == "pao" else None
    if kind == "draft":
        check_order(earlier_draft_shared_on=before.draft_shared_on, draft_shared_on=on)
        return before.pao_shared_on
    if before.draft == "draft":
        check_order(pao_shared_on=on, draft_shared_on=before.draft_shared_on)
    else:
        check_order(earlier_draft_shared_on=before.draft_shared_on, draft_shared_on=on)
    return on


def build_deadline(subject: str, duty: Duty, due_on: date | None = None) -> Deadline:
    """No reminders: a month is short, and the resolution's 60, 30 and 7 days are for reports.

    `due_on`: the last day where the time was extended; None: as it is counted.
    """
    return Deadline(
        kind=OBSERVATIONS,
        subject=subject,
        due_on=due_on or duty.due_on,
        anchor=duty.anchor,
        anchor_on=duty.anchor_on,
        mandate=duty.mandate.id,
        paragraph=duty.obligation.paragraph,
    )


def _build_drafted_event(assessment: Assessment, kind: DraftKind, on: date, duty: Duty | None) -> AssessmentDrafted:
    return build_event(
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


def record_observations(assessment: Assessment, on: date, context: Context) -> Iterator[Change]:
    """Records the State's observations. If they came too late, the lapse stays on record.

    Those that came in time are in time, even if they are recorded later.
    """
    if assessment.observations_received_on == on:
        return
    if assessment.observations_received_on is not None:
        raise ObservedOnAnotherDay(fields=("received_on",))
    if assessment.status != "drafted":
        raise AlreadyFinal
    if assessment.draft_shared_on is None:
        raise NoDraftShared
    check_happened(context, received_on=on)
    check_order(draft_shared_on=assessment.draft_shared_on, received_on=on)
    after = replace(assessment, observations_received_on=on)
    if find_lapse(after) is None:
        after = replace(after, observations_lapsed_on=None)
    yield Put(ASSESSMENTS, after)
    if assessment.observations_due_on is not None:
        yield Settle(OBSERVATIONS, assessment.id, "met")
    event = build_event(assessment, ObservationsReceived, on, observations_due_on=assessment.observations_due_on)
    yield Emit(event, assessment.state)


def lapse_observations(assessment: Assessment) -> Iterator[Change]:
    """Records that the time for observations ended without any. This is a normal state, not a failure."""
    lapsed_on = find_lapse(assessment)
    if not assessment.awaits_observations or lapsed_on is None:
        return
    yield Put(ASSESSMENTS, replace(assessment, observations_lapsed_on=lapsed_on))
    yield build_lapsed_event(assessment, lapsed_on)


def find_lapse(assessment: Assessment) -> date | None:
    """The day after the State's time, if its observations did not come in time; None if they did, or no time ran."""
    due_on, came_on = assessment.observations_due_on, assessment.observations_received_on
    if due_on is None or (came_on is not None and came_on <= due_on):
        return None
    return due_on + timedelta(days=1)


def build_lapsed_event(assessment: Assessment, on: date) -> Emit:
    """The State's time for observations ended without any."""
    event = build_event(assessment, ObservationsLapsed, on, observations_due_on=assessment.observations_due_on)
    return Emit(event, assessment.state)
