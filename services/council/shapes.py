"""What the addresses of council answer, for the OpenAPI document. What may be absent is for some readers only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from contracts.audiences import Audience
from reference import MemberState
from reference.ranking import Ranking
from services.council.counting.numbers import Figure
from services.council.duties import State
from services.council.editions.model import Edition
from services.council.obligations import Occurrence
from services.council.ranking import Evidence
from services.council.rebuild.comparing import Compared, LostEvent
from services.council.reports.document import Document
from services.council.signals import Signal
from shared.web.documents.shapes import shape

SIGNAL = shape("Signal", Signal)
FIGURE = shape("Figure", Figure, always=set(Figure.__annotations__) - {"suppressed"})
DOCUMENT = shape(
    "Document",
    Document,
    always=set(Document.__annotations__) - {"thing", "state", "corrects", "reissue"},
    also={"figures": list[FIGURE]},  # type: ignore[valid-type]
)
OBLIGATION = shape(
    "Obligation",
    Occurrence,
    hidden={"title", "met_by_event", "met_where", "year_field", "audience", "parties"},
    always=("id", "what", "state"),
    also={
        "what": str, "subject": str | None, "state": State, "met_on": date | None, "late": bool | None, "held": int,
        "service": str,
    },
)  # fmt: skip
"""As on the calendar, and which things counted for it."""


class CalendarItem(BaseModel):
    """What is due when, and what became of it: an obligation of a mandate, or a duty that concerns a State."""

    id: str
    what: str
    obligation: str
    owner: str | None
    recipient: str | None
    mandate: str | None
    paragraph: str | None
    wording: str | None
    subject: str | None
    """The State that it concerns."""
    due_on: date | None
    state: State
    met_on: date | None
    late: bool | None
    service: str | None
    """Whose clock it is."""
    synthetic: bool
    period: str | None = None
    count: int | None = None
    held: int | None = None
    last_held_on: date | None = None
    nudged_on: date | None = None
    assessment_id: str | None = None
    followup_id: str | None = None
    recommendation_id: str | None = None
    sequence: int | None = None


# ---- the clock, rebuilds --------------------------------------------------------------------


class Clock(BaseModel):
    """What time it is here."""

    now: datetime
    today: date
    """The civil date in New York."""
    simulated: bool


class Quiet(BaseModel):
    """Whether nothing is left to do."""

    quiet: bool


class ProgressOfRebuild(BaseModel):
    """How far a rebuild is."""

    phase: str
    read: int
    expected: int
    events: int
    rows: int


class ResultOfRebuild(BaseModel):
    """What came of a rebuild."""

    events: int
    rows: int
    unreadable: int
    ahead: int
    lost: int
    accepted: int
    lost_events: list[LostEvent]
    swapped: bool
    differing: list[str]
    tables: list[Compared]
    seconds: float


class RebuildOfFacts(BaseModel):
    """A rebuild of the facts."""

    id: str
    state: Literal["running", "interrupted", "failed", "done"]
    started_at: datetime
    started_by: str
    accepted_losses: list[str]
    why: str | None
    progress: ProgressOfRebuild
    result: ResultOfRebuild | None
    problem: str | None


# ---- proposals ------------------------------------------------------------------------------


class ReasonToConsider(BaseModel):
    """Why a State may be considered for the list."""

    weight: str
    code: str
    points: int
    count: int
    synthetic: bool
    evidence: list[Evidence]


class ProposedState(BaseModel):
    """A State with its rank."""

    rank: int
    state: str
    name: str
    points: int
    listed: bool
    reasons: list[ReasonToConsider]


class Proposal(BaseModel):
    """All Member States, ranked."""

    year: int
    as_of: date
    adopts: bool
    note: str
    synthetic: bool
    weights: Ranking
    items: list[ProposedState]
    next: str | None


# ---- traces ---------------------------------------------------------------------------------


class Thing(BaseModel):
    """What an event is about."""

    kind: str
    id: str


class DeadlineBetween(BaseModel):
    """The deadline between an event and its parent."""

    due_on: date
    step: str
    days_before: int | None


class TracedEvent(BaseModel):
    """An event without its data; where it lies is for the Committee."""

    id: str
    type: str
    source: str
    subject: str
    thing: Thing | None
    time: datetime
    occurred_on: date | None
    depth: int
    parent: str | None
    deadline: DeadlineBetween | None
    synthetic: bool
    causationid: str | None = None
    correlationid: str | None = None
    topic: str | None = None
    partition: int | None = None
    position: int | None = None


class Trace(BaseModel):
    """Causes before effects."""

    id: str
    things: list[Thing]
    items: list[TracedEvent]
    next: str | None
    complete: bool


# ---- reports --------------------------------------------------------------------------------


class CorrigendumOf(BaseModel):
    """What is said of an edition since it was published."""

    noted_on: date
    text: str


EDITION = shape(
    "Edition",
    Edition,
    hidden={
        "series", "frozen_at", "positions", "parties", "assessment_id", "shown_to", "narrowings", "settled",
        "reissue_digest",
    },
    always=("id", "report", "year", "edition", "path", "digest"),
    also={"freeze": datetime, "path": str, "digest": str, "corrigenda": list[CorrigendumOf]},
)  # fmt: skip


class EditionMade(BaseModel):
    """The edition that was published."""

    id: str
    edition: int


class CountedThing(BaseModel):
    """A thing that a figure counted, with the events behind it."""

    id: str
    kind: str
    states: list[str]
    events: list[str]
    numerator: bool | None = None
    """Of a share: whether it is among those that the numerator counts."""


class Basis(BaseModel):
    """What a figure counted."""

    figure: FIGURE  # type: ignore[valid-type]
    edition: int
    withheld: int
    items: list[CountedThing]
    next: str | None


class Disclosed(BaseModel):
    """Who may have it."""

    audience: Audience | None
    parties: list[str] | None


STATE = shape(
    "MemberState",
    MemberState,
    hidden={"iso2", "m49", "names", "formal_names"},
    always=("id", "name"),
    also={"name": str},
)
VISITED_STATE = shape(
    "VisitedState",
    MemberState,
    hidden={"iso2", "m49", "names", "formal_names"},
    always=("id", "name", "visits"),
    also={"name": str, "visits": int, "last_visited_on": date | None},
)
