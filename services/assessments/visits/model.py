"""What visits are, and how they come near to one another; and the tables in which they are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from contracts.assessments import Guest
from contracts.audiences import Audience
from contracts.dates import first_day, last_day
from contracts.vocabulary import Mode, VisitKind
from shared.engine.bounds import DayCount
from shared.engine.rules import Table

VisitStatus = Literal["planned", "agreed", "completed", "cancelled", "merged"]


CTED = "CTED"
"""The body whose visits are the Committee's own."""


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a visit that took place. An end without a start is a day known only by its end."""

    mode: Mode
    start: str | None = None
    end: str | None = None
    note: str | None = None
    source_url: str | None = None

    @property
    def key(self) -> tuple[Mode, str | None, str | None]:
        """By which it is known within its visit."""
        return self.mode, self.start, self.end

    @property
    def first(self) -> date:
        """The earliest day that it can have begun."""
        return first_day(self.start or self.end or "")

    @property
    def last(self) -> date:
        """The latest day that it can have ended."""
        return last_day(self.end or self.start or "")


class Dated:
    """What has the plan and the components of a visit, and so its days."""

    __slots__ = ()

    id: str
    state: str
    body: str
    status: VisitStatus
    synthetic: bool
    planned_start: str | None
    planned_end: str | None
    components: tuple[Component, ...]

    @property
    def first(self) -> date:
        """The earliest day that it can begin."""
        return min(c.first for c in self.components) if self.components else first_day(self.start)

    @property
    def last(self) -> date:
        """The latest day that it can end."""
        return max(c.last for c in self.components) if self.components else last_day(self.planned_end or self.start)

    @property
    def start(self) -> str:
        """When it begins or began, as precise as known."""
        component = self.components[0] if self.components else None
        return (component and (component.start or component.end)) or self.planned_start or ""

    @property
    def stands(self) -> bool:
        """Whether it is to take place or took place as a visit of its own."""
        return self.status not in ("cancelled", "merged")

    def near(self, other: Dated, days: timedelta) -> bool:
        """Whether so few days, or none, may lie between the two."""
        return self.near_days(other.first, other.last, days)

    def near_days(self, first: date, last: date, days: timedelta) -> bool:
        """Whether so few days, or none, may lie between it and these days."""
        return max(self.first, first) - min(self.last, last) <= days


@dataclass(frozen=True, slots=True)
class Visit(Dated):
    """A visit of a body to one State. A mission to several States is one visit each."""

    id: str
    source: str
    reference: str
    state: str
    state_year: str
    """State and year, such as `KEN 2024`, by which visits near a date are found. Empty: it is not looked at there."""
    year: int
    body: str
    kind: VisitKind
    status: VisitStatus
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool = False
    mode: Mode | None = None
    planned_start: str | None = None
    planned_end: str | None = None
    mission_id: str | None = None
    purpose: str | None = None
    guests: tuple[Guest, ...] = ()
    """Bodies and experts that were invited, came or contributed, in order of name: offices, never persons."""
    components: tuple[Component, ...] = ()
    """What took place, in order; it counts once, in the year its last component ends."""
    not_components: tuple[Component, ...] = ()
    """What was recorded of it by mistake: the same file again does not bring it back."""
    agreed_on: date | None = None
    cancelled_on: date | None = None
    cancelled_because: str | None = None
    merged_into: str | None = None
    """The visit that it is a part of, as a person decided."""
    assessment_ids: tuple[str, ...] = ()
    """The final reports that rest on it: one, as a rule."""
    report_unknown: bool = False
    """It comes from a file of history, which does not say that its report is awaited still."""
    awaits_report_since: date | None = None
    """Its last day, if reports are made on its kind and there is none yet."""
    subject_to_renewal: bool = False
    """It lies ahead, and no mandate that is known covers its first day (rule 9)."""
    counts: tuple[DayCount, ...] = ()

    @property
    def planned_by(self) -> str | None:
        """`body` while it lies ahead. The database makes the column itself."""
        return self.body if self.status in ("planned", "agreed") else None

    @property
    def is_scheduled(self) -> bool:
        """Whether the State agreed to it under a mandate, so that its plan is on the public schedule."""
        return self.agreed_on is not None and not self.subject_to_renewal

    @property
    def invited_bodies(self) -> tuple[str, ...]:
        """Who was asked to take part: all guests but those that came uninvited, as far as known."""
        return tuple(one.body for one in self.guests if one.invited_on is not None or not one.came)

    @property
    def participants(self) -> tuple[str, ...]:
        """Who came."""
        return tuple(one.body for one in self.guests if one.came)


@dataclass(frozen=True, slots=True)
class VisitDays(Dated):
    """When a body is in a State, without the rest of its visit: enough to compare it with another one."""

    id: str
    state: str
    state_year: str
    body: str
    status: VisitStatus
    synthetic: bool
    planned_start: str | None
    planned_end: str | None
    components: tuple[Component, ...]


def days_of_plan(start: str, end: str | None) -> tuple[date, date]:
    """The first and the last day that a plan may mean."""
    return first_day(start), last_day(end or start)


@dataclass(frozen=True, slots=True)
class StateVisits:
    """One row a State. Who looks at several of its visits locks it, so that two plans see each other."""

    id: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What the visit that counts did not have before a merger, and gives back if that was a mistake."""

    components: tuple[Component, ...] = ()
    guests: tuple[str, ...] = ()
    """By their bodies."""
    assessment_ids: tuple[str, ...] = ()
    """All that rest on it: drafts too."""
    kind: VisitKind | None = None
    mission_id: str | None = None
    awaits_report: bool = False
    """That a report is awaited at all: its own was, and the other's was unknown."""


