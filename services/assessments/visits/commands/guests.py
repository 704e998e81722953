"""Who takes part in a visit changes (OP5, OP14, OP35, OP38). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from contracts.assessments import Guest
from contracts.vocabulary import Bodies
from services.assessments.visits.checks import check_counts
from services.assessments.visits.guests import MOST_GUESTS, add_guests, remove_guests
from services.assessments.visits.model import Visit
from services.assessments.visits.needs import get_visit, needs_of_visit
from services.assessments.visits.retelling import retell_visit
from shared.engine.answering import add_answer
from shared.engine.rules import Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class GuestList:
    """Who was invited, came and contributed; of a guest who is known already, this is how it now is."""

    guests: Annotated[tuple[Guest, ...], Field(max_length=MOST_GUESTS)] = ()
    not_guests: Bodies = ()
    """Bodies that were named by mistake."""


@dataclass(frozen=True, slots=True)
class ChangeGuests:
    """Who was invited, came and contributed: bodies, and experts at the State's request (OP14)."""

    visit_id: str
    given: GuestList


def needs_of_guests(command: Command[ChangeGuests]) -> Iterable[Need]:
    """The visit with what was released of it."""
    return needs_of_visit(command.data.visit_id)


def change_guests(command: Command[ChangeGuests], known: Known, context: Context) -> Iterable[Change]:
    """An event with the whole visit goes to the Committee. The schedule has no guests."""
    visit = get_visit(command.data.visit_id, known)
    return add_answer(visit.id, _change(visit, command.data.given, context))


def _change(visit: Visit, given: GuestList, context: Context) -> Iterator[Change]:
    check_counts(visit)
    after = add_guests(remove_guests(visit, given.not_guests, context.reference), given.guests, context)
    yield from retell_visit(visit, after, context)
