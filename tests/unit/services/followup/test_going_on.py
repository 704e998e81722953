"""Rules 1 and 4: what ended goes on where a correction puts it right, and what is over is due no more."""

from datetime import date
from typing import Any

from contracts.followup import FollowupReopened, FollowupRescheduled
from contracts.notices import NoticeRefused
from services.followup.recommendations.commands.ending import EndRecommendation, GivenEnd
from services.followup.reports.commands import CloseCycle, GivenClosure
from tests.unit.services.followup.desk import (
    Desk,
    build_recommendation,
    corrected_event,
    kinds,
    position,
    response,
    withdrawn_event,
)
from tests.unit.services.followup.test_correcting import file_report, open_cycle


def test_what_one_correction_leaves_out_and_a_later_one_makes_again_is_live_with_its_status() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    desk.happens(response(date(2024, 2, 1), position("R2", position="accepted")))
    desk.happens(corrected_event(recommendations=(build_recommendation("R1"),)))
    assert desk.happens(corrected_event()) == []
    one = desk.recommendation("R2")
    assert (one.lifecycle, one.closed_on, one.position) == ("live", None, "accepted")


def test_what_the_committee_withdrew_stays_so_whatever_a_correction_makes_again() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    ended = GivenEnd("withdrawn", desk.today)
    desk.asks(EndRecommendation(desk.cycle().id, desk.recommendation("R2").id, ended))
    desk.happens(corrected_event(recommendations=(build_recommendation("R1"),)), corrected_event())
    assert desk.recommendation("R2").lifecycle == "withdrawn"


def close_cycle(desk: Desk, reported_on: date | None = None) -> None:
    """With nothing left in it: both recommendations are overtaken, whether it was reported on or not."""
    desk.today = desk.today if reported_on is None else reported_on
    for one in ("R1", "R2"):
        desk.asks(EndRecommendation(desk.cycle().id, desk.recommendation(one).id, GivenEnd("overtaken", desk.today)))
    if reported_on is not None:
        file_report(desk, reported_on)
    desk.asks(CloseCycle(desk.cycle().id, GivenClosure(desk.today, "Synthetic: all overtaken")))


def test_a_closed_cycle_goes_on_when_a_correction_gives_it_a_recommendation_that_is_not_reported_on() -> None:
    desk = open_cycle()
    close_cycle(desk)
    again = corrected_event(
        recommendations=(build_recommendation("R1"), build_recommendation("R2"), build_recommendation("R3")),
        on=desk.today,
        reason="Synthetic slip.",
    )
    (told,) = desk.happens(again)
    assert isinstance(told, FollowupReopened)
    assert (told.due_on, told.reason) == (date(2025, 1, 15), "Synthetic slip.")
    assert (desk.cycle().status, desk.cycle().closed_on) == ("open", None)
    assert kinds(desk.turn(date(2025, 1, 16)))[-1] == "followup.overdue"


def test_of_a_closed_cycle_a_correction_moves_only_the_punctuality_of_what_was_done() -> None:
    without, made_in_time = (
        open_cycle(received_by_state_on=date(2024, 1, 15)),
        open_cycle(received_by_state_on=date(2024, 1, 15)),
    )
    close_cycle(without)
    close_cycle(made_in_time, date(2024, 2, 1))
    days: dict[str, Any] = {"submitted_to_ctc_on": date(2024, 1, 5), "received_by_state_on": date(2024, 1, 5)}
    assert kinds(without.happens(corrected_event(**days))) == ["followup.restated"], "nothing is due in it"
    (told,) = made_in_time.happens(corrected_event(**days))
    assert isinstance(told, FollowupRescheduled)
    assert (told.due_on, told.response_due_on) == (date(2025, 1, 5), None), "nobody awaits the State's response"
    assert [one.turn(date(2026, 1, 1)) for one in (without, made_in_time)] == [[], []]


def test_a_kind_that_is_corrected_and_put_right_again_has_its_cycle_back_with_all_that_is_due() -> None:
    desk = open_cycle(received_by_state_on=date(2024, 1, 15))
    desk.today = date(2024, 3, 1)
    assert kinds(desk.happens(corrected_event(kind="advocacy", opens_cycle=False))) == ["followup.cancelled"]
    assert {one.state for one in desk.deadlines.values()} == {"cancelled"}
    assert desk.recommendation().lifecycle == "live", "the assessment stands, and makes it"
    assert desk.happens(corrected_event(kind="advocacy", opens_cycle=False, report_date=date(2024, 1, 2))) == []
    days: dict[str, Any] = {"submitted_to_ctc_on": date(2024, 1, 5), "received_by_state_on": date(2024, 1, 15)}
    assert kinds(desk.happens(corrected_event(**days))) == ["followup.reopened", "followup.rescheduled"]
    assert (desk.cycle().status, desk.cycle().due_on) == ("open", date(2025, 1, 5))
    assert [one.state for one in desk.deadlines.values() if one.kind != "mandate"] == ["pending", "pending"]


def test_a_response_to_an_assessment_that_was_corrected_to_a_kind_without_a_cycle_is_told_so() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    desk.happens(corrected_event(kind="advocacy", opens_cycle=False))
    (refused,) = desk.happens(response(date(2024, 2, 1), position(position="accepted")))
    assert isinstance(refused, NoticeRefused)
    assert (refused.code, refused.rule) == ("opens-no-cycle", "1")


def test_one_of_a_kind_without_a_cycle_is_withdrawn_like_any_other() -> None:
    desk = open_cycle()
    desk.today = date(2024, 3, 1)
    desk.happens(corrected_event(kind="advocacy", opens_cycle=False))
    told = desk.happens(withdrawn_event(desk.today))
    assert kinds(told) == ["recommendation.closed", "recommendation.closed"]
    assert (desk.cycle().status, desk.cycle().ended_because) == ("cancelled", "Synthetic reason.")
    assert desk.happens(corrected_event()) == []
