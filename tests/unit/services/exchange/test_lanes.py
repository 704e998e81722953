"""Of each sender so many notices are with their owners at a time. The others wait in order, and none is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.exchange import NoticeTakenIn
from contracts.notices import NoticeRefused, NoticeWaiting
from services.exchange.lanes import rules
from services.exchange.lanes.model import LANES, QUEUED_NOTICES
from services.exchange.notices.model import NOTICES, notice_key
from services.exchange.notices.waiting import build_waiting_receipt
from services.exchange.service import SERVICE
from shared.engine.principals import Principal, register_owner
from shared.engine.receiving import build_trigger
from shared.engine.rules import Event
from tests.support.frozen import REFERENCE
from tests.unit.services.exchange.desk import CONTEXT, RECEIVED, Desk, message
from tests.unit.services.exchange.senders import FLOODER, KIND, OTHER, accepts, cites, sending, taken_in

PLACES = 3


@pytest.fixture(autouse=True)
def _few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "PLACES", PLACES)


def flood(desk: Desk, count: int, begin: int = 0) -> list[str]:
    return taken_in(desk.handle(*[sending(number) for number in range(begin, begin + count)]))


def refuses(number: int) -> Event[Any]:
    data = NoticeRefused(source="urn:example:flood", id=f"n-{number}", notice_type=KIND, reason="No.")
    return Event("/services/assessments", f"e{number}", data.type, "KEN", CONTEXT.now, data, f"answer {number}")


def puts_aside(number: int) -> Event[Any]:
    whose: dict[str, Any] = {"source": "urn:example:flood", "id": f"n-{number}", "notice_type": KIND}
    data = NoticeWaiting(**whose, refused_on=date(2024, 6, 11))
    return Event("/services/assessments", f"w{number}", data.type, "KEN", CONTEXT.now, data, f"aside {number}")


def test_a_token_and_a_publisher_of_one_name_have_a_lane_each() -> None:
    token = Principal("kenya", sources=frozenset({"urn:example:flood"}))
    publisher = replace(token, parties=frozenset({"publisher:kenya"}))
    sent = sending(0)
    lanes = {rules.sender_of(replace(sent, senders=(one,))) for one in (token, publisher)}
    assert lanes == {"principal:kenya", "publisher:kenya"}


def test_only_so_many_of_one_sender_are_handed_on_and_the_others_wait_with_their_content() -> None:
    desk = Desk()
    assert flood(desk, 5) == ["n-0", "n-1", "n-2"]
    assert [one.cause_id for one in desk.rows[QUEUED_NOTICES].values()] == ["n-3", "n-4"]
    assert desk.get(LANES, "principal:flooder").places_taken == PLACES


def test_another_sender_does_not_wait_behind_a_flood() -> None:
    desk = Desk()
    flood(desk, 100)
    assert taken_in(desk.handle(sending(1, OTHER, "urn:example:other"))) == ["n-1"]


def test_all_sources_of_one_publisher_share_its_places() -> None:
    desk = Desk()
    flood(desk, PLACES)
    assert taken_in(desk.handle(sending(9, source="urn:example:flood/2"))) == []


def test_each_source_of_the_owner_of_an_installation_has_places_of_its_own() -> None:
    desk = Desk()
    for source in ("urn:a", "urn:b"):
        owner = register_owner(source)
        told = desk.handle(*[sending(number, owner, source) for number in range(5)])
        assert len(taken_in(told)) == PLACES


@pytest.mark.parametrize("answer", [accepts, refuses, puts_aside])
def test_an_answer_hands_on_the_next_one_in_the_same_transaction(answer: Any) -> None:
    desk = Desk()
    flood(desk, 5)
    assert taken_in(desk.handle(answer(1))) == ["n-3"]
    assert taken_in(desk.handle(answer(0))) == ["n-4"]
    assert taken_in(desk.handle(answer(2))) == []
    assert desk.get(LANES, "principal:flooder").places_taken == PLACES - 1
    assert not desk.rows[QUEUED_NOTICES]


def test_a_batch_of_answers_hands_on_as_many_as_it_frees() -> None:
    desk = Desk()
    flood(desk, 10)
    assert taken_in(desk.handle(accepts(0), accepts(1), accepts(2))) == ["n-3", "n-4", "n-5"]


def test_what_comes_while_others_wait_waits_behind_them() -> None:
    desk = Desk()
    flood(desk, 4)
    assert taken_in(desk.handle(accepts(0), sending(4))) == ["n-3"]
    assert taken_in(desk.handle(sending(5), accepts(1), accepts(2))) == ["n-4", "n-5"]


def test_no_notice_is_lost_or_handed_on_twice() -> None:
    desk, done = Desk(), list[str]()
    done += flood(desk, 20)
    while len(done) < 20:
        done += taken_in(desk.handle(*[accepts(int(id_[2:])) for id_ in done]))
    desk.handle(*[accepts(number) for number in range(20)])
    assert done == [f"n-{number}" for number in range(20)]
    assert desk.get(LANES, "principal:flooder").places_taken == 0


def test_a_notice_that_waits_in_its_owner_frees_one_place_and_its_answer_none() -> None:
    desk = Desk()
    flood(desk, 6)
    assert taken_in(desk.handle(puts_aside(0))) == ["n-3"]
    assert taken_in(desk.handle(puts_aside(0))) == []
    assert taken_in(desk.handle(accepts(0))) == []
    assert taken_in(desk.handle(accepts(1))) == ["n-4"]


def test_a_notice_that_waits_for_one_thing_after_another_counts_once_until_it_is_answered() -> None:
    desk = Desk()
    flood(desk, 2)
    for number, answer, aside in ((0, puts_aside, 1), (0, puts_aside, 1), (1, puts_aside, 2), (0, accepts, 1)):
        desk.handle(answer(number))
        assert desk.get(LANES, "principal:flooder").aside == aside
    desk.handle(accepts(0), refuses(1), refuses(1))
    assert desk.get(LANES, "principal:flooder").aside == 0


def test_a_receipt_says_what_its_notice_waits_for_and_until_when() -> None:
    desk = Desk()
    flood(desk, 1)
    desk.handle(puts_aside(0))
    receipt = build_waiting_receipt(desk.get(NOTICES, notice_key("urn:example:flood", "n-0")), REFERENCE)
    assert receipt.refused_on == date(2024, 6, 11)
    assert receipt.reason.startswith("It waits for the assessment that it names, which is not known here yet.")


def test_a_notice_keeps_its_own_lineage_whoever_makes_room_for_it() -> None:
    desk = Desk()
    flood(desk, 4)
    desk.handle(accepts(0))
    (row,) = [one for one in desk.handler.journal if one.type == NoticeTakenIn.type and b'"n-3"' in one.data]
    assert (row.causationid, row.correlationid, row.principal) == ("n-3", "c3", "flooder")


def test_a_repeated_sending_of_one_that_waits_is_answered_with_it() -> None:
    desk = Desk()
    flood(desk, 5)
    again = message(RECEIVED | {"reference": "R4"}, id_="n-4", source="urn:example:flood", offset=77)
    found = build_trigger(SERVICE, again, lambda _: (FLOODER,))
    assert found is not None
    assert desk.handle(found) == []
    desk.handle(accepts(0), accepts(1))
    assert [one.type for one in desk.handle(accepts(4))] == ["receipt.accepted.v1"]


def test_where_nothing_waits_a_lane_costs_one_row() -> None:
    desk = Desk()
    flood(desk, 2)
    flood(desk, 1, begin=2)
    assert desk.loaded_rows == [desk.handler.loaded[LANES]["principal:flooder"]]


def test_places_that_are_free_while_notices_wait_are_taken_by_the_next_sending() -> None:
    """As after a recount."""
    desk = Desk()
    flood(desk, 5)
    desk.rows[LANES]["principal:flooder"] = replace(desk.get(LANES, "principal:flooder"), places_taken=0)
    assert flood(desk, 1, begin=5) == ["n-3", "n-4"]
    assert flood(desk, 1, begin=6) == ["n-5"]


def test_a_project_takes_places_for_what_it_cites_and_gives_as_many_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each tells of thirty cases with all their parts: 24 such projects would keep all others waiting."""
    monkeypatch.setattr(rules, "PLACES", 24)
    desk = Desk()
    for number in range(6):
        desk.handle(cites(number, 30))
    assert count_taken_and_queued(desk) == (24, 5)
    desk.handle(accepts(0))
    assert count_taken_and_queued(desk) == (24, 4)
    for number in range(1, 6):
        desk.handle(accepts(number))
    assert count_taken_and_queued(desk) == (0, 0)


