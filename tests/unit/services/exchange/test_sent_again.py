"""A notice sent again is answered again, and changes nothing; other content under its id is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from contracts.cloudevents import Carried
from contracts.exchange import NoticeTakenIn, ReceiptAccepted, ReceiptRefused
from contracts.notices import NoticeAssessmentReceived, NoticeResponseReceived
from services.exchange.http.taking_in import build_result
from services.exchange.notices.answering import find_differing_fields
from services.exchange.notices.reactions import MOST_SENDINGS
from shared.engine.rules import Change, Event
from tests.unit.services.exchange.desk import (
    ACCEPTED,
    CONTEXT,
    PROJECT,
    RECEIVED,
    Desk,
    decide,
    list_emitted,
    message,
    only,
    owner_says,
    row,
    trigger,
)


def test_a_notice_sent_twice_is_unchanged_and_its_receipt_still_says_what_it_caused() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    decide(owner_says(ACCEPTED), desk)
    receipt = only(decide(message(RECEIVED, offset=2), desk), ReceiptAccepted)
    assert (receipt.outcome, receipt.caused) == ("unchanged", ("a-1",))


def test_a_notice_sent_again_while_its_owner_thinks_gets_that_one_answer() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    assert list_emitted(decide(message(RECEIVED, offset=2), desk)) == []
    assert only(decide(owner_says(ACCEPTED), desk), ReceiptAccepted).outcome == "accepted"


def test_a_refused_notice_sent_again_is_refused_again() -> None:
    desk = Desk()
    decide(message(RECEIVED | {"state": "TWN"}), desk)
    assert only(decide(message(RECEIVED | {"state": "TWN"}, offset=2), desk), ReceiptRefused).fields == ("state",)


def test_the_same_delivery_twice_is_answered_once() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    decide(owner_says(ACCEPTED), desk)
    decide(message(RECEIVED, offset=2), desk)
    assert decide(message(RECEIVED), desk) == []
    assert decide(message(RECEIVED, offset=2), desk) == []


def test_a_field_that_is_absent_is_the_same_as_its_default() -> None:
    desk = Desk()
    decide(message({**RECEIVED, "synthetic": False}), desk)
    again = {name: value for name, value in RECEIVED.items() if name != "synthetic"}
    assert list_emitted(decide(message(again, offset=2), desk)) == []


def test_a_notice_is_the_same_after_its_contract_has_grown() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    grown = Grown.model_validate(RECEIVED)
    assert find_differing_fields(row(desk), grown) == ()
    assert find_differing_fields(row(desk), grown.model_copy(update={"note": "x"})) == ("note",)


def test_a_notice_is_the_same_as_one_whose_defaults_were_noted_by_a_version_before() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    whole = NoticeAssessmentReceived.model_validate(RECEIVED).model_dump(mode="json")
    noted = {name: hashlib.sha256(repr(value).encode()).hexdigest()[:32] for name, value in whole.items()}
    before = replace(row(desk), content=noted)
    assert find_differing_fields(before, Grown.model_validate(RECEIVED)) == ()
    assert find_differing_fields(before, Grown.model_validate(RECEIVED | {"state": "FJI"})) == ("state",)
    assert find_differing_fields(before, Grown.model_validate(RECEIVED | {"assessment_source": "x"})) == (
        "assessment_source",
    )


def test_a_response_noted_by_the_last_release_is_the_same_though_its_positions_have_grown() -> None:
    told = {"recommendation_reference": "R1", "position": "accepted", "implementation": None, "steps": None}
    said = {"assessment_reference": "A", "state": "KEN", "received_on": "2024-06-03", "positions": (told,)}
    response = NoticeResponseReceived.model_validate(said)
    noted = hashlib.sha256(repr([told]).encode()).hexdigest()[:32]
    desk = Desk()
    decide(message(said, type_="notice.response.received.v1"), desk)
    before = replace(row(desk), content=row(desk).content | {"positions": noted})
    assert find_differing_fields(before, response) == ()
    more = response.positions[0].model_copy(update={"capacity": "More."})
    assert find_differing_fields(before, response.model_copy(update={"positions": (more,)})) == ("positions",)


class Grown(NoticeAssessmentReceived):
    """As the next version of the contract may be."""

    note: str | None = None
    parts: tuple[str, ...] = ()


def test_other_content_under_a_known_id_is_refused_naming_fields_and_no_values() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    decide(owner_says(ACCEPTED), desk)
    other = RECEIVED | {"received_by_state_on": "2024-06-04", "reference": "SECRET"}
    receipt = only(decide(message(other, offset=2), desk), ReceiptRefused)
    assert receipt.fields == ("received_by_state_on", "reference")
    assert receipt.code == "known-with-other-content"
    assert "SECRET" not in receipt.model_dump_json()
    assert row(desk).standing.status == "accepted"  # type: ignore[union-attr]


def test_two_requests_at_one_moment_are_each_told_what_became_of_their_own_content() -> None:
    desk = Desk()
    first = message(RECEIVED)
    changed = message(RECEIVED | {"reference": "SYN-2"}, offset=2)
    decide(first, desk)
    decide(changed, desk)
    both = row(desk)
    carried = Carried(first.attributes, first.data)
    answers = [build_result(trigger(one), carried, both, CONTEXT.now, CONTEXT.reference) for one in (first, changed)]
    assert [answer.receipt.status for answer in answers] == ["waiting", "refused"]


def test_another_type_of_notice_under_a_known_id_is_refused_too() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    sent = message(PROJECT, type_="notice.project.registered.v1", offset=2)
    decide(sent, desk)
    assert "notice_type" in only(decide(owner_says(ACCEPTED), desk)[1:], ReceiptRefused).fields


def test_the_first_content_sent_again_after_a_refusal_is_unchanged() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    decide(owner_says(ACCEPTED), desk)
    decide(message(RECEIVED | {"reference": "SYN-2"}, offset=2), desk)
    assert only(decide(message(RECEIVED, offset=3), desk), ReceiptAccepted).outcome == "unchanged"


def test_whoever_sends_without_end_is_not_answered_without_end() -> None:
    desk = Desk()
    for offset in range(MOST_SENDINGS):
        decide(message(RECEIVED, offset=offset), desk)
    assert len(row(desk).sendings) == MOST_SENDINGS
    assert decide(message(RECEIVED, offset=MOST_SENDINGS), desk) == []


def test_whoever_sent_without_the_right_until_no_answer_came_is_taken_in_with_the_right() -> None:
    desk = Desk()
    for offset in range(MOST_SENDINGS + 5):
        sending = trigger(message(RECEIVED, offset=offset))
        assert isinstance(sending, Event)
        decide(replace(sending, senders=()), desk)
    assert len(row(desk).sendings) == MOST_SENDINGS
    only(decide(message(RECEIVED, offset=1000), desk), NoticeTakenIn)
    assert statuses(decide(owner_says(ACCEPTED), desk)) == ["accepted"]
    assert decide(message(RECEIVED, offset=1001), desk) == []


OTHER = RECEIVED | {"reference": "SYN-2"}


def statuses(changes: Sequence[Change]) -> list[str]:
    return [data.type.removeprefix("receipt.").removesuffix(".v1") for data in list_emitted(changes)]


def test_changed_content_sent_while_the_owner_thinks_is_answered_after_the_owner_s_answer() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    assert list_emitted(decide(message(OTHER, offset=2), desk)) == []
    assert row(desk).last.status == "refused"  # type: ignore[union-attr]
    assert statuses(decide(owner_says(ACCEPTED), desk)) == ["accepted", "refused"]
    assert row(desk).last.code == "known-with-other-content"  # type: ignore[union-attr]
    assert row(desk).standing.status == "accepted"  # type: ignore[union-attr]


def test_each_of_several_sendings_is_answered_in_order_and_the_receipt_is_the_last_one_s() -> None:
    desk = Desk()
    for offset, sent in enumerate((RECEIVED, OTHER, RECEIVED, OTHER, RECEIVED), 1):
        decide(message(sent, offset=offset), desk)
    assert row(desk).last is None
    told = decide(owner_says(ACCEPTED), desk)
    assert statuses(told) == ["accepted", "refused", "accepted", "refused", "accepted"]
    assert [data.outcome for data in list_emitted(told)[::2]] == ["accepted", "unchanged", "unchanged"]
    assert row(desk).last.outcome == "unchanged"  # type: ignore[union-attr]


def test_a_redelivery_of_what_waits_for_its_turn_is_not_answered_twice() -> None:
    desk = Desk()
    for offset in (1, 2, 2, 1):
        decide(message(RECEIVED if offset == 1 else OTHER, offset=offset), desk)
    assert statuses(decide(owner_says(ACCEPTED), desk)) == ["accepted", "refused"]


def test_the_receipt_stays_that_of_the_last_sending_when_the_owner_answers_an_earlier_one() -> None:
    desk = Desk()
    decide(message(RECEIVED), desk)
    decide(message({"state": "KEN"}, offset=2), desk)
    decide(owner_says(ACCEPTED), desk)
    assert row(desk).last.status == "unreadable"  # type: ignore[union-attr]
    assert row(desk).standing.status == "accepted"  # type: ignore[union-attr]


def test_content_that_was_refused_at_once_stands_and_other_content_is_refused_at_once() -> None:
    desk = Desk()
    decide(message(RECEIVED | {"state": "TWN"}), desk)
    assert statuses(decide(message(OTHER, offset=2), desk)) == ["refused"]
