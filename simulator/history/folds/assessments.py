"""Applies events about assessments and products, and about their audiences (OP14, OP19). Pure."""

from __future__ import annotations

from datetime import date
from typing import Final

from simulator.history.history import Fold, History
from simulator.history.states import AssessmentState, Data, JournalEvent, ProductState, ReportConsentState

OBSERVATION_DAYS: Final = 30


def _fold_assessment(history: History, _event: JournalEvent, data: Data) -> None:
    before = history.assessments.get(data["assessment_id"])
    recommendations = {one["recommendation_id"]: one["audience"] for one in data["recommendations"]}
    history.made_by |= dict.fromkeys(recommendations, data["assessment_id"])
    history.assessments[data["assessment_id"]] = AssessmentState(
        data["submitted_to_ctc_on"],
        data.get("received_by_state_on"),
        data["opens_cycle"],
        data["opens_cycle"] or (before is not None and before.has_opened_cycle),
        data["audience"],
        recommendations,
        frozenset(recommendations) if before is None else before.always & frozenset(recommendations),
    )
    for one in data["recommendations"]:
        history.asks(one["recommendation_id"], one["assistance_needed"], one["assistance_requested"])
    history.observations.pop(data["assessment_id"], None)


def _fold_receipt(history: History, _event: JournalEvent, data: Data) -> None:
    history.assessments[data["assessment_id"]].received_on = data["received_by_state_on"]


def _fold_request(history: History, _event: JournalEvent, data: Data) -> None:
    history.requests[data["recommendation"]["recommendation_id"]] = data["requested"]


def _fold_withdrawal(history: History, _event: JournalEvent, data: Data) -> None:
    state = history.assessments.get(data["assessment_id"])
    history.observations.pop(data["assessment_id"], None)
    if state is not None:
        state.is_withdrawn = True
        state.audience = "committee"
        state.recommendations = dict.fromkeys(state.recommendations, "committee")


def _fold_disclosure(history: History, event: JournalEvent, data: Data) -> None:
    if data["of"] == "product":
        history.products[data["id"]].audience = data["audience"]
        return
    state = history.assessments[data["assessment_id"]]
    history.to_be_narrowed.discard(data["assessment_id"])
    history.must(event, _is_covered(history, data), "goes further than the State's answer allows")
    if data["of"] == "assessment" and not data["in_part"]:
        state.audience = data["audience"]
    for part in data["parts"]:
        if part["id"] in state.recommendations:
            state.recommendations[part["id"]] = part["audience"]
        else:  # a finding, or a recommendation that followup's journal mentions later
            history.decided_audiences[part["id"]] = part["audience"]


def _is_covered(history: History, data: Data) -> bool:
    """Wider than the UN system only as far as the State answered, where it was asked (OP19)."""
    consent = history.report_consents.get(data["assessment_id"])
    if consent is None or data["audience"] not in ("partners", "public") or consent.answer == "full":
        return True
    chosen = [data["id"]] if data["of"] == "recommendation" else data["in_part"]
    return consent.answer == "part" and bool(chosen) and set(chosen) <= set(consent.parts)


def _fold_question(history: History, event: JournalEvent, data: Data) -> None:
    is_new = data["assessment_id"] not in history.report_consents
    history.must(event, is_new or data["assessment_id"] in history.corrected, "asks twice")
    history.report_consents[data["assessment_id"]] = ReportConsentState(data["occurred_on"])


def _fold_answer(history: History, event: JournalEvent, data: Data) -> None:
    """The last answer stands, and names parts where it is consent in part, and nowhere else."""
    consent = history.report_consents.get(data["assessment_id"])
    history.must(event, consent is not None, "answers what nobody asked")
    if consent is not None:
        history.must(event, data["asked_on"] == consent.asked_on, "is of another question")
        history.must(event, data["occurred_on"] >= consent.asked_on, "comes before the question")
        history.must(event, bool(data["parts"]) == (data["answer"] == "part"), "names parts of another answer")
        consent.answer, consent.parts = data["answer"], tuple(data["parts"])


def _fold_confidentiality(history: History, _event: JournalEvent, data: Data) -> None:
    history.confidentiality.append((data["assessment_id"], data["occurred_on"]))
    if not data["parts"]:
        history.to_be_narrowed.add(data["assessment_id"])


def _fold_draft(history: History, event: JournalEvent, data: Data) -> None:
    """Notes the last day for observations, thirty days after the State got the draft (rule 2)."""
    if due_on := data.get("observations_due_on"):
        days = (date.fromisoformat(due_on) - date.fromisoformat(data["occurred_on"])).days
        history.must(event, days == OBSERVATION_DAYS, f"leaves {days} days for observations")
        history.observations[data["assessment_id"]] = due_on


def _fold_extension(history: History, event: JournalEvent, data: Data) -> None:
    """A running time is extended, and no other (OP14). One that was recorded late takes the lapse back."""
    before = data["previous_observations_due_on"]
    due_on = history.observations.get(data["assessment_id"], before)
    history.must(event, due_on == before, "extends another time than the one that runs")
    history.must(event, data["occurred_on"] <= before, "extends a time that has ended")
    history.must(event, data["observations_due_on"] > before, "gives no more time")
    history.observations[data["assessment_id"]] = data["observations_due_on"]


def _fold_observations(history: History, event: JournalEvent, data: Data) -> None:
    due_on = history.observations.pop(data["assessment_id"], None)
    if event.type == "observations.lapsed.v1":
        is_awaited = due_on == data["observations_due_on"] or data["assessment_id"] in history.corrected
        history.must(event, is_awaited, "lapses what is not awaited until then")
        history.must(event, event.day.isoformat() > data["observations_due_on"], "lapses early")


def _fold_product(history: History, event: JournalEvent, data: Data) -> None:
    stage = event.type.split(".")[1]
    before = history.products.get(data["product_id"])
    history.must(event, before is None or before.status != "withdrawn", f"is {stage} after it was withdrawn")
    history.products[data["product_id"]] = ProductState(stage, data["occurred_on"], data["audience"])


ASSESSMENTS: Final[dict[str, Fold]] = {
    "assessment.completed.v1": _fold_assessment,
    "assessment.corrected.v1": _fold_assessment,
    "assessment.received.v1": _fold_receipt,
    "assessment.withdrawn.v1": _fold_withdrawal,
    "assistance.requested.v1": _fold_request,
    "disclosure.changed.v1": _fold_disclosure,
    "report_consent.asked.v1": _fold_question,
    "report_consent.answered.v1": _fold_answer,
    "confidentiality.requested.v1": _fold_confidentiality,
    "assessment.drafted.v1": _fold_draft,
    "observations.extended.v1": _fold_extension,
    "observations.received.v1": _fold_observations,
    "observations.lapsed.v1": _fold_observations,
    "product.drafted.v1": _fold_product,
    "product.adopted.v1": _fold_product,
    "product.withdrawn.v1": _fold_product,
}
