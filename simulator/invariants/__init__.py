"""The invariants, which must hold after each simulated year. Each is a function that returns what breaks it.

The history notes violations by single events while it reads them: a repeated event, a copy for the wrong
audience, a confidential text that leaves. So it does with a reminder or an overdue report that comes early,
twice, or without a mandate. The desk notes violations by commands: one carried out twice, or refused without reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from simulator.invariants import (
    corrections,
    council,
    editions,
    exchange,
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
    *corrections.INVARIANTS,
    *release.INVARIANTS,
    *others.INVARIANTS,
    *council.INVARIANTS,
    *exchange.INVARIANTS,
    *figures.INVARIANTS,
    *editions.INVARIANTS,
)
MOST_OF_ONE: Final = 5
"""The most violations of one rule that are listed; more would help nobody."""


def find_violations(at: Look) -> list[str]:
    """All violations, each with the name of its rule."""
    violations = []
    for rule in INVARIANTS:
        sentences = list(rule(at))
        violations += [f"{rule.__name__}: {what}" for what in sentences[:MOST_OF_ONE]]
        if len(sentences) > MOST_OF_ONE:
            violations.append(f"{rule.__name__}: and {len(sentences) - MOST_OF_ONE} more")
    return violations


__all__ = ["INVARIANTS", "Look", "find_violations", "look"]
