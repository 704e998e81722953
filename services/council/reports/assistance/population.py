"""Needs for assistance and what came of them, duplication, programmes, briefings, steps. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from contracts.ids import slug

ANSWERS: Final = ("offered", "taken_up", "delivered", "declined")
"""What can come of a need: figures, columns of the query, and fields of `Answers`."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Of some needs: how many there are, and what came of them."""

    wanted: int = 0
    offered: int = 0
    taken_up: int = 0
    delivered: int = 0
    declined: int = 0


@dataclass(frozen=True, slots=True)
class Needs:
    """D: live recommendations that need assistance, which the State requested, and that are released to the UN."""

    all: Answers
    seen: int
    """How many of them the report's audience may see."""
    by_pillar: Mapping[str, Answers]
    """Of those seen, by the pillar of the Global Strategy that they state, or `none`."""
    by_state: Mapping[str, Answers]
    """Of those seen."""
    measured: int
    """How many were first taken up in the period, and have a day of release."""
    middle: tuple[int, ...]
    """Days from the release of those to their uptake: the one or two in the middle."""
    synthetic: bool

    @property
    def withheld(self) -> int:
        """How many the report's audience may not see."""
        return self.all.wanted - self.seen


@dataclass(frozen=True, slots=True)
class Duplication:
    """Two projects for one need."""

    id: str
    recommendation_id: str
    state: str
    project_ids: tuple[str, ...]
    flagged_on: date
    resolved_on: date | None
    """None: not resolved."""
    resolution: str | None
    events: tuple[str, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme that was not cancelled."""

    id: str
    states: tuple[str, ...]
    cites: bool
    """Whether it cites a product of the CTC (OP19, OP23)."""
    event_id: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing or a meeting that was held in the period."""

    id: str
    kind: str
    held_on: date
    invited_on: date | None
    speaker: str | None
    """The level of who spoke, never a name."""
    events: tuple[str, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A practical step (OP24)."""

    id: str
    title: str
    owner: str
    due_on: date
    indicator: str
    state: str | None
    done_on: date | None
    events: tuple[str, ...] = field(default=())
    synthetic: bool = False

    @property
    def owner_code(self) -> str:
        """Its owner as figures' ids have it: `cted`, `cted-and-unoct`."""
        return slug(self.owner)
