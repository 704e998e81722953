"""Other systems are registered: who may, what they are granted, and their sources."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest

from contracts.exchange import PublisherChanged
from services.exchange.publishers.checks import NoticeOfAnotherBody, SourceNotAbsolute, UnknownNoticeType
from services.exchange.publishers.commands.changing import (
    ChangePublisher,
    GivenChange,
    GivenReason,
    ResumePublisher,
    SuspendPublisher,
)
from services.exchange.publishers.commands.registering import (
    ApprovePublisher,
    GivenApproval,
    NameNotFree,
    NameTaken,
    OfBodyOrState,
)
from services.exchange.publishers.granting import MayNotGrant
from services.exchange.publishers.model import OWNED_SOURCES, PUBLISHERS
from services.exchange.publishers.ownership import CertificateTaken, SourceTaken
from services.exchange.service import SERVICE
from shared.engine.notices.known_codes import NotAListedBody, NotAMemberState
from shared.engine.principals import Principal
from shared.engine.refusal import Refusal
from shared.engine.registrations import REGISTRATIONS, keep_registration
from shared.engine.rules import Context, Event, Known
from tests.support.memory import Memory
from tests.unit.services.exchange.registrar import SOURCE, STRANGER, TODAY, ask, own, register, registration


@pytest.fixture
def desk() -> Memory:
    return Memory(SERVICE, TODAY)


# ---- registering ------------------------------------------------------------------------


def test_a_publisher_that_an_operator_registers_is_let_in_and_every_service_is_told(desk: Memory) -> None:
    (told,) = ask(desk, registration(reads="un"))
    assert (told.type, told.topic, told.subject) == ("publisher.changed.v1", "ctc.exchange", "unodc-cases")
    assert told.data["active"]
    assert (told.data["change"], told.data["changed_by"]) == ("registered", "operations")
    principal = own(desk)
    assert (principal.name, principal.audience) == ("unodc-cases", "un")
    assert principal.speaks_for(SOURCE)
    assert principal.speaks_for_body("unodc")
    assert not principal.may_command
    assert not principal.may_operate


def test_what_somebody_else_enters_waits_and_takes_no_source(desk: Memory) -> None:
    ask(desk, registration(reads="committee"), STRANGER)
    publisher = desk.get(PUBLISHERS, "unodc-cases")
    assert (publisher.status, publisher.reads) == ("applied", "public")
    assert not desk.get(REGISTRATIONS, "unodc-cases").content.active
    assert OWNED_SOURCES not in desk.rows
    ask(desk, registration("Another", sources=(SOURCE,)))
    with pytest.raises(SourceTaken):
        ask(desk, ApprovePublisher("unodc-cases", GivenApproval()))


@pytest.mark.parametrize("taken", [{"sources": (SOURCE,)}, {"sources": (), "certificate": "CN=cases.example"}])
def test_an_applicant_is_not_told_what_is_taken_and_the_operator_is(desk: Memory, taken: dict[str, Any]) -> None:
    register(desk, certificate="CN=cases.example")
    ask(desk, registration("Another", **taken), STRANGER)
    assert desk.get(PUBLISHERS, "another").status == "applied"
    with pytest.raises((SourceTaken, CertificateTaken)):
        ask(desk, ApprovePublisher("another", GivenApproval()))


def test_an_operator_approves_and_grants_more(desk: Memory) -> None:
    ask(desk, registration(), STRANGER)
    ask(desk, ApprovePublisher("unodc-cases", GivenApproval(reads="un")))
    assert desk.get(PUBLISHERS, "unodc-cases").status == "approved"
    assert desk.get(OWNED_SOURCES, SOURCE).publisher_id == "unodc-cases"
    assert own(desk).audience == "un"


NO_SOURCES = (
    "/services/assessments", "https://alpha.example\u200b", "https://alpha.example\ufe0f", "https://\u0430lpha.example",
    "HTTPS://alpha.example", "https://Alpha.example", "http://alpha.example", "https://", "https://a b", "https://a/%zz",
    "https://alpha.example@beta.example", "javascript:alert(1)", "urn:un", "URN:un:unodc", "data:,x",
)  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "https://cases.example.org/ct",
        "urn:un:unodc",
        "https://a.example:8443/x?y=%20#z",
        "https://xn--80ak6aa92e.example",
    ],
)
def test_a_source_is_an_absolute_uri(desk: Memory, source: str) -> None:
    assert register(desk, sources=(source,)).sources == (source,)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"body": None, "state": "XKX"}, NotAMemberState),
        ({"body": "Nobody's office"}, NotAListedBody),
        ({"body": None}, OfBodyOrState),
        ({"state": "KEN"}, OfBodyOrState),
        ({"name": "Public"}, NameNotFree),
        ({"name": "Ж"}, NameNotFree),
        ({"name": "\u0391lpha"}, NameNotFree),
        ({"name": "Be\u200bta"}, NameNotFree),
        ({"name": "Be\ufe0fta"}, NameNotFree),
        ({"name": "Al\u0338pha"}, NameNotFree),
        ({"name": "Be\u2800ta"}, NameNotFree),
        *(({"sources": (source,)}, SourceNotAbsolute) for source in NO_SOURCES),
        ({"notice_types": ("notice.visit.planed",)}, UnknownNoticeType),
        ({"notice_types": ("notice.assessment.submitted",)}, NoticeOfAnotherBody),
        ({"notice_types": ("notice.response.received",)}, NoticeOfAnotherBody),
        ({"body": None, "state": "KEN", "notice_types": ("notice.visit.planned",)}, NoticeOfAnotherBody),
    ],
)
def test_a_registration_that_cannot_be_is_refused_by_name(
    desk: Memory, said: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal) as refused:
        ask(desk, registration(**said))
    assert refused.value.fields
    assert desk.journal == []


@pytest.mark.parametrize(
    "said",
    [
        {"body": None, "state": "KEN", "notice_types": ("notice.response.received",)},
        {"body": "CTED", "notice_types": ("notice.assessment.submitted", "notice.response.received")},
        {"body": "IOM", "notice_types": ("notice.visit.planned", "notice.project.registered")},
    ],
)
def test_a_system_is_registered_for_what_its_body_or_state_can_say(desk: Memory, said: dict[str, Any]) -> None:
    assert register(desk, **said).notice_types == tuple(sorted(said["notice_types"]))


def test_a_change_that_leaves_the_types_as_they_are_does_not_judge_them(desk: Memory) -> None:
    """What was registered before this rule can still be changed."""
    old = replace(register(desk), notice_types=("notice.assessment.submitted",))
    desk.rows[PUBLISHERS][old.id] = old
    ask(desk, ChangePublisher(old.id, GivenChange(contact="Office")))
    with pytest.raises(NoticeOfAnotherBody):
        ask(desk, ChangePublisher(old.id, GivenChange(notice_types=old.notice_types)))


@pytest.mark.parametrize(
    ("operator", "more", "fields"),
    [
        (Principal("ops", may_operate=True, parties=frozenset({"body:unodc"})), {"reads": "committee"}, ("reads",)),
        (Principal("ops", "un", may_operate=True), {}, ("body", "state")),
    ],
)
def test_an_operator_lets_nobody_read_what_it_may_not_read_itself(
    desk: Memory, operator: Principal, more: dict[str, Any], fields: tuple[str, ...]
) -> None:
    with pytest.raises(Refusal) as refused:
        ask(desk, registration(**more, sources=(), notice_types=()), operator)
    assert (refused.value.code, refused.value.fields) == ("may-not-grant", fields)


def test_a_source_is_given_by_operators_of_the_committees_audience_alone(desk: Memory) -> None:
    """It may be that of the Committee's desk, or of another system of the tokens file."""
    operator = Principal("ops", "un", may_operate=True, parties=frozenset({"body:unodc"}))
    ask(desk, registration(reads="un"), operator)
    waiting = desk.get(PUBLISHERS, "unodc-cases")
    assert (waiting.status, waiting.reads) == ("applied", "public")
    with pytest.raises(MayNotGrant) as refused:
        ask(desk, ApprovePublisher("unodc-cases", GivenApproval()), operator)
    assert refused.value.fields == ("sources",)


