"""What the journals say, folded once in order: the present state that every view must agree with.

It is computed from the events alone, by other code than the services', and counts as the truth.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import asyncpg
import orjson

from contracts.audiences import Audience, at_or_narrower
from contracts.cloudevents import instant
from simulator.actions import SECRET
from simulator.history.folds import FOLDS
from simulator.history.states import (
    AgreedState,
    AssessmentState,
    BriefingState,
    ConsentState,
    Data,
    DutyState,
    FollowupState,
    MeetingState,
    PlannedState,
    ProductState,
    ProjectState,
    StepState,
    Told,
    VisitChange,
    VisitState,
)

RELEASED: Final = "ctc.released."
RECEIPTS: Final = "ctc.receipts"
THINGS: Final = ("recommendation_id", "assessment_id", "product_id", "visit_id", "edition_id")
"""Fields of a copy that may name its thing, the narrowest first."""
PAGE: Final = 5_000
"""Rows read at once."""

NOT_INVENTED: Final = ("obligation.", "report.", "released.report.")
"""Types that begin so may not be synthetic: duties of a real mandate, and a report that counts nothing yet."""

_COLUMNS = "position, id, type, topic, subject, time, data"


@dataclass(slots=True)
class History:
    """All that was told so far."""

    journals: tuple[str, ...]
    positions: dict[str, int] = field(default_factory=dict)
    digests: dict[str, Any] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    types: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    """What single events break."""
    assessments: dict[str, AssessmentState] = field(default_factory=dict)
    released: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each audience, the things that it has, with the type of the copy."""
    withdrawn_copies: int = 0
    programmes: dict[int, frozenset[str]] = field(default_factory=dict)
    """Of each year's list, the States on it."""
    listings: dict[tuple[int, str], list[tuple[str, bool]]] = field(default_factory=dict)
    """Of a year and State, the days on which it was put on the list or taken off."""
    list_changes: Counter[int] = field(default_factory=Counter)
    """Of each year's list, how often it changed after its adoption."""
    consents: dict[str, ConsentState] = field(default_factory=dict)
    visit_requests: set[str] = field(default_factory=set)
    planned: dict[str, PlannedState] = field(default_factory=dict)
    """Visits that are to take place, or have not been told to be over."""
    visits: dict[str, VisitState] = field(default_factory=dict)
    """CTED's that took place."""
    visit_changes: list[VisitChange] = field(default_factory=list)
    """How they came to be so, in order."""
    agreed: dict[str, AgreedState] = field(default_factory=dict)
    scheduled: set[str] = field(default_factory=set)
    """Visits to which the State agreed, and that were neither cancelled nor merged into another."""
    cancelled: set[str] = field(default_factory=set)
    taken_off: set[str] = field(default_factory=set)
    """Those that were on it until they were merged."""
    overlaps: set[frozenset[str]] = field(default_factory=set)
    """Pairs of visits of which both bodies were told that they come near to one another."""
    merged: dict[str, str] = field(default_factory=dict)
    """Of visits that are part of another one, that one."""
    products: dict[str, ProductState] = field(default_factory=dict)
    followups: dict[str, FollowupState] = field(default_factory=dict)
    duties: dict[tuple[str, int], DutyState] = field(default_factory=dict)
    """Of each cycle and sequence."""
    followed: dict[str, str] = field(default_factory=dict)
    """Of recommendations that followed from a follow-up, made in its report, merged or split: the assessment."""
    in_cycle: dict[str, str] = field(default_factory=dict)
    """Of recommendations that are not where their assessment made them: the cycle."""
    own_days: dict[str, str] = field(default_factory=dict)
    """Of recommendations with a due date of their own: that date (rule 5)."""
    statuses: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Of each recommendation and aspect, the day and the value that hold."""
    described: dict[tuple[str, str], tuple[str | None, bool | None]] = field(default_factory=dict)
    """Of each, capacity and need as said with it."""
    closed: set[str] = field(default_factory=set)
    """Recommendations that are no longer live."""
    needed: set[str] = field(default_factory=set)
    requested: dict[str, bool] = field(default_factory=dict)
    """Of recommendations, which need assistance, and whether the State requests it."""
    decided: dict[str, Audience] = field(default_factory=dict)
    """For whom parts are, of which no journal read so far has told."""
    early: dict[str, list[tuple[Told, str]]] = field(default_factory=dict)
    """Of recommendations that followup has yet to tell of, the copies that went out, and to whom."""
    meetings: dict[str, MeetingState] = field(default_factory=dict)
    briefings: dict[str, BriefingState] = field(default_factory=dict)
    steps: dict[str, StepState] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    taken_up_in: dict[str, str] = field(default_factory=dict)
    """Of cases that were taken up, the project in which they go on."""
    offered: set[str] = field(default_factory=set)
    """Cases in which assistance was offered, whatever came of it."""
    projects: dict[str, ProjectState] = field(default_factory=dict)
    duplications: dict[str, str] = field(default_factory=dict)
    made_by: dict[str, str] = field(default_factory=dict)
    """Of each recommendation that an assessment ever made, the assessment."""
    served_twice: dict[str, str] = field(default_factory=dict)
    """Of each duplication, the recommendation."""
    signals: dict[str, str] = field(default_factory=dict)
    """Of each that was recorded, the value that holds."""
    obligations: dict[str, Counter[str]] = field(default_factory=dict)
    receipts: Counter[tuple[str, str]] = field(default_factory=Counter)
    final: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Of each notice, the answers of its owner."""
    taken_in: dict[tuple[str, str], date] = field(default_factory=dict)
    unreadable: int = 0
    observations: dict[str, str] = field(default_factory=dict)
    """Of each draft, the day by which observations are awaited."""
    internal: dict[str, Told] = field(default_factory=dict)
    """Events of internal topics since the last look, by id."""
    internal_events: int = 0
    """How many there are in all."""
    in_force: Callable[[date], bool] = lambda _: True
    """Whether a mandate governs on that day."""

    async def read(self, pool: asyncpg.Pool[asyncpg.Record]) -> None:
        """Reads on, in each journal from where it was."""
        for service in self.journals:
            query = f"select {_COLUMNS} from {service}.journal where position > $1 order by position limit {PAGE}"
            while records := await pool.fetch(query, self.positions.get(service, 0)):
                for record in records:
                    self._take(Told(service, *record))
                self.positions[service] = records[-1][0]

    def digest(self) -> str:
        """Of the whole history, byte by byte: journal after journal, each in order."""
        whole = hashlib.sha256()
        for service in self.journals:
            if service in self.digests:
                whole.update(f"{service} {self.digests[service].hexdigest()}\n".encode())
        return whole.hexdigest()

    @property
    def events(self) -> int:
        """How many there are."""
        return self.types.total()

    def _take(self, told: Told) -> None:
        digest = self.digests.setdefault(told.service, hashlib.sha256())
        digest.update(f"{told.id} {told.type} {told.subject} {instant(told.time)} {len(told.data)}\n".encode())
        digest.update(told.data)
        self.types[told.type] += 1
        self._check(told)
        data = orjson.loads(told.data)
        real = told.type.startswith(NOT_INVENTED) or data.get("of") == "report"
        if data.get("synthetic") is False and not real:
            self.say(told, "is not marked synthetic")
        if told.topic.startswith(RELEASED):
            self._take_copy(told, data)
        elif fold := FOLDS.get(told.type):
            fold(self, told, data)

    def _check(self, told: Told) -> None:
        if told.id in self.ids:
            self.say(told, "was told twice")
        self.ids.add(told.id)
        if told.topic.startswith(RELEASED) or told.topic == RECEIPTS:
            if SECRET.encode() in told.data:
                self.say(told, f"carries what is confidential to {told.topic}")
        else:
            self.internal[told.id] = told
            self.internal_events += 1

    def _take_copy(self, told: Told, data: Data) -> None:
        """A copy must be for its topic's audience at the very moment at which it goes out."""
        audience = told.topic.removeprefix(RELEASED)
        has = self.released.setdefault(audience, {})
        if told.type == "released.withdrawn.v1":
            self.withdrawn_copies += 1
            if has.pop(data["id"], None) is None:
                self.say(told, f"withdraws from {audience} what it never had")
            return
        thing = next(data[name] for name in THINGS if data.get(name))
        has[thing] = told.type
        if told.type == "released.product.v1":
            self._is_for(told, audience, self.products[thing].audience)
        if told.type == "released.schedule.v1":
            self.must(told, thing in self.scheduled, "schedules what the State has not agreed to")
        if told.type == "released.assessment.v1":
            self._is_for(told, audience, self.assessments[thing].audience)
        if told.type == "released.recommendation.v1":
            known = self.assessments[data["assessment_id"]].recommendations
            meant = known.get(thing) or self.decided.get(thing)
            if meant is None:
                self.early.setdefault(thing, []).append((told, audience))
            else:
                self._is_for(told, audience, meant)

    def _is_for(self, told: Told, audience: str, meant: Audience) -> None:
        self.must(told, audience in at_or_narrower(meant), f"releases to {audience} what is for {meant}")

    # ---- recommendations --------------------------------------------------------------------

    def follows(self, made: Data, assessment: str, cycle: str) -> None:
        """A recommendation that a follow-up made; who may have it, assessments may have decided by now."""
        key = made["recommendation_id"]
        self.followed[key], self.in_cycle[key] = assessment, cycle
        for told, audience in self.early.pop(key, ()):
            self._is_for(told, audience, made["audience"])
        known = self.assessments[assessment]
        known.recommendations.setdefault(key, self.decided.pop(key, made["audience"]))
        if known.withdrawn:
            known.recommendations[key] = "committee"
        if key not in self.requested:
            self.asks(key, made["assistance_needed"], made["assistance_requested"])
        elif made["assistance_needed"]:
            self.needed.add(key)

    def asks(self, recommendation: str, needed: bool, requested: bool) -> None:
        """Whether assistance is needed, and the State requests it (OP39)."""
        (self.needed.add if needed else self.needed.discard)(recommendation)
        self.requested[recommendation] = requested

    def wants(self, recommendation: str) -> bool:
        """Whether it is a need with a request."""
        return recommendation in self.needed and self.requested[recommendation]

    def assessed(self, recommendation: str) -> str | None:
        """What CTED last assessed it as."""
        found = self.statuses.get((recommendation, "assessed"))
        return found and found[1]

    # ---- what is broken ---------------------------------------------------------------------

    def say(self, told: Told, what: str) -> None:
        """Notes what an event breaks."""
        self.violations.append(f"{told.type} {told.id} of {told.service}, {told.day}: {what}")

    def must(self, told: Told, holds: bool, what: str) -> None:
        """Notes what an event breaks, if it does not hold."""
        if not holds:
            self.say(told, what)


__all__ = ["AssessmentState", "DutyState", "FollowupState", "History", "Told"]
