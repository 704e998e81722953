"""Applies events about cycles: their clocks, answers, reports and ends (OP16). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from simulator.history.history import Fold, History
from simulator.history.states import Data, DutyState, FollowupState, JournalEvent


def _state_of(history: History, data: Data) -> FollowupState:
    return history.followups.setdefault(data["followup_id"], FollowupState())


def _note_date(history: History, event: JournalEvent, data: Data) -> None:
    duty = history.duties.setdefault((data["followup_id"], data["sequence"]), DutyState())
    duty.dates.append((data["occurred_on"], event.type.split(".")[1], data.get("due_on", "")))


def _fold_schedule(history: History, event: JournalEvent, data: Data) -> None:
    _note_date(history, event, data)
    state = _state_of(history, data)
    state.times_scheduled += data["sequence"] == 1
    history.must(event, data["sequence"] == 1 or state.is_reported, "goes on before the one before was reported")
    history.must(event, data["anchor_on"] <= data["due_on"], "is due before the day that it is counted from")
    if data["sequence"] == 1:
        state.first_anchor_on = state.first_anchor_on or data["anchor_on"]
    elif data["anchor"] == "previous_due_on":
        counted_from = data["anchor_on"]
        history.must(
            event, counted_from == state.due_on, f"is counted from {counted_from}, intended was {state.due_on}"
        )
    state.sequence, state.is_reported, state.is_overdue, state.is_pending = data["sequence"], False, False, False
    state.due_on, state.response_due_on = data["due_on"], data.get("response_due_on")
    state.reminders.clear()


def _fold_new_schedule(history: History, event: JournalEvent, data: Data) -> None:
    _note_date(history, event, data)
    state = _state_of(history, data)
    if data["sequence"] != state.sequence:
        return  # an earlier follow-up: only its punctuality changes
    if state.due_on != data["due_on"] and not state.is_reported:
        state.is_overdue = state.is_overdue and date.fromisoformat(data["due_on"]) < event.day
    state.due_on, state.response_due_on, state.is_pending = data["due_on"], data.get("response_due_on"), False
    state.reminders.clear()


def _fold_pending(history: History, event: JournalEvent, data: Data) -> None:
    _note_date(history, event, data)
    state = _state_of(history, data)
    if data["sequence"] == 1 and not state.times_scheduled:
        state.times_scheduled += 1
        state.first_anchor_on = data["anchor_on"]
    if data["sequence"] != state.sequence:
        return  # an earlier follow-up, as when it is rescheduled
    state.is_pending, state.due_on = True, data.get("due_on")
    state.response_due_on = data.get("response_due_on")
    state.reminders.clear()
    # A cycle that never had a due date tells the day of its response in this way only.
    history.must(event, not state.is_reported or state.due_on is None, "is pending and was reported")


def _fold_reminder(history: History, event: JournalEvent, data: Data) -> None:
    state = _state_of(history, data)
    reminder = (data["duty"], data["due_on"], data["days_before"])
    history.must(event, reminder not in state.reminders, "reminds twice")
    state.reminders.add(reminder)
    due = state.due_on if data["duty"] == "report" else state.response_due_on
    history.must(event, due == data["due_on"], f"reminds of {data['due_on']}, and due is {due}")
    early = (date.fromisoformat(data["due_on"]) - event.day).days > data["days_before"]
    history.must(event, not early, "reminds early")
    history.must(event, event.day.isoformat() <= data["due_on"], "reminds of a day gone by")
    is_done = state.is_reported if data["duty"] == "report" else state.has_response
    history.must(event, not is_done and not state.ended_as, "reminds of what is done")
    history.must(event, history.in_force(event.day), "reminds without a mandate")


def _fold_overdue(history: History, event: JournalEvent, data: Data) -> None:
    state = _state_of(history, data)
    history.must(event, not state.is_overdue, "is overdue twice")
    history.must(event, state.due_on == data["due_on"], f"is overdue on {data['due_on']}, and due is {state.due_on}")
    history.must(event, event.day.isoformat() > data["due_on"], "is overdue early")
    is_over = state.ended_as and data["followup_id"] not in history.corrected  # a report that came late after all
    history.must(event, not state.is_reported and not is_over, "is overdue, and done")
    history.must(event, _is_asked_for(history, data, "due_on"), "is overdue without a mandate")
    state.is_overdue = True


def _fold_not_answered(history: History, event: JournalEvent, data: Data) -> None:
    state = _state_of(history, data)
    history.must(event, state.response_due_on == data["response_due_on"], "ends a time that is not the State's")
    history.must(event, event.day.isoformat() > data["response_due_on"], "ends the State's time early")
    history.must(event, not state.has_response and not state.ended_as, "says not answered of what was")
    history.must(event, _is_asked_for(history, data, "response_due_on"), "is late without a mandate")


def _is_asked_for(history: History, data: Data, due_on: str) -> bool:
    """It fell due under a mandate, or is late from the day on which one asks for it again (rule 9)."""
    return any(history.in_force(date.fromisoformat(data[day])) for day in (due_on, "occurred_on"))


def _fold_response(history: History, event: JournalEvent, data: Data) -> None:
    state = _state_of(history, data)
    history.must(event, state.ended_as != "cancelled", "responds to what was cancelled")
    state.has_response = True


def _fold_report(history: History, event: JournalEvent, data: Data) -> None:
    state = _state_of(history, data)
    if data["sequence"] == state.sequence:  # else an earlier one was put right
        history.must(event, not state.is_reported, "is reported twice")
        state.is_reported, state.is_pending = True, False
        if state.due_on and data["occurred_on"] <= state.due_on:  # recorded late, and in time after all
            state.is_overdue = False
    duty = history.duties.setdefault((data["followup_id"], data["sequence"]), DutyState())
    duty.reported_on = min(data["occurred_on"], duty.reported_on or data["occurred_on"])


def _fold_end(history: History, event: JournalEvent, data: Data) -> None:
    state = _state_of(history, data)
    ends = event.type.split(".")[1]
    history.must(event, not state.ended_as or (state.ended_as, ends) == ("closed", "cancelled"), "ends twice")
    state.ended_as = ends
    if state.ended_as == "closed" and not state.is_pending:
        open_recommendations = [
            one
            for one in _in_it(history, data)
            if one not in history.closed_recommendations and not history.find_assessed_status(one)
        ]
        history.must(event, not open_recommendations, f"is closed, and not reported on are {open_recommendations[:3]}")


def _fold_reopening(history: History, event: JournalEvent, data: Data) -> None:
    state = _state_of(history, data)
    history.must(event, bool(state.ended_as), "goes on, and had not ended")
    state.ended_as, state.is_pending = "", False
    state.reminders.clear()


def _in_it(history: History, data: Data) -> Iterator[str]:
    """Recommendations that are certainly in the cycle, whatever other journals say."""
    cycle, assessment = data["followup_id"], history.assessments.get(data["assessment_id"])
    yield from (one for one in (assessment.always if assessment else ()) if one not in history.in_cycle)
    yield from (one for one, where in history.in_cycle.items() if where == cycle)


CYCLES: Final[dict[str, Fold]] = {
    "followup.scheduled.v1": _fold_schedule,
    "followup.rescheduled.v1": _fold_new_schedule,
    "followup.pending.v1": _fold_pending,
    "followup.reminded.v1": _fold_reminder,
    "followup.overdue.v1": _fold_overdue,
    "followup.not_answered.v1": _fold_not_answered,
    "followup.response_received.v1": _fold_response,
    "followup.reported.v1": _fold_report,
    "followup.closed.v1": _fold_end,
    "followup.cancelled.v1": _fold_end,
    "followup.reopened.v1": _fold_reopening,
}
