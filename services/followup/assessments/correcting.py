"""An assessment is corrected, and with it the dates and the recommendations of its cycle. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.assessments import AssessmentCorrected
from contracts.assessments import Recommendation as Made
from contracts.ids import cycle_id
from services.followup.assessments.opening import build_cycle, open_new_cycle
from services.followup.assessments.withdrawing import cancel_cycle, has_nothing_to_do, return_home
from services.followup.assessments.without_cycle import (
    build_without_cycle,
    follow_recommendations,
    join_running_cycle,
)
from services.followup.cycles.dates import move_anchor, with_receipt
from services.followup.cycles.events import (
    add_restated_event,
    build_moved_events,
    build_past_moved_events,
    build_pending_events,
    build_reopened_event,
)
from services.followup.cycles.mandates import without_end
from services.followup.cycles.model import (
    CYCLES,
    SEEN,
    WITHOUT_CYCLE,
    Cycle,
    Home,
    WithoutCycle,
    is_ended,
    needs_of_cycles_of,
    parties_of,
)
from services.followup.cycles.seen import key_of, note_seen
from services.followup.cycles.timing import change_cycle
from services.followup.recommendations.model import (
    RECOMMENDATIONS,
    Recommendation,
    build_recommendation,
    is_left_out,
    is_open,
)
from services.followup.recommendations.needs import find_recommendations, needs_of_recommendations
from services.followup.recommendations.status import move_to_cycle
from services.followup.responses.reactions import awaited_key
from shared.engine.notices.judging import need_of_waiting
from shared.engine.rules import Change, Context, Emit, Event, Known, Need, Put, Remove

MOVABLE = ("state", "anchor_on", "due_on", "response_due_on", "pending_since")
"""The fields whose change is an event of its own. Of what else changes, `followup.restated` says how it stands."""


def needs_of_correction(event: Event[AssessmentCorrected]) -> Iterable[Need]:
    """The cycle with its recommendations, and what opening one, or joining another, needs."""
    identity = cycle_id(event.data.assessment_id)
    yield from needs_of_recommendations(identity)
    if not event.data.opens_cycle:
        yield from needs_of_cycles_of(event.data.state)
    yield Need(SEEN, key_of(event))
    yield need_of_waiting(awaited_key(identity, event.data.state))


def correct_assessment(event: Event[AssessmentCorrected], known: Known, context: Context) -> Iterable[Change]:
    """Moves, opens or cancels the cycle, as the corrected assessment asks (rules 1 and 4)."""
    data = event.data
    cycle = known.get(CYCLES, cycle_id(data.assessment_id))
    if has_nothing_to_do(cycle, event, known):
        return
    yield note_seen(event)
    before = known.get(WITHOUT_CYCLE, cycle_id(data.assessment_id))
    if cycle is None and before is None:
        yield from open_new_cycle(data, known, context)  # its completion was never read
    elif not data.opens_cycle:
        if cycle is not None and cycle.cancelled_on is None:
            reason = "The assessment was corrected to a kind that opens no cycle."
            yield from cancel_cycle(cycle, event, reason, known, context)
        yield from _correct_without_cycle(before, event, known)
    elif cycle is None:
        yield from _open_late(event, known, context)
    else:
        yield from _correct_cycle(cycle, event, known, context)


def _correct_without_cycle(
    before: WithoutCycle | None, event: Event[AssessmentCorrected], known: Known
) -> Iterator[Change]:
    """Its recommendations become those of the corrected assessment. New ones join the running cycle."""
    data = event.data
    home = build_without_cycle(cycle_id(data.assessment_id), data, before)
    yield Put(WITHOUT_CYCLE, home)
    changes = list(_correct_recommendations(home, event, known))
    yield from changes
    if before is None:
        yield from join_running_cycle(home, data.occurred_on, data.source, known.copy().fold(changes))


def _open_late(event: Event[AssessmentCorrected], known: Known, context: Context) -> Iterator[Change]:
    """Opens the cycle now, since its kind opened none before. Its recommendations come back to it."""
    identity = cycle_id(event.data.assessment_id)
    cycle = build_cycle(identity, event.data, context)
    changes = [Remove(WITHOUT_CYCLE, identity), *_correct_recommendations(cycle, event, known, come_back=True)]
    yield from changes
    yield from open_new_cycle(event.data, known.copy().fold(changes), context)


def _correct_cycle(cycle: Cycle, event: Event[AssessmentCorrected], known: Known, context: Context) -> Iterable[Change]:
    data = event.data
    named = cycle._replace(
        state=data.state,
        parties=parties_of(data.state),
        kind=data.kind,
        synthetic=cycle.synthetic or data.synthetic,
    )
    new = move_anchor(named, data.submitted_to_ctc_on, context)
    if data.received_by_state_on != cycle.received_by_state_on:
        original = cycle.original_received_on or cycle.received_by_state_on
        new = with_receipt(new, data.received_by_state_on, context)._replace(original_received_on=original)
    comes_back = cycle.cancelled_on is not None
    recommendations = list(_correct_recommendations(new, event, known, comes_back))
    if comes_back:
        yield Remove(WITHOUT_CYCLE, cycle.id)
    if comes_back or (is_ended(cycle) and _opens_any(recommendations, known)):
        new = without_end(new, context)
    yield from change_cycle(cycle, new, context)
    yield from recommendations
    yield from _build_events(cycle, new, data, context)


def _opens_any(changes: Iterable[Change], known: Known) -> bool:
    """Whether a recommendation that is not reported on is new in the cycle, or live again."""
    rows = (change.row for change in changes if isinstance(change, Put) and change.table is RECOMMENDATIONS)
    return any(is_open(row) and not _was_open(known.get(RECOMMENDATIONS, row.id)) for row in rows)


def _was_open(before: Recommendation | None) -> bool:
    return before is not None and is_open(before)


def _build_events(old: Cycle, new: Cycle, data: AssessmentCorrected, context: Context) -> list[Emit]:
    reason = data.reason or "The assessment was corrected."
    about = data.occurred_on, reason, context.reference, None, data.document
    goes_on = is_ended(old) and not is_ended(new)
    events = [build_reopened_event(new, data.occurred_on, reason)] if goes_on else []
    if any(getattr(old, name) != getattr(new, name) for name in MOVABLE):
        events += build_moved_events(old, new, *about)
    elif goes_on:
        events += build_pending_events(new, context.reference)
    events += build_past_moved_events(old, new, *about)
    return add_restated_event(events, old, new, data.occurred_on)


def _correct_recommendations(
    cycle: Home, event: Event[AssessmentCorrected], known: Known, come_back: bool = False
) -> Iterator[Change]:
    """Adds, changes and withdraws recommendations, so that they are those of the corrected assessment.

    If a later correction makes a withdrawn one again, it is live again, with its status. The assessment's own event
    says so, and none of ours. Those that were first made in a follow-up report, merged or split stay as they are.
    `come_back`: the assessment opens a cycle now, so that what another cycle went on with returns.
    """
    data = event.data
    made_now = {made.recommendation_id: made for made in data.recommendations}
    for old in find_recommendations(cycle, known):
        if old.assessment_id != cycle.assessment_id:
            if isinstance(cycle, Cycle):
                yield from _return_to_other(old, cycle, event)
            continue
        made = made_now.pop(old.id, None)
        new = _move_to_state(old, cycle) if made is None else _apply_content(_move_to_state(old, cycle), made)
        if made is None and old.sequence == 0 and not old.parents and old.is_live:
            new = new._replace(lifecycle="withdrawn", closed_on=data.occurred_on, closed_by=data.source)
        if made is not None and is_left_out(old):
            new = new._replace(lifecycle="live", closed_on=None, closed_by=None)
        moves = come_back or new.state != old.state or old.lifecycle != new.lifecycle
        if moves and old.cycle_id != cycle.id and new.is_live:
            yield from move_to_cycle(cycle, new, return_home(old, event, data.reason))
        elif new != old:
            yield Put(RECOMMENDATIONS, new)
    if isinstance(cycle, WithoutCycle):
        yield from follow_recommendations(cycle, made_now.values(), data.source, known)
    else:
        yield from (Put(RECOMMENDATIONS, build_recommendation(cycle, made, 0)) for made in made_now.values())


def _return_to_other(one: Recommendation, cycle: Cycle, event: Event[AssessmentCorrected]) -> Iterator[Change]:
    """Sends a recommendation of another assessment back, if this cycle turns out to be of another State."""
    if one.state != cycle.state and one.is_live:
        yield from move_to_cycle(cycle._replace(state=one.state), one, return_home(one, event, event.data.reason))


def _move_to_state(old: Recommendation, cycle: Home) -> Recommendation:
    """The recommendation with the State that the assessment now names."""
    return old._replace(state=cycle.state, parties=cycle.parties, synthetic=cycle.synthetic)


def _apply_content(old: Recommendation, made: Made) -> Recommendation:
    """The recommendation with the content of the corrected assessment. Its status and lifecycle stay."""
    return old._replace(
        text=made.text,
        themes=made.themes,
        priority=made.priority,
        assistance_needed=made.assistance_needed,
        assistance_requested=made.assistance_requested,
        disclosed_to=made.audience,
        disclosed_parties=made.parties,
    )
