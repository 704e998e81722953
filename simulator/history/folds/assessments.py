"""What events say of assessments and products, and of who may have them (OP14, OP19). Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from simulator.history.states import AssessmentState, Data, Fold, ProductState, Told

if TYPE_CHECKING:
    from simulator.history import History


OBSERVATION_DAYS: Final = 30


def _assessment(history: History, _told: Told, data: Data) -> None:
    before = history.assessments.get(data["assessment_id"])
    made = {one["recommendation_id"]: one["audience"] for one in data["recommendations"]}
    history.made_by |= dict.fromkeys(made, data["assessment_id"])
    history.assessments[data["assessment_id"]] = AssessmentState(
        data["submitted_to_ctc_on"],
        data.get("received_by_state_on"),
        data["opens_cycle"],
        data["opens_cycle"] or (before is not None and before.ever_opened),
        data["audience"],
        made,
        frozenset(made) if before is None else before.always & frozenset(made),
    )
    for one in data["recommendations"]:
        history.asks(one["recommendation_id"], one["assistance_needed"], one["assistance_requested"])
    history.observations.pop(data["assessment_id"], None)


def _received(history: History, _told: Told, data: Data) -> None:
    history.assessments[data["assessment_id"]].received_on = data["received_by_state_on"]


def _requested(history: History, _told: Told, data: Data) -> None:
    history.requested[data["recommendation"]["recommendation_id"]] = data["requested"]


def _withdrawn(history: History, _told: Told, data: Data) -> None:
    state = history.assessments.get(data["assessment_id"])
    history.observations.pop(data["assessment_id"], None)
    if state is not None:
        state.withdrawn = True
        state.audience = "committee"
        state.recommendations = dict.fromkeys(state.recommendations, "committee")


def _disclosed(history: History, _told: Told, data: Data) -> None:
    if data["of"] == "product":
        history.products[data["id"]].audience = data["audience"]
        return
    state = history.assessments[data["assessment_id"]]
    if data["of"] == "assessment" and not data["in_part"]:
        state.audience = data["audience"]
    for part in data["parts"]:
        if part["id"] in state.recommendations:
            state.recommendations[part["id"]] = part["audience"]
        else:  # a finding, or what followup's journal tells of later
            history.decided[part["id"]] = part["audience"]


def _drafted(history: History, told: Told, data: Data) -> None:
    """The State has thirty days from the one on which it got the draft (rule 2)."""
    if due_on := data.get("observations_due_on"):
        days = (date.fromisoformat(due_on) - date.fromisoformat(data["occurred_on"])).days
        history.must(told, days == OBSERVATION_DAYS, f"leaves {days} days for observations")
        history.observations[data["assessment_id"]] = due_on


def _observed(history: History, told: Told, data: Data) -> None:
    awaited = history.observations.pop(data["assessment_id"], None)
    if told.type == "observations.lapsed.v1":
        history.must(told, awaited == data["observations_due_on"], "lapses what is not awaited until then")
        history.must(told, told.day.isoformat() > data["observations_due_on"], "lapses early")


def _product(history: History, told: Told, data: Data) -> None:
    stage = told.type.split(".")[1]
    before = history.products.get(data["product_id"])
    history.must(told, before is None or before.status != "withdrawn", f"is {stage} after it was withdrawn")
    history.products[data["product_id"]] = ProductState(stage, data["occurred_on"], data["audience"])


ASSESSMENTS: Final[dict[str, Fold]] = {
    "assessment.completed.v1": _assessment,
    "assessment.corrected.v1": _assessment,
    "assessment.received.v1": _received,
    "assessment.withdrawn.v1": _withdrawn,
    "assistance.requested.v1": _requested,
    "disclosure.changed.v1": _disclosed,
    "assessment.drafted.v1": _drafted,
    "observations.received.v1": _observed,
    "observations.lapsed.v1": _observed,
    "product.drafted.v1": _product,
    "product.adopted.v1": _product,
    "product.withdrawn.v1": _product,
}
