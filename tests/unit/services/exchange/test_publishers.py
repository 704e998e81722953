"""Other systems are registered: who may, what they are granted, their sources, and their keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import orjson
import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.exchange import ExternalIdentity, PublisherChanged
from services.exchange.publishers.checks import SourceNotAbsolute, UnknownNoticeType
from services.exchange.publishers.commands.changing import (
    ChangePublisher,
    GivenChange,
    GivenReason,
    ResumePublisher,
    SuspendPublisher,
)
from services.exchange.publishers.commands.keys import GivenKey, IssueKey
from services.exchange.publishers.commands.registering import (
    ApprovePublisher,
    GivenApproval,
    GivenRegistration,
    NameNotFree,
    NameTaken,
    OfBodyOrState,
    RegisterPublisher,
)
from services.exchange.publishers.granting import MayNotGrant
from services.exchange.publishers.model import OWNED_PROOFS, OWNED_SOURCES, PUBLISHERS, Publisher
from services.exchange.publishers.ownership import AccountTaken, CertificateTaken, SourceTaken
from services.exchange.service import SERVICE
from shared.engine.notices.known_codes import NotAListedBody, NotAMemberState
from shared.engine.principals import Principal
from shared.engine.refusal import Refusal
from shared.engine.registrations import REGISTRATIONS, keep_registration, principal_of
from shared.engine.rules import Command, Context, Event, Known
from tests.support.memory import Memory, Told

TODAY = date(2024, 6, 3)
OPERATOR = Principal("operations", "committee", may_operate=True)
STRANGER = Principal("stranger")
SOURCE = "urn:example:unodc"


@pytest.fixture
def desk() -> Memory:
    return Memory(SERVICE, TODAY)


def ask(desk: Memory, data: Any, principal: Principal = OPERATOR) -> list[Told]:
    return desk.handle(Command(principal, f"k-{len(desk.handler.journal)}-{type(data).__name__}", data, "c"))


def registration(name: str = "UNODC cases", **more: Any) -> RegisterPublisher:
    usual: dict[str, Any] = {
        "name": name, "body": "UNODC", "sources": (SOURCE,), "notice_types": ("notice.project.registered",),
    }  # fmt: skip
    return RegisterPublisher(GivenRegistration(**(usual | more)))


def register(desk: Memory, **more: Any) -> Publisher:
    ask(desk, registration(**more))
    return desk.get(PUBLISHERS, "unodc-cases")


def own(desk: Memory) -> Principal:
    return principal_of(desk.get(REGISTRATIONS, "unodc-cases").content)


def key(number: int = 1, expires_on: date | None = None) -> IssueKey:
    return IssueKey("unodc-cases", f"k{number}", f"{number:064d}", GivenKey(expires_on))


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


def test_an_applicant_names_no_account_but_its_own(desk: Memory) -> None:
    mine, another = (
        ExternalIdentity(issuer="https://id.example", subject="me"),
        ExternalIdentity(issuer="https://id.example", subject="you"),
    )
    applicant = replace(STRANGER, account=("https://id.example", "me"))
    for who, identity in ((applicant, another), (STRANGER, mine)):
        with pytest.raises(Refusal) as refused:
            ask(desk, registration(identity=identity), who)
        assert refused.value.code == "not-your-account"
    ask(desk, registration(identity=mine), applicant)


def test_an_operator_without_the_committees_audience_takes_nobodys_account(desk: Memory) -> None:
    kenya = Principal("ops", may_operate=True, parties=frozenset({"state:KEN"}), account=("https://id.example", "ops"))
    of_kenya: dict[str, Any] = {"body": None, "state": "KEN"}
    with pytest.raises(Refusal) as refused:
        ask(
            desk,
            registration(identity=ExternalIdentity(issuer="https://id.example", subject="officer"), **of_kenya),
            kenya,
        )
    assert refused.value.code == "not-your-account"
    ask(desk, registration(identity=ExternalIdentity(issuer="https://id.example", subject="ops"), **of_kenya), kenya)


PROOFS: list[tuple[dict[str, Any], type[Refusal]]] = [
    ({"identity": ExternalIdentity(issuer="https://id.example", subject="cases")}, AccountTaken),
    ({"certificate": "CN=cases.example,O=UNODC"}, CertificateTaken),
]


@pytest.mark.parametrize(("proof", "refusal"), PROOFS)
def test_an_account_and_a_certificate_prove_one_publisher(
    desk: Memory, proof: dict[str, Any], refusal: type[Refusal]
) -> None:
    ask(desk, registration("First", sources=(), **proof), replace(STRANGER, account=("https://id.example", "cases")))
    assert OWNED_PROOFS not in desk.rows  # an application takes nothing
    register(desk, **proof)
    for again in (registration("Another", sources=(), **proof), ApprovePublisher("first", GivenApproval())):
        with pytest.raises(refusal) as refused:
            ask(desk, again)
        assert refused.value.status == 409
        assert refused.value.fields == tuple(proof)
    ask(desk, registration("Another", sources=()))
    with pytest.raises(refusal):
        ask(desk, ChangePublisher("another", GivenChange(**proof)))
    ask(desk, ChangePublisher("unodc-cases", GivenChange(**proof)))  # its own stays its own


def test_a_certificate_that_is_given_up_is_free_again(desk: Memory) -> None:
    register(desk, certificate="CN=old.example")
    ask(desk, ChangePublisher("unodc-cases", GivenChange(certificate="CN=new.example")))
    ask(desk, registration("Another", sources=(), certificate="CN=old.example"))
    assert [one.publisher_id for one in desk.rows[OWNED_PROOFS].values()] == ["unodc-cases", "another"]


def test_a_publisher_with_the_name_of_a_tokens_principal_is_another() -> None:
    token, publisher = Principal("kenya"), Principal("kenya", parties=frozenset({"publisher:kenya"}))
    commands = [Command(one, "key/1", None, "c-1") for one in (token, publisher)]
    assert [one.source for one in commands] == ["principal/kenya", "publisher/kenya"]


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


def test_every_service_is_told_of_which_certificate_the_publisher_is(desk: Memory) -> None:
    register(desk, certificate="CN=cases.unodc.example,O=UNODC")
    assert desk.get(REGISTRATIONS, "unodc-cases").content.certificate == "CN=cases.unodc.example,O=UNODC"
    ask(desk, ChangePublisher("unodc-cases", GivenChange(certificate="CN=new.example")))
    assert desk.get(REGISTRATIONS, "unodc-cases").content.certificate == "CN=new.example"


@pytest.mark.parametrize("subject", ["unodc", "*", "ANONYMOUS", "=x", "CN=", "CN=a\nb", "CN=" + "x" * 500])
def test_a_subject_without_its_attributes_is_none(subject: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(GivenRegistration).validate_python({"name": "UNODC cases", "certificate": subject})


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
