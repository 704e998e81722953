"""What a cycle is, and the tables in which cycles are kept. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from contracts.audiences import Audience
from contracts.followup import CycleStatus
from contracts.vocabulary import Day, Line, Text
from shared.engine.rules import Need, Table

# ---- parts of a cycle -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Decision:
    """A due date that was decided: it wins over the one that is counted (rule 4)."""

    due_on: Day
    decided_on: Day
    decided_by: Line
    """An office or body, never a person."""
    why: Text
    document: Line | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """CTED's report to the CTC on the steps taken (OP16), without the status of each recommendation."""

    submitted_on: Day
    document: Line | None = None
    capacity: Text | None = None
    """On capacity and resources."""
    assistance: Text | None = None
    """On the need for technical assistance."""
    cross_cutting: Text | None = None
    """On gender, children and human rights."""
    proposal: Text | None = None
    """On further follow-up or assistance."""


@dataclass(frozen=True, slots=True)
class PastFollowUp:
    """A follow-up of the cycle that was reported, and to which a further one came."""

    sequence: int
    anchor: str
    anchor_on: Day
    original_anchor_on: Day | None
    due_on: Day | None
    mandate: str | None
    paragraph: str | None
    decision: Decision | None
    report: Report


# ---- rows -------------------------------------------------------------------------------
# Each assessment makes one cycle and several recommendations at once, so cycles and recommendations are named tuples:
# a frozen dataclass of as many fields takes three times as long to make.


class Cycle(NamedTuple):
    """What an assessment set going: its present follow-up, those before it, and the State's response.

    The clock is the cycle's, never the State's: a State may have several (rule 1).
    """

    id: str
    assessment_id: str
    state: str
    source: str
    reference: str
    """With `source`, what the assessment's sender calls it."""
    kind: str
    opened_on: date
    """The day the assessment was completed, that is submitted to the CTC, as now known."""
    sequence: int
    """Of the present follow-up: 1, then one more for each further one."""
    anchor: str
    """The name of the date that the present follow-up is counted from."""
    anchor_on: date
    original_anchor_on: date | None
    """The first anchor date, if it was corrected (rule 4)."""
    due_on: date | None
    """None: no mandate gives a period."""
    mandate: str | None
    """In force on the day that fixed `due_on`; it governs the period for good (rule 9)."""
    paragraph: str | None
    decision: Decision | None
    overdue_since: date | None
    pending_since: date | None
    """Since when no mandate governs the report (rule 9)."""
    report: Report | None
    reported_on: date | None
    earlier: tuple[PastFollowUp, ...]
    received_by_state_on: date | None
    original_received_on: date | None
    response_due_on: date | None
    response_mandate: str | None
    response_decision: Decision | None
    response_pending_since: date | None
    """Since when no mandate governs the response, while it is awaited (rule 9)."""
    responded_on: date | None
    """When the first response arrived."""
    not_answered_on: date | None
    closed_on: date | None
    cancelled_on: date | None
    ended_because: str | None
    """Why it was closed or cancelled."""
    status: CycleStatus
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]
    size_of_responses: int = 0
    """Bytes of all that its State said of it."""


@dataclass(frozen=True, slots=True)
class CycleOfState:
    """That a State has this cycle, and whether it was cancelled."""

    id: str
    state: str
    cancelled_on: date | None


CYCLES: Table[Cycle] = Table("cycles", Cycle)
CYCLES_OF_STATES: Table[CycleOfState] = Table("cycles", CycleOfState, part_of=CYCLES, locks_part=True)
"""The same rows, for a rule that looks for those of a State. The reasons of its cancelled ones may have megabytes."""


def needs_of_cycles_of(state: str) -> Iterator[Need]:
    """The cycles of a State, but those that were cancelled."""
    yield Need(CYCLES_OF_STATES, state, by="state", then=_needs_of_whole)


def _needs_of_whole(cycle: CycleOfState) -> Iterator[Need]:
    if cycle.cancelled_on is None:
        yield Need(CYCLES, cycle.id)


@dataclass(frozen=True, slots=True)
class WithoutCycle:
    """An assessment of a kind that opens no cycle (rule 1). Its recommendations join a running one, or stand alone."""

    id: str
    """The id that its cycle would have."""
    assessment_id: str
    state: str
    kind: str
    opened_on: date
    """The day the assessment was completed, as now known."""
    cancelled_on: date | None
    """When the assessment was withdrawn."""
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]

    @property
    def sequence(self) -> int:
        """It has no follow-ups to number."""
        return 1

    @property
    def closed_on(self) -> date | None:
        """Nothing closes what no clock runs for."""
        return None

    @property
    def due_on(self) -> date | None:
        """No report is due."""
        return None

    @property
    def mandate(self) -> str | None:
        """No mandate gives a period."""
        return None


WITHOUT_CYCLE: Table[WithoutCycle] = Table("without_cycle", WithoutCycle)


class Home(Protocol):
    """Where a recommendation is followed: a cycle, or an assessment without one."""

    @property
    def id(self) -> str: ...
    @property
    def assessment_id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def sequence(self) -> int: ...
    @property
    def opened_on(self) -> date: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def mandate(self) -> str | None: ...
    @property
    def closed_on(self) -> date | None: ...
    @property
    def cancelled_on(self) -> date | None: ...
    @property
    def synthetic(self) -> bool: ...
    @property
    def audience(self) -> Audience: ...
    @property
    def parties(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """A notice that was judged, or an event that changed a cycle. If it is read again, it changes nothing.

    Its dates may have changed since, so its content alone would not show that. A completed assessment needs no such
    row, since its cycle exists.
    """

    id: str
    """Source and id, joined."""


SEEN: Table[Seen] = Table("seen", Seen)


def parties_of(state: str) -> tuple[str, ...]:
    """Who may see a State's follow-up beside the Committee: the State itself."""
    return (f"state:{state}",)


# ---- status -----------------------------------------------------------------------------


def status_of(cycle: Cycle) -> CycleStatus:
    """The first status in this order whose day is known, or else `open`."""
    in_order: tuple[tuple[CycleStatus, date | None], ...] = (
        ("cancelled", cycle.cancelled_on),
        ("closed", cycle.closed_on),
        ("reported", cycle.reported_on),
        ("pending_mandate", cycle.pending_since),
        ("overdue", cycle.overdue_since),
        ("responded", cycle.responded_on),
        ("not_answered", cycle.not_answered_on),
    )
    return next((status for status, since in in_order if since is not None), "open")


def with_status(cycle: Cycle) -> Cycle:
    """The cycle with the status that its other fields give it."""
    return cycle._replace(status=status_of(cycle))


def is_ended(cycle: Cycle) -> bool:
    """Whether nothing runs in it any more."""
    return cycle.cancelled_on is not None or cycle.closed_on is not None


def as_it_was(cycle: Cycle, past: PastFollowUp) -> Cycle:
    """The cycle as if this earlier follow-up were the present one: to tell of it."""
    return cycle._replace(
        sequence=past.sequence,
        anchor=past.anchor,
        anchor_on=past.anchor_on,
        original_anchor_on=past.original_anchor_on,
        due_on=past.due_on,
        mandate=past.mandate,
        paragraph=past.paragraph,
        pending_since=None,
        report=past.report,
        reported_on=past.report.submitted_on,
    )
