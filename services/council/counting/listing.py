"""What a figure counted, thing by thing: who asks for it, which page, and what stands on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
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
    """Whether it is in the numerator; None where that is not the reader's to know."""
    events: tuple[str, ...]
    """Ids of the events from which it was counted: `/trace/ID` leads on."""


@dataclass(frozen=True, slots=True)
class Asks:
    """Whose eyes see which page."""

    principal: Principal
    after: str | None = None
    """The id of the last thing of the page before."""
    limit: int = 100

    def values(self) -> dict[str, Any]:
        """The parameters that say what may be seen, and how much of it."""
        return {
            "inside": self.principal.audience == "committee",
            "own": self.principal.states,
            "levels": at_or_wider(self.principal.audience),
            "parties": sorted(self.principal.parties),
            "after": self.after or "",
            "limit": self.limit + 1,  # one more says whether there is a next page
        }


def page_of(counted: Iterable[Counted], asks: Asks) -> list[Counted]:
    """One page of things that are all at hand, in order of id: one more than it holds, if there are more."""
    after = asks.after or ""
    return sorted((one for one in counted if one.id > after), key=attrgetter("id"))[: asks.limit + 1]
