"""The demo's summary: every total is counted in two places, which must agree. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

INTERNAL = ("ctc.assessments", "ctc.followup", "ctc.unoct", "ctc.council", "ctc.exchange")


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One event of the event log."""

    topic: str
    type: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows the services keep."""

    cycles: int
    recommendations: int
    cases: int
    known_to_council: int
    dead_letters: int


def summary(events: Sequence[LoggedEvent], rows: RowCounts, answers: Mapping[str, int]) -> dict[str, Any]:
    """Events by topic and type, the answers to what was sent, and whether every total reconciles."""
    totals = [
        {"total": sentence, "left": one_side, "right": other_side, "reconciles": one_side == other_side}
        for sentence, one_side, other_side in _totals(events, rows, answers)
    ]
    return {
        "synthetic": True,
        "reconciles": all(total["reconciles"] for total in totals),
        "totals": totals,
        "answers": dict(sorted(answers.items())),
        "events": dict(sorted(Counter(f"{one.topic} {one.type}" for one in events).items())),
    }


def _totals(events: Sequence[LoggedEvent], rows: RowCounts, answers: Mapping[str, int]) -> list[tuple[str, int, int]]:
    assessments = [one.data for one in events if one.type == "assessment.completed.v1"]
    opening = [data for data in assessments if data["opens_cycle"]]
    notices = {(one.data["source"], one.data["id"]) for one in events if one.type == "notice.taken_in.v1"}
    receipts = [one for one in events if one.topic == "ctc.receipts"]
    with_receipt = {(one.data.get("source"), one.data.get("id")) for one in receipts}
    cases = {one.data["case_id"] for one in events if one.type == "case.opened.v1"}  # a case can be opened again
    return [
        ("notices sent = receipts", answers.get("event: 202", 0), len(receipts)),
        ("notices handed on = those with a receipt", len(notices), len(notices & with_receipt)),
        ("completed assessments of kinds that open a cycle = cycles", len(opening), rows.cycles),
        ("recommendations of all assessments = those followed up", _recommendations(assessments), rows.recommendations),
        ("cycles = follow-ups scheduled first", rows.cycles, _first_scheduled(events)),
        ("cases opened = cases kept", len(cases), rows.cases),
        ("internal events of all journals = events that council knows", _internal(events), rows.known_to_council),
        ("dead letters = none", rows.dead_letters, 0),
    ]


def _recommendations(assessments: Sequence[Mapping[str, Any]]) -> int:
    return sum(len(data["recommendations"]) for data in assessments)


def _first_scheduled(events: Sequence[LoggedEvent]) -> int:
    schedules = (one.data for one in events if one.type == "followup.scheduled.v1")
    return sum(data.get("sequence", 1) == 1 for data in schedules)


def _internal(events: Sequence[LoggedEvent]) -> int:
    return sum(one.topic in INTERNAL for one in events)
