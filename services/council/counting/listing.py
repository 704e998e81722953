"""A page of the list of what a figure counted: who asks for it, which page it is, and the things on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.council.counting.scope import at_or_wider
from shared.engine.principals import Principal


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that was counted."""

    id: str
    kind: str
    states: tuple[str, ...]
    numerator: bool | None
    """Whether it is in the numerator. None: the reader may not know that."""
    events: tuple[str, ...]
    """Ids of the events from which it was counted: `/trace/ID` leads on."""


@dataclass(frozen=True, slots=True)
class Asks:
    """Who asks for which page."""

    principal: Principal
    after: str | None = None
    """The id of the last thing of the page before."""
    limit: int = 100

    def values(self) -> dict[str, Any]:
        """The parameters for what the reader may see, and for the page."""
        return {
            "inside": self.principal.audience == "committee",
            "own": self.principal.states,
            "levels": at_or_wider(self.principal.audience),
            "parties": sorted(self.principal.parties),
            "after": self.after or "",
            "limit": self.limit + 1,  # one more says whether there is a next page
        }
