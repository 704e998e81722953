"""What follows from a follow-up (rules 5 to 7), and the State's word on assistance (OP39)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts.assessments import AssessmentCorrected, DisclosureChanged
from contracts.assessments import Recommendation as Made
from contracts.audiences import Audience
from contracts.followup import RecommendationAdded, RecommendationClosed, RecommendationSucceeded
from contracts.followup.recommendations import Successor
from contracts.ids import assessment_id, recommendation_id
from contracts.released import ReleasedAssessment, ReleasedRecommendation, ReleasedWithdrawn
from services.assessments.assessments.model import RECOMMENDATIONS
from services.assessments.disclosure import Decision
from services.assessments.recommendations import reactions
from shared.engine.principals import Principal
from shared.engine.rules import Event, Put, Refusal
from tests.unit.services.assessments.desk import (
    CTED,
    KEN_REPORT,
    Desk,
    Told,
    correction_notice,
    disclosure,
    recommendation,
    recommendation_of_ken,
    submission_notice,
    withdrawal_notice,
)
from tests.unit.services.assessments.test_report_consents import get_refusal, request

R1, R2 = recommendation_of_ken("R1"), recommendation_of_ken("R2")
NEW = recommendation_id(KEN_REPORT, "F1")
ON = date(2024, 6, 1)
KENYA = Principal("kenya", "public", frozenset({"state:KEN"}), may_command=True)


def build_recommendation(reference: str = "F1", **more: Any) -> Made:
    said: dict[str, Any] = {
        "recommendation_id": recommendation_id(KEN_REPORT, reference), "reference": reference,
        "text": "[Synthetic example]", "themes": ("cft",), "priority": "high", "made_by": "CTC",
        "assistance_needed": True, "audience": "un", "parties": ("state:KEN",),
    }  # fmt: skip
    return Made(**said | more)


def tell(desk: Desk, data: Any) -> Told:
    desk.sent += 1
    now = datetime(2024, 7, 1, 12, tzinfo=UTC)
    return desk.handle(Event("/services/followup", f"f{desk.sent}", data.type, "KEN", now, data, "c"))


def add(desk: Desk, meant_for: Audience | None = None, **more: Any) -> Told:
    added = RecommendationAdded(
        occurred_on=ON, synthetic=True, state="KEN", assessment_id=KEN_REPORT, followup_id="cycle",
        recommendation=build_recommendation(**more), meant_for=meant_for,
    )  # fmt: skip
    return tell(desk, added)


def succeed(desk: Desk, *parents: str, **more: Any) -> Told:
    successors = (Successor(recommendation=build_recommendation(**more)),)
    return tell(desk, RecommendationSucceeded(occurred_on=ON, synthetic=True, state="KEN", change="merge",
                                              parents=parents, successors=successors,
                                              assessment_id=KEN_REPORT))  # fmt: skip


def close(desk: Desk, reason: Any, of: str = R1) -> Told:
    return tell(desk, RecommendationClosed(occurred_on=ON, synthetic=True, state="KEN", recommendation_id=of,
                                           assessment_id=KEN_REPORT, reason=reason))  # fmt: skip


def open_desk(**more: Any) -> Desk:
    desk = Desk()
    desk.notice(submission_notice(**more))
    return desk


def decide(desk: Desk, audience: Audience, of: str = "", **more: Any) -> Told:
    decision = Decision(audience, "Permanent Mission", date(2024, 6, 15), consulted_ctc=True, **more)
    return desk.command(disclosure(KEN_REPORT, decision, of))


def audiences_by_id(desk: Desk) -> dict[str, str]:
    return {row.id: row.audience for row in desk.rows[RECOMMENDATIONS].values()}


def audiences(desk: Desk) -> dict[str, str]:
    return {row.reference: row.audience for row in desk.rows[RECOMMENDATIONS].values()}


# ---- added (rule 5) -------------------------------------------------------------------------


def test_a_recommendation_added_in_a_follow_up_is_released_by_its_audience() -> None:
    desk = open_desk()
    told = add(desk)
    assert told.released_copies == [
        (to, f"released.{what}") for to in ("council", "un") for what in ("assessment", "recommendation")
    ]
    assert told.all(ReleasedAssessment)[0].recommendation_ids == (R1, R2, NEW)
    assert told.all(DisclosureChanged) == []
    assert add(desk).changes == []


def test_it_reaches_no_further_than_the_report_and_is_told_of_where_that_is_less_far() -> None:
    desk = open_desk()
    decide(desk, "committee")
    told = add(desk)
    assert (told.released_copies, audiences(desk)["F1"]) == ([], "committee")
    assert told.only(DisclosureChanged).audience == "committee"
    decide(desk, "public")
    assert audiences(desk) == {"R1": "public", "R2": "public", "F1": "public"}


@pytest.mark.parametrize(("report", "reached"), [("un", "un"), ("committee", "committee")])
def test_who_else_may_have_it_is_told_once_it_is_decided(report: Audience, reached: Audience) -> None:
    desk = open_desk()
    if report == "committee":
        decide(desk, report)
    told = add(desk, "un", audience="committee")
    assert [one.audience for one in told.all(DisclosureChanged)] == ([] if reached == "committee" else [reached])
    assert audiences(desk)["F1"] == reached


def test_its_disclosure_is_decided_like_any_others() -> None:
    desk = open_desk()
    add(desk)
    told = decide(desk, "committee", of=NEW)
    assert {gone.id for gone in told.all(ReleasedWithdrawn)} == {NEW}
    decide(desk, "un")
    assert audiences(desk)["F1"] == "committee"


def test_a_correction_neither_drops_what_was_added_nor_brings_back_what_was_closed() -> None:
    desk = open_desk()
    add(desk)
    close(desk, "withdrawn")
    told = desk.notice(correction_notice(report_date=date(2024, 2, 28)))
    assert {one.recommendation_id for one in told.only(AssessmentCorrected).recommendations} == {R1, R2, NEW}
    assert {copy.recommendation_id for copy in told.all(ReleasedRecommendation)} == set()
    assert audiences(desk) == {"R1": "committee", "R2": "un", "F1": "un"}
    assert desk.notice(correction_notice(report_date=date(2024, 2, 28))).is_unchanged()
    assert desk.get(RECOMMENDATIONS, R1).closed == "withdrawn"


def test_what_was_closed_stays_on_record_though_a_correction_leaves_it_out_and_comes_not_back_with_another() -> None:
    desk = open_desk()
    close(desk, "withdrawn")
    told = desk.notice(correction_notice(recommendations=(recommendation("R2"),)))
    assert told.is_unchanged(), "it was no part of what counts any more"
    desk.notice(correction_notice(recommendations=(recommendation("R2"), recommendation("R3"))))
    desk.notice(correction_notice(recommendations=(recommendation("R1"), recommendation("R2"))))
    assert (desk.get(RECOMMENDATIONS, R1).closed, audiences(desk)["R1"]) == ("withdrawn", "committee")


def test_a_correction_cannot_take_the_reference_of_what_was_added() -> None:
    desk = open_desk()
    add(desk)
    parts = (recommendation("R1"), recommendation("R2"), recommendation("F1"))
    answer = desk.get_refusal(correction_notice(recommendations=parts))
    assert (answer.code, answer.rule) == ("same-reference-twice", "7")


def test_what_an_unknown_assessment_is_told_to_have_is_passed_over() -> None:
    assert [add(Desk()).changes, succeed(Desk(), R1).changes, close(Desk(), "withdrawn").changes] == [[], [], []]


def test_of_a_withdrawn_assessment_it_is_the_committees_record() -> None:
    desk = open_desk()
    desk.notice(withdrawal_notice())
    assert (add(desk).released_copies, audiences(desk)["F1"]) == ([], "committee")


def test_what_is_closed_with_its_report_is_changed_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of 500 brings 500 of these at once: where each looked at the others, all else waited for a minute."""
    desk = open_desk()
    desk.notice(withdrawal_notice())
    monkeypatch.setattr(reactions, "write_report", None)
    told = close(desk, "withdrawn")
    assert told.changes == [Put(RECOMMENDATIONS, desk.rows[RECOMMENDATIONS][R1])]
    assert (desk.rows[RECOMMENDATIONS][R1].closed, told.released_copies) == ("withdrawn", [])
    assert close(desk, "withdrawn").changes == []


