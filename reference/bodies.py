"""Bodies that senders may speak for: UN entities, regional organizations, partners. Pure lookups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from contracts.ids import slug
from contracts.vocabulary import Sector
from reference.languages import Language

BodyKind = Literal["committee", "compact", "council_body", "regional_organization", "partner"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body with its name in this system."""

    name: str
    kind: BodyKind
    title: str
    """Its full name in English."""
    aliases: tuple[str, ...] = ()
    """Further ways to write its name."""
    titles: Mapping[Language, str] = field(default_factory=dict)
    """Its full name in the other languages."""

    @property
    def id(self) -> str:
        """The id in tokens and parties, such as `un-women` for UN Women."""
        return slug(self.name)

    @property
    def is_of_the_un(self) -> bool:
        """Whether it is of the United Nations system, and no partner of it or regional organization."""
        return self.kind in ("committee", "compact", "council_body")

    @property
    def sector(self) -> Sector | None:
        """The sector of the body as a participant of a visit; None for those that conduct visits."""
        return None if self.kind == "committee" else self.kind


def by_spelling(bodies: Iterable[Body]) -> Mapping[str, Body]:
    """Each body by its name, full name and aliases, in any spelling."""
    return {slug(spelling): body for body in bodies for spelling in (body.name, body.title, *body.aliases)}
