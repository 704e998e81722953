"""What each type of event changes in the history, and what it must not do there. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ctc.simulation.history.states import AssessmentState, DutyState, FollowupState, Told

if TYPE_CHECKING:
    from ctc.simulation.history import History

# ---- assessments ----------------------------------------------------------------------------

Data = dict[str, Any]


def _assessment(history: History, _told: Told, data: Data) -> None:
    before = history.assessments.get(data["assessment_id"])
    history.assessments[data["assessment_id"]] = AssessmentState(
        data["submitted_to_ctc_on"],
        data["opens_cycle"],
        data["opens_cycle"] or (before is not None and before.ever_opened),
        data["audience"],
        {one["recommendation_id"]: one["audience"] for one in data["recommendations"]},
        frozenset(
            one["recommendation_id"]
            for one in data["recommendations"]
            if one["assistance_needed"] and one["assistance_requested"]
        ),
    )
    history.observations.pop(data["assessment_id"], None)


def _withdrawn(history: History, _told: Told, data: Data) -> None:
    state = history.assessments.get(data["assessment_id"])
    history.observations.pop(data["assessment_id"], None)
    if state is not None:
        state.withdrawn = True
        state.audience = "committee"
        state.recommendations = dict.fromkeys(state.recommendations, "committee")


def _disclosed(history: History, _told: Told, data: Data) -> None:
    state = history.assessments[data["assessment_id"]]
    if data["of"] == "assessment" and not data["in_part"]:
        state.audience = data["audience"]
    for part in data["parts"]:
        if part["id"] in state.recommendations:
            state.recommendations[part["id"]] = part["audience"]
        else:
            history.decided_audiences[part["id"]] = part["audience"]


def _drafted(history: History, _told: Told, data: Data) -> None:
    if due_on := data.get("observations_due_on"):
        history.observations[data["assessment_id"]] = due_on


def _observed(history: History, told: Told, data: Data) -> None:
    awaited = history.observations.pop(data["assessment_id"], None)
    if told.type == "observations.lapsed.v1":
        history.must(told, awaited == data["observations_due_on"], "lapses what is not awaited until then")
        history.must(told, told.day.isoformat() > data["observations_due_on"], "lapses early")


def _visited(history: History, _told: Told, data: Data) -> None:
    if data["body"] == "CTED":
        history.visits[data["visit_id"]] = data["state"], data["occurred_on"], len(data["components"])


# ---- followup -------------------------------------------------------------------------------


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
    history.must(told, not state.ended, "ends twice")
    state.ended = told.type.split(".")[1]


def _status(history: History, told: Told, data: Data) -> None:
    aspect = told.type.split(".")[1]
    value = data.get("position") or data["implementation"]
    key = data["recommendation_id"], aspect
    before = history.statuses.get(key)
    if before is None or before[0] <= data["occurred_on"]:
        history.statuses[key] = data["occurred_on"], value


def _no_longer_live(history: History, told: Told, data: Data) -> None:
    history.must(told, data["recommendation_id"] not in history.closed, "ends twice")
    history.closed.add(data["recommendation_id"])


def _added(history: History, _told: Told, data: Data) -> None:
    one = data["recommendation"]
    history.added[one["recommendation_id"]] = data["assessment_id"]
    history.told_audiences[one["recommendation_id"]] = one["audience"]


# ---- unoct, council, exchange ---------------------------------------------------------------


def _case(history: History, told: Told, data: Data) -> None:
    stage = told.type.split(".")[1]
    before = history.cases.get(data["case_id"])
    history.must(told, before != stage or stage in ("offered", "declined"), f"is {stage} twice")
    history.must(told, before is not None or stage == "opened", f"is {stage} before it is opened")
    history.cases[data["case_id"]] = "open" if stage == "opened" else stage


def _project(history: History, _told: Told, data: Data) -> None:
    history.projects[data["project_id"]] = data["status"]


def _duplication(history: History, told: Told, data: Data) -> None:
    stage = told.type.split(".")[1]
    history.must(told, history.duplications.get(data["duplication_id"]) != stage, f"is {stage} twice")
    history.duplications[data["duplication_id"]] = stage


def _obligation(history: History, told: Told, data: Data) -> None:
    stages = history.obligations.setdefault(data["obligation_id"], Counter())
    stage = told.type.split(".")[1]
    stages[stage] += 1
    due_on: str | None = data.get("due_on")
    if stage == "overdue" and due_on is not None:
        history.must(told, told.day.isoformat() > due_on, "is overdue early")
        history.must(told, not stages["met"], "is overdue, and met")
        history.must(told, history.in_force(date.fromisoformat(data["occurred_on"])), "is overdue without a mandate")
    if stage == "met" and due_on is not None:
        history.must(told, stages["met"] == 1, "is met twice")


def _answered(history: History, told: Told, data: Data) -> None:
    history.final[data["source"], data["id"]] += 1
    taken_in = history.taken_in.get((data["source"], data["id"]))
    history.must(told, taken_in is not None, "answers what was never taken in")
    if data.get("code") == "still-unknown" and taken_in is not None:
        history.must(told, (told.day - taken_in).days > 7, "gives up before seven days have passed")


def _taken_in(history: History, told: Told, data: Data) -> None:
    key = data["source"], data["id"]
    history.must(told, key not in history.taken_in, "is handed on twice")
    history.taken_in[key] = told.day


def _receipt(history: History, _told: Told, data: Data) -> None:
    history.receipts[data["source"], data["id"]] += 1


def _unreadable(history: History, _told: Told, _data: Data) -> None:
    history.unreadable += 1


def _of(names: Iterable[str], fold: Callable[[History, Told, Data], None]) -> dict[str, Any]:
    return {f"{name}.v1": fold for name in names}


FOLDS: Final[dict[str, Callable[[History, Told, Data], None]]] = {
    **_of(("assessment.completed", "assessment.corrected"), _assessment),
    **_of(("assessment.withdrawn",), _withdrawn),
    **_of(("disclosure.changed",), _disclosed),
    **_of(("assessment.drafted",), _drafted),
    **_of(("observations.received", "observations.lapsed"), _observed),
    **_of(("visit.completed",), _visited),
    **_of(("followup.scheduled",), _scheduled),
    **_of(("followup.rescheduled",), _rescheduled),
    **_of(("followup.pending",), _pending),
    **_of(("followup.reminded",), _reminded),
    **_of(("followup.overdue",), _overdue),
    **_of(("followup.not_answered",), _not_answered),
    **_of(("followup.response_received",), _responded),
    **_of(("followup.reported",), _reported),
    **_of(("followup.closed", "followup.cancelled"), _closed),
    **_of(
        ("recommendation.position_stated", "recommendation.reported", "recommendation.assessed"),
        _status,
    ),
    **_of(("recommendation.closed",), _no_longer_live),
    **_of(("recommendation.added",), _added),
    **_of(
        ("case.opened", "case.offered", "case.taken_up", "case.delivered", "case.declined", "case.cancelled"),
        _case,
    ),
    **_of(("project.registered",), _project),
    **_of(("duplication.flagged", "duplication.resolved"), _duplication),
    **_of(("obligation.due", "obligation.met", "obligation.overdue", "obligation.pending"), _obligation),
    **_of(("notice.accepted", "notice.refused"), _answered),
    **_of(("notice.taken_in",), _taken_in),
    **_of(("receipt.accepted", "receipt.refused"), _receipt),
    **_of(("receipt.unreadable",), _unreadable),
}
