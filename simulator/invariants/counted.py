"""Figures counted from the history alone, by other code than the reports have. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from contracts.ids import case_id, cycle_id
from simulator.history.history import History
from simulator.history.states import VisitState
from simulator.invariants.look import Look

TAKEN_UP: Final = frozenset({"taken_up", "delivered"})


def find_live(history: History) -> Iterator[str]:
    """The live recommendations of assessments that were not withdrawn, each once (rule 7)."""
    for state in history.assessments.values():
        if not state.is_withdrawn:
            yield from (state.recommendations.keys() - history.closed_recommendations)


def live_by_cycle(history: History) -> dict[str, list[str]]:
    """The live recommendations in each cycle, wherever they were made."""
    by_cycle: dict[str, list[str]] = {}
    for assessment, state in history.assessments.items():
        own = cycle_id(assessment)
        for one in () if state.is_withdrawn else state.recommendations.keys() - history.closed_recommendations:
            by_cycle.setdefault(history.in_cycle.get(one, own), []).append(one)
    return by_cycle


def find_needs(history: History) -> list[str]:
    """The figure D: live needs that the State requested and that the UN has or had (OP39)."""
    return [one for one in find_live(history) if history.wants(one) and ("un", one) in history.once_released]


def find_status(history: History, recommendation: str) -> str | None:
    """How its case stands; if the State closed it, how it stood before it was cancelled (rule 12)."""
    case = case_id(recommendation)
    status = history.cases.get(case)
    is_closed = recommendation not in history.released_things.get("un", {})
    return history.before_cancelled.get(case) if is_closed and status == "cancelled" else status


def count_cases(history: History, recommendations: list[str], *statuses: str) -> int:
    """How many of these have a case with one of these statuses."""
    return sum(find_status(history, one) in statuses for one in recommendations)


def count_delivered_in_part(history: History, recommendations: list[str], by: date) -> int:
    """How many of these are taken up still, while a part was delivered by that day."""
    return sum(
        find_status(history, one) == "taken_up"
        and any(part.get("delivered_on", "9999") <= by.isoformat() for part in history.parts.get(case_id(one), ()))
        for one in recommendations
    )


def count_offered(history: History, recommendations: list[str]) -> int:
    """For how many of these assistance was ever offered."""
    return sum(case_id(one) in history.offered_cases for one in recommendations)


def find_due(look: Look) -> Iterator[bool]:
    """For each follow-up that fell due in this year, whether its report was made in time."""
    today, first = look.today.isoformat(), f"{look.today.year}-01-01"
    for (cycle, _), duty in look.history.duties.items():
        due_on = duty.due_on(today)
        if first <= due_on <= today and look.history.followups[cycle].ended_as != "cancelled":
            yield bool(duty.reported_on) and duty.reported_on <= due_on


def count_overdue(look: Look) -> int:
    """The number of follow-up reports that were due before today and are missing."""
    today = look.today.isoformat()
    return sum(
        "" < duty.due_on(today) < today and not duty.reported_on
        for (cycle, _), duty in look.history.duties.items()
        if not look.history.followups[cycle].ended_as
    )


# ---- visits (rule 13) -----------------------------------------------------------------------


def visits_by(history: History, at: datetime) -> dict[str, VisitState]:
    """CTED's visits as recorded up to that instant, each once, whatever its components."""
    states: dict[str, VisitState | None] = {}
    for change in history.visit_changes:
        if change.at <= at:
            states[change.visit] = change.now
    return {key: one for key, one in states.items() if one is not None}


def count_visits(visits: dict[str, VisitState], first: str, last: str) -> dict[str, int]:
    """The number of visits that ended between the two days, in each unit."""
    of_the_year = [one for one in visits.values() if first <= one.ended_on <= last]
    missions: dict[str, str] = {}
    for one in visits.values():
        missions[one.mission] = max(one.ended_on, missions.get(one.mission, ""))
    return {
        "missions": sum(first <= day <= last for day in missions.values()),
        "visits": len(of_the_year),
        "visit_components": sum(one.components for one in of_the_year),
        "states_visited": len({one.state for one in of_the_year}),
    }
