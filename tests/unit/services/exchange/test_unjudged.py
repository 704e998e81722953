"""A notice whose intake fails: however it fails, its row is known, so that no answer is lost and no id used up."""

from __future__ import annotations

import pytest

from contracts.exchange import NoticeTakenIn, ReceiptAccepted, ReceiptRefused
from services.exchange.notices import reactions
from services.exchange.quarantine.model import UNREADABLE_EVENTS
from tests.unit.services.exchange.desk import ACCEPTED, RECEIVED, Desk, decide, message, only, owner_says, row

BOTH = pytest.mark.parametrize("name", ["need_of_lane", "digest_fields"], ids=["needs", "rule"])


def fail(desk: Desk, name: str, offset: int) -> ReceiptRefused:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reactions, name, lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            decide(message(RECEIVED, offset=offset), desk)
    told = row(desk).last
    assert told is not None
    return ReceiptRefused(source="s", id="n-1", notice_type="t", reason=told.reason, code=told.code)


@BOTH
def test_each_sending_is_kept_and_answered_and_a_later_one_is_taken_in(name: str) -> None:
    desk = Desk()
    for offset in (1, 2):
        told = fail(desk, name, offset)
        assert (told.code, "the same id" in told.reason, "new id" in told.reason) == (
            "could-not-be-judged",
            True,
            False,
        )
    assert [one.code for one in desk.rows[UNREADABLE_EVENTS].values()] == ["could-not-be-judged"] * 2
    assert len(row(desk).sendings) == 2
    only(decide(message(RECEIVED, offset=3), desk), NoticeTakenIn)


def test_a_sending_that_fails_leaves_what_its_owner_decided() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    decide(owner_says(ACCEPTED), desk)
    fail(desk, "need_of_lane", 2)
    assert row(desk).standing.status == "accepted"  # type: ignore[union-attr]
    assert only(decide(message(RECEIVED, offset=3), desk), ReceiptAccepted).outcome == "unchanged"
