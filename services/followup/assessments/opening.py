"""A completed assessment opens its cycle (OP16). Pure.

Every assessment comes through here, so speed counts: the row of a cycle is built in one step.
"""

from __future__ import annotations

from collections.abc import Iterable

from contracts.assessments import AssessmentCompleted, AssessmentFact
from contracts.followup import TOPIC
from contracts.ids import cycle_id
from services.followup.assessments.without_cycle import build_without_cycle, keep_without_cycle
from services.followup.cycles.events import build_scheduled_events
from services.followup.cycles.mandates import REPORT_DUTY, RESPONSE_DUTY, find_lapsed_since, find_pending_since
from services.followup.cycles.model import CYCLES, WITHOUT_CYCLE, Cycle, needs_of_cycles_of, parties_of
from services.followup.cycles.timing import change_cycle
from services.followup.recommendations.model import RECOMMENDATIONS, build_recommendation
from services.followup.responses.reactions import awaited_key, judge
from shared.engine.notices.judging import WAITING, judge_waiting_notices, need_of_waiting
from shared.engine.rules import Change, Context, Event, Known, Need, Put
from shared.engine.time.duties import duty_after


def needs_of_opening(event: Event[AssessmentFact]) -> Iterable[Need]:
    """The cycle, which exists only if this event was handled before; and responses that came too early.

    One that opens none needs the State's cycles too, since its recommendations join one of them.
    """
    identity = cycle_id(event.data.assessment_id)
    yield Need(CYCLES, identity)
    yield need_of_waiting(awaited_key(identity, event.data.state))
    if not event.data.opens_cycle:
        yield Need(WITHOUT_CYCLE, identity)
        yield from needs_of_cycles_of(event.data.state)


def open_cycle(event: Event[AssessmentCompleted], known: Known, context: Context) -> Iterable[Change]:
    """Opens a cycle for a final assessment, if its kind opens one (rule 1). The same event again changes nothing."""
    return open_new_cycle(event.data, known, context)


def open_new_cycle(data: AssessmentFact, known: Known, context: Context) -> list[Change]:
    """Writes the cycle, its recommendations and its deadlines, and answers the responses that waited for it."""
    identity = cycle_id(data.assessment_id)
    if known.get(CYCLES, identity) is not None or known.get(WITHOUT_CYCLE, identity) is not None:
        return []
    if data.opens_cycle:
        changes = _open(identity, data, known, context)
    else:
        changes = keep_without_cycle(build_without_cycle(identity, data), data, known)
    if known.rows.get(WAITING):
        shown = known.copy().fold(changes)
        waited_for = awaited_key(identity, data.state)
        changes += judge_waiting_notices(shown, waited_for, TOPIC, lambda notice, then: judge(notice, then, context))
    return changes


def _open(identity: str, data: AssessmentFact, known: Known, context: Context) -> list[Change]:
    """Those of its recommendations that are known were followed before, since its kind was corrected."""
    cycle = build_cycle(identity, data, context)
    changes = list(change_cycle(None, cycle, context))
    followed = known.rows.get(RECOMMENDATIONS, {})
    new = (made for made in data.recommendations if made.recommendation_id not in followed)
    changes += [Put(RECOMMENDATIONS, build_recommendation(cycle, made, 0)) for made in new]
    changes += build_scheduled_events(cycle, context.reference)
    return changes


def build_cycle(identity: str, data: AssessmentFact, context: Context) -> Cycle:
    """The new cycle of the assessment. The mandate in force on the anchor date fixes its period (rule 9)."""
    reference, anchor_on, received_on = context.reference, data.submitted_to_ctc_on, data.received_by_state_on
    report = duty_after(reference, REPORT_DUTY, anchor_on)
    response = duty_after(reference, RESPONSE_DUTY, received_on) if received_on else None
    mandate, due_on = (report.mandate.id, report.due_on) if report else (None, None)
    pending = find_pending_since(mandate, due_on, anchor_on, context)
    return Cycle(
        id=identity,
        assessment_id=data.assessment_id,
        state=data.state,
        source=data.source,
        reference=data.reference,
        kind=data.kind,
        opened_on=anchor_on,
        sequence=1,
        anchor=report.anchor if report else "submitted_to_ctc_on",
        anchor_on=anchor_on,
        original_anchor_on=None,
        due_on=due_on,
        mandate=mandate,
        paragraph=report.obligation.paragraph if report else None,
        decision=None,
        overdue_since=None,
        pending_since=pending,
        report=None,
        reported_on=None,
        earlier=(),
        received_by_state_on=received_on,
        original_received_on=None,
        response_due_on=response.due_on if response else None,
        response_mandate=response.mandate.id if response else None,
        response_decision=None,
        response_pending_since=find_lapsed_since(response.mandate.id, RESPONSE_DUTY, response.due_on, context)
        if response
        else None,
        responded_on=None,
        not_answered_on=None,
        closed_on=None,
        cancelled_on=None,
        ended_because=None,
        status="open" if pending is None else "pending_mandate",
        synthetic=data.synthetic,
        audience="committee",
        parties=parties_of(data.state),
    )
