"""Exchange after a restore: it reads its owners' answers again, to notices that it does not know any more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.exchange import NoticeTakenIn, ReceiptAccepted, ReceiptRefused
from contracts.notices import NoticeWaiting
from services.exchange.lanes.model import LANES
from services.exchange.notices.waiting import build_waiting_receipt
from shared.engine.rules import Event
from tests.support.frozen import REFERENCE
from tests.unit.services.exchange.desk import (
    ACCEPTED,
    CONTEXT,
    RECEIVED,
    REFUSED,
    WHOSE,
    Desk,
    decide,
    list_emitted,
    message,
    only,
    owner_says,
    row,
)

PUT_ASIDE = NoticeWaiting(**WHOSE, refused_on=date(2024, 6, 9))


def aside() -> Event[Any]:
    return Event("/services/assessments", "e-0", PUT_ASIDE.type, "KEN", CONTEXT.now, PUT_ASIDE, "c-0")


def test_the_answer_to_a_notice_of_the_lost_time_is_its_receipt_again() -> None:
    before, after = Desk(), Desk()
    decide(message(RECEIVED), before)
    decide(owner_says(ACCEPTED), before)
    assert only(decide(owner_says(ACCEPTED), after), ReceiptAccepted).caused == ("a-1",)
    assert after.handler.journal[-1].id == before.handler.journal[-1].id
    assert row(after).last == row(before).last
    assert decide(owner_says(REFUSED), after) == []


@pytest.mark.parametrize(("said", "model"), [(ACCEPTED, ReceiptAccepted), (REFUSED, ReceiptRefused)])
def test_a_notice_of_the_lost_time_that_is_sent_again_is_answered_and_takes_no_place(said: Any, model: type) -> None:
    desk = Desk()
    decide(owner_says(said), desk)
    only(decide(message(RECEIVED), desk), model)
    only(decide(message(RECEIVED, offset=2), desk), model)
    assert not desk.rows.get(LANES)
    other = RECEIVED | {"received_by_state_on": "2024-06-01"}
    assert only(decide(message(other, offset=3), desk), ReceiptRefused).fields == ("received_by_state_on",)


def test_one_that_its_owner_put_aside_waits_and_takes_no_place_until_it_is_answered() -> None:
    desk = Desk()
    assert list_emitted(decide(aside(), desk)) == []
    assert list_emitted(decide(message(RECEIVED), desk)) == []
    assert build_waiting_receipt(row(desk), REFERENCE).refused_on == date(2024, 6, 9)
    assert not desk.rows.get(LANES)
    assert only(decide(owner_says(ACCEPTED), desk), ReceiptAccepted).outcome == "accepted"
    assert only(decide(message(RECEIVED, offset=2), desk), ReceiptAccepted).outcome == "unchanged"


def test_what_its_owner_does_not_know_either_is_handed_on() -> None:
    desk = Desk()
    only(decide(message(RECEIVED), desk), NoticeTakenIn)
    assert only(decide(owner_says(ACCEPTED), desk), ReceiptAccepted).outcome == "accepted"
