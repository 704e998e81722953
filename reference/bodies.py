"""Bodies in whose name others speak: UN entities, regional organizations, partners. Pure lookups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from contracts.ids import slug
from contracts.vocabulary import Sector

BodyKind = Literal["committee", "compact", "council_body", "regional_organization", "partner"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body, as the system calls it."""

    name: str
    kind: BodyKind
    title: str
    """Its full name in English."""
    aliases: tuple[str, ...] = ()
    """Further ways to write its name."""

    @property
    def id(self) -> str:
        """As tokens and parties have it: `un-women` of UN Women."""
        return slug(self.name)

    @property
    def sector(self) -> Sector | None:
        """Where it comes from when it takes part in a visit; None for those whose visit it is."""
        return None if self.kind == "committee" else self.kind


def by_spelling(bodies: Iterable[Body]) -> Mapping[str, Body]:
    """Each body by its name, full name and aliases, however they are written."""
    return {slug(written): body for body in bodies for written in (body.name, body.title, *body.aliases)}
