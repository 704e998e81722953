"""Who may ask what of a cycle, and where a command finds it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from services.followup.model import Cycle, Recommendation
from services.followup.tables import CYCLES, RECOMMENDATIONS
from shared.engine.principals import Principal
from shared.engine.rules import Command, Known, Need, NotFound, Refusal


class OnlyForTheCommittee(Refusal):
    """Only the Committee and CTED report, assess and decide; a State may respond."""

    paragraph = "OP16"
    status = 403


class OfCycle(Protocol):
    """The data of a command about a cycle."""

    @property
    def cycle_id(self) -> str: ...


def needs_of_cycle(command: Command[OfCycle]) -> Iterator[Need]:
    """The cycle alone."""
    yield Need(CYCLES, command.data.cycle_id)


def seen_cycle(principal: Principal, cycle_id: str, known: Known) -> Cycle:
    """The cycle, for who may see it. Raises NotFound for others, as if there were none."""
    cycle = known.get(CYCLES, cycle_id)
    if cycle is None or not principal.sees(cycle.audience, cycle.parties):
        raise NotFound
    return cycle


def committees_cycle(principal: Principal, cycle_id: str, known: Known) -> Cycle:
    """The cycle, for the Committee and CTED. Raises NotFound or OnlyForTheCommittee."""
    cycle = seen_cycle(principal, cycle_id, known)
    if not principal.sees("committee"):
        raise OnlyForTheCommittee
    return cycle


def recommendation_of(cycle: Cycle, recommendation_id: str, known: Known) -> Recommendation:
    """The cycle's recommendation. Raises NotFound."""
    found = known.get(RECOMMENDATIONS, recommendation_id)
    if found is None or found.cycle_id != cycle.id:
        raise NotFound
    return found
