"""The actors of a simulation: they plan a year of dated actions. The same seed gives the same plan. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from reference import Reference
from simulator.actions import Dated, likely
from simulator.actors import (
    activities,
    committee,
    coordination,
    cted,
    following,
    meetings,
    others,
    products,
    programme,
    registrations,
    remembered,
    report_consents,
    signals,
    states,
    strangers,
    succession,
    visits,
)
from simulator.actors.assessed import invent

ASSESSMENTS: Final = 20
"""The fewest assessments a year; each has ten recommendations."""
VISITS: Final = 3
"""Visits a year; two bodies plan each."""
PRODUCTS: Final = 2
"""Products a year."""
REQUESTS: Final = 1
"""States a year that ask for a visit themselves."""
ASKING: Final = 0.25
"""The share of assessments on which the State later changes its request for assistance."""
MEETINGS: Final = 2
"""Meetings a year with a regional or thematic focus or with other bodies."""
MET: Final = 0.1
"""The share of assessments on which the Chair invites the State."""


def plan(random: Random, year: int, members: tuple[str, ...], facts: Reference, first: bool = False) -> Iterator[Dated]:
    """Everything that begins in this year, and what follows from it later. `first`: there are no earlier records."""
    all_ = [
        invent(random, f"SIM-{year}-{number:02}", year, members, facts)
        for number in range(ASSESSMENTS + random.randint(0, 3))
    ]
    for assessment in all_:
        received_on, notices = cted.tells_of_receipt(random, assessment)
        yield from cted.submits(random, assessment, date(year, 1, 1))
        yield from notices
        yield from cted.changes_it(random, assessment, received_on, facts)
        yield from following.follows_up(random, assessment)
        yield from states.responds(random, assessment, received_on)
        is_asked, words = report_consents.plan_consent(random, assessment)
        yield from words
        yield from states.discloses(random, assessment, is_asked)
        if likely(random, ASKING):
            yield from states.asks_for_help(random, assessment)
        yield from succession.leaves(random, assessment)
        yield from others.helps(random, assessment)
        if likely(random, MET):
            yield from meetings.on_an_assessment(random, assessment, members)
    yield from succession.carries(random, all_)
    yield from succession.follows_what_joined(random, all_)
    yield from _visits(random, year, members, facts, first)
    for number in range(PRODUCTS):
        yield from products.makes(random, f"PRODUCT-{year}-{number}", year, members)
    for number in range(MEETINGS):
        yield from meetings.of_the_year(random, number, year, members)
    yield from coordination.coordinates(random, year, members)
    yield from strangers.strange(random, year, members, all_[-1])
    yield from committee.holds(random, year, facts)
    yield from activities.logs(random, year, facts)
    yield from registrations.registers(random, year)


def _visits(random: Random, year: int, members: tuple[str, ...], facts: Reference, first: bool) -> Iterator[Dated]:
    """The year's list, and the visits of CTED and others, to States on the list and to other States."""
    hosts = [random.choice(members) for _ in range(VISITS)]
    for number, state in enumerate(hosts):
        yield from visits.visits(random, f"VISIT-{year}-{number}", year, state, members)
    if likely(random, 0.5):
        yield from visits.missions(random, f"MISSION-{year}", year, members)
    if likely(random, 0.5):
        yield from visits.left_apart(random, f"PARTS-{year}", year, random.choice(members))
    yield from remembered.imports_history(year, members, facts)
    if first:
        yield from programme.before_the_records(random, year, members, facts)
    yield from signals.signals(random, year, members)
    yield from programme.adopts(random, year, members, hosts, facts)
    for number in range(REQUESTS):
        yield from programme.requests(random, year, number, members)


__all__ = ["ASSESSMENTS", "VISITS", "plan"]
