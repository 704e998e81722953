"""What nobody can read is answered as far as it can be, its bytes are kept, and it uses no id up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic_core import to_json

from contracts.cloudevents import STRUCTURED
from contracts.exchange import NoticeTakenIn, ReceiptAccepted, ReceiptUnreadable
from services.exchange.notices.model import NOTICES
from services.exchange.quarantine.keeping import LONGEST_KEPT
from services.exchange.quarantine.model import UNREADABLE_EVENTS
from services.exchange.service import SERVICE
from shared.engine.port import Message
from shared.engine.receiving import build_trigger
from shared.engine.rules import Unreadable
from tests.unit.services.exchange.desk import ACCEPTED, RECEIVED, Desk, decide, message, only, owner_says, row


def test_what_breaks_its_contract_is_answered_without_its_values_and_its_bytes_are_kept() -> None:
    desk = Desk()
    sent = message(RECEIVED | {"received_by_state_on": "2024-02-30", "reference": "SECRET"})
    receipt = only(decide(sent, desk), ReceiptUnreadable)
    assert (receipt.source, receipt.id, receipt.notice_type) == (
        "urn:example:cted", "n-1", "notice.assessment.received",
    )  # fmt: skip
    assert "received_by_state_on" in receipt.reason
    assert "SECRET" not in receipt.model_dump_json()
    (kept,) = desk.rows[UNREADABLE_EVENTS].values()
    assert (kept.data, kept.id.rpartition("/")[0]) == (sent.data, "ctc.external/0/1")
    assert row(desk).last.status == "unreadable"  # type: ignore[union-attr]


def test_its_id_is_not_used_up_so_a_repaired_one_is_accepted() -> None:
    desk = Desk()
    decide(message({"state": "KEN"}), desk)
    only(decide(message(RECEIVED, offset=2), desk), NoticeTakenIn)
    assert (row(desk).last, row(desk).notice_type) == (None, "notice.assessment.received")


def test_a_broken_copy_of_a_known_notice_leaves_what_stands() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    decide(owner_says(ACCEPTED), desk)
    decide(message({"state": "KEN"}, offset=2), desk)
    assert row(desk).standing.status == "accepted"  # type: ignore[union-attr]
    assert only(decide(message(RECEIVED, offset=3), desk), ReceiptAccepted).outcome == "unchanged"


@pytest.mark.parametrize("structured", [False, True])
def test_what_has_too_many_values_is_answered_as_far_as_its_sender_is_known(structured: bool) -> None:
    data = b'{"states":[' + b",".join([b"{}"] * 160_000) + b"]}"
    sent = message(RECEIVED)
    if structured:
        sent = replace(sent, attributes={"content-type": STRUCTURED}, data=b'{"id":"n-1","data":' + data + b"}")
    else:
        sent = replace(sent, data=data)
    receipt = only(decide(sent, Desk()), ReceiptUnreadable)
    assert (receipt.code, receipt.id) == ("too-large", None if structured else "n-1")
    assert receipt.reason.startswith("there are more than ")


def test_the_same_unreadable_delivery_is_answered_once() -> None:
    desk = Desk()
    decide(message(b"no JSON"), desk)
    assert decide(message(b"no JSON"), desk) == []


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (message(RECEIVED, type_="notice.assessment.received.v2"), "version 2"),
        (message(RECEIVED, type_="notice.unheard.of.v1"), "not known"),
        (message({"source": "x", "id": "y"}, type_="notice.accepted.v1"), "not for other systems"),
        (message(ACCEPTED.model_dump(), type_="assessment.completed.v1"), "not for other systems"),
        (message(RECEIVED, type_=""), "not known"),
        (message(b'{"state": ' + b"[" * 1000 + b"]" * 1000 + b"}"), "JSON"),
        (message(b" " * 500_001), "500001 bytes; the limit is 500000"),
        (message(RECEIVED, specversion="0.3"), "specversion"),
    ],
)
def test_anything_but_a_notice_that_keeps_its_contract_is_unreadable(sent: Message, told: str) -> None:
    assert told in only(decide(sent, Desk()), ReceiptUnreadable).reason


def test_an_event_without_an_id_is_answered_as_far_as_it_can_be_read() -> None:
    desk = Desk()
    receipt = only(decide(message(RECEIVED, id_=""), desk), ReceiptUnreadable)
    assert (receipt.source, receipt.id) == ("urn:example:cted", None)
    assert NOTICES not in desk.rows


def test_a_header_that_is_not_text_makes_only_its_message_unreadable() -> None:
    sent = Message("ctc.external", 0, 1, "", {"source": "urn:example:cted"}, b"{}", "header ce_id: is not UTF-8")
    assert only(decide(sent, Desk()), ReceiptUnreadable).reason == "header ce_id: is not UTF-8"


def test_the_sender_of_a_structured_event_is_read_from_its_body() -> None:
    body = {
        "specversion": "1.0", "id": "n-9", "source": "urn:example:cted", "time": "2024-06-03T12:00:00Z",
        "type": "org.un.ctc.notice.assessment.received.v1", "data": {"state": 1},
    }  # fmt: skip
    sent = Message("ctc.external", 0, 1, "", {"content-type": STRUCTURED}, to_json(body))
    receipt = only(decide(sent, Desk()), ReceiptUnreadable)
    assert (receipt.source, receipt.id) == ("urn:example:cted", "n-9")


def test_what_postgresql_cannot_hold_is_replaced_before_it_is_kept() -> None:
    desk = Desk()
    decide(message(b"x", id_="a\0b"), desk)
    (kept,) = desk.rows[UNREADABLE_EVENTS].values()
    assert "\0" not in "".join([*kept.attributes.values(), kept.reason])


def test_of_an_attribute_of_megabytes_the_beginning_is_kept() -> None:
    desk, sent = Desk(), message({"state": "KEN"})
    decide(replace(sent, attributes={**sent.attributes, "x" * 2_000: "y" * 2_000_000}), desk)
    (kept,) = desk.rows[UNREADABLE_EVENTS].values()
    assert kept.attributes == {**sent.attributes, "x" * LONGEST_KEPT: "y" * LONGEST_KEPT}


def test_an_internal_message_that_cannot_be_read_is_a_dead_letter_not_an_answer() -> None:
    broken = Unreadable(message(b"x", topic="ctc.assessments"), "no JSON")
    assert SERVICE.rule_for(broken) is None


def test_an_internal_event_that_concerns_nobody_outside_is_passed_over() -> None:
    assert build_trigger(SERVICE, message({}, type_="assessment.noted.v1", topic="ctc.assessments")) is None


def test_outsiders_cannot_stop_the_consumer() -> None:
    assert SERVICE.dead_letter_limit is None


PLACE = "unreadable/ctc.external/0/0"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("order 7", "order 7"),
        ("c" * 500, "c" * 500),
        pytest.param("c" * 501, PLACE, id="no header of Kafka would hold what is longer without end"),
        pytest.param("\U0001f300" * 376, PLACE, id="more bytes"),
        pytest.param("a\0b", PLACE, id="PostgreSQL holds no NUL"),
        ("", PLACE),
    ],
)
def test_a_receipt_has_the_correlation_id_that_was_said_if_an_event_may_have_it(sent: str, kept: str) -> None:
    carried = Message("ctc.external", 0, 0, "", {"correlationid": sent}, b"x")
    assert Unreadable(carried, "").correlation_id == kept
