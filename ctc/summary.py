"""The demo's summary: every total, counted in two places, with whether they agree. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

INTERNAL = ("ctc.assessments", "ctc.followup", "ctc.unoct", "ctc.council", "ctc.exchange")


@dataclass(frozen=True, slots=True)
class Told:
    """One event of the log."""

    topic: str
    type: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """How many rows the services keep."""

    cycles: int
    recommendations: int
    cases: int
    known_to_council: int
    dead_letters: int


def summary(events: Sequence[Told], kept: Kept, answers: Mapping[str, int]) -> dict[str, Any]:
    """Events by topic and type, the answers to what was sent, and whether every total reconciles."""
    totals = [
        {"total": sentence, "left": left, "right": right, "reconciles": left == right}
        for sentence, left, right in _totals(events, kept, answers)
    ]
    return {
        "synthetic": True,
        "reconciles": all(total["reconciles"] for total in totals),
        "totals": totals,
        "answers": dict(sorted(answers.items())),
        "events": dict(sorted(Counter(f"{one.topic} {one.type}" for one in events).items())),
    }


def _totals(events: Sequence[Told], kept: Kept, answers: Mapping[str, int]) -> list[tuple[str, int, int]]:
    completed = [one.data for one in events if one.type == "assessment.completed.v1"]
    opening = [data for data in completed if data["opens_cycle"]]
    taken = {(one.data["source"], one.data["id"]) for one in events if one.type == "notice.taken_in.v1"}
    receipts = [one for one in events if one.topic == "ctc.receipts"]
    answered = {(one.data.get("source"), one.data.get("id")) for one in receipts}
    opened = {one.data["case_id"] for one in events if one.type == "case.opened.v1"}  # one may open again
    return [
        ("notices sent = receipts", answers.get("event: 202", 0), len(receipts)),
        ("notices handed on = those with a receipt", len(taken), len(taken & answered)),
        ("completed assessments of kinds that open a cycle = cycles", len(opening), kept.cycles),
        ("recommendations of these = those followed up", _recommendations(opening), kept.recommendations),
        ("cycles = follow-ups scheduled first", kept.cycles, _first_scheduled(events)),
        ("cases opened = cases kept", len(opened), kept.cases),
        ("internal events of all journals = events that council knows", _internal(events), kept.known_to_council),
        ("dead letters = none", kept.dead_letters, 0),
    ]


def _recommendations(assessments: Sequence[Mapping[str, Any]]) -> int:
    return sum(len(data["recommendations"]) for data in assessments)


def _first_scheduled(events: Sequence[Told]) -> int:
    scheduled = (one.data for one in events if one.type == "followup.scheduled.v1")
    return sum(data.get("sequence", 1) == 1 for data in scheduled)


def _internal(events: Sequence[Told]) -> int:
    return sum(one.topic in INTERNAL for one in events)
