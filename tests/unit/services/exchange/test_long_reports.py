"""A long report waits for its turn among those of all senders. What its sender sent later waits behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.exchange.lanes.model import LANES, Lane
from services.exchange.lanes.rules import HandOnLong, is_long
from shared.engine.rules import Command
from tests.unit.services.exchange.desk import Desk
from tests.unit.services.exchange.senders import FLOODER, OTHER, accepts, cites, report, sending, taken_in, withdraws

SENDER = FLOODER.itself


def give_turn(desk: Desk, number: int) -> list[str]:
    """Ids of what is handed on."""
    return taken_in(desk.handle(Command(FLOODER, f"turn {number}", HandOnLong(SENDER, number), "turns")))


def lane(desk: Desk) -> Lane:
    return desk.get(LANES, SENDER)


def test_a_long_report_is_handed_on_when_it_is_its_turn() -> None:
    desk = Desk()
    assert taken_in(desk.handle(report(0, 24))) == []
    assert lane(desk).awaits_turn
    assert give_turn(desk, 0) == ["n-0"]
    assert (lane(desk).long_places, lane(desk).awaits_turn) == (24, False)


@pytest.mark.parametrize(
    ("notice_type", "places", "waits"),
    [
        ("notice.assessment.submitted", 4, True),
        ("notice.assessment.submitted", 3, False),
        ("notice.assessment.corrected", 24, True),
        ("notice.assessment.withdrawn", 12, True),
        ("notice.response.received", 4, True),
        ("notice.response.received", 3, False),
        ("notice.project.registered", 24, False),
        ("notice.visit.planned", 24, False),
    ],
)
def test_long_reports_responses_and_withdrawals_wait_for_turns(notice_type: str, places: int, waits: bool) -> None:
    """Four senders that withdrew reports of 500 recommendations kept others waiting for ten seconds."""
    assert is_long(notice_type, places) is waits


def test_a_withdrawal_waits_for_its_turn_and_gives_its_places_back() -> None:
    desk = Desk()
    assert taken_in(desk.handle(withdraws(0))) == []
    assert give_turn(desk, 0) == ["n-0"]
    assert lane(desk).long_places == 12
    desk.handle(accepts(0))
    assert (lane(desk).places_taken, lane(desk).long_places) == (0, 0)


def test_what_is_no_report_waits_for_no_turn_however_many_places_it_takes() -> None:
    """It is quick to decide. With turns, twelve senders of such would let another one wait for minutes."""
    desk = Desk()
    assert taken_in(desk.handle(cites(0, 30))) == ["n-0"]
    assert (lane(desk).places_taken, lane(desk).long_places) == (24, 0)


def test_an_answer_gives_the_places_of_a_long_report_back() -> None:
    desk = Desk()
    desk.handle(report(0, 7))
    give_turn(desk, 0)
    desk.handle(sending(1))
    assert (lane(desk).places_taken, lane(desk).long_places) == (8, 7)
    desk.handle(accepts(1))
    assert (lane(desk).places_taken, lane(desk).long_places) == (7, 7)
    desk.handle(accepts(0))
    assert (lane(desk).places_taken, lane(desk).long_places) == (0, 0)


def test_a_sender_s_own_order_stands_around_a_long_report() -> None:
    desk = Desk()
    assert taken_in(desk.handle(sending(0), report(1, 24), sending(2))) == ["n-0"]
    assert give_turn(desk, 0) == ["n-1"], "it fills the lane"
    assert taken_in(desk.handle(accepts(0), accepts(1))) == ["n-2"]


def test_what_is_short_follows_a_long_report_up_to_the_next_long_one() -> None:
    desk = Desk()
    desk.handle(report(0, 7), sending(1), report(2, 7), sending(3))
    assert give_turn(desk, 0) == ["n-0", "n-1"]
    assert lane(desk).awaits_turn
    assert give_turn(desk, 2) == ["n-2", "n-3"]


def test_an_answer_finds_the_long_report_that_is_next_without_reading_it() -> None:
    desk = Desk()
    for number in range(24):
        desk.handle(sending(number))
    desk.handle(sending(24), report(25, 24))
    assert not lane(desk).awaits_turn
    assert taken_in(desk.handle(accepts(0))) == ["n-24"]
    assert taken_in(desk.handle(accepts(1))) == []
    assert lane(desk).awaits_turn
    assert not any(getattr(row, "cause_id", "") == "n-25" for row in desk.loaded_rows)
    assert taken_in(desk.handle(sending(26))) == [], "it waits behind the long one"
    assert lane(desk).awaits_turn


def test_two_turns_given_for_one_notice_hand_it_on_once() -> None:
    """By two copies of exchange."""
    desk = Desk()
    desk.handle(report(0, 9), report(1, 9))
    assert give_turn(desk, 0) == ["n-0"]
    again = Command(FLOODER, "another copy", HandOnLong(SENDER, 0), "turns")
    assert taken_in(desk.handle(again)) == []
    assert lane(desk).long_places == 9


def test_a_turn_finds_no_place_in_a_full_lane() -> None:
    desk = Desk()
    desk.handle(report(0, 9))
    desk.rows[LANES][SENDER] = replace(lane(desk), places_taken=24)
    assert give_turn(desk, 0) == []


def test_another_sender_s_short_notice_does_not_wait_for_turns() -> None:
    desk = Desk()
    desk.handle(report(0, 24))
    assert taken_in(desk.handle(sending(1, OTHER, "urn:example:other"))) == ["n-1"]
