"""Who acts in a simulation: a year's plan of dated actions, the same for the same chance. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from reference import Reference
from simulator.actions import Dated, likely
from simulator.actors import (
    committee,
    coordination,
    cted,
    following,
    meetings,
    others,
    products,
    programme,
    signals,
    states,
    strangers,
    succession,
    visits,
)
from simulator.actors.assessed import invent

ASSESSMENTS: Final = 20
"""A year, at least; each with ten recommendations."""
VISITS: Final = 3
"""A year, each planned by two bodies."""
PRODUCTS: Final = 2
"""A year."""
REQUESTS: Final = 1
"""A year: States that ask for a visit themselves."""
ASKING: Final = 0.25
"""Of assessments, those on which the State says another thing about assistance later."""
MEETINGS: Final = 2
"""A year, with a regional or thematic focus or with other bodies."""
MET: Final = 0.1
"""Of assessments, those on which the Chair invites the State."""


def plan(random: Random, year: int, members: tuple[str, ...], facts: Reference, first: bool = False) -> Iterator[Dated]:
    """All that begins in this year, with what follows from it in later ones; `first`: there are no records before."""
    all_ = [
        invent(random, f"SIM-{year}-{number:02}", year, members, facts)
        for number in range(ASSESSMENTS + random.randint(0, 3))
    ]
    for assessed in all_:
        received_on, told = cted.tells_of_receipt(random, assessed)
        yield from cted.submits(random, assessed, date(year, 1, 1))
        yield from told
        yield from cted.changes_it(random, assessed, received_on, facts)
        yield from following.follows_up(random, assessed)
        yield from states.responds(random, assessed, received_on)
        yield from states.discloses(random, assessed)
        if likely(random, ASKING):
            yield from states.asks_for_help(random, assessed)
        yield from succession.leaves(random, assessed)
        yield from others.helps(random, assessed)
        if likely(random, MET):
            yield from meetings.on_an_assessment(random, assessed, members)
    yield from succession.carries(random, all_)
    yield from _visits(random, year, members, facts, first)
    for number in range(PRODUCTS):
        yield from products.makes(random, f"PRODUCT-{year}-{number}", year, members)
    for number in range(MEETINGS):
        yield from meetings.of_the_year(random, number, year, members)
    yield from coordination.coordinates(random, year, members)
    yield from strangers.strange(random, year, members, all_[-1])
    yield from committee.holds(random, year, facts)


def _visits(random: Random, year: int, members: tuple[str, ...], facts: Reference, first: bool) -> Iterator[Dated]:
    """The year's list, and the visits of CTED and others: to States on it, and to States that are not."""
    visited = [random.choice(members) for _ in range(VISITS)]
    for number, state in enumerate(visited):
        yield from visits.visits(random, f"VISIT-{year}-{number}", year, state, members)
    if likely(random, 0.5):
        yield from visits.missions(random, f"MISSION-{year}", year, members)
    if likely(random, 0.5):
        yield from visits.left_apart(random, f"PARTS-{year}", year, random.choice(members))
    if first:
        yield from programme.before_the_records(random, year, members, facts)
    yield from signals.signals(random, year, members)
    yield from programme.adopts(random, year, members, visited, facts)
    for number in range(REQUESTS):
        yield from programme.requests(random, year, number, members)


__all__ = ["ASSESSMENTS", "VISITS", "plan"]
