"""What exchange decides about notices, their owners' answers, and what nobody can read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic_core import to_json

import reference
from contracts.cloudevents import STRUCTURED
from contracts.exchange import NoticeTakenIn, ReceiptAccepted, ReceiptRefused, ReceiptUnreadable
from contracts.ids import project_id
from contracts.notices import NoticeAccepted, NoticeRefused
from services.exchange.model import SentNotice, notice_key
from services.exchange.reactions import MOST_SENDINGS
from services.exchange.service import SERVICE
from services.exchange.tables import NOTICES, UNREADABLE
from shared.receiving import trigger_of
from shared.rules import Change, Context, Emit, Event, Known, Put, Trigger, Unreadable
from shared.transport import Message

CONTEXT = Context(datetime(2024, 6, 3, 12, tzinfo=UTC), date(2024, 6, 3), reference.load())
RECEIVED = {"reference": "SYN-1", "state": "KEN", "received_by_state_on": "2024-06-03", "synthetic": True}
PROJECT = {
    "reference": "SYN-P1", "title": "A synthetic project", "lead_body": "UNODC", "states": ["KEN"],
    "themes": ["travel"], "status": "active", "synthetic": True,
}  # fmt: skip


def message(
    data: Any, *, id_: str = "n-1", type_: str = "notice.assessment.received.v1", offset: int = 1,
    topic: str = "ctc.external", **more: str,
) -> Message:  # fmt: skip
    attributes = {
        "specversion": "1.0", "id": id_, "source": "urn:example:cted", "type": f"org.un.ctc.{type_}",
        "time": "2024-06-03T12:00:00Z", "datacontenttype": "application/json",
    } | more  # fmt: skip
    return Message(topic, 0, offset, "KEN", attributes, data if isinstance(data, bytes) else to_json(data))


def trigger(sent: Message) -> Trigger:
    found = trigger_of(SERVICE, sent)
    assert found is not None
    return found


def decide(sent: Message | Trigger, known: Known) -> list[Change]:
    """What the rule changes; `known` shows it afterwards."""
    found = trigger(sent) if isinstance(sent, Message) else sent
    rule = SERVICE.rule_for(found)
    assert rule is not None
    needed = list(rule.needs(found))
    changes = list(rule.decide(found, known, CONTEXT))
    for change in changes:
        if isinstance(change, Put):
            assert any(n.table is change.table and n.value == change.row.id for n in needed), (
                "written without being needed"
            )
    known.fold(changes)
    return changes


def emitted(changes: Sequence[Change]) -> list[Any]:
    return [change.data for change in changes if isinstance(change, Emit)]


def only(changes: Sequence[Change], model: type) -> Any:
    (data,) = emitted(changes)
    assert isinstance(data, model)
    return data


def row(known: Known, id_: str = "n-1") -> SentNotice:
    found = known.get(NOTICES, notice_key("urn:example:cted", id_))
    assert found is not None
    return found


def owner_says(data: NoticeAccepted | NoticeRefused) -> Event[Any]:
    return Event("/services/assessments", "e-1", data.type, "KEN", CONTEXT.now, data, "c-1")


WHOSE: dict[str, Any] = {"source": "urn:example:cted", "id": "n-1", "notice_type": "notice.assessment.received"}
ACCEPTED = NoticeAccepted(**WHOSE, outcome="accepted", caused=("a-1",))
REFUSED = NoticeRefused(**WHOSE, reason="No.", code="still-unknown", rule="9", paragraph="OP16", fields=("state",))


def test_a_notice_is_handed_on_to_its_owner_and_waits_for_the_answer() -> None:
    known = Known()
    changes = decide(message(RECEIVED), known)
    taken_in = only(changes, NoticeTakenIn)
    assert (taken_in.source, taken_in.id) == ("urn:example:cted", "n-1")
    assert taken_in.notice.received_by_state_on == date(2024, 6, 3)
    assert taken_in.notice.synthetic
    assert (row(known).standing, row(known).last) == (None, None)


def test_a_notice_is_keyed_by_its_state() -> None:
    (emit,) = [change for change in decide(message(RECEIVED), Known()) if isinstance(change, Emit)]
    assert (emit.subject, emit.audience) == ("KEN", "committee")


@pytest.mark.parametrize(
    ("states", "subject"),
    [
        (["KEN"], "KEN"),
        (["KEN", "UGA"], project_id("urn:example:cted", "SYN-P1")),
        ([], project_id("urn:example:cted", "SYN-P1")),
    ],
)
def test_a_project_for_several_states_or_none_is_keyed_by_itself(states: list[str], subject: str) -> None:
    sent = message(PROJECT | {"states": states}, type_="notice.project.registered.v1")
    (emit,) = [change for change in decide(sent, Known()) if isinstance(change, Emit)]
    assert emit.subject == subject


@pytest.mark.parametrize("state", ["HKG", "TWN", "PSE", "VAT", "COK", "XXX"])
def test_what_concerns_no_member_state_is_refused_at_once(state: str) -> None:
    known = Known()
    receipt = only(decide(message(RECEIVED | {"state": state}), known), ReceiptRefused)
    assert receipt.code == "not-a-member-state"
    assert receipt.fields == ("state",)
    assert "Member State" in receipt.reason
    assert row(known).standing is not None


def test_a_project_in_one_place_that_is_no_member_state_is_refused() -> None:
    sent = message(PROJECT | {"states": ["KEN", "TWN"]}, type_="notice.project.registered.v1")
    assert only(decide(sent, Known()), ReceiptRefused).fields == ("states",)


def test_nobody_else_speaks_for_this_system() -> None:
    receipt = only(decide(message(RECEIVED, source="/services/assessments"), Known()), ReceiptRefused)
    assert receipt.code == "ours-alone"


def test_the_owners_acceptance_becomes_the_receipt_with_what_the_notice_caused() -> None:
    known = Known()
    decide(message(RECEIVED), known)
    receipt = only(decide(owner_says(ACCEPTED), known), ReceiptAccepted)
    assert (receipt.outcome, receipt.caused) == ("accepted", ("a-1",))
    assert row(known).last == row(known).standing


def test_the_owners_refusal_becomes_the_receipt_with_rule_paragraph_and_fields() -> None:
    known = Known()
    decide(message(RECEIVED), known)
    receipt = only(decide(owner_says(REFUSED), known), ReceiptRefused)
    assert (receipt.reason, receipt.rule, receipt.paragraph, receipt.fields) == ("No.", "9", "OP16", ("state",))


def test_receipts_are_keyed_by_the_sender_and_may_be_read_by_partners() -> None:
    known = Known()
    decide(message(RECEIVED), known)
    (emit,) = [change for change in decide(owner_says(ACCEPTED), known) if isinstance(change, Emit)]
    assert (emit.subject, emit.audience) == ("urn:example:cted", "partners")


def test_an_owner_answers_once() -> None:
    known = Known()
    decide(message(RECEIVED), known)
    decide(owner_says(ACCEPTED), known)
    assert decide(owner_says(ACCEPTED), known) == []
    assert decide(owner_says(REFUSED), known) == []


def test_an_answer_to_what_nobody_sent_has_nobody_to_be_told() -> None:
    assert decide(owner_says(ACCEPTED), Known()) == []


# ---- sent again -----------------------------------------------------------------------------


def test_a_notice_sent_twice_is_unchanged_and_its_receipt_still_says_what_it_caused() -> None:
    known = Known()
    decide(message(RECEIVED), known)
    decide(owner_says(ACCEPTED), known)
    receipt = only(decide(message(RECEIVED, offset=2), known), ReceiptAccepted)
    assert (receipt.outcome, receipt.caused) == ("unchanged", ("a-1",))


def test_a_notice_sent_again_while_its_owner_thinks_gets_that_one_answer() -> None:
    known = Known()
    decide(message(RECEIVED), known)
    assert emitted(decide(message(RECEIVED, offset=2), known)) == []
    assert only(decide(owner_says(ACCEPTED), known), ReceiptAccepted).outcome == "accepted"


def test_a_refused_notice_sent_again_is_refused_again() -> None:
    known = Known()
    decide(message(RECEIVED | {"state": "TWN"}), known)
    assert only(decide(message(RECEIVED | {"state": "TWN"}, offset=2), known), ReceiptRefused).fields == ("state",)


def test_the_same_delivery_twice_is_answered_once() -> None:
    known = Known()
    decide(message(RECEIVED), known)
    decide(owner_says(ACCEPTED), known)
    decide(message(RECEIVED, offset=2), known)
    assert decide(message(RECEIVED), known) == []
    assert decide(message(RECEIVED, offset=2), known) == []


def test_a_field_that_is_absent_is_the_same_as_its_default() -> None:
    known = Known()
    decide(message({**RECEIVED, "synthetic": False}), known)
    again = {name: value for name, value in RECEIVED.items() if name != "synthetic"}
    assert emitted(decide(message(again, offset=2), known)) == []


def test_other_content_under_a_known_id_is_refused_naming_fields_and_no_values() -> None:
    known = Known()
    decide(message(RECEIVED), known)
    decide(owner_says(ACCEPTED), known)
    other = RECEIVED | {"received_by_state_on": "2024-06-04", "reference": "SECRET"}
    receipt = only(decide(message(other, offset=2), known), ReceiptRefused)
    assert receipt.fields == ("received_by_state_on", "reference")
    assert receipt.code == "known-with-other-content"
    assert "SECRET" not in receipt.model_dump_json()
    assert row(known).standing.status == "accepted"  # type: ignore[union-attr]


def test_another_type_of_notice_under_a_known_id_is_refused_too() -> None:
    known = Known()
    decide(message(RECEIVED), known)
    sent = message(PROJECT, type_="notice.project.registered.v1", offset=2)
    assert "notice_type" in only(decide(sent, known), ReceiptRefused).fields


def test_the_first_content_sent_again_after_a_refusal_is_unchanged() -> None:
    known = Known()
    decide(message(RECEIVED), known)
    decide(owner_says(ACCEPTED), known)
    decide(message(RECEIVED | {"reference": "SYN-2"}, offset=2), known)
    assert only(decide(message(RECEIVED, offset=3), known), ReceiptAccepted).outcome == "unchanged"


def test_whoever_sends_without_end_is_not_answered_without_end() -> None:
    known = Known()
    for offset in range(MOST_SENDINGS):
        decide(message(RECEIVED, offset=offset), known)
    assert len(row(known).sendings) == MOST_SENDINGS
    assert decide(message(RECEIVED, offset=MOST_SENDINGS), known) == []


# ---- unreadable -----------------------------------------------------------------------------


def test_what_breaks_its_contract_is_answered_without_its_values_and_its_bytes_are_kept() -> None:
    known = Known()
    sent = message(RECEIVED | {"received_by_state_on": "2024-02-30", "reference": "SECRET"})
    receipt = only(decide(sent, known), ReceiptUnreadable)
    assert (receipt.source, receipt.id, receipt.notice_type) == (
        "urn:example:cted", "n-1", "notice.assessment.received",
    )  # fmt: skip
    assert "received_by_state_on" in receipt.reason
    assert "SECRET" not in receipt.model_dump_json()
    assert known.get(UNREADABLE, "ctc.external/0/1").data == sent.data  # type: ignore[union-attr]
    assert row(known).last.status == "unreadable"  # type: ignore[union-attr]


def test_its_id_is_not_used_up_so_a_repaired_one_is_accepted() -> None:
    known = Known()
    decide(message({"state": "KEN"}), known)
    only(decide(message(RECEIVED, offset=2), known), NoticeTakenIn)
    assert (row(known).last, row(known).notice_type) == (None, "notice.assessment.received")


def test_a_broken_copy_of_a_known_notice_leaves_what_stands() -> None:
    known = Known()
    decide(message(RECEIVED), known)
    decide(owner_says(ACCEPTED), known)
    decide(message({"state": "KEN"}, offset=2), known)
    assert row(known).standing.status == "accepted"  # type: ignore[union-attr]
    assert only(decide(message(RECEIVED, offset=3), known), ReceiptAccepted).outcome == "unchanged"


def test_the_same_unreadable_delivery_is_answered_once() -> None:
    known = Known()
    decide(message(b"no JSON"), known)
    assert decide(message(b"no JSON"), known) == []


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
    assert told in only(decide(sent, Known()), ReceiptUnreadable).reason


def test_an_event_without_an_id_is_answered_as_far_as_it_can_be_read() -> None:
    known = Known()
    receipt = only(decide(message(RECEIVED, id_=""), known), ReceiptUnreadable)
    assert (receipt.source, receipt.id) == ("urn:example:cted", None)
    assert NOTICES not in known.rows


def test_a_header_that_is_not_text_makes_only_its_message_unreadable() -> None:
    sent = Message("ctc.external", 0, 1, "", {"source": "urn:example:cted"}, b"{}", "header ce_id: is not UTF-8")
    assert only(decide(sent, Known()), ReceiptUnreadable).reason == "header ce_id: is not UTF-8"


def test_the_sender_of_a_structured_event_is_read_from_its_body() -> None:
    body = {
        "specversion": "1.0", "id": "n-9", "source": "urn:example:cted", "time": "2024-06-03T12:00:00Z",
        "type": "org.un.ctc.notice.assessment.received.v1", "data": {"state": 1},
    }  # fmt: skip
    sent = Message("ctc.external", 0, 1, "", {"content-type": STRUCTURED}, to_json(body))
    receipt = only(decide(sent, Known()), ReceiptUnreadable)
    assert (receipt.source, receipt.id) == ("urn:example:cted", "n-9")


def test_what_postgresql_cannot_hold_is_replaced_before_it_is_kept() -> None:
    known = Known()
    decide(message(b"x", id_="a\0b"), known)
    kept = known.get(UNREADABLE, "ctc.external/0/1")
    assert kept is not None
    assert "\0" not in "".join([*kept.attributes.values(), kept.reason])


def test_an_internal_message_that_cannot_be_read_is_a_dead_letter_not_an_answer() -> None:
    broken = Unreadable(message(b"x", topic="ctc.assessments"), "no JSON")
    assert SERVICE.rule_for(broken) is None


def test_an_internal_event_that_concerns_nobody_outside_is_passed_over() -> None:
    assert trigger_of(SERVICE, message({}, type_="assessment.noted.v1", topic="ctc.assessments")) is None


def test_outsiders_cannot_stop_the_consumer() -> None:
    assert SERVICE.dead_letter_limit is None
