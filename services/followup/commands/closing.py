"""The end of a cycle (rule 1). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.followup import FollowupClosed
from contracts.vocabulary import Day, Text
from services.followup.commands.principals import committees_cycle
from services.followup.events import of_cycle
from services.followup.model import Cycle, with_status
from services.followup.recommendations import is_open, needs_of_whole, whole
from services.followup.refusals import NotYetReported, in_its_time, running
from services.followup.showing import shown_cycle
from services.followup.timing import became
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, Refusal


class OpenRecommendations(Refusal):
    """Live recommendations of this cycle are not yet reported on by CTED: assess, carry over or close them first."""

    rule = "1"
    paragraph = "OP16"


@dataclass(frozen=True, slots=True)
class GivenClosure:
    """The end of a cycle."""

    closed_on: Day
    reason: Text


@dataclass(frozen=True, slots=True)
class CloseCycle:
    """The cycle ends, once CTED has reported on each of its live recommendations (rule 1)."""

    cycle_id: str
    given: GivenClosure


def needs_of_closure(command: Command[CloseCycle]) -> Iterator[Need]:
    """The cycle with its recommendations, and those that left it."""
    yield from needs_of_whole(command.data.cycle_id)


def close_cycle(command: Command[CloseCycle], known: Known, context: Context) -> Iterable[Change]:
    """Only when each live recommendation is reported on, or elsewhere (rule 1), or no mandate asks for it (rule 9)."""
    cycle = committees_cycle(command.principal, command.data.cycle_id, known)
    given = command.data.given
    if cycle.closed_on is not None and (cycle.closed_on, cycle.ended_because) == (given.closed_on, given.reason):
        yield Answer(shown_cycle(cycle))
        return
    running(cycle)
    in_its_time(cycle, given.closed_on, "closed_on", context)
    if cycle.status != "pending_mandate":
        _check_reported(cycle, known)
    closed = with_status(cycle._replace(closed_on=given.closed_on, ended_because=given.reason))
    yield from became(cycle, closed, context)
    yield Emit(FollowupClosed(**of_cycle(closed, given.closed_on), reason=given.reason), closed.state)
    yield Answer(shown_cycle(closed))


def _check_reported(cycle: Cycle, known: Known) -> None:
    """Raises NotYetReported or OpenRecommendations.

    A cycle whose recommendations were all carried over or closed needs no report: nothing is left to report on.
    """
    recommendations = whole(cycle, known)
    live = [one for one in recommendations if one.lifecycle == "live" and one.cycle_id == cycle.id]
    if cycle.reported_on is None and (live or not recommendations):
        raise NotYetReported
    left = sum(is_open(one) for one in live)
    if left:
        raise OpenRecommendations(f"Open: {left}.", ("recommendations",))
