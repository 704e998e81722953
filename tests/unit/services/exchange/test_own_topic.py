"""What comes on a publisher's own topic was sent by that publisher, whatever its source says."""

from __future__ import annotations

from typing import Any

from contracts.exchange import NoticeTakenIn, ReceiptRefused, ReceiptUnreadable
from services.exchange.lanes.model import LANES
from services.exchange.notices.model import NOTICES, notice_key
from services.exchange.quarantine.model import UNREADABLE_EVENTS
from services.exchange.service import SERVICE
from shared.engine.principals import Principal, register_owner
from shared.engine.receiving import build_trigger
from shared.engine.rules import Trigger
from tests.unit.services.exchange.desk import RECEIVED, Desk, decide, list_emitted, message, only

OWN, VICTIM = "urn:example:unodc", "urn:example:cted"
ALL = frozenset({"*"})
UNODC = Principal("unodc-cases", "un", sources=frozenset({OWN}), notice_types=ALL, bodies=frozenset({"cted"}))
TOPIC = "ctc.external.unodc-cases"


def on_own_topic(data: Any = RECEIVED, *, source: str = OWN, topic: str = TOPIC, **more: Any) -> Trigger:
    sent = message(data, source=source, topic=topic, **more)
    named = {UNODC.name: UNODC}.get
    found = build_trigger(SERVICE, sent, lambda source: (register_owner(source),), named)
    assert found is not None
    return found


def test_its_own_notice_is_handed_on() -> None:
    desk = Desk()
    assert only(decide(on_own_topic(), desk), NoticeTakenIn).source == OWN
    assert desk.get(LANES, UNODC.itself).places_taken == 1


def test_a_source_that_is_not_its_own_is_refused_and_its_holder_is_told_nothing() -> None:
    desk = Desk()
    receipt = only(decide(on_own_topic(source=VICTIM), desk), ReceiptRefused)
    assert (receipt.source, receipt.id, receipt.code) == (TOPIC, "n-1", "not-your-source")
    assert notice_key(VICTIM, "n-1") not in desk.rows[NOTICES]


def test_an_unreadable_event_with_anothers_source_tells_its_holder_nothing() -> None:
    desk = Desk()
    receipt = only(decide(on_own_topic(b"{", source=VICTIM), desk), ReceiptUnreadable)
    assert receipt.source == TOPIC
    assert notice_key(VICTIM, "n-1") not in desk.rows[NOTICES]
    (kept,) = desk.rows[UNREADABLE_EVENTS].values()
    assert kept.sent_by == UNODC.itself


def test_an_unreadable_event_of_its_own_is_remembered_under_its_source() -> None:
    desk = Desk()
    assert only(decide(on_own_topic(b"{"), desk), ReceiptUnreadable).source == OWN
    assert notice_key(OWN, "n-1") in desk.rows[NOTICES]


def test_nobody_is_let_in_by_the_topic_of_a_publisher_that_is_not_registered() -> None:
    assert only(decide(on_own_topic(topic="ctc.external.gone"), Desk()), ReceiptRefused).code == "not-your-source"


def test_the_same_offset_of_two_topics_is_two_sendings() -> None:
    desk = Desk()
    decide(on_own_topic(), desk)
    other = message(RECEIVED | {"state": "FJI"}, source=OWN)
    found = build_trigger(SERVICE, other, lambda _: (UNODC,))
    assert found is not None
    assert list_emitted(decide(found, desk)) == []  # it waits for the owner's answer to the first one
    assert len(desk.get(NOTICES, notice_key(OWN, "n-1")).sendings) == 2
