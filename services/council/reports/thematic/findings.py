"""Findings by provision (OP7), and what the figures on them count: the number and the list ask the same. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from reference import OTHER


@dataclass(frozen=True, slots=True)
class Finding:
    """The latest finding of a State on a provision."""

    id: str
    state: str
    code: str
    """Of the provision; `other` where it is none of those of which the report speaks."""
    result: str
    seen: bool = True
    """Whether the report's audience may see it."""
    is_old: bool = False
    """Of an assessment submitted more than five years before the cut-off."""
    is_in_need: bool = False
    """The State has a live recommendation on the provision that needs assistance, and that readers may see."""
    good_practice: bool = False
    shortfall: bool = False
    event_id: str = ""
    synthetic: bool = False


PARTS: Final[Mapping[str, Callable[[Finding], bool]]] = {
    "findings": lambda _: True,
    "findings_other": lambda one: one.code == OTHER,
    "full": lambda one: one.result == "full",
    "partial": lambda one: one.result == "partial",
    "none": lambda one: one.result == "none",
    "with_need": lambda one: one.is_in_need,
    "older_than_five_years": lambda one: one.is_old,
}
"""Whether a finding is in the numerator, by the figure's id before the first full stop."""
OF_PROVISIONS: Final = ("full", "partial", "none", "with_need", "older_than_five_years")
"""Those that are stated of each provision, of the States assessed on it."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Those that were counted, and the Member States with their regions."""

    all: tuple[Finding, ...] = ()
    members: Mapping[str, str] = field(default_factory=dict)

    def whole(self, figure: str, provision: str) -> Iterator[Finding]:
        """The findings of which the figure speaks: of one provision, and of `findings_other`, those that are seen."""
        is_seen_alone = bool(provision) or figure == "findings_other"
        for one in self.all:
            if (one.seen or not is_seen_alone) and provision in ("", one.code):
                yield one

    def on(self, provision: str) -> list[Finding]:
        """Those on a provision that readers may see, one a State."""
        return [one for one in self.all if one.seen and one.code == provision]

    @property
    def seen_on_provisions(self) -> dict[str, int]:
        """How many findings of each State readers may see on the provisions; one on two of them counts once."""
        ids: dict[str, set[str]] = {}
        for one in self.all:
            if one.seen and one.code != OTHER:
                ids.setdefault(one.state, set()).add(one.id)
        return {state: len(found) for state, found in ids.items()}

    @property
    def withheld(self) -> int:
        """How many readers may not see."""
        return count_ids(self.all) - count_ids(one for one in self.all if one.seen)


def count_ids(findings: Iterable[Finding]) -> int:
    """A finding that names several provisions counts once."""
    return len({one.id for one in findings})


def count_states(findings: Iterable[Finding]) -> int:
    """Each State once."""
    return len({one.state for one in findings})
