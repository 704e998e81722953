"""What must hold after each simulated year: each rule is a function named after it, and says what breaks it.

What single events break, the history notes as it reads them: an event told twice, a reminder or an
overdue report early, twice, or without a mandate, a copy for the wrong audience, a confidential text
that leaves. What commands break, the desk notes: one carried out twice, or refused without reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from simulator.invariants import (
    council,
    editions,
    figures,
    followup,
    meetings,
    others,
    recommendations,
    release,
    visits,
)
from simulator.invariants.look import Look, look

INVARIANTS: Final[tuple[Callable[[Look], Iterable[str]], ...]] = (
    *visits.INVARIANTS,
    *followup.INVARIANTS,
    *recommendations.INVARIANTS,
    *meetings.INVARIANTS,
    *release.INVARIANTS,
    *others.INVARIANTS,
    *council.INVARIANTS,
    *figures.INVARIANTS,
    *editions.INVARIANTS,
)
MOST_OF_ONE: Final = 5
"""Violations of one rule that are told; more of the same help nobody."""


def broken(at: Look) -> list[str]:
    """What is broken, with the rule that says so."""
    found = []
    for rule in INVARIANTS:
        said = list(rule(at))
        found += [f"{rule.__name__}: {what}" for what in said[:MOST_OF_ONE]]
        if len(said) > MOST_OF_ONE:
            found.append(f"{rule.__name__}: and {len(said) - MOST_OF_ONE} more")
    return found


__all__ = ["INVARIANTS", "Look", "broken", "look"]
