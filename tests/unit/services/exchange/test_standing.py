"""Whoever was shut out sets nothing more up, also in the second in which other processes do not know it yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.exchange import ExternalIdentity
from services.exchange.publishers.commands.changing import ChangePublisher, GivenChange, GivenReason, SuspendPublisher
from services.exchange.publishers.commands.keys import RevokeKey
from services.exchange.publishers.standing import ShutOut
from services.exchange.service import SERVICE
from services.exchange.subscriptions.commands.changing import BY_REVOCATION, Confirm, GivenCode, Resume
from services.exchange.subscriptions.commands.resending import AskToResend
from services.exchange.subscriptions.commands.secrets import RotateSecret
from services.exchange.subscriptions.commands.subscribing import GivenSubscription, Subscribe
from services.exchange.subscriptions.model import SUBSCRIPTIONS, valid_secrets
from shared.engine.principals import Principal
from tests.support.memory import Memory
from tests.unit.services.exchange.registrar import TODAY, ask, key, own, register

ISSUER = "https://login.example"
OLD, NEW = (ExternalIdentity(issuer=ISSUER, subject=one) for one in ("old", "new"))


@pytest.fixture
def desk() -> Memory:
    return Memory(SERVICE, TODAY)


def by_key(desk: Memory, number: int) -> Principal:
    return replace(own(desk), proof=f"key k{number}")


def by_account(desk: Memory, identity: ExternalIdentity) -> Principal:
    return replace(own(desk), proof="jwt login", account=(identity.issuer, identity.subject))


def subscription(id_: str) -> Subscribe:
    return Subscribe(id_, "code", f"s-{id_}", "whsec_x", 0, 0, GivenSubscription(f"https://{id_}.example"))


def subscribe(desk: Memory, id_: str, principal: Principal) -> None:
    ask(desk, subscription(id_), principal)
    ask(desk, Confirm(id_, GivenCode("code")), principal)


def change_account(desk: Memory, identity: ExternalIdentity) -> None:
    ask(desk, ChangePublisher("unodc-cases", GivenChange(identity=identity)))


SETTING_UP: list[Any] = [
    key(9), subscription("another"), Resume("hook"), RotateSecret("hook", "t", "whsec_t"), AskToResend("hook"),
]  # fmt: skip


@pytest.mark.parametrize("command", SETTING_UP, ids=lambda one: type(one).__name__)
def test_a_revoked_key_sets_nothing_up(desk: Memory, command: Any) -> None:
    register(desk)
    ask(desk, key(1))
    thief = by_key(desk, 1)
    subscribe(desk, "hook", thief)
    ask(desk, RevokeKey("unodc-cases", "k1"))
    with pytest.raises(ShutOut):
        ask(desk, command, thief)
    assert desk.get(SUBSCRIPTIONS, "hook").status == "paused"


@pytest.mark.parametrize("command", SETTING_UP, ids=lambda one: type(one).__name__)
def test_an_account_that_another_took_the_place_of_sets_nothing_up(desk: Memory, command: Any) -> None:
    register(desk, identity=OLD)
    before = by_account(desk, OLD)
    subscribe(desk, "hook", before)
    change_account(desk, NEW)
    with pytest.raises(ShutOut):
        ask(desk, command, before)
    ask(desk, Resume("hook"), by_account(desk, NEW))


def test_a_publisher_that_was_suspended_sets_nothing_up(desk: Memory) -> None:
    register(desk)
    ask(desk, key(1))
    subscribe(desk, "hook", by_key(desk, 1))
    principal = by_key(desk, 1)
    ask(desk, SuspendPublisher("unodc-cases", GivenReason("trial")))
    with pytest.raises(ShutOut):
        ask(desk, RotateSecret("hook", "t", "whsec_t"), principal)


def test_another_account_pauses_what_the_one_before_subscribed_to_and_ends_its_secrets(desk: Memory) -> None:
    register(desk, identity=OLD)
    ask(desk, key(1))
    subscribe(desk, "hook", by_account(desk, OLD))
    subscribe(desk, "ours", by_key(desk, 1))
    ask(desk, RotateSecret("ours", "of-the-old", "whsec_y"), by_account(desk, OLD))
    change_account(desk, NEW)
    hook, ours = (desk.get(SUBSCRIPTIONS, one) for one in ("hook", "ours"))
    assert (hook.status, hook.paused_because, ours.status) == ("paused", BY_REVOCATION, "active")
    assert [(one.id, one.ends_at) for one in valid_secrets(ours.secrets, desk.now)] == [("s-ours", None)]


def test_another_contact_or_the_same_account_pauses_nothing(desk: Memory) -> None:
    register(desk, identity=OLD)
    subscribe(desk, "hook", by_account(desk, OLD))
    change_account(desk, OLD)
    ask(desk, ChangePublisher("unodc-cases", GivenChange(contact="another@example.org")))
    assert desk.get(SUBSCRIPTIONS, "hook").status == "active"
