"""What events say of cycles: their clocks, answers, reports and ends (OP16). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from simulator.history.states import Data, DutyState, Fold, FollowupState, Told

if TYPE_CHECKING:
    from simulator.history import History


def _followup(history: History, data: Data) -> FollowupState:
    return history.followups.setdefault(data["followup_id"], FollowupState())


def _dated(history: History, told: Told, data: Data) -> None:
    duty = history.duties.setdefault((data["followup_id"], data["sequence"]), DutyState())
    duty.dates.append((data["occurred_on"], told.type.split(".")[1], data.get("due_on", "")))


def _scheduled(history: History, told: Told, data: Data) -> None:
    _dated(history, told, data)
    state = _followup(history, data)
    state.scheduled += data["sequence"] == 1
    history.must(told, data["sequence"] == 1 or state.reported, "goes on before the one before was reported")
    history.must(told, data["anchor_on"] <= data["due_on"], "is due before the day that it is counted from")
    if data["sequence"] == 1:
        state.first_anchor_on = state.first_anchor_on or data["anchor_on"]
    elif data["anchor"] == "previous_due_on":
        counted_from = data["anchor_on"]
        history.must(told, counted_from == state.due_on, f"is counted from {counted_from}, intended was {state.due_on}")
    state.sequence, state.reported, state.overdue, state.pending = data["sequence"], False, False, False
    state.due_on, state.response_due_on = data["due_on"], data.get("response_due_on")
    state.reminded.clear()


def _rescheduled(history: History, told: Told, data: Data) -> None:
    _dated(history, told, data)
    state = _followup(history, data)
    if data["sequence"] != state.sequence:
        return  # of one before: only its punctuality changes
    if state.due_on != data["due_on"] and not state.reported:
        state.overdue = state.overdue and date.fromisoformat(data["due_on"]) < told.day
    state.due_on, state.response_due_on, state.pending = data["due_on"], data.get("response_due_on"), False
    state.reminded.clear()


def _pending(history: History, told: Told, data: Data) -> None:
    _dated(history, told, data)
    state = _followup(history, data)
    if data["sequence"] == 1 and not state.scheduled:
        state.scheduled += 1
        state.first_anchor_on = data["anchor_on"]
    if data["sequence"] != state.sequence:
        return  # of one before, as when it is rescheduled
    state.pending, state.due_on = True, data.get("due_on")
    state.response_due_on = data.get("response_due_on")
    state.reminded.clear()
    # What never had a due date has no other way to tell of its response's day.
    history.must(told, not state.reported or state.due_on is None, "is pending and was reported")


def _reminded(history: History, told: Told, data: Data) -> None:
    state = _followup(history, data)
    reminder = (data["duty"], data["due_on"], data["days_before"])
    history.must(told, reminder not in state.reminded, "reminds twice")
    state.reminded.add(reminder)
    due = state.due_on if data["duty"] == "report" else state.response_due_on
    history.must(told, due == data["due_on"], f"reminds of {data['due_on']}, and due is {due}")
    early = (date.fromisoformat(data["due_on"]) - told.day).days > data["days_before"]
    history.must(told, not early, "reminds early")
    history.must(told, told.day.isoformat() <= data["due_on"], "reminds of a day gone by")
    done = state.reported if data["duty"] == "report" else state.responded
    history.must(told, not done and not state.ended, "reminds of what is done")
    history.must(told, history.in_force(told.day), "reminds without a mandate")


def _overdue(history: History, told: Told, data: Data) -> None:
    state = _followup(history, data)
    history.must(told, not state.overdue, "is overdue twice")
    history.must(told, state.due_on == data["due_on"], f"is overdue on {data['due_on']}, and due is {state.due_on}")
    history.must(told, told.day.isoformat() > data["due_on"], "is overdue early")
    history.must(told, not state.reported and not state.ended, "is overdue, and done")
    history.must(told, history.in_force(date.fromisoformat(data["occurred_on"])), "is overdue without a mandate")
    state.overdue = True


def _not_answered(history: History, told: Told, data: Data) -> None:
    state = _followup(history, data)
    history.must(told, state.response_due_on == data["response_due_on"], "ends a time that is not the State's")
    history.must(told, told.day.isoformat() > data["response_due_on"], "ends the State's time early")
    history.must(told, not state.responded and not state.ended, "says not answered of what was")
    history.must(told, history.in_force(date.fromisoformat(data["occurred_on"])), "is late without a mandate")


def _responded(history: History, told: Told, data: Data) -> None:
    state = _followup(history, data)
    history.must(told, state.ended != "cancelled", "responds to what was cancelled")
    state.responded = True


def _reported(history: History, told: Told, data: Data) -> None:
    state = _followup(history, data)
    history.must(told, not state.reported, "is reported twice")
    state.reported, state.pending = True, False
    duty = history.duties.setdefault((data["followup_id"], data["sequence"]), DutyState())
    duty.reported_on = min(data["occurred_on"], duty.reported_on or data["occurred_on"])


def _closed(history: History, told: Told, data: Data) -> None:
    state = _followup(history, data)
    ends = told.type.split(".")[1]
    history.must(told, not state.ended or (state.ended, ends) == ("closed", "cancelled"), "ends twice")
    state.ended = ends
    if state.ended == "closed" and not state.pending:
        left = [one for one in _in_it(history, data) if one not in history.closed and not history.assessed(one)]
        history.must(told, not left, f"is closed, and not reported on are {left[:3]}")


def _reopened(history: History, told: Told, data: Data) -> None:
    state = _followup(history, data)
    history.must(told, bool(state.ended), "goes on, and had not ended")
    state.ended, state.pending = "", False
    state.reminded.clear()


def _in_it(history: History, data: Data) -> Iterator[str]:
    """Recommendations that are in the cycle for certain: whatever was read of them in other journals."""
    cycle, assessment = data["followup_id"], history.assessments.get(data["assessment_id"])
    yield from (one for one in (assessment.always if assessment else ()) if one not in history.in_cycle)
    yield from (one for one, where in history.in_cycle.items() if where == cycle)


CYCLES: Final[dict[str, Fold]] = {
    "followup.scheduled.v1": _scheduled,
    "followup.rescheduled.v1": _rescheduled,
    "followup.pending.v1": _pending,
    "followup.reminded.v1": _reminded,
    "followup.overdue.v1": _overdue,
    "followup.not_answered.v1": _not_answered,
    "followup.response_received.v1": _responded,
    "followup.reported.v1": _reported,
    "followup.closed.v1": _closed,
    "followup.cancelled.v1": _closed,
    "followup.reopened.v1": _reopened,
}