# ---- merged, split, closed (rules 6 and 7) --------------------------------------------------


def test_successors_are_released_and_their_parents_superseded() -> None:
    desk = open_desk()
    told = succeed(desk, R1, R2)
    assert {copy.recommendation_id for copy in told.all(ReleasedRecommendation)} == {NEW}
    assert {(gone.id, gone.because) for gone in told.all(ReleasedWithdrawn)} == {(R1, "superseded"), (R2, "superseded")}
    assert (desk.get(RECOMMENDATIONS, R1).closed, desk.get(RECOMMENDATIONS, R1).closed_on) == ("superseded", ON)
    assert succeed(desk, R1, R2).changes == []


@pytest.mark.parametrize("closed_first", [False, True])
def test_a_successor_reaches_no_further_than_the_narrowest_of_its_parents(closed_first: bool) -> None:
    desk = open_desk()
    decide(desk, "council", of=R1)
    if closed_first:
        close(desk, "superseded")
    told = succeed(desk, R1, R2)
    assert [to for to, what in told.released_copies if what == "released.recommendation"] == ["council"]
    assert told.only(DisclosureChanged).audience == "council"
    decide(desk, "public")
    assert audiences(desk) == {"R1": "committee", "R2": "committee", "F1": "council"}


def test_a_party_has_a_successor_only_if_it_had_every_parent() -> None:
    desk = open_desk()
    decide(desk, "un", of=R1, parties=("body:unoct", "body:icao"))
    decide(desk, "un", of=R2, parties=("body:icao",))
    succeed(desk, R1, R2, text="[Synthetic example] Do both.", parties=("state:KEN", "body:icao"))
    assert desk.get(RECOMMENDATIONS, NEW).parties == ("state:KEN", "body:icao")


