"""The journals folded in order: the present state with which every view must agree.

It is computed from the events alone, by other code than the services have, and counts as the truth.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import asyncpg
import orjson

from contracts.audiences import RELEASED_PREFIX, Audience, at_or_narrower
from contracts.cloudevents import instant
from simulator.actions import SECRET
from simulator.history.states import (
    AgreedState,
    AssessmentState,
    BriefingState,
    ConsentState,
    Data,
    DutyState,
    FollowupState,
    JournalEvent,
    MeetingState,
    PlannedState,
    ProductState,
    ProjectState,
    ReportConsentState,
    StepState,
    VisitChange,
    VisitState,
)

RECEIPTS: Final = "ctc.receipts"
THINGS: Final = ("recommendation_id", "assessment_id", "product_id", "visit_id", "edition_id")
"""Fields of a copy that may hold the id of its thing, the narrowest first."""
PAGE: Final = 5_000
"""Rows read at once."""

NOT_INVENTED: Final = ("obligation.", "report.", "report_draft.", "released.report.")
"""Types that begin so may not be synthetic: duties of a real mandate, and a report that counts nothing yet."""

_COLUMNS = "position, id, type, topic, subject, time, data"


@dataclass(slots=True)
class History:
    """Everything that the journals said so far."""

    journals: tuple[str, ...]
    folds: Mapping[str, Fold]
    """What each type of event changes."""
    positions: dict[str, int] = field(default_factory=dict)
    digests: dict[str, Any] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    types: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    """Violations by single events."""
    assessments: dict[str, AssessmentState] = field(default_factory=dict)
    released_things: dict[str, dict[str, str]] = field(default_factory=dict)
    """The things that each audience has, with the type of the copy."""
    once_released: set[tuple[str, str]] = field(default_factory=set)  # each audience with what it was ever sent
    programmes: dict[int, frozenset[str]] = field(default_factory=dict)
    """The States on each year's list."""
    listings: dict[tuple[int, str], list[tuple[str, bool]]] = field(default_factory=dict)
    """For each year and State, the days on which it was put on the list (True) or taken off."""
    list_changes: Counter[int] = field(default_factory=Counter)
    """How often each year's list changed after its adoption."""
    consents: dict[str, ConsentState] = field(default_factory=dict)
    report_consents: dict[str, ReportConsentState] = field(default_factory=dict)
    """By the assessment."""
    confidentiality: list[tuple[str, str]] = field(default_factory=list)
    """Of each request for confidentiality the assessment and the day."""
    to_be_narrowed: set[str] = field(default_factory=set)
    """Assessments that are to be confidential as a whole, until it is decided who may have them."""
    visit_requests: set[str] = field(default_factory=set)
    planned_visits: dict[str, PlannedState] = field(default_factory=dict)
    """Visits that are planned and, as far as any event says, not over."""
    visits: dict[str, VisitState] = field(default_factory=dict)
    """Visits of CTED that took place."""
    visit_changes: list[VisitChange] = field(default_factory=list)
    """The changes of these visits, in order."""
    agreements: dict[str, AgreedState] = field(default_factory=dict)
    scheduled_visits: set[str] = field(default_factory=set)
    """Visits to which the State agreed, and that were neither cancelled nor merged into another."""
    cancelled_visits: set[str] = field(default_factory=set)
    publicly_cancelled: set[str] = field(default_factory=set)
    """Those that stay on the schedule as cancelled (OP12)."""
    cancelled_copies: set[tuple[str, str]] = field(default_factory=set)
    taken_off: set[str] = field(default_factory=set)
    """Visits that were scheduled until they were merged."""
    overlaps: set[frozenset[str]] = field(default_factory=set)
    """Pairs of visits that are flagged as an overlap."""
    merged_visits: dict[str, str] = field(default_factory=dict)
    """For each merged visit, the visit of which it is a part."""
    products: dict[str, ProductState] = field(default_factory=dict)
    followups: dict[str, FollowupState] = field(default_factory=dict)
    duties: dict[tuple[str, int], DutyState] = field(default_factory=dict)
    """The follow-ups by cycle and sequence."""
    later_recommendations: dict[str, str] = field(default_factory=dict)
    """Recommendations that a follow-up report, a merger or a split made, each with its assessment."""
    in_cycle: dict[str, str] = field(default_factory=dict)
    """Recommendations that are not in the cycle of their assessment, each with its cycle."""
    own_days: dict[str, str] = field(default_factory=dict)
    """Recommendations with a due date of their own, with that date (rule 5)."""
    statuses: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """The day and the value that hold for each recommendation and aspect."""
    assessed: dict[str, dict[str, tuple[str, tuple[str | None, bool | None]]]] = field(default_factory=dict)
    """What CTED assessed of each recommendation on each day: status, capacity and need."""
    descriptions: dict[tuple[str, str], tuple[str | None, bool | None]] = field(default_factory=dict)
    """Capacity and need as stated with each of these."""
    closed_recommendations: set[str] = field(default_factory=set)
    """Recommendations that are no longer live."""
    needs: set[str] = field(default_factory=set)
    requests: dict[str, bool] = field(default_factory=dict)
    """For each recommendation, whether the State requests assistance; `needs`: those that need it."""
    decided_audiences: dict[str, Audience] = field(default_factory=dict)
    """The audiences of parts that no journal has mentioned so far."""
    early: dict[str, list[tuple[JournalEvent, str]]] = field(default_factory=dict)
    """Copies of recommendations that followup's journal has not mentioned yet, with their audiences."""
    meetings: dict[str, MeetingState] = field(default_factory=dict)
    briefings: dict[str, BriefingState] = field(default_factory=dict)
    steps: dict[str, StepState] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    before_cancelled: dict[str, str] = field(default_factory=dict)  # how each stood when it was last cancelled
    taken_up_in: dict[str, str] = field(default_factory=dict)
    """The project in which each case that was taken up goes on."""
    offered_cases: set[str] = field(default_factory=set)  # those in which assistance was ever offered
    parts: dict[str, list[Data]] = field(default_factory=dict)
    """The parts of each case in which several bodies or projects help, as last told."""
    projects: dict[str, ProjectState] = field(default_factory=dict)
    duplications: dict[str, str] = field(default_factory=dict)
    made_by: dict[str, str] = field(default_factory=dict)
    """The assessment that made each recommendation."""
    served_twice: dict[str, str] = field(default_factory=dict)
    """The recommendation of each duplication."""
    corrected: set[str] = field(default_factory=set)
    """Records that were put right: what is told of them again holds."""
    statuses_taken_back: set[str] = field(default_factory=set)
    """Recommendations whose status has another day by a correction: it is told again, even if they ended since."""
    activities: dict[str, str] = field(default_factory=dict)
    """The day of each activity."""
    signals: dict[str, str] = field(default_factory=dict)
    """The value that holds for each recorded signal."""
    obligations: dict[str, Counter[str]] = field(default_factory=dict)
    receipts: Counter[tuple[str, str]] = field(default_factory=Counter)
    final: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The number of answers of its owner to each notice."""
    taken_in: dict[tuple[str, str], date] = field(default_factory=dict)
    unreadable: int = 0
    observations: dict[str, str] = field(default_factory=dict)
    """For each draft, the last day for observations."""
    internal: dict[str, JournalEvent] = field(default_factory=dict)
    """Events of internal topics since the last look, by id."""
    internal_events: int = 0
    """The number of all internal events so far."""
    in_force: Callable[[date], bool] = lambda _: True
    """Whether a mandate governs on that day."""

    async def read(self, pool: asyncpg.Pool[asyncpg.Record]) -> None:
        """Reads what is new in each journal."""
        for service in self.journals:
            query = f"select {_COLUMNS} from {service}.journal where position > $1 order by position limit {PAGE}"
            while records := await pool.fetch(query, self.positions.get(service, 0)):
                for record in records:
                    self._take(JournalEvent(service, *record))
                self.positions[service] = records[-1][0]

    def digest(self) -> str:
        """The digest of the whole history, journal by journal, each in order."""
        whole = hashlib.sha256()
        for service in self.journals:
            if service in self.digests:
                whole.update(f"{service} {self.digests[service].hexdigest()}\n".encode())
        return whole.hexdigest()

    @property
    def events(self) -> int:
        """The number of events."""
        return self.types.total()

    def _take(self, event: JournalEvent) -> None:
        digest = self.digests.setdefault(event.service, hashlib.sha256())
        digest.update(f"{event.id} {event.type} {event.subject} {instant(event.time)} {len(event.data)}\n".encode())
        digest.update(event.data)
        self.types[event.type] += 1
        self._check(event)
        data = orjson.loads(event.data)
        of_duty = data.get("thing") == "obligation"
        real = event.type.startswith(NOT_INVENTED) or data.get("of") == "report" or of_duty
        if data.get("synthetic") is False and not real:
            self.say(event, "is not marked synthetic")
        if event.topic.startswith(RELEASED_PREFIX):
            self._take_copy(event, data)
        elif fold := self.folds.get(event.type):
            fold(self, event, data)

    def _check(self, event: JournalEvent) -> None:
        if event.id in self.ids:
            self.say(event, "was told twice")
        self.ids.add(event.id)
        if event.topic.startswith(RELEASED_PREFIX) or event.topic == RECEIPTS:
            if SECRET.encode() in event.data:
                self.say(event, f"carries what is confidential to {event.topic}")
        else:
            self.internal[event.id] = event
            self.internal_events += 1

    def _take_copy(self, event: JournalEvent, data: Data) -> None:
        """Takes a copy, which must be for its topic's audience at the moment at which it goes out."""
        audience = event.topic.removeprefix(RELEASED_PREFIX)
        has = self.released_things.setdefault(audience, {})
        if event.type == "released.withdrawn.v1":
            if has.pop(data["id"], None) is None:
                self.say(event, f"withdraws from {audience} what it never had")
            return
        thing = next(data[name] for name in THINGS if data.get(name))
        has[thing] = event.type
        self.once_released.add((audience, thing))
        if event.type == "released.product.v1":
            self._is_for(event, audience, self.products[thing].audience)
        if event.type == "released.schedule.v1":
            expected_visits = self.publicly_cancelled if data.get("cancelled_on") else self.scheduled_visits
            self.must(event, thing in expected_visits, "schedules what the State has not agreed to, or calls it off")
            if data.get("cancelled_on"):
                self.cancelled_copies.add((audience, thing))
        if event.type == "released.assessment.v1":
            self._is_for(event, audience, self.assessments[thing].audience)
        if event.type == "released.recommendation.v1":
            recommendations = self.assessments[data["assessment_id"]].recommendations
            allowed_audience = recommendations.get(thing) or self.decided_audiences.get(thing)
            if allowed_audience is None:
                self.early.setdefault(thing, []).append((event, audience))
            else:
                self._is_for(event, audience, allowed_audience)

    def _is_for(self, event: JournalEvent, audience: str, allowed_audience: Audience) -> None:
        self.must(
            event,
            audience in at_or_narrower(allowed_audience),
            f"releases to {audience} what is for {allowed_audience}",
        )

    # ---- recommendations --------------------------------------------------------------------

    def follows(self, recommendation: Data, assessment: str, cycle: str) -> None:
        """Adds a recommendation that a follow-up made. Assessments may already have decided its audience."""
        key = recommendation["recommendation_id"]
        self.later_recommendations[key], self.in_cycle[key] = assessment, cycle
        for event, audience in self.early.pop(key, ()):
            self._is_for(event, audience, recommendation["audience"])
        state = self.assessments[assessment]
        state.recommendations.setdefault(key, self.decided_audiences.pop(key, recommendation["audience"]))
        if state.is_withdrawn:
            state.recommendations[key] = "committee"
        if key not in self.requests:
            self.asks(key, recommendation["assistance_needed"], recommendation["assistance_requested"])
        elif recommendation["assistance_needed"]:
            self.needs.add(key)

    def asks(self, recommendation: str, is_needed: bool, is_requested: bool) -> None:
        """Notes whether assistance is needed, and whether the State requests it (OP39)."""
        (self.needs.add if is_needed else self.needs.discard)(recommendation)
        self.requests[recommendation] = is_requested

    def wants(self, recommendation: str) -> bool:
        """Whether this recommendation is a need with a request."""
        return recommendation in self.needs and self.requests[recommendation]

    def find_assessed_status(self, recommendation: str) -> str | None:
        """The status as CTED last assessed it; None if it has none."""
        status = self.statuses.get((recommendation, "assessed"))
        return status and status[1]

    # ---- what is broken ---------------------------------------------------------------------

    def say(self, event: JournalEvent, what: str) -> None:
        """Notes a violation by an event."""
        self.violations.append(f"{event.type} {event.id} of {event.service}, {event.day}: {what}")

    def must(self, event: JournalEvent, holds: bool, what: str) -> None:
        """Notes a violation by an event unless this holds."""
        if not holds:
            self.say(event, what)


__all__ = ["AssessmentState", "DutyState", "FollowupState", "History", "JournalEvent"]

Fold = Callable[[History, JournalEvent, Data], None]
"""What an event changes in a history."""
