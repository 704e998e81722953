"""The one place that decides who may see what. Pure."""

from __future__ import annotations

from typing import Final, Literal, get_args

ReleasedTo = Literal["council", "un", "partners", "public"]
"""Who gets copies of what is released, narrowest first: other council bodies, the UN system, partners, everybody."""
Audience = Literal["committee", ReleasedTo]
"""The CTC and CTED, who read what is internal, before these."""

RELEASED_TO: tuple[ReleasedTo, ...] = get_args(ReleasedTo)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)

RELEASED_PREFIX: Final = "ctc.released."
"""Each released audience has a topic of its own, by its name behind this."""


def name_released_topic(audience: Audience) -> str:
    """The topic with the copies of this audience."""
    return f"{RELEASED_PREFIX}{audience}"


def reaches(audience: Audience, reader: Audience) -> bool:
    """Whether a reader at the level `reader` may see what is for `audience`."""
    return AUDIENCES.index(reader) <= AUDIENCES.index(audience)


def may_see(
    reader: Audience, reader_parties: frozenset[str], audience: Audience, parties: frozenset[str] | tuple[str, ...] = ()
) -> bool:
    """Whether a reader of this level and these parties may see a thing for `audience` and `parties`."""
    return reaches(audience, reader) or not reader_parties.isdisjoint(parties)


def at_or_narrower(audience: Audience) -> tuple[ReleasedTo, ...]:
    """The released audiences that get a copy of what is for `audience`: `partners` gives council, un, partners."""
    return tuple(one for one in RELEASED_TO if reaches(audience, one))
