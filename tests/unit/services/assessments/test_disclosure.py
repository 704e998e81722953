"""Disclosure (OP19): who may have what, and what each audience is sent when that changes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from contracts.assessments import AssessmentCompleted, DisclosureChanged, WiderRelease
from contracts.audiences import Audience
from contracts.ids import finding_id
from contracts.notices import NoticeRefused
from contracts.released import ReleasedAssessment, ReleasedRecommendation, ReleasedWithdrawn
from services.assessments.assessments.model import ASSESSMENTS, FINDINGS, RECOMMENDATIONS
from services.assessments.disclosure import Decision
from services.assessments.released.model import RELEASED_COPIES
from shared.engine.notices.known_codes import NotAMemberState
from shared.engine.rules import Emit, Refusal
from tests.unit.services.assessments.desk import (
    CONSENT,
    KEN_REPORT,
    Desk,
    Told,
    correction_notice,
    disclosure,
    finding,
    recommendation,
    recommendation_of_ken,
    submission_notice,
    withdrawal_notice,
)

R1, R2 = recommendation_of_ken("R1"), recommendation_of_ken("R2")
F1 = finding_id(KEN_REPORT, "resolution 1373 (2001), para. 1", 0)


def with_report(**more: Any) -> Desk:
    desk = Desk()
    desk.notice(submission_notice(**more))
    return desk


def decide(desk: Desk, audience: Audience, of: str = "", **more: Any) -> Told:
    fields: dict[str, Any] = {"decided_by": "Permanent Mission", "decided_on": date(2024, 6, 1)} | more
    decision = Decision(audience=audience, **fields)
    return desk.command(disclosure(KEN_REPORT, decision, of))


def has(desk: Desk, audience: str) -> set[str]:
    """What an audience has now."""
    return {row.thing_id for row in desk.rows[RELEASED_COPIES].values() if row.audience == audience}


def audiences(desk: Desk) -> dict[str, str]:
    return {key: row.audience for table in (RECOMMENDATIONS, FINDINGS) for key, row in desk.rows[table].items()}


# ---- what is sent on completion -------------------------------------------------------------


def test_a_final_report_goes_to_the_un_system_and_to_every_narrower_audience() -> None:
    told = Desk().notice(submission_notice())
    assert Counter(told.released_copies) == {
        ("council", "released.assessment"): 1,
        ("council", "released.recommendation"): 2,
        ("un", "released.assessment"): 1,
        ("un", "released.recommendation"): 2,
    }


def test_each_copy_says_for_whom_it_is_and_on_which_topic() -> None:
    told = Desk().notice(submission_notice())
    copies = [change for change in told.changes if isinstance(change, Emit) and change.data.type.startswith("released")]
    assert all(change.topic == f"ctc.released.{change.audience}" for change in copies)


def test_what_the_state_keeps_confidential_leaves_no_trace_in_the_copies() -> None:
    desk = with_report(
        recommendations=(recommendation("R1", audience="committee", text="MARKED"), recommendation("R2")),
        findings=(finding(audience="committee", text="MARKED"),),
    )
    copies = [row.data for row in desk.rows[RELEASED_COPIES].values()]
    assert not any("MARKED" in copy or R1 in copy or F1 in copy for copy in copies)
    assert has(desk, "un") == {KEN_REPORT, R2}


def test_a_recommendation_opened_wider_than_its_report_goes_alone() -> None:
    desk = with_report(recommendations=(recommendation("R1", audience="public"), recommendation("R2")))
    assert has(desk, "public") == {R1}
    assert has(desk, "un") == {KEN_REPORT, R1, R2}


@pytest.mark.parametrize("audience", ["partners", "public"])
@pytest.mark.parametrize("parts", ["recommendations", "findings"])
@pytest.mark.parametrize("noted", [None, CONSENT.model_copy(update={"consulted_ctc": False})])
def test_no_part_is_submitted_as_wider_than_the_un_without_consent_and_consultation(
    audience: Audience, parts: str, noted: WiderRelease | None
) -> None:
    wide = {"recommendations": recommendation(audience=audience), "findings": finding(audience=audience)}[parts]
    told = Desk().notice(submission_notice(**{parts: (wide,)}, wider_release=noted)).only(NoticeRefused)
    assert (told.code, told.paragraph, told.fields) == ("wider-than-the-un", "OP19", ("wider_release",))
    accepted = Desk().notice(submission_notice(**{parts: (wide,)}))
    assert accepted.only(AssessmentCompleted).wider_release == CONSENT


def test_consent_to_a_wider_release_cannot_come_from_a_day_ahead() -> None:
    ahead = CONSENT.model_copy(update={"decided_on": date(2030, 1, 1)})
    told = Desk().notice(submission_notice(wider_release=ahead)).only(NoticeRefused)
    assert (told.code, told.fields) == ("in-the-future", ("wider_release.decided_on",))


# ---- decisions ------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["partners", "public"])
def test_wider_than_the_un_needs_consultation_with_the_ctc(audience: Audience) -> None:
    desk = with_report()
    with pytest.raises(Refusal) as refusal:
        decide(desk, audience)
    assert (refusal.value.code, refusal.value.paragraph) == ("wider-than-the-un", "OP19")
    assert decide(desk, audience, consulted_ctc=True).outcome == "accepted"


def test_a_narrowed_report_is_withdrawn_from_those_who_had_it() -> None:
    desk = with_report()
    told = decide(desk, "council")
    assert told.released_copies == [("un", "released.withdrawn")] * 3
    assert [gone.of for gone in told.all(ReleasedWithdrawn)] == ["assessment", "recommendation", "recommendation"]
    assert {gone.because for gone in told.all(ReleasedWithdrawn)} == {"narrowed"}
    assert has(desk, "un") == set()
    assert has(desk, "council") == {KEN_REPORT, R1, R2}


def test_whose_copy_does_not_change_is_sent_nothing() -> None:
    desk = with_report()
    told = decide(desk, "partners", consulted_ctc=True)
    assert {audience for audience, _ in told.released_copies} == {"partners"}


def test_one_recommendation_is_narrowed_and_the_report_told_again_without_it() -> None:
    desk = with_report()
    told = decide(desk, "committee", of=R1)
    event = told.only(DisclosureChanged)
    assert (event.of, event.id, event.assessment_id, event.audience) == ("recommendation", R1, KEN_REPORT, "committee")
    assert {part.id: part.audience for part in event.parts} == {R1: "committee", R2: "un", F1: "un"}
    assert {copy.recommendation_ids for copy in told.all(ReleasedAssessment)} == {(R2,)}
    assert [gone.id for gone in told.all(ReleasedWithdrawn)] == [R1, R1]
    assert told.all(ReleasedRecommendation) == []


def test_a_decision_may_be_limited_to_parts() -> None:
    desk = with_report()
    event = decide(desk, "committee", in_part=(R2, F1)).only(DisclosureChanged)
    assert (event.of, event.id, event.in_part) == ("assessment", KEN_REPORT, (R2, F1))
    assert audiences(desk) == {R1: "un", R2: "committee", F1: "committee"}
    assert desk.get(ASSESSMENTS, KEN_REPORT).audience == "un"


def test_a_part_kept_confidential_stays_so_when_the_report_is_opened() -> None:
    desk = with_report()
    decide(desk, "committee", of=R1)
    decide(desk, "public", consulted_ctc=True)
    assert audiences(desk) == {R1: "committee", R2: "public", F1: "public"}


def test_a_part_kept_confidential_stays_so_when_the_report_is_closed_and_opened_again() -> None:
    desk = with_report()
    decide(desk, "committee", of=R1)
    decide(desk, "committee")
    decide(desk, "un")
    assert audiences(desk) == {R1: "committee", R2: "un", F1: "un"}


def test_a_part_opened_wider_follows_a_report_that_is_narrowed() -> None:
    desk = with_report()
    decide(desk, "public", of=R1, consulted_ctc=True)
    decide(desk, "council")
    assert audiences(desk) == {R1: "council", R2: "council", F1: "council"}
    assert has(desk, "public") == set()


def test_a_part_opened_wider_stays_so_when_the_report_is_opened_less_far() -> None:
    desk = with_report()
    decide(desk, "public", of=R1, consulted_ctc=True)
    decide(desk, "partners", consulted_ctc=True)
    assert audiences(desk) == {R1: "public", R2: "partners", F1: "partners"}


def test_named_readers_are_added_and_the_state_always_has_its_own() -> None:
    desk = with_report()
    decide(desk, "committee", of=R1, parties=("body:unoct",))
    assert desk.get(RECOMMENDATIONS, R1).parties == ("state:KEN", "body:unoct")


@pytest.mark.parametrize("party", ["state:ZZZ", "state:HKG", "state:ken"])
def test_a_named_reader_that_is_no_state_is_refused(party: str) -> None:
    with pytest.raises(NotAMemberState) as refused:
        decide(with_report(), "committee", parties=(party,))
    assert refused.value.fields == ("parties",)


def test_the_same_decision_again_is_unchanged() -> None:
    desk = with_report()
    decide(desk, "council")
    assert decide(desk, "council").outcome == "unchanged"


def test_a_decision_on_a_part_of_another_report_or_of_tomorrow_is_refused() -> None:
    desk = with_report()
    for wrong in ({"in_part": ("another",)}, {"decided_on": date(2024, 7, 2)}):
        with pytest.raises(Refusal):
            decide(desk, "committee", **wrong)


def test_a_withdrawn_report_is_not_disclosed_and_is_withdrawn_from_everybody() -> None:
    desk = with_report()
    told = desk.notice(withdrawal_notice())
    assert told.released_copies == [("council", "released.withdrawn")] * 3 + [("un", "released.withdrawn")] * 3
    assert {gone.because for gone in told.all(ReleasedWithdrawn)} == {"withdrawn"}
    assert desk.rows[RELEASED_COPIES] == {}
    with pytest.raises(Refusal):
        decide(desk, "un")


# ---- corrections and disclosure -------------------------------------------------------------


def test_a_correction_sends_only_what_changed() -> None:
    desk = with_report()
    other = recommendation("R1", text="[Synthetic example] Else.")
    told = desk.notice(correction_notice(recommendations=(other, recommendation("R2"))))
    assert told.released_copies == [("council", "released.recommendation"), ("un", "released.recommendation")]


def test_a_corrected_date_of_receipt_is_no_part_of_any_copy() -> None:
    assert with_report().notice(correction_notice(received_by_state_on=date(2024, 4, 1))).released_copies == []


def test_a_correction_never_undoes_a_decision() -> None:
    desk = with_report()
    decide(desk, "committee", of=R1)
    told = desk.notice(correction_notice(kind="focused"))
    assert desk.get(RECOMMENDATIONS, R1).audience == "committee"
    assert R1 not in "".join(copy.model_dump_json() for copy in told.all(ReleasedAssessment))


def test_a_correction_may_narrow_a_part_but_never_widen_it() -> None:
    desk = with_report()
    desk.notice(correction_notice(recommendations=(recommendation("R1", audience="committee"), recommendation("R2"))))
    assert audiences(desk)[R1] == "committee"
    wide = (recommendation("R1", audience="public"), recommendation("R2"))
    answer = desk.get_refusal(correction_notice(recommendations=wide))
    why = answer.code, answer.paragraph, answer.fields
    assert why == ("widened-by-correction", "OP19", ("recommendations.audience",))


def test_a_new_part_of_a_narrowed_report_reaches_no_further_than_the_report() -> None:
    desk = with_report()
    decide(desk, "committee")
    desk.notice(correction_notice(recommendations=(recommendation("R1"), recommendation("R2"), recommendation("R3"))))
    assert audiences(desk)[recommendation_of_ken("R3")] == "committee"
    assert has(desk, "council") == set()


def test_a_recommendation_that_a_correction_takes_out_is_withdrawn() -> None:
    desk = with_report()
    told = desk.notice(correction_notice(recommendations=(recommendation("R2"),)))
    assert {(gone.id, gone.because) for gone in told.all(ReleasedWithdrawn)} == {(R1, "superseded")}
