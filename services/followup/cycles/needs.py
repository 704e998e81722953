"""Who may ask what of a cycle, and where a command finds it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from services.followup.cycles.model import CYCLES, WITHOUT_CYCLE, Cycle, Home
from shared.engine.finding import find_visible
from shared.engine.principals import Principal
from shared.engine.rules import Command, Known, Need, Refusal


class OnlyForTheCommittee(Refusal):
    """Only the Committee and CTED report, assess and decide; a State may respond."""

    paragraph = "OP16"
    status = 403


class AboutCycle(Protocol):
    """The data of a command about a cycle."""

    @property
    def cycle_id(self) -> str: ...


def needs_of_cycle(command: Command[AboutCycle]) -> Iterator[Need]:
    """The cycle alone."""
    yield Need(CYCLES, command.data.cycle_id)


def needs_of_home(cycle_id: str, then: Callable[[Home], Iterable[Need]] | None = None) -> Iterator[Need]:
    """The cycle with this id, or the assessment that opened none; and what else follows from it."""
    yield Need(CYCLES, cycle_id, then=then)
    yield Need(WITHOUT_CYCLE, cycle_id, then=then)


def find_home_for_committee(principal: Principal, cycle_id: str, known: Known) -> Home:
    """Where a recommendation is followed, for the Committee and CTED. Raises NotFound or OnlyForTheCommittee."""
    if known.get(WITHOUT_CYCLE, cycle_id) is None:
        return find_cycle_for_committee(principal, cycle_id, known)
    home = find_visible(WITHOUT_CYCLE, cycle_id, principal, known)
    if not principal.sees("committee"):
        raise OnlyForTheCommittee
    return home


def find_cycle_for_committee(principal: Principal, cycle_id: str, known: Known) -> Cycle:
    """The cycle, for the Committee and CTED. Raises NotFound or OnlyForTheCommittee."""
    cycle = find_visible(CYCLES, cycle_id, principal, known)
    if not principal.sees("committee"):
        raise OnlyForTheCommittee
    return cycle
