"""A State's response, as an officer or the State itself enters it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from contracts.vocabulary import Day, Implementation, Position, Text
from services.followup.cycles.model import CYCLES, WITHOUT_CYCLE
from services.followup.cycles.views import show_cycle
from services.followup.recommendations.model import RECOMMENDATIONS, Recommendation, Statement
from services.followup.recommendations.needs import check_followed, find_recommendation
from services.followup.recommendations.views import show_recommendation
from services.followup.responses.responding import Stated, match_statements, needs_of_response, respond
from shared.engine.finding import find_visible, may_see
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Put, Refusal


@dataclass(frozen=True, slots=True)
class GivenResponse:
    """A State's response to an assessment's recommendations, on the day it arrived."""

    received_on: Day | None = None
    """Absent: today. A State dates its own by no earlier day."""
    positions: Annotated[tuple[Stated, ...], Field(max_length=500)] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class RecordResponse:
    """The State responded. An officer may record it, or the State itself."""

    cycle_id: str
    given: GivenResponse


def needs_of_record(command: Command[RecordResponse]) -> Iterator[Need]:
    """The cycle, its recommendations, and its responses."""
    return needs_of_response(command.data.cycle_id, command.data.given.received_on, may_see(command.principal))


def record_response(command: Command[RecordResponse], known: Known, context: Context) -> Iterable[Change]:
    """The same rule as for a notice; what is known already changes nothing."""
    cycle = find_visible(CYCLES, command.data.cycle_id, command.principal, known)
    given = command.data.given
    statements = match_statements(cycle, given.positions, known)
    received_on = given.received_on or context.today
    changes = respond(cycle, received_on, statements, given.synthetic, known, context, principal=command.principal)
    yield from changes
    rows = (change.row for change in changes if isinstance(change, Put) and change.table is CYCLES)
    yield Answer(show_cycle(next(rows, cycle)))


@dataclass(frozen=True, slots=True)
class GivenPosition:
    """What the State says of one recommendation: its position, what it reports, or both."""

    stated_on: Day
    position: Position | None = None
    implementation: Implementation | None = None
    steps: Text | None = None
    capacity: Text | None = None
    """What the State can do, and with which resources (OP16)."""
    assistance_needed: bool | None = None
    """As the State sees it."""


@dataclass(frozen=True, slots=True)
class StatePosition:
    """The State speaks of one recommendation: its position, what it reports, or both."""

    cycle_id: str
    recommendation_id: str
    given: GivenPosition


class StandsAlone(Refusal):
    """The recommendation stands alone, so that no response of the State is awaited: let a cycle go on with it first."""

    rule = "1"
    paragraph = "OP16"


def needs_of_position(command: Command[StatePosition]) -> Iterator[Need]:
    """The cycle, its recommendations, and its responses."""
    about = command.data
    yield from needs_of_response(about.cycle_id, about.given.stated_on, may_see(command.principal))
    yield Need(RECOMMENDATIONS, command.data.recommendation_id)


def state_position(command: Command[StatePosition], known: Known, context: Context) -> Iterable[Change]:
    """A response to one recommendation; the Committee may so correct what it has on record for that day."""
    about, principal = command.data, command.principal
    check_followed(known.get(RECOMMENDATIONS, about.recommendation_id), about.cycle_id, principal)
    if known.get(WITHOUT_CYCLE, about.cycle_id) is not None:
        find_visible(WITHOUT_CYCLE, about.cycle_id, principal, known)
        raise StandsAlone
    cycle = find_visible(CYCLES, about.cycle_id, principal, known)
    before = find_recommendation(cycle, about.recommendation_id, known)
    given = command.data.given
    statement = Statement(
        before.id, given.position, given.implementation, given.steps, given.capacity, given.assistance_needed
    )
    replaces = command.principal.sees("committee")
    changes = respond(
        cycle, given.stated_on, (statement,), cycle.synthetic, known, context, replaces, command.principal
    )
    yield from _apply_and_answer(before, changes)


def _apply_and_answer(before: Recommendation, changes: list[Change]) -> Iterator[Change]:
    """The changes, and the recommendation as it then is."""
    yield from changes
    rows = (change.row for change in changes if isinstance(change, Put) and change.table is RECOMMENDATIONS)
    yield Answer(show_recommendation(next(rows, before)))
