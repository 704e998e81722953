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
    present = set(codes)
    known = [theme.code for theme in reference.themes if theme.code in present]
    return [*known, *sorted(present.difference(known))]


THEME: Final = Grouping("theme", "themes", _theme_title, _in_order_of_themes, is_several=True)
EVERY_THEME: Final = Grouping(
    "theme",
    "themes",
    _theme_title,
    lambda reference, found: _in_order_of_themes(reference, {*(one.code for one in reference.themes), *found}),
    is_several=True,
    is_read_across=True,
)
"""Also those without a thing; all figures of one theme together."""
_REGION: Final = f"coalesce(:region_of::text::jsonb ->> states[1], '{ELSEWHERE}')"
REGION: Final = Grouping(
    "region",
    _REGION,
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
_WITHIN: Final = ".region."


def _provision_title(reference: Reference, code: str) -> str:
    return next((one.title for one in reference.provisions if one.code == code), code)


def _name_region_of_provision(reference: Reference, cell: str) -> str:
    code, _, region = cell.partition(_WITHIN)
    return f"{_provision_title(reference, code)}, {region.title()}"


def _list_regions_of_provisions(reference: Reference, cells: Iterable[str]) -> list[str]:
    """Each provision with each region in which there is a Member State."""
    regions = sorted({cell.partition(_WITHIN)[2] for cell in cells})
    return [f"{one.code}{_WITHIN}{region}" for one in reference.provisions for region in regions]


PROVISION: Final = Grouping(
    "provision",
    "code",
    _provision_title,
    lambda reference, _: [one.code for one in reference.provisions],
    is_named=False,
)
REGION_OF_PROVISION: Final = Grouping(
    "provision_region",
    f"code || '{_WITHIN}' || {_REGION}",
    _name_region_of_provision,
    _list_regions_of_provisions,
    is_named=False,
    within=_WITHIN,
)
