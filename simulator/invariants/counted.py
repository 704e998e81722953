"""What figures should say, counted from the history alone: by other code than the reports'. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from contracts.ids import case_id, cycle_id
from simulator.history import History
from simulator.history.states import VisitState
from simulator.invariants.look import Look

TAKEN_UP: Final = frozenset({"taken_up", "delivered"})


def live(history: History) -> Iterator[str]:
    """Recommendations that count, each once: the live leaves of assessments that stand (rule 7)."""
    for state in history.assessments.values():
        if not state.withdrawn:
            yield from (state.recommendations.keys() - history.closed)


def live_by_cycle(history: History) -> dict[str, list[str]]:
    """Those of each cycle: its assessment's, but for what was carried elsewhere, and what was carried into it."""
    found: dict[str, list[str]] = {}
    for assessment, state in history.assessments.items():
        own = cycle_id(assessment)
        for one in () if state.withdrawn else state.recommendations.keys() - history.closed:
            found.setdefault(history.in_cycle.get(one, own), []).append(one)
    return found


def wanted(history: History) -> list[str]:
    """D: needed, requested by the State, and released to the UN (OP39)."""
    un = history.released.get("un", {})
    return [one for one in live(history) if history.wants(one) and one in un]


def in_case(history: History, recommendations: list[str], *statuses: str) -> int:
    """Of these, those whose case stands so."""
    return sum(history.cases.get(case_id(one)) in statuses for one in recommendations)


def offered(history: History, recommendations: list[str]) -> int:
    """Of these, those for which assistance was offered, whatever came of it."""
    return sum(case_id(one) in history.offered for one in recommendations)


def due(look: Look) -> Iterator[bool]:
    """Of each follow-up that fell due in this year, whether its report was made in time."""
    today, first = look.today.isoformat(), f"{look.today.year}-01-01"
    for (cycle, _), duty in look.history.duties.items():
        due_on = duty.due_on(today)
        if first <= due_on <= today and look.history.followups[cycle].ended != "cancelled":
            yield bool(duty.reported_on) and duty.reported_on <= due_on


def overdue(look: Look) -> int:
    """Follow-up reports that were due before today, and are not made."""
    today = look.today.isoformat()
    return sum(
        "" < duty.due_on(today) < today and not duty.reported_on
        for (cycle, _), duty in look.history.duties.items()
        if not look.history.followups[cycle].ended
    )


# ---- visits (rule 13) -----------------------------------------------------------------------


def visits_by(history: History, at: datetime) -> dict[str, VisitState]:
    """CTED's visits as they had been told of at that instant: each once, whatever it consists of."""
    found: dict[str, VisitState | None] = {}
    for change in history.visit_changes:
        if change.at <= at:
            found[change.visit] = change.now
    return {key: one for key, one in found.items() if one is not None}


def of_visits(visits: dict[str, VisitState], first: str, last: str) -> dict[str, int]:
    """In each unit, those that ended between the two days."""
    ended = [one for one in visits.values() if first <= one.ended_on <= last]
    missions: dict[str, str] = {}
    for one in visits.values():
        missions[one.mission] = max(one.ended_on, missions.get(one.mission, ""))
    return {
        "missions": sum(first <= day <= last for day in missions.values()),
        "visits": len(ended),
        "visit_components": sum(one.components for one in ended),
        "states_visited": len({one.state for one in ended}),
    }
