"""How the proposal for the next list of visits weighs what is known of a State (OP12): the weights, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

RATINGS: Mapping[str, tuple[str, ...]] = {
    **{f"R{number}": ("C", "LC", "PC", "NC") for number in range(1, 41)},
    **{f"IO{number}": ("HE", "SE", "ME", "LE") for number in range(1, 12)},
}
"""What the Financial Action Task Force rates, and its scales, best first: compliance and effectiveness."""


@dataclass(frozen=True, slots=True)
class Once:
    """So many points, if it holds."""

    reason: str
    """Under which a person could list the State: a code of `practice.yaml`."""
    points: int


@dataclass(frozen=True, slots=True)
class Each:
    """So many points for each, and at most so many in all."""

    reason: str
    points_each: int
    most: int

    def points(self, count: int) -> int:
        return min(count * self.points_each, self.most)


@dataclass(frozen=True, slots=True)
class Ratings:
    """Points for a rating, by what is rated."""

    reason: str
    ratings: Mapping[str, Mapping[str, int]]

    def points(self, measure: str, rating: str) -> int:
        return self.ratings.get(measure, {}).get(rating, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """Points for a score of at least so much."""

    at_least: int
    points: int


@dataclass(frozen=True, slots=True)
class Steps:
    """Points for a score: those of the first step that it reaches."""

    reason: str
    steps: tuple[Step, ...]
    """Highest first."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """All weights. The order is that in which a proposal tells its reasons."""

    never_visited: Once
    last_assessment: Each
    """For each full year since it was submitted; the most where none is known."""
    open_recommendations: Each
    """For each that is live and of high priority, and not assessed as implemented."""
    lapsed_consents: Each
    unused_consents: Each
    own_request: Once
    fatf: Ratings
    terrorism_index: Steps
    treaty_not_ratified: Each
