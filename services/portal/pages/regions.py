"""States by region, in the alphabet of the reader's language. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.portal.asking.shapes.states import MemberState


@dataclass(frozen=True, slots=True)
class NamedState:
    """A State in a list."""

    id: str
    name: str
    visits: int
    last_visited_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Region:
    """The States of one region."""

    name: str
    states: Sequence[NamedState]


def group_by_region(members: Iterable[MemberState], name: Callable[[str], str]) -> list[Region]:
    """Regions by their English names, States by theirs in the reader's language."""
    regions: dict[str, list[NamedState]] = {}
    for one in members:
        named = NamedState(one.id, name(one.id), one.visits, one.last_visited_on, one.ended_on)
        regions.setdefault(one.region, []).append(named)
    return [
        Region(region, sorted(states, key=lambda one: fold(one.name))) for region, states in sorted(regions.items())
    ]


def fold(text: str) -> str:
    """Without accents and capitals, so that É stands beside E, and a search finds both."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
