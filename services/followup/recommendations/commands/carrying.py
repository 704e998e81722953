"""A recommendation that a later cycle of the State goes on with (rule 1). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.vocabulary import Day, Id, Line, Text
from services.followup.cycles.checks import check_day, check_not_cancelled
from services.followup.cycles.model import CYCLES, Cycle, Home, is_ended
from services.followup.cycles.needs import find_home_for_committee, needs_of_home
from services.followup.recommendations.model import RECOMMENDATIONS, CarriedOver, Recommendation
from services.followup.recommendations.needs import check_followed
from services.followup.recommendations.status import check_live, move_to_cycle
from services.followup.recommendations.views import show_recommendation
from shared.engine.bounds import check_has_room
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, NotFound, Put, Refusal


class NoSuchCycle(Refusal):
    """There is no cycle with the id that is named as the one to go on: take one from the list of cycles."""

    rule = "1"
    paragraph = "OP16"
    status = 422


class SameCycle(Refusal):
    """The recommendation is in this cycle already: name another one to go on with it."""

    rule = "1"
    paragraph = "OP16"
    status = 422


class CycleOfAnotherState(Refusal):
    """Only another cycle of the same State can go on with a recommendation."""

    rule = "1"
    paragraph = "OP16"
    status = 422


class EndedCycle(Refusal):
    """The cycle that is to go on with it was closed or cancelled: name one that runs."""

    rule = "1"
    paragraph = "OP16"


@dataclass(frozen=True, slots=True)
class GivenCarryOver:
    """Which cycle goes on with a recommendation, and who decided so."""

    to_cycle: Id
    decided_on: Day
    decided_by: Line
    """An office or body, never a person."""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Another running cycle of the same State goes on with the recommendation (rule 1)."""

    cycle_id: str
    recommendation_id: str
    given: GivenCarryOver


def needs_of_carry_over(command: Command[CarryOver]) -> Iterator[Need]:
    """Both cycles and the recommendation."""
    yield from needs_of_home(command.data.cycle_id)
    yield Need(CYCLES, command.data.given.to_cycle)
    yield Need(RECOMMENDATIONS, command.data.recommendation_id)


def carry_over(command: Command[CarryOver], known: Known, context: Context) -> Iterable[Change]:
    """It moves, the same recommendation with all its status, and counts once (rule 1)."""
    data, given = command.data, command.data.given
    over = CarriedOver(data.cycle_id, given.to_cycle, given.decided_on, given.decided_by, given.note)
    before = known.get(RECOMMENDATIONS, data.recommendation_id)
    has_moved = before is not None and _last_move(before) == over
    if not has_moved:
        check_followed(before, data.cycle_id, command.principal)
    cycle = find_home_for_committee(command.principal, data.cycle_id, known)
    if before is None:
        raise NotFound
    if has_moved:
        yield Answer(show_recommendation(before))
        return
    check_not_cancelled(cycle)
    check_live(before)
    to = _find_target(cycle, given.to_cycle, known)
    for one in (cycle, to):
        check_day(one, given.decided_on, "decided_on", context)
    check_has_room(before.carried_over, context, "to_cycle", "OP16")
    moved = before._replace(synthetic=before.synthetic or to.synthetic)
    changes = list(move_to_cycle(cycle, moved, over))
    yield from changes
    rows = (change.row for change in changes if isinstance(change, Put))
    yield Answer(show_recommendation(next(rows)))


def _last_move(recommendation: Recommendation) -> CarriedOver | None:
    return recommendation.carried_over[-1] if recommendation.carried_over else None


def _find_target(cycle: Home, to_cycle: str, known: Known) -> Cycle:
    """The cycle that goes on with it. Raises NoSuchCycle, SameCycle, CycleOfAnotherState or EndedCycle."""
    to = known.get(CYCLES, to_cycle)
    if to is None:
        raise NoSuchCycle(fields=("to_cycle",))
    if to.id == cycle.id:
        raise SameCycle(fields=("to_cycle",))
    if to.state != cycle.state:
        raise CycleOfAnotherState(fields=("to_cycle",))
    if is_ended(to):
        raise EndedCycle(fields=("to_cycle",))
    return to
