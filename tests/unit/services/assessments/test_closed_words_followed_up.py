"""Words that a follow-up supersedes, or brings again in a successor, reach nobody new (OP19)."""

from __future__ import annotations

import pytest

from contracts.audiences import Audience
from tests.unit.services.assessments.desk import Desk, recommendation_of_ken, submission_notice
from tests.unit.services.assessments.test_closed_words import (
    CLOSED,
    ONE,
    THREE,
    TWO,
    ZERO,
    close_report_but,
    list_recommendations,
    open_desk_of,
    recommend,
)
from tests.unit.services.assessments.test_follow_up import add, succeed
from tests.unit.services.assessments.test_new_readers import (
    KEN,
    OPEN,
    R1,
    R2,
    SECRET,
    UGA,
    close,
    correct,
    decide,
    find,
    find_recommendation,
    readers,
    say,
)
from tests.unit.services.assessments.test_report_consents import request

F1, F2, F3 = (recommendation_of_ken(one) for one in ("F1", "F2", "F3"))


# ---- said by what is closed itself -----------------------------------------------------------


def test_what_a_state_closed_is_not_opened_by_an_earlier_version_that_was_superseded() -> None:
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=ONE, R2=TWO)))
    succeed(desk, R2, reference="F1", text=TWO)
    close(desk, F1)
    recommend(desk, R1=ONE, R2=TWO, R3=TWO)
    add(desk, reference="F2", text=TWO)
    for reference in ("R3", "F2"):
        assert readers(find_recommendation(desk, recommendation_of_ken(reference))) == CLOSED


def test_what_moves_to_a_recommendation_that_was_superseded_is_as_closed() -> None:
    desk = open_desk_of(R1=ONE, R2=TWO)
    succeed(desk, R1, reference="F1", text=THREE)
    recommend(desk, R1=TWO, R2=ZERO)
    recommend(desk, R1=TWO, R2=ZERO, R3=TWO)
    add(desk, reference="F2", text=TWO)
    for reference in ("R3", "F2"):
        assert readers(find_recommendation(desk, recommendation_of_ken(reference))) == CLOSED


def test_what_a_superseded_one_says_too_is_closed_once_the_last_live_part_is_left_out() -> None:
    desk = Desk()
    recommendations = list_recommendations(R1=ONE, R2=SECRET)
    desk.notice(submission_notice(findings=(say(OPEN), say(SECRET)), recommendations=recommendations))
    succeed(desk, R2, reference="F1", text=THREE)
    close(desk, find(desk, SECRET).id)
    correct(desk, say(OPEN), recommendations=recommendations)
    add(desk, reference="F2", text=SECRET)
    assert readers(find_recommendation(desk, recommendation_of_ken("F2"))) == CLOSED


def test_what_nobody_closed_may_be_said_again_after_it_was_superseded() -> None:
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=ONE, R2=TWO)))
    succeed(desk, R2, reference="F1", text=THREE)
    recommend(desk, R1=ONE, R2=TWO, R3=TWO)
    assert find_recommendation(desk, recommendation_of_ken("R3")).audience == "un"


def test_what_was_closed_with_its_report_stays_closed_after_it_was_superseded() -> None:
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=ONE, R2=TWO)))
    close_report_but(desk)
    succeed(desk, R2, reference="F1", text=THREE)
    succeed(desk, R1, reference="F2", text=f"{ONE} {TWO}")
    assert readers(find_recommendation(desk, F2)) == CLOSED
    decide(desk, "un")
    add(desk, reference="F3", text=TWO)
    assert readers(find_recommendation(desk, F3)) == CLOSED


def test_so_it_is_if_another_part_is_opened_only_later() -> None:
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=ONE, R2=TWO)))
    request(desk)
    succeed(desk, R2, reference="F1", text=THREE)
    decide(desk, "un", in_part=(R1,))
    succeed(desk, R1, reference="F2", text=f"{ONE} {TWO}")
    assert readers(find_recommendation(desk, F2)) == CLOSED


def test_what_was_open_when_it_was_superseded_is_closed_with_its_report() -> None:
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=ONE, R2=TWO)))
    decide(desk, "un", in_part=(R2,))
    succeed(desk, R2, reference="F1", text=THREE)
    close_report_but(desk)
    succeed(desk, R1, reference="F2", text=TWO)
    assert readers(find_recommendation(desk, F2)) == CLOSED
    succeed(desk, R2, reference="F3", text=ZERO)
    assert readers(find_recommendation(desk, F3)) == CLOSED


def test_what_goes_less_far_with_its_report_than_a_choice_allows_bounds_what_goes_further() -> None:
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=ONE, R2=TWO)))
    decide(desk, "un", in_part=(R2,))
    decide(desk, "committee")
    decide(desk, "un", in_part=(R1,))
    succeed(desk, R1, reference="F2", text=TWO)
    assert readers(find_recommendation(desk, F2)) == CLOSED


# ---- named beside a part that is succeeded ---------------------------------------------------


@pytest.mark.parametrize("audience", ["committee", "council", "un"])
def test_who_is_named_on_a_part_is_given_nothing_by_its_successor_that_another_part_says(audience: Audience) -> None:
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=ONE, R2=TWO)))
    decide(desk, audience, UGA, in_part=(R1,))
    decide(desk, audience, in_part=(R2,))
    succeed(desk, R1, reference="F1", text=ONE)
    succeed(desk, F1, reference="F2", text=f"{ONE} {TWO}")
    assert readers(find_recommendation(desk, F1)) == ("committee", (KEN,))
    assert find_recommendation(desk, F1).own_audience == audience
    assert readers(find_recommendation(desk, F2)) == (audience, (KEN,))


@pytest.mark.parametrize("left_out", [False, True])
def test_so_it_is_with_what_the_state_closed_and_with_what_a_correction_left_out(left_out: bool) -> None:
    desk = open_desk_of(R1=ONE, R2=TWO)
    decide(desk, "committee", UGA, in_part=(R1,))
    if left_out:
        recommend(desk, R1=ONE)
    succeed(desk, R1, reference="F2", text=f"{ONE} {TWO}")
    assert readers(find_recommendation(desk, F2)) == CLOSED


def test_who_has_all_that_a_successor_says_keeps_it() -> None:
    desk = Desk()
    desk.notice(submission_notice(recommendations=list_recommendations(R1=ONE, R2=TWO, R3=THREE)))
    decide(desk, "un", UGA, in_part=(R1, R2))
    succeed(desk, R1, reference="F1", text=f"{ONE} {TWO} {ZERO}")
    assert readers(find_recommendation(desk, F1)) == ("un", (KEN, UGA))
