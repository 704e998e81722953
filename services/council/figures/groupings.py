"""How figures are broken down, and how the cells are named and put in order. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, get_args

from contracts.vocabulary import Priority
from reference import Reference
from services.council.figures.model import Grouping
from services.council.words.catalogue import Words
from services.council.words.names import name_body, name_provision, name_region, name_theme, name_value


def region_of(reference: Reference, state: str) -> str:
    """The State's region, as figures' ids have it; also of one that is no longer a Member."""
    member = reference.member(state)
    return member.region.lower() if member else ELSEWHERE


ELSEWHERE: Final = "elsewhere"


def _in_order_of_themes(reference: Reference, codes: Iterable[str]) -> list[str]:
    """As the reference data has them, then those that it does not know."""
    present = set(codes)
    known = [theme.code for theme in reference.themes if theme.code in present]
    return [*known, *sorted(present.difference(known))]


THEME: Final = Grouping("theme", "themes", name_theme, _in_order_of_themes, is_several=True)
EVERY_THEME: Final = Grouping(
    "theme",
    "themes",
    name_theme,
    lambda reference, found: _in_order_of_themes(reference, {*(one.code for one in reference.themes), *found}),
    is_several=True,
    is_read_across=True,
)
"""Also those without a thing; all figures of one theme together."""
_REGION: Final = f"coalesce(:region_of::text::jsonb ->> states[1], '{ELSEWHERE}')"
REGION: Final = Grouping("region", _REGION, lambda words, _, region: name_region(words, region))


def _name_pillar(words: Words, _: Reference, pillar: str) -> str:
    """`pillar II`, as the Global Strategy numbers them."""
    return words.say("pillar", pillar=int(pillar) if pillar.isdigit() else 0)


PILLAR: Final = Grouping("pillar", "pillar", _name_pillar)
OWNER: Final = Grouping("owner", "owner_code", name_body, title="owner")
BY_COMMITTEE: Final = Grouping("by_committee", "is_of_committee::text")
WITH_ASSISTANCE: Final = Grouping("with_assistance", "is_taken_up::text")
PRIORITY: Final = Grouping(
    "priority",
    "priority",
    lambda words, _, priority: name_value(words, "priority", priority) or "",
    lambda _, found: [one for one in get_args(Priority) if one in set(found)],
)
_WITHIN: Final = ".region."


def _name_region_of_provision(words: Words, reference: Reference, cell: str) -> str:
    code, _, region = cell.partition(_WITHIN)
    provision = name_provision(words, reference, code)
    return words.say("thematic-within", provision=provision, region=name_region(words, region))


def _list_regions_of_provisions(reference: Reference, cells: Iterable[str]) -> list[str]:
    """Each provision with each region in which there is a Member State."""
    regions = sorted({cell.partition(_WITHIN)[2] for cell in cells})
    return [f"{one.code}{_WITHIN}{region}" for one in reference.provisions for region in regions]


PROVISION: Final = Grouping(
    "provision",
    "code",
    name_provision,
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
SORTS: Final = ("visit", "follow-up-report", "obligation")
"""What is forecast (OP17)."""
SORT: Final = Grouping(
    "sort",
    "sort",
    lambda words, _, sort: name_value(words, "forecast", sort) or "",
    lambda _, __: [*SORTS],
    is_named=False,
    is_read_across=True,
)
"""Also those of which there is none."""
