"""What events say of meetings, briefings and practical steps (OP16, OP17, OP24, OP25). Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from simulator.history.states import BriefingState, Data, Fold, MeetingState, StepState, Told

if TYPE_CHECKING:
    from simulator.history import History


def _meeting(history: History, told: Told, data: Data) -> None:
    before = history.meetings.get(data["meeting_id"], MeetingState())
    stage = told.type.split(".")[1]
    put_right = before.status == stage == "held"  # a record that was wrong
    history.must(told, before.status == "planned" or put_right, f"is {stage} after it was {before.status}")
    invited, answered, declined = (frozenset(data[name]) for name in ("invited", "answered", "declined"))
    history.must(told, declined <= answered <= invited, "was answered by whom nobody invited")
    attended = frozenset(data.get("attended", ()))
    history.must(told, attended <= invited, "was attended by whom nobody invited")
    history.meetings[data["meeting_id"]] = MeetingState(
        stage, data["kind"], data["occurred_on"], data.get("held_on"), invited, answered, declined, attended
    )


def _invited(history: History, told: Told, data: Data) -> None:
    before = history.briefings.get(data["briefing_id"])
    history.must(told, before is None or not before.held_on, "invites to what was held")
    history.must(told, before is None or not before.cancelled_on, "invites to what was cancelled")
    history.briefings[data["briefing_id"]] = BriefingState(
        data["kind"], "", data.get("invited_on"), data.get("planned_for"), data.get("speaker")
    )


def _held(history: History, told: Told, data: Data) -> None:
    before = history.briefings.get(data["briefing_id"])
    history.must(told, before is None or not before.held_on, "is held twice")
    history.must(told, before is None or not before.cancelled_on, "is held though it was cancelled")
    history.briefings[data["briefing_id"]] = BriefingState(
        data["kind"], data["occurred_on"], data.get("invited_on"), data.get("planned_for"), data.get("speaker")
    )


def _cancelled(history: History, told: Told, data: Data) -> None:
    before = history.briefings.get(data["briefing_id"])
    history.must(told, before is not None and not before.held_on, "cancels what is not planned")
    if before is not None:
        history.briefings[data["briefing_id"]] = replace(before, cancelled_on=data["occurred_on"])


def _step(history: History, told: Told, data: Data) -> None:
    before = history.steps.get(data["step_id"])
    done = told.type == "step.done.v1"
    history.must(told, before is None or not before.done_on, "changes what was done")
    history.must(told, before is not None or not done, "is done before it is agreed on")
    history.steps[data["step_id"]] = StepState(data["due_on"], data["owner"], data["occurred_on"] if done else "")


MEETINGS: Final[dict[str, Fold]] = {
    "meeting.planned.v1": _meeting,
    "meeting.held.v1": _meeting,
    "meeting.cancelled.v1": _meeting,
    "briefing.invited.v1": _invited,
    "briefing.held.v1": _held,
    "briefing.cancelled.v1": _cancelled,
    "step.agreed.v1": _step,
    "step.done.v1": _step,
}
