"""A State's response, as an officer or the State itself enters it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from contracts.vocabulary import Day
from services.followup.commands.principals import seen_cycle
from services.followup.responses import Stated, named, needs_of_response, respond
from services.followup.showing import shown_cycle
from services.followup.tables import CYCLES
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Put


@dataclass(frozen=True, slots=True)
class GivenResponse:
    """A State's response to an assessment's recommendations, on the day it arrived."""

    received_on: Day
    positions: Annotated[tuple[Stated, ...], Field(max_length=500)] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class RecordResponse:
    """The State responded. An officer may record it, or the State itself."""

    cycle_id: str
    given: GivenResponse


def needs_of_record(command: Command[RecordResponse]) -> Iterator[Need]:
    """The cycle, its recommendations, and what is known of that day's response."""
    yield from needs_of_response(command.data.cycle_id, command.data.given.received_on)


def record_response(command: Command[RecordResponse], known: Known, context: Context) -> Iterable[Change]:
    """The same rule as for a notice; what is known already changes nothing."""
    cycle = seen_cycle(command.principal, command.data.cycle_id, known)
    given = command.data.given
    said = named(cycle, given.positions, known)
    changes = respond(cycle, given.received_on, said, given.synthetic, known, context)
    yield from changes
    rows = (change.row for change in changes if isinstance(change, Put) and change.table is CYCLES)
    yield Answer(shown_cycle(next(rows, cycle)))
