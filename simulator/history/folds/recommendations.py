"""Applies events about recommendations in their follow-up (rules 1, 5, 6 and 7). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from contracts.ids import cycle_id
from simulator.history.history import Fold, History
from simulator.history.states import Data, JournalEvent

SCALE: Final = ("not_started", "in_progress", "partly_implemented", "implemented")
"""The lowest first."""


# ---- status (rule 6) ------------------------------------------------------------------------


def _fold_status(history: History, event: JournalEvent, data: Data) -> None:
    aspect = event.type.split(".")[1]
    value = data.get("position") or data["implementation"]
    key = data["recommendation_id"], aspect
    before = history.statuses.get(key)
    if aspect == "assessed":
        is_live = key[0] not in history.closed_recommendations
        history.must(event, is_live or key[0] in history.statuses_taken_back, "assesses what is no longer live")
        history.statuses_taken_back.discard(key[0])
        description = data.get("capacity"), data.get("assistance_needed")
        history.assessed.setdefault(key[0], {})[data["occurred_on"]] = value, description
        count_last_assessed(history, key[0])
    elif before is None or before[0] <= data["occurred_on"]:
        history.statuses[key] = data["occurred_on"], value
        if aspect == "reported":
            _fold_description(history, key, data)


def count_last_assessed(history: History, recommendation: str) -> None:
    """What CTED assessed on the last day holds, though a correction moved that day. What it left out is none."""
    key, days = (recommendation, "assessed"), history.assessed[recommendation]
    history.statuses.pop(key, None)
    history.descriptions.pop(key, None)
    if days:
        day = max(days)
        value, history.descriptions[key] = days[day]
        history.statuses[key] = day, value


def _fold_description(history: History, key: tuple[str, str], data: Data) -> None:
    """Notes capacity and need as the State reports them. What it leaves out stays."""
    capacity, need = history.descriptions.get(key, (None, None))
    need = need if data.get("assistance_needed") is None else data["assistance_needed"]
    history.descriptions[key] = data.get("capacity") or capacity, need


# ---- where it is, and whether it is live ----------------------------------------------------


def _fold_end(history: History, event: JournalEvent, data: Data) -> None:
    history.must(event, data["recommendation_id"] not in history.closed_recommendations, "ends twice")
    history.closed_recommendations.add(data["recommendation_id"])


def _fold_addition(history: History, _event: JournalEvent, data: Data) -> None:
    history.follows(data["recommendation"], data["assessment_id"], data["followup_id"])
    _due_by_itself(history, data["recommendation"], data.get("due_on"))


def _fold_own_day(history: History, event: JournalEvent, data: Data) -> None:
    """Applies a due date that the CTC sets for one recommendation (rule 5)."""
    before = history.own_days.get(data["recommendation_id"])
    history.must(event, data.get("previous_due_on") == before, f"was due on {before}")
    history.must(
        event, data["recommendation_id"] not in history.closed_recommendations, "falls due, and is no longer live"
    )
    _due_by_itself(history, data, data["due_on"])


def _due_by_itself(history: History, one: Data, due_on: str | None) -> None:
    if due_on is not None:
        history.own_days[one["recommendation_id"]] = due_on


def _fold_succession(history: History, event: JournalEvent, data: Data) -> None:
    """Applies a merger or split. Its parents must be live; from then on only the successors are (rule 7).

    A parent of another assessment is closed by an event of its own.
    """
    parents = data["parents"]
    for parent in parents:
        history.must(event, parent not in history.closed_recommendations, "takes the place of what is no longer live")
        where = history.in_cycle.get(parent, cycle_id(data["assessment_id"]))
        history.must(event, where == data["followup_id"], "takes the place of what is in another cycle")
        if (history.made_by.get(parent) or history.later_recommendations[parent]) == data["assessment_id"]:
            history.closed_recommendations.add(parent)
    inherits = _find_lowest(history.find_assessed_status(parent) for parent in parents)
    for successor in data["successors"]:
        one = successor["recommendation"]
        key = one["recommendation_id"]
        history.must(
            event,
            key not in history.later_recommendations and key not in history.closed_recommendations,
            "makes what there was before",
        )
        history.must(event, successor.get("assessed") == inherits, f"inherits {successor.get('assessed')}")
        history.follows(one, data["assessment_id"], data["followup_id"])
        _due_by_itself(history, one, successor.get("own_due_on"))
        if inherits is not None:
            history.assessed[key] = {data["occurred_on"]: (inherits, (None, None))}
            count_last_assessed(history, key)


def _find_lowest(statuses: Iterable[str | None]) -> str | None:
    """The lowest of these statuses; None if one is missing."""
    all_ = list(statuses)
    assessed_ones = [status for status in all_ if status is not None]
    return min(assessed_ones, key=SCALE.index) if len(assessed_ones) == len(all_) else None


def _fold_carry_over(history: History, event: JournalEvent, data: Data) -> None:
    """Moves a recommendation to another cycle. It stays the same recommendation (rule 1)."""
    one = data["recommendation_id"]
    history.must(event, one not in history.closed_recommendations, "carries over what is no longer live")
    where = history.in_cycle.get(one, cycle_id(data["assessment_id"]))
    history.must(event, where == data["followup_id"], "leaves a cycle that it is not in")
    history.in_cycle[one] = data["to_followup_id"]


RECOMMENDATIONS: Final[dict[str, Fold]] = {
    "recommendation.position_stated.v1": _fold_status,
    "recommendation.reported.v1": _fold_status,
    "recommendation.assessed.v1": _fold_status,
    "recommendation.closed.v1": _fold_end,
    "recommendation.added.v1": _fold_addition,
    "recommendation.scheduled.v1": _fold_own_day,
    "recommendation.succeeded.v1": _fold_succession,
    "recommendation.carried_over.v1": _fold_carry_over,
}
