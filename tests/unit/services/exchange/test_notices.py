"""A notice is handed on to its owner, whose answer is its receipt; what is wrong in itself is refused at once."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.exchange import NoticeTakenIn, ReceiptAccepted, ReceiptRefused
from contracts.ids import project_id
from shared.engine.rules import Emit
from tests.unit.services.exchange.desk import (
    ACCEPTED,
    PROJECT,
    RECEIVED,
    REFUSED,
    Desk,
    decide,
    message,
    only,
    owner_says,
    row,
)


def test_a_notice_is_handed_on_to_its_owner_and_waits_for_the_answer() -> None:
    desk = Desk()
    changes = decide(message(RECEIVED), desk)
    taken_in = only(changes, NoticeTakenIn)
    assert (taken_in.source, taken_in.id) == ("urn:example:cted", "n-1")
    assert taken_in.notice.received_by_state_on == date(2024, 6, 3)
    assert taken_in.notice.synthetic
    assert (row(desk).standing, row(desk).last) == (None, None)


def test_a_notice_is_keyed_by_its_state() -> None:
    (emit,) = [change for change in decide(message(RECEIVED), Desk()) if isinstance(change, Emit)]
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
    (emit,) = [change for change in decide(sent, Desk()) if isinstance(change, Emit)]
    assert emit.subject == subject


@pytest.mark.parametrize("state", ["HKG", "TWN", "PSE", "VAT", "COK", "XXX"])
def test_what_concerns_no_member_state_is_refused_at_once(state: str) -> None:
    desk = Desk()
    receipt = only(decide(message(RECEIVED | {"state": state}), desk), ReceiptRefused)
    assert receipt.code == "not-a-member-state"
    assert receipt.fields == ("state",)
    assert "Member State" in receipt.reason
    assert row(desk).standing is not None


def test_a_project_in_one_place_that_is_no_member_state_is_refused() -> None:
    sent = message(PROJECT | {"states": ["KEN", "TWN"]}, type_="notice.project.registered.v1")
    assert only(decide(sent, Desk()), ReceiptRefused).fields == ("states",)


def test_nobody_else_speaks_for_this_system() -> None:
    receipt = only(decide(message(RECEIVED, source="/services/assessments"), Desk()), ReceiptRefused)
    assert receipt.code == "ours-alone"


def test_the_owners_acceptance_becomes_the_receipt_with_what_the_notice_caused() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    receipt = only(decide(owner_says(ACCEPTED), desk), ReceiptAccepted)
    assert (receipt.outcome, receipt.caused) == ("accepted", ("a-1",))
    assert row(desk).last == row(desk).standing


def test_the_owners_refusal_becomes_the_receipt_with_rule_paragraph_and_fields() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    receipt = only(decide(owner_says(REFUSED), desk), ReceiptRefused)
    assert (receipt.reason, receipt.rule, receipt.paragraph, receipt.fields) == ("No.", "9", "OP16", ("state",))


def test_receipts_are_keyed_by_the_sender_and_may_be_read_by_partners() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    (emit,) = [change for change in decide(owner_says(ACCEPTED), desk) if isinstance(change, Emit)]
    assert (emit.subject, emit.audience) == ("urn:example:cted", "partners")


def test_an_owner_answers_once() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    decide(owner_says(ACCEPTED), desk)
    assert decide(owner_says(ACCEPTED), desk) == []
    assert decide(owner_says(REFUSED), desk) == []
