"""Facts about events, visits, assessments, recommendations, follow-ups, cases and duties."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

from shared.engine.rules import Table

SCHEMA = "council_projected"

WHOLE = f"lock table {SCHEMA}.visits in access share mode"
"""First in a transaction of several queries on one snapshot: no rebuild changes the tables until it ends.

Without it the later ones could find tables that were filled after the snapshot, and so are empty to it.
It is this table since whoever writes facts locks `events` before it, and so never waits with a lock on it.
"""

Stage = Literal["due", "met", "overdue", "not_answered", "pending", "cancelled", "ended"]
"""What became of a duty. `cancelled`: its cycle ended without it. `ended`: what was still open in it is nobody's to do
any more, and the event says no day of it."""


class EventFact(NamedTuple):
    """Every internal event, whole: what `trace` and `show` answer from, and the source of all other rows."""

    id: str
    source: str
    type: str
    topic: str
    subject: str
    thing: str
    """The id of what it is about: of an assessment, a case, an edition, a notice; empty for several."""
    time: datetime
    """Recorded at the source."""
    occurred_on: date | None
    correlationid: str
    causationid: str
    parent: str
    """The event, command or notice behind it: what `causationid` says, seen through any deadline between."""
    partition: int
    position: int
    synthetic: bool
    data: bytes


class VisitFact(NamedTuple):
    """A visit as one event tells it."""

    id: str
    event_id: str
    visit_id: str
    mission_id: str | None
    state: str
    kind: str
    body: str
    stage: str
    """`planned`, `agreed`, `completed`, `cancelled`; `merged`: it is part of another one and counts no more; or
    `separated`: it is a part of that one no more.
    """
    component_ends: tuple[str, ...]
    """Of each component the end, or else the start, as precise as known; empty until it took place."""
    component_modes: tuple[str, ...]
    planned_start: str | None
    """As precise as known; of a plan only."""
    merged_into: str | None
    report_unknown: bool
    """It comes from a file of history that does not say that its report is awaited still."""
    was_scheduled: bool
    """A cancelled one was on the public schedule, where it stays as cancelled (OP12)."""
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class OverlapFact(NamedTuple):
    """That two bodies' visits to one State come near to one another, or no more (OP35), as one event tells it."""

    id: str
    event_id: str
    overlap_id: str
    state: str
    visit_id: str
    other_visit_id: str
    stage: str
    """`flagged` or `resolved`."""
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class AssessmentFact(NamedTuple):
    """A final assessment as one event tells it, or that it was withdrawn."""

    id: str
    event_id: str
    assessment_id: str
    state: str
    kind: str | None
    visit_id: str | None
    opens_cycle: bool
    report_date: date | None
    submitted_to_ctc_on: date | None
    withdrawn: bool
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class RecommendationFact(NamedTuple):
    """A recommendation as one event tells it."""

    id: str
    event_id: str
    recommendation_id: str
    assessment_id: str
    state: str
    themes: tuple[str, ...]
    priority: str
    pillar: int | None
    assistance_needed: bool
    assistance_requested: bool
    amends: bool
    """Says only that the State's request changed (OP39): whether the recommendation stands is for its other rows."""
    provision: str | None
    """On which it rests, in the words of its author."""
    made_by: str
    """`CTED` or `CTC`."""
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class StatusFact(NamedTuple):
    """One aspect of a recommendation's status (rule 6)."""

    id: str
    event_id: str
    recommendation_id: str
    state: str
    aspect: str
    """`position`, `reported`, `assessed`, `closed` (no longer live), or `carried_over` (its value: to which cycle)."""
    value: str
    sequence: int
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class DisclosureFact(NamedTuple):
    """Who may have a thing, from one event on (OP19)."""

    id: str
    event_id: str
    thing_id: str
    of: str
    """`assessment`, `recommendation`, `finding` or `product`."""
    assessment_id: str | None
    state: str | None
    audience: str
    parties: tuple[str, ...]
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class FollowupFact(NamedTuple):
    """A follow-up as one event tells it."""

    id: str
    event_id: str
    followup_id: str
    sequence: int
    assessment_id: str
    state: str
    stage: str
    """The event's name without `followup.`: `scheduled`, `overdue`, `reported`, ..."""
    due_on: date | None
    response_due_on: date | None
    mandate: str | None
    paragraph: str | None
    status: str | None
    """Of the cycle after the event, which carries it whole; None: it is of a version that did not."""
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class CaseFact(NamedTuple):
    """A case of assistance as one event tells it."""

    id: str
    event_id: str
    case_id: str
    recommendation_id: str
    state: str
    stage: str
    """`opened`, `offered`, `taken_up`, `delivered`, `declined` or `cancelled`."""
    project_id: str | None
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class DutyFact(NamedTuple):
    """A duty whose clock another service holds, as one event tells of it: for the calendar."""

    id: str
    event_id: str
    duty_id: str
    obligation: str
    """Its id in the mandate's file: `follow-up-report`, `state-response`, `factual-observations`; or
    `recommendation`: a report on one alone, by a day that the CTC set (rule 5)."""
    state: str
    stage: Stage
    due_on: date | None
    assessment_id: str
    followup_id: str | None
    sequence: int
    mandate: str | None
    paragraph: str | None
    met_on: date | None
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


class CorrectionFact(NamedTuple):
    """That a record was put right (rule 4), and which earlier events no longer hold."""

    id: str
    event_id: str
    thing: str
    """What kind of record it is."""
    thing_id: str
    state: str | None
    replaced_types: tuple[str, ...]
    """With the two below: one item for each kind of event that is replaced."""
    replaced_things: tuple[str, ...]
    replaced_days: tuple[str, ...]
    """The day on which such an event occurred; empty: any."""
    occurred_on: date
    recorded_at: datetime
    position: int
    synthetic: bool


EVENTS: Table[EventFact] = Table("events", EventFact, schema=SCHEMA)
VISITS: Table[VisitFact] = Table("visits", VisitFact, schema=SCHEMA)
OVERLAPS: Table[OverlapFact] = Table("visit_overlaps", OverlapFact, schema=SCHEMA)
ASSESSMENTS: Table[AssessmentFact] = Table("assessments", AssessmentFact, schema=SCHEMA)
RECOMMENDATIONS: Table[RecommendationFact] = Table("recommendations", RecommendationFact, schema=SCHEMA)
STATUSES: Table[StatusFact] = Table("statuses", StatusFact, schema=SCHEMA)
DISCLOSURES: Table[DisclosureFact] = Table("disclosures", DisclosureFact, schema=SCHEMA)
FOLLOWUPS: Table[FollowupFact] = Table("followups", FollowupFact, schema=SCHEMA)
CASES: Table[CaseFact] = Table("cases", CaseFact, schema=SCHEMA)
DUTIES: Table[DutyFact] = Table("duties", DutyFact, schema=SCHEMA)
CORRECTIONS: Table[CorrectionFact] = Table("corrections", CorrectionFact, schema=SCHEMA)

CORE_TABLES = (
    EVENTS, VISITS, ASSESSMENTS, RECOMMENDATIONS, STATUSES, DISCLOSURES, FOLLOWUPS, CASES, DUTIES, OVERLAPS,
    CORRECTIONS,
)  # fmt: skip
