"""How figures are broken down, and how the cells are named and put in order. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, get_args

from contracts.vocabulary import Priority
from reference import Reference
from services.council.figures.model import Grouping


def region_of(reference: Reference, state: str) -> str:
    """The State's region, as figures' ids have it; also of one that is no longer a Member."""
    member = reference.member(state)
    return member.region.lower() if member else ELSEWHERE


ELSEWHERE: Final = "elsewhere"


def _theme_title(reference: Reference, code: str) -> str:
    theme = reference.theme(code)
    return theme.title if theme else code


def _in_order_of_themes(reference: Reference, codes: Iterable[str]) -> list[str]:
    """As the reference data has them, then those that it does not know."""
    found = set(codes)
    known = [theme.code for theme in reference.themes if theme.code in found]
    return [*known, *sorted(found.difference(known))]


THEME: Final = Grouping("theme", "themes", _theme_title, _in_order_of_themes, is_several=True)
EVERY_THEME: Final = Grouping(
    "theme",
    "themes",
    _theme_title,
    lambda reference, found: _in_order_of_themes(reference, {*(one.code for one in reference.themes), *found}),
    is_several=True,
)
"""Also those without a thing."""
REGION: Final = Grouping(
    "region",
    f"coalesce(:region_of::text::jsonb ->> states[1], '{ELSEWHERE}')",
    lambda _, region: region.title(),
    lambda _, regions: sorted(regions),
)


def _pillar_name(_: Reference, pillar: str) -> str:
    """`pillar II`, as the Global Strategy numbers them."""
    roman = {"1": "I", "2": "II", "3": "III", "4": "IV"}.get(pillar)
    return f"pillar {roman}" if roman else "no pillar stated"


PILLAR: Final = Grouping("pillar", "pillar", _pillar_name, lambda _, pillars: sorted(pillars))
OWNER: Final = Grouping("owner", "owner_code", lambda _, owner: owner, lambda _, owners: sorted(owners), title="owner")
PRIORITY: Final = Grouping(
    "priority",
    "priority",
    lambda _, priority: priority,
    lambda _, found: [one for one in get_args(Priority) if one in set(found)],
)