@dataclass(frozen=True, slots=True)
class MergedVisit:
    """That what was known as a visit of its own is part of another, as a person decided."""

    id: str
    """The id of the visit that no longer counts."""
    visit_id: str
    """The one that it is part of: never one that is part of another itself."""
    merged_with: str
    """The one that it was merged into itself, which may be part of another one since."""
    brought: Brought
    state: str
    decided_by: str
    decided_on: date
    reason: str | None
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two bodies' visits to one State come near to one another (OP35): for the Committee and both of them."""

    id: str
    state: str
    visit_id: str
    """The one by whose plan it was found."""
    body: str
    start: str
    other_visit_id: str
    other_body: str
    other_start: str
    status: Literal["flagged", "resolved"]
    flagged_on: date
    audience: Audience
    parties: tuple[str, ...]
    """Both bodies, as `body:unodc`."""
    synthetic: bool
    resolved_on: date | None = None
    resolved_because: Literal["apart", "cancelled", "merged"] | None = None

    @property
    def flagged_visit(self) -> str | None:
        """`visit_id` while it stands. The database makes the column itself."""
        return self.visit_id if self.status == "flagged" else None

    @property
    def flagged_other_visit(self) -> str | None:
        """`other_visit_id` while it stands. The database makes the column itself."""
        return self.other_visit_id if self.status == "flagged" else None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Whose visits are flagged beside a visit: enough to see whether one more may be."""

    id: str
    """The visit's."""
    bodies: tuple[str, ...]
    """The other bodies, once for each overlap that stands."""


STATE_VISITS: Table[StateVisits] = Table("state_visits", StateVisits)


MERGED_VISITS: Table[MergedVisit] = Table("merged_visits", MergedVisit)


VISITS: Table[Visit] = Table("visits", Visit)
VISIT_DAYS: Table[VisitDays] = Table("visits", VisitDays, part_of=VISITS, locks_part=True)
"""The same rows, for a rule that compares visits. Their purposes may have megabytes together."""


OVERLAPS: Table[Overlap] = Table("visit_overlaps", Overlap, may_overwrite=True)
"""A pair that is flagged again takes the place of what was resolved. Of all that ever were none is asked for."""
NEIGHBOURS: Table[Neighbours] = Table("visit_neighbours", Neighbours, is_kept_by_database=True)
"""Triggers of `visit_overlaps` write it, so that an older version keeps it right too."""
