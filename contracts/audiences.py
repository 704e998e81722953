"""The one place that decides who may see what. Pure."""

from __future__ import annotations

from typing import Literal, get_args

Audience = Literal["committee", "council", "un", "partners", "public"]
"""Narrowest first: the CTC and CTED, other council bodies, the UN system, partners, everybody."""

AUDIENCES: tuple[Audience, ...] = get_args(Audience)


def reaches(audience: Audience, reader: Audience) -> bool:
    """Whether a reader at the level `reader` may see what is for `audience`."""
    return AUDIENCES.index(reader) <= AUDIENCES.index(audience)


def may_see(
    reader: Audience, reader_parties: frozenset[str], audience: Audience, parties: frozenset[str] | tuple[str, ...] = ()
) -> bool:
    """Whether a reader of this level and these parties may see a thing for `audience` and `parties`."""
    return reaches(audience, reader) or not reader_parties.isdisjoint(parties)


def at_or_narrower(audience: Audience) -> tuple[Audience, ...]:
    """The released audiences that get a copy of what is for `audience`: `partners` gives council, un, partners."""
    return AUDIENCES[1 : AUDIENCES.index(audience) + 1]
