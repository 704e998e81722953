"""One cycle as a follow-up report lists it: its follow-ups, the State's response, its recommendations. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from services.council.documents.cells import Row

SETS_DATES: Final = ("scheduled", "rescheduled", "pending")
"""The stages that say when a report and a response are due."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One report of the cycle, due or made."""

    sequence: int
    due_on: date | None = None
    pending: bool = False
    """No mandate is in force for it (rule 9)."""
    reported_on: date | None = None
    events: tuple[str, ...] = ()
    """Ids of the events that said when it is due, and that it was made."""

    @property
    def days_late(self) -> int | None:
        """Days after its due date, or before it if negative; None while it is not made, or has no due date."""
        if self.reported_on is None or self.due_on is None:
            return None
        return (self.reported_on - self.due_on).days


@dataclass(frozen=True, slots=True)
class Response:
    """The State's response: a duty of the cycle, not of each follow-up. No answer is a normal state (rule 6)."""

    due_on: date | None = None
    received_on: date | None = None
    not_answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A live recommendation of the cycle, as it stands at the cut-off."""

    id: str
    priority: str
    position: str | None = None
    reported: str | None = None
    """Its implementation as the State reports it: shown, and never counted as assessed (rule 6)."""
    assessed: str | None = None
    needed: bool = False
    requested: bool = False
    released: bool = False
    """To the UN system at the cut-off (OP19)."""
    taken_up: bool = False
    seen: bool = True
    """Whether the report's audience may see it."""
    told_by: str = ""
    """The events about it, and about its assessed and reported status, if there are any."""
    amended_by: str | None = None
    assessed_by: str | None = None
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """All that a follow-up report lists."""

    assessment: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    response: Response = field(default_factory=Response)
    recommendations: Sequence[Recommendation] = ()
    """R of this cycle, in order of id: those of its assessment, and those carried over into it (rule 1)."""


def build_cycle(events: Sequence[Row], recommendations: Sequence[Recommendation]) -> Cycle:
    """The cycle after all that was said of it, in the order in which it was recorded."""
    follow_ups: dict[int, FollowUp] = {}
    response = Response()
    for row in events:
        number = row["sequence"]
        if row["stage"] in (*SETS_DATES, "reported"):
            follow_ups[number] = _add_row(follow_ups.get(number, FollowUp(number)), row)
        response = _add_answer(response, row)
    return Cycle(
        assessment=events[0]["assessment_id"] if events else "",
        follow_ups=tuple(follow_ups[number] for number in sorted(follow_ups)),
        response=response,
        recommendations=recommendations,
    )


def _add_row(one: FollowUp, row: Row) -> FollowUp:
    """The first report of a follow-up is the one that met it; its due date is the last that was set."""
    stage, events = row["stage"], (*one.events, row["event_id"])
    if stage in SETS_DATES:
        return replace(one, due_on=row["due_on"], pending=stage == "pending", events=events)
    earliest = min(one.reported_on or row["occurred_on"], row["occurred_on"])
    return replace(one, reported_on=earliest, events=events)


def _add_answer(response: Response, row: Row) -> Response:
    stage = row["stage"]
    if stage in SETS_DATES:
        return replace(response, due_on=row["response_due_on"] or response.due_on)
    if stage == "response_received":
        return replace(response, received_on=min(response.received_on or row["occurred_on"], row["occurred_on"]))
    if stage == "not_answered":
        return replace(response, not_answered_on=row["occurred_on"])
    return response
