"""A corrected assessment: its dates re-anchor what hangs on them, its recommendations are as it now says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.assessments import AssessmentCorrected
from contracts.assessments import Recommendation as Made
from contracts.ids import cycle_id
from services.followup.anchoring import reanchored, with_receipt
from services.followup.events import moved, reopened, still_pending
from services.followup.mandates import going_on
from services.followup.model import Cycle, Recommendation, WithoutCycle, as_it_was, ended, parties_of
from services.followup.reactions.answering import awaited
from services.followup.reactions.opening import opened
from services.followup.reactions.receiving import cancelled, gone_back, key_of, passed, seen
from services.followup.recommendations import (
    carried_over,
    is_open,
    left_out,
    needs_of_whole,
    new_recommendation,
    whole,
)
from services.followup.tables import CYCLES, RECOMMENDATIONS, SEEN, WITHOUT_CYCLE
from services.followup.timing import became
from shared.engine.notices.judging import waiting_for
from shared.engine.rules import Change, Context, Emit, Event, Known, Need, Put, Remove

MOVABLE = ("state", "anchor_on", "due_on", "response_due_on", "pending_since")
"""What readers of our events are told of; the assessment's own event says the rest."""


def needs_of_correction(event: Event[AssessmentCorrected]) -> Iterable[Need]:
    """The cycle with its recommendations, and what opening one needs."""
    identity = cycle_id(event.data.assessment_id)
    yield from needs_of_whole(identity)
    if not event.data.opens_cycle:
        yield Need(CYCLES, event.data.state, by="state")
    yield Need(WITHOUT_CYCLE, identity)
    yield Need(SEEN, key_of(event))
    yield waiting_for(awaited(identity, event.data.state))


def correct(event: Event[AssessmentCorrected], known: Known, context: Context) -> Iterable[Change]:
    """Re-anchors, opens or cancels the cycle, as the assessment now is (rules 1 and 4)."""
    data = event.data
    cycle = known.get(CYCLES, cycle_id(data.assessment_id))
    if passed(cycle, event, known):
        return
    yield seen(event)
    if cycle is None:
        yield from _opened(event, known, context)
    elif data.opens_cycle:
        yield from _corrected(cycle, event, known, context)
    elif cycle.cancelled_on is None:
        reason = "The assessment was corrected to a kind that opens no cycle."
        yield from cancelled(cycle, event, reason, known, context)
        yield Put(WITHOUT_CYCLE, WithoutCycle(cycle.id, data.state, data.kind))


def _opened(event: Event[AssessmentCorrected], known: Known, context: Context) -> Iterable[Change]:
    """Its kind may not have opened a cycle before, or its completion was never read: then this says all of it."""
    identity = cycle_id(event.data.assessment_id)
    if event.data.opens_cycle and known.get(WITHOUT_CYCLE, identity) is not None:
        no_longer = Remove(WITHOUT_CYCLE, identity)
        yield no_longer
        known = known.copy().fold([no_longer])
    yield from opened(event.data, known, context)


def _corrected(cycle: Cycle, event: Event[AssessmentCorrected], known: Known, context: Context) -> Iterable[Change]:
    data = event.data
    named = cycle._replace(
        state=data.state,
        parties=parties_of(data.state),
        kind=data.kind,
        synthetic=cycle.synthetic or data.synthetic,
    )
    new = reanchored(named, data.submitted_to_ctc_on, context)
    if data.received_by_state_on != cycle.received_by_state_on:
        original = cycle.original_received_on or cycle.received_by_state_on
        new = with_receipt(new, data.received_by_state_on, context)._replace(original_received_on=original)
    recommendations = list(_recommendations(new, event, known))
    if cycle.cancelled_on is not None:
        yield Remove(WITHOUT_CYCLE, cycle.id)
    if cycle.cancelled_on is not None or (ended(cycle) and _opens_some(recommendations, known)):
        new = going_on(new, context)
    yield from became(cycle, new, context)
    yield from recommendations
    yield from _told(cycle, new, data, context)


def _opens_some(changes: Iterable[Change], known: Known) -> bool:
    """Whether one that is not reported on is new in the cycle, or live again."""
    rows = (change.row for change in changes if isinstance(change, Put) and change.table is RECOMMENDATIONS)
    return any(is_open(row) and not _was_open(known.get(RECOMMENDATIONS, row.id)) for row in rows)


def _was_open(before: Recommendation | None) -> bool:
    return before is not None and is_open(before)


def _told(old: Cycle, new: Cycle, data: AssessmentCorrected, context: Context) -> Iterator[Emit]:
    reason = data.reason or "The assessment was corrected."
    about = data.occurred_on, reason, context.reference, None, data.document
    goes_on = ended(old) and not ended(new)
    if goes_on:
        yield reopened(new, data.occurred_on, reason)
    if any(getattr(old, name) != getattr(new, name) for name in MOVABLE):
        yield from moved(old, new, *about)
    elif goes_on:
        yield from still_pending(new, context.reference)
    for before, after in zip(old.earlier, new.earlier, strict=True):
        if before != after:
            yield from moved(as_it_was(old, before), as_it_was(new, after), *about)


def _recommendations(cycle: Cycle, event: Event[AssessmentCorrected], known: Known) -> Iterator[Change]:
    """Added ones join, changed ones are changed, and one that the assessment no longer makes is withdrawn.

    If a later correction makes that again, it is live again, with its status. No event of ours says either: the
    assessment's own does. Those first made in a follow-up report, merged or split are not its own, and stay.
    """
    data = event.data
    made_now = {made.recommendation_id: made for made in data.recommendations}
    for old in whole(cycle, known):
        if old.assessment_id != cycle.assessment_id:
            yield from _of_another(old, cycle, event)
            continue
        made = made_now.pop(old.id, None)
        new = _placed(old, cycle) if made is None else _as_made(_placed(old, cycle), made)
        if made is None and old.sequence == 0 and not old.parents and old.lifecycle == "live":
            new = new._replace(lifecycle="withdrawn", closed_on=data.occurred_on, closed_by=data.source)
        if made is not None and left_out(old):
            new = new._replace(lifecycle="live", closed_on=None, closed_by=None)
        moves = new.state != old.state or old.lifecycle != new.lifecycle
        if moves and old.cycle_id != cycle.id and new.lifecycle == "live":
            yield from carried_over(cycle, new, gone_back(old, event, data.reason))
        elif new != old:
            yield Put(RECOMMENDATIONS, new)
    for made in made_now.values():
        yield Put(RECOMMENDATIONS, new_recommendation(cycle, made, 0))


def _of_another(one: Recommendation, cycle: Cycle, event: Event[AssessmentCorrected]) -> Iterator[Change]:
    """Carried over from another assessment's cycle: it goes back if this one turns out to be of another State."""
    if one.state != cycle.state and one.lifecycle == "live":
        yield from carried_over(cycle._replace(state=one.state), one, gone_back(one, event, event.data.reason))


def _placed(old: Recommendation, cycle: Cycle) -> Recommendation:
    """It concerns the State that the assessment now names."""
    return old._replace(state=cycle.state, parties=cycle.parties, synthetic=cycle.synthetic)


def _as_made(old: Recommendation, made: Made) -> Recommendation:
    """What the assessment says of it is as it now says; its status and lifecycle stay as they are."""
    return old._replace(
        text=made.text,
        themes=made.themes,
        priority=made.priority,
        assistance_needed=made.assistance_needed,
        assistance_requested=made.assistance_requested,
        disclosed_to=made.audience,
        disclosed_parties=made.parties,
    )
