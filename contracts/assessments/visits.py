"""Visits: planned, agreed, completed, merged, cancelled."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from contracts.base import Part, StateFact
from contracts.vocabulary import (
    Bodies,
    Day,
    Id,
    Line,
    Mode,
    PartialDate,
    Reference,
    Sector,
    Source,
    Text,
    VisitKind,
    When,
)

TOPIC = "ctc.assessments"


class Guest(Part):
    """A body or a group of experts that was asked to take part in a visit. It is an office, never a person."""

    body: Line
    sector: Sector
    invited_on: Day | None = None
    """Absent if it is not known, or if it came uninvited."""
    at_states_request: bool = False
    """Experts from civil society, academia and the private sector take part at the State's request (OP14)."""
    came: bool | None = None
    """Absent: not known yet."""
    contributed: Annotated[tuple[When, ...], Field(max_length=3)] = ()
    """The stages of the visit to which it contributed."""


Guests = Annotated[tuple[Guest, ...], Field(max_length=100)]


class VisitFact(StateFact):
    """The fields of all events about a visit. A mission to several States is one visit to each."""

    topic = TOPIC

    visit_id: Id
    mission_id: Id | None = None
    source: Source
    reference: Reference
    kind: VisitKind = "not stated"
    body: Line = "CTED"
    """The body that makes the visit: CTED, or another one (OP35)."""
    purpose: Text | None = None
    invited: Bodies = ()
    """Bodies and experts asked to take part (OP5, OP14, OP35, OP38): offices, never persons."""
    guests: Guests = ()
    """The same with their sector, and whether they came and contributed."""


class VisitPlan(VisitFact):
    """A visit that lies ahead."""

    start: PartialDate
    end: PartialDate | None = None
    mode: Mode | None = None


class VisitPlanned(VisitPlan):
    """A visit is planned. Its audience is `committee` until the State agrees and a mandate covers its first day.

    After `visit.agreed` it says that the visit is off the public schedule again, since it moved beyond every mandate.
    """

    type = "visit.planned.v1"

    subject_to_renewal: bool = False
    """No mandate that is known covers its first day (rule 9)."""
    agreed_on: Day | None = None
    """The State agreed, to a visit that is subject to renewal."""


class VisitAgreed(VisitPlan):
    """The State agreed to the visit, which is on the public schedule from now on."""

    type = "visit.agreed.v1"

    agreed_on: Day


class VisitCancelled(VisitFact):
    """A planned visit does not take place, as was decided on `occurred_on`; or a recorded visit never took place."""

    type = "visit.cancelled.v1"

    reason: Text
    was_scheduled: bool = False
    """It was on the public schedule, and stays there as cancelled, with the day and without the reason (OP12)."""
    start: PartialDate | None = None
    """When it was to begin, as last planned."""
    end: PartialDate | None = None
    mode: Mode | None = None


class VisitMerged(StateFact):
    """What was known as several visits is one, as a person decided on `occurred_on`.

    The components now are those of `visit_id`, which `visit.completed` tells of anew; the others count no more.
    """

    type = "visit.merged.v1"
    topic = TOPIC

    visit_id: Id
    merged: Annotated[tuple[Id, ...], Field(min_length=1, max_length=50)]
    decided_by: Line
    reason: Text | None = None


class VisitSeparated(StateFact):
    """Visits that had been merged by mistake are visits of their own again, as a person decided on `occurred_on`.

    Which components each of them now has `visit.completed` tells anew.
    """

    type = "visit.separated.v1"
    topic = TOPIC

    visit_id: Id
    """The visit of which they were a part."""
    separated: Annotated[tuple[Id, ...], Field(min_length=1, max_length=50)]
    decided_by: Line
    reason: Text | None = None


class VisitOverlapFlagged(StateFact):
    """Two bodies plan to visit the same State within 90 days (OP35)."""

    type = "visit.overlap_flagged.v1"
    topic = TOPIC

    overlap_id: Id | None = None
    """The id by which both bodies can read it."""
    visit_id: Id
    body: Line
    start: PartialDate
    other_visit_id: Id
    other_body: Line
    other_start: PartialDate


class VisitOverlapResolved(StateFact):
    """The visits of two bodies to one State no longer overlap (OP35)."""

    type = "visit.overlap_resolved.v1"
    topic = TOPIC

    overlap_id: Id
    visit_id: Id
    body: Line
    other_visit_id: Id
    other_body: Line
    because: Literal["apart", "cancelled", "merged"]


class VisitComponent(Part):
    """A part of a visit. An end without a start means that only the last day is known."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["start"]}, {"required": ["end"]}]})

    mode: Mode
    start: PartialDate | None = None
    end: PartialDate | None = None

    @model_validator(mode="after")
    def _has_a_date(self) -> VisitComponent:
        if self.start is None and self.end is None:
            raise ValueError("a component needs a start or an end")
        return self


class VisitCompleted(VisitFact):
    """A visit took place. Sent again, whole, when a component is added or corrected.

    `occurred_on` is the last day of the last component: the visit counts in that year, once.
    """

    type = "visit.completed.v1"

    mode: Mode
    components: Annotated[tuple[VisitComponent, ...], Field(min_length=1, max_length=50)]
    participants: Bodies = ()
    """Bodies and experts that came."""
    note: Text | None = None
    source_url: Line | None = None
    report_unknown: bool = False
    """It comes from a file of history, and whether a report was made on it is not known: so none is awaited."""