def test_a_name_and_a_source_belong_to_one_publisher(desk: Memory) -> None:
    register(desk)
    with pytest.raises(NameTaken):
        ask(desk, registration("unodc CASES", sources=()))
    with pytest.raises(SourceTaken):
        ask(desk, registration("Another"))


def test_a_source_that_is_given_up_is_free_again(desk: Memory) -> None:
    register(desk)
    ask(desk, ChangePublisher("unodc-cases", GivenChange(sources=("urn:example:new",))))
    ask(desk, registration("Another"))
    assert desk.get(OWNED_SOURCES, SOURCE).publisher_id == "another"


def test_a_suspended_publisher_is_shut_out_until_it_is_resumed(desk: Memory) -> None:
    register(desk)
    ask(desk, SuspendPublisher("unodc-cases", GivenReason("Synthetic: a flood")))
    assert not desk.get(REGISTRATIONS, "unodc-cases").content.active
    ask(desk, ResumePublisher("unodc-cases"))
    content: PublisherChanged = desk.get(REGISTRATIONS, "unodc-cases").content
    assert content.active
    assert [told.data["change"] for told in desk.journal] == ["registered", "suspended", "resumed"]


# ---- told twice -------------------------------------------------------------------------


def test_an_older_event_that_comes_again_changes_no_registration(desk: Memory) -> None:
    (first,) = ask(desk, registration())
    ask(desk, SuspendPublisher("unodc-cases", GivenReason("Synthetic: a flood")))
    event = Event(
        "/services/exchange", "long-ago", "publisher.changed.v1", "unodc-cases", desk.now,
        PublisherChanged.model_validate_json(orjson.dumps(first.data)), "c",
    )  # fmt: skip
    known = Known({REGISTRATIONS: dict(desk.rows[REGISTRATIONS])})
    assert list(keep_registration(event, known, Context(desk.now, TODAY, desk.reference))) == []
