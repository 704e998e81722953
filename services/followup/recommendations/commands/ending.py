"""One recommendation that is no longer live: superseded, overtaken or withdrawn (rule 6). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contracts.followup import RecommendationClosed
from contracts.vocabulary import ClosedBecause, Day, Text
from services.followup.cycles.checks import check_day, check_not_cancelled
from services.followup.recommendations.events import recommendation_fields
from services.followup.recommendations.model import RECOMMENDATIONS
from services.followup.recommendations.needs import find_followed
from services.followup.recommendations.status import check_live
from services.followup.recommendations.views import show_recommendation
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Put


@dataclass(frozen=True, slots=True)
class GivenEnd:
    """Why a recommendation is no longer live, and since when."""

    reason: ClosedBecause
    closed_on: Day
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class EndRecommendation:
    """One recommendation was superseded, overtaken or withdrawn: it is live no longer (rule 6)."""

    cycle_id: str
    recommendation_id: str
    given: GivenEnd


def end_recommendation(command: Command[EndRecommendation], known: Known, context: Context) -> Iterable[Change]:
    """It leaves the counts from its day on. It is no longer assessed or carried over (rules 1 and 6)."""
    about = command.data
    cycle, before = find_followed(command.principal, about.cycle_id, about.recommendation_id, known)
    given = about.given
    closed = before._replace(lifecycle=given.reason, closed_on=given.closed_on, closed_note=given.note)
    if closed != before:
        check_not_cancelled(cycle)
        check_live(before)
        check_day(cycle, given.closed_on, "closed_on", context)
        yield Put(RECOMMENDATIONS, closed)
        whose = recommendation_fields(cycle, before, given.closed_on)
        data = RecommendationClosed(**whose, reason=given.reason, note=given.note, due_on=before.due_on)
        yield Emit(data, cycle.state)
    yield Answer(show_recommendation(closed))
