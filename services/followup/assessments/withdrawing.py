"""An assessment is withdrawn, and its cycle is cancelled. Pure.

If there is no cycle, nothing changes. Events of one assessment come in order, so this is so only where reading began
in the middle. A correction holds the whole assessment, and would then open the cycle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from contracts.assessments import AssessmentWithdrawn
from contracts.followup import FollowupCancelled, RecommendationClosed
from contracts.ids import cycle_id
from services.followup.cycles.events import build_pending_events, build_reopened_event, cycle_fields
from services.followup.cycles.mandates import without_end
from services.followup.cycles.model import (
    CYCLES,
    SEEN,
    WITHOUT_CYCLE,
    Cycle,
    Home,
    needs_of_cycles_of,
    with_status,
)
from services.followup.cycles.seen import key_of, note_seen
from services.followup.cycles.timing import change_cycle
from services.followup.recommendations.events import recommendation_fields
from services.followup.recommendations.model import RECOMMENDATIONS, CarriedOver, Recommendation, is_open
from services.followup.recommendations.needs import find_recommendations, needs_of_recommendations
from services.followup.recommendations.status import move_to_cycle
from shared.engine.rules import Change, Context, Emit, Event, Known, Need, Put

CAME_BACK = "A recommendation that another cycle went on with has come back."


def needs_of_withdrawal(event: Event[AssessmentWithdrawn]) -> Iterable[Need]:
    """The cycle and what is cancelled with it, whether its kind cancelled it before, and the cycles to go back to."""
    identity = cycle_id(event.data.assessment_id)
    yield from needs_of_recommendations(identity)
    yield from needs_of_cycles_of(event.data.state)
    yield Need(SEEN, key_of(event))


def withdraw_assessment(event: Event[AssessmentWithdrawn], known: Known, context: Context) -> Iterable[Change]:
    """Cancels the cycle of a withdrawn assessment, with the reason, and withdraws its live recommendations (rule 8).

    Recommendations that were added since are among them, and those that another cycle went on with.
    """
    identity = cycle_id(event.data.assessment_id)
    cycle, without = known.get(CYCLES, identity), known.get(WITHOUT_CYCLE, identity)
    home = cycle or without
    if home is None or has_nothing_to_do(cycle, event, known):
        return
    yield note_seen(event)
    on, reason = event.data.occurred_on, event.data.reason
    if without is not None:
        yield Put(WITHOUT_CYCLE, replace(without, cancelled_on=on))
    if cycle is not None and cycle.cancelled_on is None:
        yield from cancel_cycle(cycle, event, reason, known, context)
    elif cycle is not None:
        yield Put(CYCLES, cycle._replace(ended_because=reason))
    yield from _withdraw_recommendations(home, on, reason, known)


def _withdraw_recommendations(home: Home, on: date, reason: str, known: Known) -> Iterable[Change]:
    for one in known.all(RECOMMENDATIONS, "assessment_id", home.assessment_id):
        if one.is_live:
            yield Put(RECOMMENDATIONS, one._replace(lifecycle="withdrawn", closed_on=on))
            whose = recommendation_fields(home, one, on)
            data = RecommendationClosed(**whose, reason="withdrawn", note=reason, due_on=one.due_on)
            yield Emit(data, home.state)


def has_nothing_to_do(cycle: Cycle | None, event: Event[Any], known: Known) -> bool:
    """Whether the event changes nothing: it was handled before, or the assessment is withdrawn.

    An assessment whose kind was corrected to one that opens no cycle is not withdrawn, and may still be put right.
    """
    home = known.get(WITHOUT_CYCLE, cycle_id(event.data.assessment_id)) or cycle
    withdrawn = home is not None and home.cancelled_on is not None
    return withdrawn or known.get(SEEN, key_of(event)) is not None


def cancel_cycle(cycle: Cycle, event: Event[Any], reason: str, known: Known, context: Context) -> Iterable[Change]:
    """Stops its deadlines. Recommendations of other assessments go back to their own cycles (rule 1)."""
    on: date = event.data.occurred_on
    stopped = with_status(cycle._replace(cancelled_on=on, ended_because=reason))
    yield from change_cycle(cycle, stopped, context)
    yield Emit(FollowupCancelled(**cycle_fields(stopped, on), reason=reason), cycle.state)
    guests = [one for one in find_recommendations(cycle, known) if one.assessment_id != cycle.assessment_id]
    back = [one for one in guests if one.is_live]
    for one in back:
        yield from move_to_cycle(stopped, one, return_home(one, event, reason))
    for home in sorted({cycle_id(one.assessment_id) for one in back if is_open(one)}):
        yield from _reopen(known.get(CYCLES, home), on, context)


def _reopen(cycle: Cycle | None, on: date, context: Context) -> Iterable[Change]:
    """Opens a closed cycle again, since a recommendation that is not reported on came back to it (rule 1)."""
    if cycle is not None and cycle.closed_on is not None and cycle.cancelled_on is None:
        again = without_end(cycle, context)
        yield from change_cycle(cycle, again, context)
        yield build_reopened_event(again, on, CAME_BACK)
        yield from build_pending_events(again, context.reference)


def return_home(recommendation: Recommendation, event: Event[Any], reason: str | None) -> CarriedOver:
    """The return of a recommendation to its own cycle, which the sender of the other assessment caused."""
    return CarriedOver(
        from_cycle=recommendation.cycle_id,
        to_cycle=cycle_id(recommendation.assessment_id),
        decided_on=event.data.occurred_on,
        decided_by=event.data.source,
        note=reason,
    )
