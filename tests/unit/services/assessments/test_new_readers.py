"""A part that a correction or a follow-up brings is read by nobody on whom nobody decided (OP19)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.audiences import Audience
from contracts.notices import NoticedFinding
from contracts.released import ReleasedAssessment
from services.assessments.assessments.model import ASSESSMENTS, FINDINGS, RECOMMENDATIONS, Finding, Recommendation
from services.assessments.disclosure import Decision
from tests.unit.services.assessments.desk import (
    KEN_REPORT,
    Desk,
    Told,
    correction_notice,
    disclosure,
    finding,
    recommendation,
    recommendation_of_ken,
    submission_notice,
)
from tests.unit.services.assessments.test_follow_up import add, succeed
from tests.unit.services.assessments.test_report_consents import ask, open_to, reply, request

R1, R2, R3 = (recommendation_of_ken(one) for one in ("R1", "R2", "R3"))
KEN, UGA, UNODC = "state:KEN", "state:UGA", "body:unodc"
OPEN, SECRET, OTHER = "[Synthetic example] Open.", "[Synthetic example] SECRET-4715", "[Synthetic example] Other."
PNR = "resolution 2396 (2017), para. 12"


def say(text: str, **more: Any) -> NoticedFinding:
    return finding(text=text, **more)


def open_desk(*findings: NoticedFinding, **more: Any) -> Desk:
    desk = Desk()
    desk.notice(submission_notice(findings=findings or (say(OPEN), say(SECRET)), **more))
    return desk


def correct(desk: Desk, *findings: NoticedFinding, **more: Any) -> Told:
    return desk.notice(correction_notice(findings=findings, **more))


def find(desk: Desk, text: str) -> Finding:
    (row,) = (row for row in desk.rows[FINDINGS].values() if row.text == text)
    assert isinstance(row, Finding)
    return row


def find_recommendation(desk: Desk, id_: str) -> Recommendation:
    row = desk.get(RECOMMENDATIONS, id_)
    assert isinstance(row, Recommendation)
    return row


def readers(row: Finding | Recommendation) -> tuple[str, tuple[str, ...]]:
    return row.audience, row.parties


def decide(desk: Desk, audience: Audience, *parties: str, in_part: tuple[str, ...] = ()) -> None:
    decision = Decision(audience, "Permanent Mission", date(2024, 7, 1), parties, in_part, consulted_ctc=True)
    desk.command(disclosure(KEN_REPORT, decision))


def close(desk: Desk, *parts: str) -> None:
    request(desk, parts=parts)


def is_secret_told(told: Told) -> bool:
    return SECRET in "".join(copy.model_dump_json() for copy in told.all(ReleasedAssessment))


# ---- readers named beside the report ---------------------------------------------------------


@pytest.mark.parametrize("audience", ["committee", "council", "un"])
def test_a_new_part_with_an_audience_of_its_own_is_for_nobody_beside_it_but_its_state(audience: Audience) -> None:
    desk = open_desk()
    decide(desk, "un", UGA, UNODC)
    parts = (recommendation("R1"), recommendation("R2"), recommendation("R3", audience=audience))
    correct(desk, say(OPEN), say(SECRET), say(OTHER, audience=audience), recommendations=parts)
    assert readers(find(desk, OTHER)) == readers(find_recommendation(desk, R3)) == (audience, (KEN,))
    assert readers(find_recommendation(desk, R1)) == ("un", (KEN, UGA, UNODC))


def test_a_new_part_without_one_is_for_whom_the_report_is_but_for_nobody_named_beside_it() -> None:
    desk = open_desk()
    decide(desk, "council", UGA)
    parts = (recommendation("R1"), recommendation("R2"), recommendation("R3"))
    correct(desk, say(OPEN), say(SECRET), say(OTHER), recommendations=parts)
    assert readers(find(desk, OTHER)) == readers(find_recommendation(desk, R3)) == ("council", (KEN,))
    decide(desk, "un")
    assert readers(find(desk, OTHER)) == readers(find_recommendation(desk, R3)) == ("un", (KEN,))


def test_a_part_that_a_correction_narrows_is_taken_from_whom_the_state_named_on_the_report() -> None:
    desk = open_desk()
    decide(desk, "un", UGA)
    parts = (recommendation("R1", audience="committee"), recommendation("R2"))
    correct(desk, say(OPEN), say(SECRET), recommendations=parts)
    assert readers(find_recommendation(desk, R1)) == ("committee", (KEN,))


def test_what_a_follow_up_adds_for_the_committee_is_for_nobody_whom_the_state_named_on_the_report() -> None:
    desk = open_desk()
    decide(desk, "un", UGA, UNODC)
    add(desk, reference="F1", audience="committee")
    add(desk, reference="F2", text="[Synthetic example] Another one.")
    assert readers(find_recommendation(desk, recommendation_of_ken("F1"))) == ("committee", (KEN,))
    assert readers(find_recommendation(desk, recommendation_of_ken("F2"))) == ("un", (KEN,))


def test_a_successor_for_fewer_than_its_parents_is_for_nobody_whom_the_state_named_on_them() -> None:
    desk = open_desk()
    decide(desk, "un", UGA)
    succeed(desk, R1, R2, reference="F1", audience="committee", parties=(KEN, UGA))
    assert readers(find_recommendation(desk, recommendation_of_ken("F1"))) == ("committee", (KEN,))


# ---- a decision stays with its finding -------------------------------------------------------


@pytest.mark.parametrize(
    "findings",
    [(say(SECRET),), (say(SECRET), say(OPEN)), (say(OTHER), say(OPEN), say(SECRET))],
    ids=["the first is left out", "another order", "one more before it"],
)
def test_a_finding_keeps_its_id_and_what_was_decided_on_it_wherever_it_stands(
    findings: tuple[NoticedFinding, ...],
) -> None:
    desk = open_desk()
    closed = find(desk, SECRET)
    close(desk, closed.id)
    before = find(desk, SECRET)
    told = correct(desk, *findings)
    assert find(desk, SECRET) == before
    assert readers(before) == ("committee", (KEN,))
    assert not is_secret_told(told)


def test_a_finding_whose_text_or_provision_is_corrected_is_the_same_one() -> None:
    desk = open_desk()
    closed, other = find(desk, SECRET), find(desk, OPEN)
    close(desk, closed.id)
    correct(desk, say(OPEN), say(f"{SECRET}!"))
    assert (find(desk, f"{SECRET}!").id, readers(find(desk, f"{SECRET}!"))) == (closed.id, ("committee", (KEN,)))
    correct(desk, say(OPEN, result="full"), say(f"{SECRET}!", provision=PNR))
    moved = find(desk, f"{SECRET}!")
    assert (moved.id, moved.provision, readers(moved)) == (closed.id, PNR, ("committee", (KEN,)))
    assert (find(desk, OPEN).id, find(desk, OPEN).result) == (other.id, "full")


def test_findings_that_cannot_be_told_apart_are_for_the_fewest() -> None:
    desk = open_desk()
    close(desk, find(desk, SECRET).id)
    told = correct(desk, say(f"{SECRET}!"), say(f"{OPEN}!"))
    assert readers(find(desk, f"{SECRET}!")) == readers(find(desk, f"{OPEN}!")) == ("committee", (KEN,))
    assert not is_secret_told(told)


def test_findings_of_the_same_readers_keep_their_ids_when_all_their_texts_are_corrected() -> None:
    desk = open_desk()
    ids = [find(desk, OPEN).id, find(desk, SECRET).id]
    correct(desk, say(f"{OPEN}!"), say(f"{SECRET}!"))
    assert [find(desk, f"{OPEN}!").id, find(desk, f"{SECRET}!").id] == ids


def test_findings_in_another_order_are_the_same_content() -> None:
    assert correct(open_desk(), say(SECRET), say(OPEN)).is_unchanged()


def test_a_new_finding_never_has_the_id_of_one_that_was_left_out() -> None:
    desk = open_desk()
    once = {find(desk, OPEN).id, find(desk, SECRET).id}
    correct(desk, say(SECRET))
    correct(desk, say(SECRET), say(OTHER), say(OPEN))
    again = {find(desk, one).id for one in (SECRET, OTHER, OPEN)}
    assert (len(again), again & once) == (3, {find(desk, SECRET).id})


# ---- what a correction brings in the place of what it leaves out -----------------------------


def test_a_new_part_is_for_no_more_than_the_parts_that_the_correction_leaves_out() -> None:
    desk = open_desk()
    close(desk, R2)
    parts = (recommendation("R1"), recommendation("R2a", text=SECRET))
    told = correct(desk, say(OPEN), say(SECRET), say(OTHER), recommendations=parts)
    assert readers(find_recommendation(desk, recommendation_of_ken("R2a"))) == ("committee", (KEN,))
    assert readers(find(desk, OTHER)) == ("committee", (KEN,))
    assert readers(find_recommendation(desk, R1)) == ("un", (KEN,))
    assert told.released_copies == []


def test_so_it_is_when_the_report_itself_was_closed_and_is_opened_later() -> None:
    desk = open_desk()
    close(desk, R2)
    decide(desk, "committee")
    correct(desk, say(OPEN), say(SECRET), recommendations=(recommendation("R1"), recommendation("R2a")))
    decide(desk, "un")
    reached = [find_recommendation(desk, one).audience for one in (R1, recommendation_of_ken("R2a"))]
    assert reached == ["un", "committee"]


def test_what_one_correction_leaves_out_and_the_next_brings_back_is_as_closed_as_before() -> None:
    desk = open_desk()
    close(desk, R2, find(desk, SECRET).id)
    correct(desk, say(OPEN), recommendations=(recommendation("R1"),))
    correct(desk, say(OPEN), say(SECRET), recommendations=(recommendation("R1"), recommendation("R2")))
    assert readers(find(desk, SECRET)) == readers(find_recommendation(desk, R2)) == ("committee", (KEN,))


def test_it_goes_wider_by_a_decision_on_it() -> None:
    desk = open_desk()
    close(desk, R2)
    correct(desk, say(OPEN), say(SECRET), recommendations=(recommendation("R1"), recommendation("R2a")))
    renamed = recommendation_of_ken("R2a")
    decide(desk, "un", in_part=(renamed,))
    assert find_recommendation(desk, renamed).audience == "un"


def test_where_nothing_narrower_was_left_out_a_new_part_is_as_the_report() -> None:
    desk = open_desk()
    close(desk, R1)
    parts = (recommendation("R1"), recommendation("R3"))
    correct(desk, say(OPEN), say(SECRET), say(OTHER), recommendations=parts)
    assert readers(find_recommendation(desk, R3)) == readers(find(desk, OTHER)) == ("un", (KEN,))
    assert desk.get(ASSESSMENTS, KEN_REPORT).left_out_audience is None


def test_a_part_that_stays_is_not_given_the_words_of_one_that_is_left_out() -> None:
    desk = open_desk(say(OPEN), say(OTHER, provision=PNR))
    decide(desk, "un", UGA)
    close(desk, R2, find(desk, OTHER).id)
    correct(desk, say(f"{OTHER}!"), recommendations=(recommendation("R1", text="[Synthetic example] Do R2."),))
    assert readers(find_recommendation(desk, R1)) == readers(find(desk, f"{OTHER}!")) == ("committee", (KEN,))


def test_parts_that_stay_cannot_change_their_words_where_one_is_for_fewer() -> None:
    desk = open_desk()
    close(desk, R2)
    first, second = (f"[Synthetic example] Do {one}." for one in ("R1", "R2"))
    parts = (recommendation("R1", text=second), recommendation("R2", text=first))
    answer = desk.get_refusal(correction_notice(findings=(say(OPEN), say(SECRET)), recommendations=parts))
    assert (answer.code, answer.fields) == ("widened-by-correction", ("recommendations.text",))
    other = open_desk()
    correct(other, say(OPEN), say(SECRET), recommendations=parts)
    assert find_recommendation(other, R1).text == second


def test_a_new_part_that_says_what_a_closed_one_says_is_closed_too() -> None:
    desk = open_desk()
    close(desk, find(desk, SECRET).id)
    parts = (recommendation("R1"), recommendation("R2"), recommendation("R3", text=SECRET))
    correct(desk, say(OPEN), say(SECRET), recommendations=parts)
    assert readers(find_recommendation(desk, R3)) == ("committee", (KEN,))


# ---- no further than the UN system without a decision ----------------------------------------


@pytest.mark.parametrize("consent", ["none", "full", "part"])
def test_a_new_part_of_a_public_report_is_the_uns_until_it_is_decided_on_it(consent: str) -> None:
    desk = open_desk()
    if consent != "none":
        ask(desk)
        reply(desk, "full")
    open_to(desk, on=date(2024, 6, 3))
    if consent == "part":
        reply(desk, "part", date(2024, 6, 20), parts=(R1,))
    parts = (recommendation("R1"), recommendation("R2"), recommendation("R3"))
    correct(desk, say(OPEN), say(SECRET), say(OTHER), recommendations=parts)
    assert find_recommendation(desk, R1).audience == "public"
    assert readers(find_recommendation(desk, R3)) == readers(find(desk, OTHER)) == ("un", (KEN,))
    correct(desk, say(OPEN), say(SECRET), recommendations=(recommendation("R1"), recommendation("R2b")))
    assert find_recommendation(desk, recommendation_of_ken("R2b")).audience == "un"


def test_what_is_stated_as_wider_is_refused() -> None:
    desk = open_desk()
    decide(desk, "public")
    parts = (recommendation("R1"), recommendation("R2"), recommendation("R3", audience="public"))
    answer = desk.get_refusal(correction_notice(findings=(say(OPEN), say(SECRET)), recommendations=parts))
    assert (answer.code, answer.fields) == ("widened-by-correction", ("recommendations.audience",))


def test_what_a_follow_up_brings_to_a_public_report_is_the_uns_until_it_is_decided_on_it() -> None:
    desk = open_desk()
    decide(desk, "public", UGA)
    add(desk, reference="F1")
    succeed(desk, R1, R2, reference="F2", text=OTHER, audience="public", parties=(KEN, UGA))
    for reference, parties in (("F1", (KEN,)), ("F2", (KEN, UGA))):
        row = find_recommendation(desk, recommendation_of_ken(reference))
        assert (readers(row), row.own_audience) == (("un", parties), "un")
