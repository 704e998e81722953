"""What is counted, as far as a report needs it: numbers of things, and how they stand. Pure.

The queries that fill these are in `services/council/queries`; the definitions are in
`docs/reference/figures.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contracts.audiences import Audience


@dataclass(frozen=True, slots=True)
class Visits:
    """CTED's visits that took place, in each of the units in which they are counted (rule 13)."""

    missions: int
    visits: int
    components: int
    states: int


@dataclass(frozen=True, slots=True)
class Assessments:
    """Assessments completed in the period and not withdrawn, and what the UN system has of them (OP19)."""

    completed: int
    released_full: int
    released_part: int


@dataclass(frozen=True, slots=True)
class Consents:
    """Consents to visits that were asked for in the period, as they were answered by the cut-off (OP12)."""

    asked: int = 0
    given: int = 0
    declined: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings held in the period, and the States whose officials the Chair invited to one (OP16)."""

    held: int = 0
    invited: int = 0
    attended: int = 0


@dataclass(frozen=True, slots=True)
class Middle:
    """How many numbers of days were measured, and the one or two in their middle."""

    measured: int = 0
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Follow-up reports due in the period (OP16)."""

    due: int
    on_time: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Of some live recommendations: how many there are, were assessed, were found implemented."""

    live: int = 0
    assessed: int = 0
    implemented: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.live + other.live, self.assessed + other.assessed, self.implemented + other.implemented)


@dataclass(frozen=True, slots=True)
class Recommendations:
    """Live recommendations at the cut-off, of all assessments that stand."""

    all: Tally
    seen: Tally
    """Those that the report's audience may see."""
    assessed_twice: int
    """Those assessed both now and at the cut-off a year before."""
    risen: int
    """Of these, those whose status is higher now."""
    wanted: int
    """D: those that need assistance, which the State requested, and that are released to the UN."""
    taken_up: int
    """Of these, those taken up by a project, or delivered."""
    by_theme: Mapping[str, Tally]
    """Of those seen. One with several themes is in each (rule 14)."""
    by_state: Mapping[str, Tally]
    """Of those seen."""

    @property
    def withheld(self) -> int:
        """How many the report's audience may not see."""
        return self.all.live - self.seen.live


@dataclass(frozen=True, slots=True)
class Population:
    """All that an annual report counts."""

    year: int
    cut_off: date
    audience: Audience
    in_year: Visits
    since_2005: Visits
    states_visited: frozenset[str]
    """Ever, by the cut-off."""
    members: Mapping[str, str]
    """The Member States at the cut-off, each with its region."""
    assessments: Assessments
    follow_ups: FollowUps
    recommendations: Recommendations
    consents: Consents
    meetings: Meetings
    products: int
    """Adopted in the year, and not withdrawn."""
    synthetic: bool
    """Something of this was invented."""


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