@pytest.mark.parametrize(("reason", "because"), [("superseded", "superseded"), ("overtaken", "withdrawn"),
                                                 ("withdrawn", "withdrawn")])  # fmt: skip
def test_what_is_closed_is_taken_back_from_all_but_the_committee(reason: str, because: str) -> None:
    desk = open_desk()
    told = close(desk, reason)
    assert {(gone.id, gone.because) for gone in told.all(ReleasedWithdrawn)} == {(R1, because)}
    assert close(desk, reason).changes == []
    with pytest.raises(Refusal) as refusal:
        decide(desk, "un", of=R1)
    assert refusal.value.code == "no-longer-live"


def test_a_successor_is_bound_by_a_parent_that_was_carried_over_from_another_assessment() -> None:
    desk = open_desk()
    desk.notice(submission_notice(reference="2023/KEN"))
    earlier = assessment_id(CTED, "2023/KEN")
    carried = recommendation_id(earlier, "R1")
    choice = Decision("committee", "Permanent Mission", date(2024, 6, 15))
    desk.command(disclosure(earlier, choice, carried))
    succeed(desk, R1, carried)
    assert audiences_by_id(desk)[NEW] == "committee"


def test_what_a_successor_took_the_place_of_is_not_named_by_its_state_any_more() -> None:
    """It is closed already. What has its words now is named apart."""
    desk = open_desk()
    succeed(desk, R2, reference="R2a")
    refused = get_refusal(request, desk, parts=(R2,))
    assert (refused.code, refused.fields) == ("no-longer-live", ("parts",))
    request(desk, parts=(recommendation_id(KEN_REPORT, "R2a"),))
    assert audiences(desk)["R2a"] == "committee"


@pytest.mark.parametrize("is_left_out", [False, True])
def test_what_a_follow_up_adds_with_the_words_of_a_closed_part_is_closed_too(is_left_out: bool) -> None:
    desk = open_desk()
    said = desk.get(RECOMMENDATIONS, R2).text
    request(desk, parts=(R2,))
    if is_left_out:
        desk.notice(correction_notice(recommendations=(recommendation("R1"),)))
    told = add(desk, "un", audience="committee", text=f"  {said.upper()} ")
    assert (audiences(desk)["F1"], told.released_copies) == ("committee", [])
    add(desk, "un", reference="F2", audience="committee", text="[Synthetic example] Something else.")
    assert audiences(desk)["F2"] == "un"
