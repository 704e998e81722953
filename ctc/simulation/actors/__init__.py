"""Who acts in a simulation: a year's plan of dated actions, the same for the same chance. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from ctc.simulation.actions import Dated
from ctc.simulation.actors import committee, cted, following, others, states, strangers
from ctc.simulation.actors.assessed import invent
from reference import Reference

ASSESSMENTS: Final = 20
"""A year, at least; each with ten recommendations."""
VISITS: Final = 3
"""A year, each planned by two bodies."""


def plan(random: Random, year: int, members: tuple[str, ...], facts: Reference) -> Iterator[Dated]:
    """All that begins in this year, with what follows from it in later ones."""
    assessed = None
    for number in range(ASSESSMENTS + random.randint(0, 3)):
        assessed = invent(random, f"SIM-{year}-{number:02}", year, members, facts)
        received_on, told = cted.tells_of_receipt(random, assessed)
        yield from cted.submits(random, assessed, date(year, 1, 1))
        yield from told
        yield from cted.changes_it(random, assessed, received_on, facts)
        yield from following.follows_up(random, assessed)
        yield from states.responds(random, assessed, received_on)
        yield from states.discloses(random, assessed)
        yield from others.helps(random, assessed)
    assert assessed is not None
    for number in range(VISITS):
        yield from others.visits(random, f"VISIT-{year}-{number}", year, members)
    yield from strangers.strange(random, year, members, assessed)
    yield from committee.holds(random, year, facts)


__all__ = ["ASSESSMENTS", "VISITS", "plan"]
