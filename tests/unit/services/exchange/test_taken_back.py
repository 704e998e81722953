"""After a restore exchange has the registrations again that it told of, whenever the dump was made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.catalog import decode
from contracts.exchange import ExternalIdentity, PublisherChanged
from services.exchange.publishers.commands.changing import (
    ChangePublisher,
    GivenChange,
    GivenReason,
    ResumePublisher,
    SuspendPublisher,
)
from services.exchange.publishers.commands.keys import GivenKey, IssueKey, RevokeKey
from services.exchange.publishers.commands.refusing import RejectApplication, WithdrawApplication
from services.exchange.publishers.commands.registering import (
    ApprovePublisher,
    GivenApproval,
    GivenRegistration,
    RegisterPublisher,
)
from services.exchange.publishers.model import OWNED_PROOFS, OWNED_SOURCES, PUBLISHERS, Quota
from services.exchange.service import SERVICE
from services.exchange.subscriptions.commands.subscribing import GivenSubscription, Subscribe
from services.exchange.subscriptions.model import SUBSCRIPTIONS
from shared.engine.principals import PUBLIC, Principal
from shared.engine.registrations import REGISTRATIONS, LearnRegistrations, Told, is_valid, keep_last
from shared.engine.rules import Command
from tests.support.memory import Memory

TODAY = date(2024, 6, 3)
OPERATOR = Principal("operations", "committee", may_operate=True)
STRANGER = Principal("stranger")
KENYA = Principal("kenya", parties=frozenset({"state:KEN"}))
SOURCE, OTHER = "urn:example:cases", "urn:example:others"
ACCOUNT = ExternalIdentity(issuer="https://login.example", subject="cases")
CERTIFICATE = "CN=cases.example.org"
REASON = GivenReason("Synthetic: it was broken into.")


def register(name: str, **more: Any) -> RegisterPublisher:
    return RegisterPublisher(GivenRegistration(**({"name": name, "body": "UNODC"} | more)))


def change(name: str, **given: Any) -> ChangePublisher:
    return ChangePublisher(name, GivenChange(**given))


def issue(number: int) -> IssueKey:
    return IssueKey("cases", f"k{number}", f"{number:064d}", GivenKey())


HISTORY: tuple[tuple[Principal, Any], ...] = (
    (STRANGER, register("Cases", sources=(SOURCE,), notice_types=("notice.visit.planned",))),
    (OPERATOR, change("cases", contact="Another office")),
    (OPERATOR, ApprovePublisher("cases", GivenApproval(reads="un", quota=Quota(5, 1_000)))),
    (OPERATOR, issue(1)),
    (OPERATOR, SuspendPublisher("cases", REASON)),
    (OPERATOR, change("cases", contact="A third office")),
    (OPERATOR, RevokeKey("cases", "k1")),
    (KENYA, register("Mission", body=None, state="KEN")),
    (OPERATOR, ResumePublisher("cases")),
    (OPERATOR, change("cases", sources=(OTHER,), certificate=CERTIFICATE)),
    (OPERATOR, register("Heir", sources=(SOURCE,))),
    (OPERATOR, issue(2)),
    (KENYA, WithdrawApplication("mission")),
    (STRANGER, register("Mission", reads="un")),
    (OPERATOR, RejectApplication("mission", REASON)),
    (OPERATOR, SuspendPublisher("cases", REASON)),
)
"""What is done with three registrations: each change there is, and a source and a name that go from one to another."""


def live(history: Iterable[tuple[Principal, Any]]) -> Memory:
    desk = Memory(SERVICE, TODAY)
    for number, (principal, data) in enumerate(history):
        desk.handle(Command(principal, f"k{number}", data, "c", precondition=lambda _known: True))
    return desk


def list_told(desk: Memory) -> list[Told]:
    """What it told of registrations, as Kafka has it; each a minute after the one before."""
    told = []
    for number, row in enumerate(desk.handler.journal):
        content = decode(row.type, row.data)
        assert isinstance(content, PublisherChanged)
        told.append(Told(content, desk.now + timedelta(minutes=number)))
    return told


def take_back(desk: Memory, told: Iterable[Told]) -> None:
    """As a start does that read this on Kafka. Nothing is told again by it."""
    kept = dict[tuple[str, str], Told]()
    for one in told:
        keep_last(kept, one)
    learned = LearnRegistrations(tuple(kept.values()))
    assert desk.handle(Command(PUBLIC, "start", learned, "c", can_repeat=False)) == []


def show(desk: Memory) -> dict[str, Any]:
    """All that exchange keeps of registrations."""
    rows = {table.name: desk.rows.get(table, {}) for table in (PUBLISHERS, OWNED_SOURCES, OWNED_PROOFS)}
    contents = {name: row.content for name, row in desk.rows.get(REGISTRATIONS, {}).items()}
    return rows | {"registrations": contents}


@pytest.mark.parametrize("first", ["cases", "mission", "heir"])
@pytest.mark.parametrize("of_dump", range(len(HISTORY) + 1))
def test_whenever_the_dump_was_made_all_is_as_it_was(of_dump: int, first: str) -> None:
    """In whatever order publishers come: each is on its own partition."""
    whole, restored = live(HISTORY), live(HISTORY[:of_dump])
    take_back(restored, sorted(list_told(whole), key=lambda one: one.content.publisher_id != first))
    assert show(restored) == show(whole)


def test_what_a_key_subscribed_to_that_was_revoked_after_the_dump_is_paused_again() -> None:
    """Else whoever stole the key heard again what came for its owner."""
    history = ((OPERATOR, register("Cases", sources=(SOURCE,))), (OPERATOR, issue(1)), (OPERATOR, issue(2)))
    whole, restored = live((*history, (OPERATOR, RevokeKey("cases", "k1")))), live(history)
    for number in (1, 2):
        principal = Principal("cases", parties=frozenset({"publisher:cases"}), proof=f"key k{number}")
        given = GivenSubscription(f"https://{number}.example")
        data = Subscribe(f"by-{number}", "code", "s", "whsec_x", 0, 0, given)
        restored.handle(Command(principal, f"s{number}", data, "c"))
    take_back(restored, list_told(whole))
    statuses = {name: row.status for name, row in restored.rows[SUBSCRIPTIONS].items()}
    assert statuses == {"by-1": "paused", "by-2": "unconfirmed"}


def test_what_is_known_already_changes_nothing_however_often_it_is_read() -> None:
    desk = live(HISTORY)
    before = dict(desk.rows[PUBLISHERS])
    take_back(desk, list_told(desk))
    take_back(desk, list_told(desk)[:3])
    assert desk.rows[PUBLISHERS] == before


def test_what_follows_is_counted_on() -> None:
    desk = live(())
    take_back(desk, list_told(live(HISTORY)))
    (told,) = desk.handle(Command(OPERATOR, "new", ResumePublisher("cases"), "c"))
    assert told.data["sequence"] == sum(one.content.publisher_id == "cases" for one in list_told(live(HISTORY))) + 1
    assert told.data["active"]


def test_a_change_that_was_entered_by_hand_since_a_restore_holds_where_both_are_on_kafka() -> None:
    begin = (OPERATOR, register("Cases"))
    lost = list_told(live((begin, (OPERATOR, issue(1)), (OPERATOR, issue(2)))))
    restored = live((begin, (OPERATOR, SuspendPublisher("cases", REASON))))
    entered = replace(list_told(restored)[-1], told_at=lost[-1].told_at + timedelta(days=1))
    take_back(restored, [*lost, entered])
    assert restored.get(PUBLISHERS, "cases").status == "suspended"
    assert not restored.get(REGISTRATIONS, "cases").content.active


def test_what_was_given_to_another_since_is_not_taken_from_it_and_the_rest_is_taken() -> None:
    """A suspension and a revoked key come back. The log says what is to be looked at."""
    given = {"sources": (SOURCE,), "identity": ACCOUNT, "certificate": CERTIFICATE}
    more = given | {"sources": (SOURCE, OTHER)}
    begin = [(OPERATOR, register("Cases")), (OPERATOR, issue(1))]
    lost = list_told(live([
        *begin, (OPERATOR, change("cases", **more)), (OPERATOR, RevokeKey("cases", "k1")),
        (OPERATOR, SuspendPublisher("cases", REASON)),
    ]))  # fmt: skip
    restored = live([*begin, (OPERATOR, register("Heir", **given))])
    owned = [dict(restored.rows[table]) for table in (OWNED_SOURCES, OWNED_PROOFS)]
    answer = restored.answer(Command(PUBLIC, "start", LearnRegistrations(tuple(lost)), "c", can_repeat=False))
    assert answer == {
        "taken_back": [], "not_taken_back": [f"cases: without {SOURCE}, its account, its certificate"],
    }  # fmt: skip
    publisher, content = restored.get(PUBLISHERS, "cases"), restored.get(REGISTRATIONS, "cases").content
    assert (publisher.status, content.active, content.suspended) == ("suspended", False, True)
    assert not any(is_valid(one, TODAY) for one in (*publisher.keys, *content.keys))
    for one in (publisher, content):
        assert (one.sources, one.identity, one.certificate) == ((OTHER,), None, None)
    assert restored.rows[OWNED_SOURCES].pop(OTHER).publisher_id == "cases"
    assert [restored.rows[table] for table in (OWNED_SOURCES, OWNED_PROOFS)] == owned


@pytest.mark.parametrize("owner", ["cases", "heir"])
def test_of_two_that_are_taken_back_with_one_source_its_owner_has_it(owner: str) -> None:
    """They are not from one history. If nobody owns it, it goes to the first one."""
    lost = [
        told
        for name in ("cases", "heir")
        for told in list_told(live([
            (OPERATOR, register(name, sources=(SOURCE,))), (OPERATOR, change(name, contact="Another office")),
        ]))
    ]  # fmt: skip
    restored = live([(OPERATOR, register("Heir", sources=(SOURCE,)))] if owner == "heir" else [])
    take_back(restored, lost)
    assert restored.get(OWNED_SOURCES, SOURCE).publisher_id == owner
    for name in ("cases", "heir"):
        publisher = restored.get(PUBLISHERS, name)
        assert (publisher.contact, publisher.sources) == ("Another office", (SOURCE,) if name == owner else ())


def test_what_was_left_to_another_is_not_asked_for_again() -> None:
    lost = list_told(live([(OPERATOR, register("Cases", sources=(SOURCE,)))]))
    restored = live([(OPERATOR, register("Heir", sources=(SOURCE,)))])
    take_back(restored, lost)
    before = show(restored)
    take_back(restored, lost)
    assert show(restored) == before


def test_events_of_earlier_versions_do_not_say_who_applied_and_whether_it_is_suspended() -> None:
    told = list_told(live(HISTORY[:7]))
    absent = {"applicant": None, "suspended": False}
    desk = live(())
    take_back(desk, [replace(one, content=one.content.model_copy(update=absent)) for one in told])
    publisher = desk.get(PUBLISHERS, "cases")
    assert (publisher.status, publisher.suspended_because) == ("suspended", REASON.reason)
    assert (publisher.applied_by, publisher.parties) == ("stranger", ("publisher:cases",))


def test_what_is_kept_does_not_grow_with_how_often_somebody_applies() -> None:
    """Whoever applies and withdraws without end would fill the memory of each service that starts."""
    kept = dict[tuple[str, str], Told]()
    for one in list_told(live([(STRANGER, register("Cases")), (STRANGER, WithdrawApplication("cases"))] * 5)):
        keep_last(kept, one)
    assert [one.content.sequence for one in kept.values()] == [9, 10]
