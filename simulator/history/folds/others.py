"""Applies events about assistance, obligations and notices (OP15, OP17, OP39). Pure."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from simulator.history.history import Fold, History
from simulator.history.states import Data, JournalEvent, ProjectState


def _fold_case(history: History, event: JournalEvent, data: Data) -> None:
    stage = event.type.split(".")[1]
    before = history.cases.get(data["case_id"])
    goes_on = stage == "taken_up" and history.taken_up_in.get(data["case_id"]) != data["project_id"]
    told_again = goes_on or data["case_id"] in history.corrected
    history.must(event, before != stage or stage in ("offered", "declined") or told_again, f"is {stage} twice")
    history.must(event, before is not None or stage == "opened", f"is {stage} before it is opened")
    if stage == "cancelled" and before:
        history.before_cancelled[data["case_id"]] = before
    history.cases[data["case_id"]] = "open" if stage == "opened" else stage
    if stage == "taken_up":
        history.taken_up_in[data["case_id"]] = data["project_id"]
    if stage == "offered":
        history.offered_cases.add(data["case_id"])


def _fold_parts(history: History, event: JournalEvent, data: Data) -> None:
    case, parts = data["case_id"], data.get("parts", [])
    delivered = {_part_of(part) for part in history.parts.get(case, ()) if part["status"] == "delivered"}
    still_delivered = {_part_of(part) for part in parts if part["status"] == "delivered"}
    history.must(event, delivered <= still_delivered, "takes a delivered part back")
    history.must(event, data["status"] == history.cases.get(case), "has another status than its last event says")
    history.parts[case] = parts
    if any("offered_on" in part for part in parts):
        history.offered_cases.add(case)


def _part_of(part: Data) -> tuple[str | None, str | None]:
    return part.get("body"), part.get("project_id")


def _fold_project(history: History, _event: JournalEvent, data: Data) -> None:
    history.projects[data["project_id"]] = ProjectState(data["kind"], data["status"], bool(data["products"]))


def _fold_duplication(history: History, event: JournalEvent, data: Data) -> None:
    stage = event.type.split(".")[1]
    history.must(event, history.duplications.get(data["duplication_id"]) != stage, f"is {stage} twice")
    history.duplications[data["duplication_id"]] = stage
    history.served_twice[data["duplication_id"]] = data["recommendation_id"]


def _fold_obligation(history: History, event: JournalEvent, data: Data) -> None:
    stages = history.obligations.setdefault(data["obligation_id"], Counter())
    stage = event.type.split(".")[1]
    stages[stage] += 1
    due_on: str | None = data.get("due_on")
    if stage == "overdue" and due_on is not None:
        history.must(event, event.day.isoformat() > due_on, "is overdue early")
        history.must(event, not stages["met"], "is overdue, and met")
        history.must(event, history.in_force(date.fromisoformat(data["occurred_on"])), "is overdue without a mandate")
    if stage == "met" and due_on is not None:
        history.must(event, stages["met"] == 1 or data.get("met_by") in history.corrected, "is met twice")


def _fold_activity(history: History, event: JournalEvent, data: Data) -> None:
    is_new = data["activity_id"] not in history.activities
    history.must(event, is_new or data["activity_id"] in history.corrected, "is logged twice")
    history.must(event, data["paragraph"] != "OP99", "is of no paragraph")
    history.activities[data["activity_id"]] = data["occurred_on"]


def _fold_activity_withdrawal(history: History, event: JournalEvent, data: Data) -> None:
    withdrawn = history.activities.pop(data["activity_id"], None)
    history.must(event, withdrawn is not None, "is withdrawn, and not on the log")


def _fold_signal(history: History, event: JournalEvent, data: Data) -> None:
    history.must(event, history.signals.get(data["signal_id"]) != data["value"], "is recorded twice")
    history.signals[data["signal_id"]] = data["value"]


def _fold_answer(history: History, event: JournalEvent, data: Data) -> None:
    history.final[data["source"], data["id"]] += 1
    taken_in = history.taken_in.get((data["source"], data["id"]))
    history.must(event, taken_in is not None, "answers what was never taken in")
    if data.get("code") == "still-unknown" and taken_in is not None:
        history.must(event, (event.day - taken_in).days > 7, "gives up before seven days have passed")


def _fold_waiting(history: History, event: JournalEvent, data: Data) -> None:
    key = data["source"], data["id"]
    history.must(event, key in history.taken_in and not history.final[key], "waits, and is answered or not known")


def _fold_intake(history: History, event: JournalEvent, data: Data) -> None:
    key = data["source"], data["id"]
    history.must(event, key not in history.taken_in, "is handed on twice")
    history.taken_in[key] = event.day


def _fold_receipt(history: History, _event: JournalEvent, data: Data) -> None:
    history.receipts[data["source"], data["id"]] += 1


def _fold_unreadable(history: History, _event: JournalEvent, _data: Data) -> None:
    history.unreadable += 1


OTHERS: Final[dict[str, Fold]] = {
    **dict.fromkeys(
        (f"case.{stage}.v1" for stage in ("opened", "offered", "taken_up", "delivered", "declined", "cancelled")),
        _fold_case,
    ),
    "case.parts_changed.v1": _fold_parts,
    "project.registered.v1": _fold_project,
    "duplication.flagged.v1": _fold_duplication,
    "duplication.resolved.v1": _fold_duplication,
    **dict.fromkeys((f"obligation.{stage}.v1" for stage in ("due", "met", "overdue", "pending")), _fold_obligation),
    "activity.recorded.v1": _fold_activity,
    "activity.withdrawn.v1": _fold_activity_withdrawal,
    "signal.recorded.v1": _fold_signal,
    "notice.accepted.v1": _fold_answer,
    "notice.refused.v1": _fold_answer,
    "notice.waiting.v1": _fold_waiting,
    "notice.taken_in.v1": _fold_intake,
    "receipt.accepted.v1": _fold_receipt,
    "receipt.refused.v1": _fold_receipt,
    "receipt.unreadable.v1": _fold_unreadable,
}
