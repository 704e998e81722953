"""CTED gives the State more time for its observations on a draft (OP14). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.assessments import ObservationsExtended
from services.assessments.assessments.drafting import OBLIGATION, AlreadyFinal, build_deadline
from services.assessments.assessments.events import build_event
from services.assessments.assessments.model import ASSESSMENTS, Assessment, Extension
from services.assessments.checks import check_happened, check_order
from shared.engine.bounds import check_has_room
from shared.engine.rules import Change, Context, Emit, Put, Refusal, Schedule
from shared.engine.time.days import check_not_too_far
from shared.engine.time.duties import duty_after


class NoTimeRuns(Refusal):
    """No time for observations runs: no mandate was in force on the day on which the draft was shared."""

    rule = "9"
    paragraph = "OP14"


class ObservedAlready(Refusal):
    """The State's observations have arrived: its time for them can no longer be extended."""

    rule = "4"
    paragraph = "OP14"


class ExtendedAfterItsEnd(Refusal):
    """The State's time for observations had ended on the day of this decision: only a running time is extended."""

    rule = "4"
    paragraph = "OP14"


class NoLongerTime(Refusal):
    """An extension gives more time: its last day lies after the present one."""

    rule = "4"
    paragraph = "OP14"
    status = 422


def extend_observations(assessment: Assessment, extension: Extension, context: Context) -> Iterator[Change]:
    """A decided last day wins over the counted one (rule 4). The day of the decision counts, not that of its record.

    So a decision that was taken in time and recorded late takes the lapse back.
    """
    if extension in assessment.observations_extensions:
        return
    if assessment.status != "drafted":
        raise AlreadyFinal
    duty = duty_after(context.reference, OBLIGATION, assessment.draft_shared_on) if assessment.draft_shared_on else None
    if duty is None or assessment.observations_due_on is None:
        raise NoTimeRuns
    if assessment.observations_received_on is not None:
        raise ObservedAlready
    _check_days(assessment, extension, context)
    check_has_room(assessment.observations_extensions, context, "due_on", "OP14")
    after = replace(
        assessment,
        observations_due_on=extension.due_on,
        observations_extensions=(*assessment.observations_extensions, extension),
        observations_lapsed_on=None,
    )
    yield Put(ASSESSMENTS, after)
    yield Schedule(build_deadline(after.id, duty, extension.due_on))
    yield Emit(_build_extended_event(assessment, extension), assessment.state)


def _check_days(assessment: Assessment, extension: Extension, context: Context) -> None:
    """Raises what is wrong with the days of the decision."""
    due_on, earlier = assessment.observations_due_on, assessment.observations_extensions[-1:]
    assert due_on is not None
    check_happened(context, decided_on=extension.decided_on)
    check_order(draft_shared_on=assessment.draft_shared_on, decided_on=extension.decided_on)
    for one in earlier:
        check_order(earlier_decided_on=one.decided_on, decided_on=extension.decided_on)
    if extension.decided_on > due_on:
        raise ExtendedAfterItsEnd(f"It ended on {due_on}.", ("decided_on",))
    if extension.due_on <= due_on:
        raise NoLongerTime(fields=("due_on",))
    check_not_too_far(context.today, due_on=extension.due_on)


def _build_extended_event(before: Assessment, extension: Extension) -> ObservationsExtended:
    assert before.observations_due_on is not None
    return build_event(
        before,
        ObservationsExtended,
        extension.decided_on,
        observations_due_on=extension.due_on,
        previous_observations_due_on=before.observations_due_on,
        decided_by=extension.decided_by,
        reason=extension.why,
        document=extension.document,
    )
