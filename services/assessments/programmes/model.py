"""What a year's list of States to visit is (OP12), and the table in which it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from contracts.audiences import Audience
from contracts.vocabulary import Code, Day, Line, StateId, Text, Year
from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class ListingReason:
    """Why a State is listed: a code of `reference/practice.yaml`, and what it rests on."""

    code: Code
    evidence: Text | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A State on the year's list."""

    state: StateId
    reasons: Annotated[tuple[ListingReason, ...], Field(max_length=20)] = ()


Entries = Annotated[tuple[Entry, ...], Field(max_length=193)]


@dataclass(frozen=True, slots=True)
class AdoptedList:
    """The body of `POST /programmes`: the States that the CTC adopted for a year, each with its reasons."""

    year: Year
    entries: Annotated[tuple[Entry, ...], Field(min_length=1, max_length=193)]
    adopted_on: Day
    document: Line | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """The body of `POST /programmes/{year}/changes`: States added, removed, or listed for other reasons; and why.

    It is kept as it was asked for: sent again it is the same change.
    """

    changed_on: Day
    reason: Text
    added: Entries = ()
    removed: Annotated[tuple[StateId, ...], Field(max_length=193)] = ()
    revised: Entries = ()
    """States whose reasons are now these."""
    document: Line | None = None

    @property
    def states(self) -> frozenset[str]:
        """All States that it names."""
        return frozenset((*(entry.state for entry in (*self.added, *self.revised)), *self.removed))


@dataclass(frozen=True, slots=True)
class Programme:
    """The States that the CTC adopted for a year, to be asked for consent to a visit. There is one a year."""

    id: str
    year: int
    entries: tuple[Entry, ...]
    """Those now listed, in order of State."""
    adopted: tuple[Entry, ...]
    """Those listed at adoption."""
    adopted_on: date
    document: str | None
    changes: tuple[ProgrammeChange, ...]
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool

    @property
    def states(self) -> frozenset[str]:
        return frozenset(entry.state for entry in self.entries)

    def states_on(self, day: date) -> set[str]:
        """Those that were on the list at any time of that day, whatever was changed since."""
        states = {entry.state for entry in self.adopted}
        for change in sorted(self.changes, key=lambda one: one.changed_on):
            if change.changed_on < day:
                states -= set(change.removed)
            if change.changed_on <= day:
                states |= {entry.state for entry in change.added}
        return states


PROGRAMMES: Table[Programme] = Table("programmes", Programme)
