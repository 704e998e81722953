"""The account and the certificate by which a publisher proves who it is: each is of one publisher."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.exchange import ExternalIdentity
from services.exchange.publishers.commands.changing import (
    ChangePublisher,
    GivenChange,
)
from services.exchange.publishers.commands.registering import (
    ApprovePublisher,
    GivenApproval,
    GivenRegistration,
)
from services.exchange.publishers.model import OWNED_PROOFS
from services.exchange.publishers.ownership import AccountTaken, CertificateTaken
from services.exchange.service import SERVICE
from shared.engine.principals import Principal
from shared.engine.refusal import Refusal
from shared.engine.registrations import REGISTRATIONS
from shared.engine.rules import Command
from tests.support.memory import Memory
from tests.unit.services.exchange.registrar import STRANGER, TODAY, ask, register, registration


@pytest.fixture
def desk() -> Memory:
    return Memory(SERVICE, TODAY)


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
    of_kenya: dict[str, Any] = {"body": None, "state": "KEN", "notice_types": ()}
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


def test_every_service_is_told_of_which_certificate_the_publisher_is(desk: Memory) -> None:
    register(desk, certificate="CN=cases.unodc.example,O=UNODC")
    assert desk.get(REGISTRATIONS, "unodc-cases").content.certificate == "CN=cases.unodc.example,O=UNODC"
    ask(desk, ChangePublisher("unodc-cases", GivenChange(certificate="CN=new.example")))
    assert desk.get(REGISTRATIONS, "unodc-cases").content.certificate == "CN=new.example"


@pytest.mark.parametrize("subject", ["unodc", "*", "ANONYMOUS", "=x", "CN=", "CN=a\nb", "CN=" + "x" * 500])
def test_a_subject_without_its_attributes_is_none(subject: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(GivenRegistration).validate_python({"name": "UNODC cases", "certificate": subject})
