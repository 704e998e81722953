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
from ctc.simulation.actions import SECRET
from ctc.simulation.history.folds import FOLDS
from ctc.simulation.history.states import AssessmentState, DutyState, FollowupState, Told

RELEASED: Final = "ctc.released."
COMMITTEE: Final[Audience] = "committee"
RECEIPTS: Final = "ctc.receipts"
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
    visits: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    """CTED's that took place: the State, the last day, how many components."""
    followups: dict[str, FollowupState] = field(default_factory=dict)
    duties: dict[tuple[str, int], DutyState] = field(default_factory=dict)
    """Of each cycle and sequence."""
    added: dict[str, str] = field(default_factory=dict)
    """Of recommendations first made in a follow-up report, the assessment."""
    told_audiences: dict[str, Audience] = field(default_factory=dict)
    """For whom they are, as followup tells."""
    decided_audiences: dict[str, Audience] = field(default_factory=dict)
    """For whom parts are that an assessment's own events do not make, as was decided since."""
    statuses: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Of each recommendation and aspect, the day and the value that hold."""
    closed: set[str] = field(default_factory=set)
    """Recommendations that are no longer live."""
    cases: dict[str, str] = field(default_factory=dict)
    projects: dict[str, str] = field(default_factory=dict)
    duplications: dict[str, str] = field(default_factory=dict)
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
        if data.get("synthetic") is False and not told.type.startswith(NOT_INVENTED):
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

    def _take_copy(self, told: Told, data: dict[str, Any]) -> None:
        """A copy must be for its topic's audience at the very moment at which it goes out."""
        audience = told.topic.removeprefix(RELEASED)
        has = self.released.setdefault(audience, {})
        if told.type == "released.withdrawn.v1":
            self.withdrawn_copies += 1
            if has.pop(data["id"], None) is None:
                self.say(told, f"withdraws from {audience} what it never had")
            return
        thing = data.get("recommendation_id") or data.get("assessment_id") or data.get("visit_id") or data["edition_id"]
        if told.type == "released.recommendation.v1":
            state = self.assessments[data["assessment_id"]]
            # One that a follow-up added may stand in a journal that is read only after this one.
            if thing in state.recommendations and audience not in at_or_narrower(state.recommendations[thing]):
                self.say(told, f"releases to {audience} what is for {state.recommendations[thing]}")
        if told.type == "released.assessment.v1":
            state = self.assessments[thing]
            if audience not in at_or_narrower(state.audience):
                self.say(told, f"releases to {audience} what is for {state.audience}")
        has[thing] = told.type

    def audiences(self, assessment: str) -> dict[str, Audience]:
        """Of each recommendation of an assessment that stands, for whom it is; one no longer live, the Committee."""
        found = dict(self.assessments[assessment].recommendations)
        for one, of in self.added.items():
            if of == assessment and one not in found:
                found[one] = self.decided_audiences.get(one, self.told_audiences[one])
        return found | dict.fromkeys(found.keys() & self.closed, COMMITTEE)

    def say(self, told: Told, what: str) -> None:
        """Notes what an event breaks."""
        self.violations.append(f"{told.type} {told.id} of {told.service}, {told.day}: {what}")

    def must(self, told: Told, holds: bool, what: str) -> None:
        """Notes what an event breaks, if it does not hold."""
        if not holds:
            self.say(told, what)


__all__ = ["AssessmentState", "DutyState", "FollowupState", "History", "Told"]
