"""Applies events about meetings, briefings and practical steps (OP16, OP17, OP24, OP25). Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from simulator.history.history import Fold, History
from simulator.history.states import BriefingState, Data, JournalEvent, MeetingState, StepState


def _fold_meeting(history: History, event: JournalEvent, data: Data) -> None:
    before = history.meetings.get(data["meeting_id"], MeetingState())
    stage = event.type.split(".")[1]
    put_right = before.status == stage == "held"  # a record that was wrong
    history.must(event, before.status == "planned" or put_right, f"is {stage} after it was {before.status}")
    guests, answers, refusals = (frozenset(data[name]) for name in ("invited", "answered", "declined"))
    history.must(event, refusals <= answers <= guests, "was answered by whom nobody invited")
    participants = frozenset(data.get("attended", ()))
    history.must(event, participants <= guests, "was attended by whom nobody invited")
    history.meetings[data["meeting_id"]] = MeetingState(
        stage, data["kind"], data["occurred_on"], data.get("held_on"), guests, answers, refusals, participants
    )


def _fold_invitation(history: History, event: JournalEvent, data: Data) -> None:
    before = history.briefings.get(data["briefing_id"])
    history.must(event, before is None or not before.held_on, "invites to what was held")
    history.must(event, before is None or not before.cancelled_on, "invites to what was cancelled")
    history.briefings[data["briefing_id"]] = BriefingState(
        data["kind"], "", data.get("invited_on"), data.get("planned_for"), data.get("speaker")
    )


def _fold_holding(history: History, event: JournalEvent, data: Data) -> None:
    before = history.briefings.get(data["briefing_id"])
    history.must(event, before is None or not before.held_on, "is held twice")
    history.must(event, before is None or not before.cancelled_on, "is held though it was cancelled")
    history.briefings[data["briefing_id"]] = BriefingState(
        data["kind"], data["occurred_on"], data.get("invited_on"), data.get("planned_for"), data.get("speaker")
    )


def _fold_cancellation(history: History, event: JournalEvent, data: Data) -> None:
    before = history.briefings.get(data["briefing_id"])
    history.must(event, before is not None and not before.held_on, "cancels what is not planned")
    if before is not None:
        history.briefings[data["briefing_id"]] = replace(before, cancelled_on=data["occurred_on"])


def _fold_step(history: History, event: JournalEvent, data: Data) -> None:
    before = history.steps.get(data["step_id"])
    is_done = event.type == "step.done.v1"
    history.must(event, before is None or not before.done_on, "changes what was done")
    history.must(event, before is not None or not is_done, "is done before it is agreed on")
    history.steps[data["step_id"]] = StepState(data["due_on"], data["owner"], data["occurred_on"] if is_done else "")


MEETINGS: Final[dict[str, Fold]] = {
    "meeting.planned.v1": _fold_meeting,
    "meeting.held.v1": _fold_meeting,
    "meeting.cancelled.v1": _fold_meeting,
    "briefing.invited.v1": _fold_invitation,
    "briefing.held.v1": _fold_holding,
    "briefing.cancelled.v1": _fold_cancellation,
    "step.agreed.v1": _fold_step,
    "step.done.v1": _fold_step,
}
