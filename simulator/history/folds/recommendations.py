"""What events say of recommendations in their follow-up (rules 1, 5, 6 and 7). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from contracts.ids import cycle_id
from simulator.history.states import Data, Fold, Told

if TYPE_CHECKING:
    from simulator.history import History

SCALE: Final = ("not_started", "in_progress", "partly_implemented", "implemented")
"""The lowest first."""


# ---- status (rule 6) ------------------------------------------------------------------------


def _status(history: History, told: Told, data: Data) -> None:
    aspect = told.type.split(".")[1]
    value = data.get("position") or data["implementation"]
    key = data["recommendation_id"], aspect
    before = history.statuses.get(key)
    history.must(told, aspect != "assessed" or key[0] not in history.closed, "assesses what is no longer live")
    if before is None or before[0] <= data["occurred_on"]:
        history.statuses[key] = data["occurred_on"], value
        if aspect != "position_stated":
            _described(history, key, data)


def _described(history: History, key: tuple[str, str], data: Data) -> None:
    """Capacity and need as last said: what CTED leaves out it no longer says, what the State leaves out stays."""
    said = data.get("capacity"), data.get("assistance_needed")
    if key[1] == "reported":
        before = history.described.get(key, (None, None))
        said = said[0] or before[0], before[1] if said[1] is None else said[1]
    history.described[key] = said


# ---- where it is, and whether it is live ----------------------------------------------------


def _no_longer_live(history: History, told: Told, data: Data) -> None:
    history.must(told, data["recommendation_id"] not in history.closed, "ends twice")
    history.closed.add(data["recommendation_id"])


def _added(history: History, _told: Told, data: Data) -> None:
    history.follows(data["recommendation"], data["assessment_id"], data["followup_id"])
    _due_by_itself(history, data["recommendation"], data.get("due_on"))


def _scheduled(history: History, told: Told, data: Data) -> None:
    """The CTC sets a day for one alone (rule 5)."""
    before = history.own_days.get(data["recommendation_id"])
    history.must(told, data.get("previous_due_on") == before, f"was due on {before}")
    history.must(told, data["recommendation_id"] not in history.closed, "falls due, and is no longer live")
    _due_by_itself(history, data, data["due_on"])


def _due_by_itself(history: History, one: Data, due_on: str | None) -> None:
    if due_on is not None:
        history.own_days[one["recommendation_id"]] = due_on


def _succeeded(history: History, told: Told, data: Data) -> None:
    """Only live leaves have successors, and only the successors are live from then on (rule 7)."""
    parents = data["parents"]
    for parent in parents:
        history.must(told, parent not in history.closed, "takes the place of what is no longer live")
        where = history.in_cycle.get(parent, cycle_id(data["assessment_id"]))
        history.must(told, where == data["followup_id"], "takes the place of what is in another cycle")
        history.closed.add(parent)
    inherits = _lowest(history.assessed(parent) for parent in parents)
    for successor in data["successors"]:
        one = successor["recommendation"]
        key = one["recommendation_id"]
        history.must(told, key not in history.followed and key not in history.closed, "makes what there was before")
        history.must(told, successor.get("assessed") == inherits, f"inherits {successor.get('assessed')}")
        history.follows(one, data["assessment_id"], data["followup_id"])
        _due_by_itself(history, one, successor.get("own_due_on"))
        if inherits is not None:
            history.statuses[key, "assessed"] = data["occurred_on"], inherits


def _lowest(statuses: Iterable[str | None]) -> str | None:
    """None while one of them has none."""
    found = list(statuses)
    known = [status for status in found if status is not None]
    return min(known, key=SCALE.index) if len(known) == len(found) else None


def _carried(history: History, told: Told, data: Data) -> None:
    """It leaves the cycle that it is in for another one, and is the same (rule 1)."""
    one = data["recommendation_id"]
    history.must(told, one not in history.closed, "carries over what is no longer live")
    where = history.in_cycle.get(one, cycle_id(data["assessment_id"]))
    history.must(told, where == data["followup_id"], "leaves a cycle that it is not in")
    history.in_cycle[one] = data["to_followup_id"]


RECOMMENDATIONS: Final[dict[str, Fold]] = {
    "recommendation.position_stated.v1": _status,
    "recommendation.reported.v1": _status,
    "recommendation.assessed.v1": _status,
    "recommendation.closed.v1": _no_longer_live,
    "recommendation.added.v1": _added,
    "recommendation.scheduled.v1": _scheduled,
    "recommendation.succeeded.v1": _succeeded,
    "recommendation.carried_over.v1": _carried,
}
