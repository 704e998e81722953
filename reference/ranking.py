"""The weights by which the proposal for the next list of visits ranks States (OP12), as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

RATINGS: Mapping[str, tuple[str, ...]] = {
    **{f"R{number}": ("C", "LC", "PC", "NC") for number in range(1, 41)},
    **{f"IO{number}": ("HE", "SE", "ME", "LE") for number in range(1, 12)},
}
"""The ratings of the Financial Action Task Force, best first: compliance and effectiveness."""


@dataclass(frozen=True, slots=True)
class Once:
    """Points if a condition holds."""

    reason: str
    """The reason under which a person could list the State: a code of `practice.yaml`."""
    points: int


@dataclass(frozen=True, slots=True)
class Each:
    """Points for each thing, up to a limit."""

    reason: str
    points_each: int
    most: int

    def points(self, count: int) -> int:
        return min(count * self.points_each, self.most)


@dataclass(frozen=True, slots=True)
class Ratings:
    """Points for a rating, by the thing that is rated."""

    reason: str
    ratings: Mapping[str, Mapping[str, int]]

    def points(self, measure: str, rating: str) -> int:
        return self.ratings.get(measure, {}).get(rating, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """Points for a score of at least this."""

    at_least: int
    points: int


@dataclass(frozen=True, slots=True)
class Steps:
    """Points for a score: the points of the first step that it reaches."""

    reason: str
    steps: tuple[Step, ...]
    """Highest first."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """All weights, in the order in which a proposal lists its reasons."""

    never_visited: Once
    last_assessment: Each
    """Points for each full year since its submission; the most if there is none."""
    open_recommendations: Each
    """Points for each live one of high priority that is not assessed as implemented."""
    lapsed_consents: Each
    unused_consents: Each
    own_request: Once
    fatf: Ratings
    terrorism_index: Steps
    treaty_not_ratified: Each