def count_taken_and_queued(desk: Desk) -> tuple[int, int]:
    lane = desk.get(LANES, "principal:flooder")
    return lane.places_taken, lane.next_number - lane.oldest


def test_answers_read_few_of_the_long_notices_that_wait_and_each_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several senders' answers come in one batch. If each read all that may follow, it would be handled in halves."""
    desk, done = Desk(), list[str]()
    done += flood(desk, 9)
    longest = max(len(one.content) for one in desk.rows[QUEUED_NOTICES].values())
    monkeypatch.setattr(rules, "MOST_READ", 2 * longest)
    while len(done) < 9:
        told = taken_in(desk.handle(*[accepts(int(id_[2:])) for id_ in done[-PLACES:]]))
        assert 0 < len(desk.handler.loaded[QUEUED_NOTICES]) <= 2
        done += told
    assert done == [f"n-{number}" for number in range(9)]


def test_one_notice_follows_however_long_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_READ", 1)
    desk = Desk()
    flood(desk, 2 * PLACES)
    assert taken_in(desk.handle(*[accepts(number) for number in range(PLACES)])) == ["n-3"]


def test_a_long_notice_keeps_no_short_one_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    flood(desk, 2 * PLACES)
    longest = max(len(one.content) for one in desk.rows[QUEUED_NOTICES].values())
    monkeypatch.setattr(rules, "MOST_READ", PLACES * longest)
    long, *short = range(2 * PLACES, 3 * PLACES + 1)
    desk.handle(cites(long, 200))
    flood(desk, PLACES, begin=short[0])
    for of_next in ([3, 4, 5], [long], short):
        told = desk.handle(*[accepts(number) for number in range(of_next[0])])
        assert taken_in(told) == [f"n-{number}" for number in of_next]
