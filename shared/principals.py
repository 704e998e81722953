"""Who asks, and what they may do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from contracts.audiences import Audience, may_see


@dataclass(frozen=True, slots=True)
class Principal:
    """A reader, publisher or operator, as its bearer token says."""

    name: str
    audience: Audience = "public"
    parties: frozenset[str] = frozenset()
    """Such as `state:KEN` or `body:unoct`: one reader more than the audience."""
    sources: frozenset[str] = frozenset()
    """The CloudEvents sources it may speak for; `*` is any."""
    may_command: bool = False
    may_operate: bool = False

    def sees(self, audience: Audience, parties: Iterable[str] = ()) -> bool:
        """Whether a thing for this audience and these parties is for this principal."""
        return may_see(self.audience, self.parties, audience, tuple(parties))

    @property
    def states(self) -> list[str]:
        """The States in whose name it reads, in order."""
        return sorted(party.removeprefix("state:") for party in self.parties if party.startswith("state:"))

    def insider(self, state: str | None) -> bool:
        """Whether it is of the Committee, or the State itself: what is internal to a State's matter is for these."""
        return self.sees("committee", () if state is None else (f"state:{state}",))

    def speaks_for(self, source: str) -> bool:
        """Whether it may send events with this CloudEvents source."""
        return "*" in self.sources or source in self.sources


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """A body's name as tokens and data have it, however it is written: `UN Women` is `un-women`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


PUBLIC = Principal("public")
"""Whoever comes without a token: the public's view, read only."""

RESERVED = frozenset({"public", "reference", "council"})
"""Names in which the system itself acts; no token bears one, or its holder's commands would count as the system's."""
