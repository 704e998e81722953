"""A publisher's keys: two at a time, how long they live, who makes and revokes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.exchange.publishers.commands.keys import (
    EightKeysToday,
    ExpiryOutOfRange,
    GivenDigest,
    NotLetIn,
    RevokeKey,
    TakeOverKey,
    TwoKeysAlready,
)
from services.exchange.publishers.model import PUBLISHERS
from services.exchange.publishers.views import show_publisher
from services.exchange.service import SERVICE
from services.exchange.subscriptions.commands.changing import BY_REVOCATION, Confirm, GivenCode, Resume
from services.exchange.subscriptions.commands.secrets import RotateSecret
from services.exchange.subscriptions.commands.subscribing import GivenSubscription, Subscribe
from services.exchange.subscriptions.model import SUBSCRIPTIONS, valid_secrets
from shared.engine.principals import Principal
from shared.engine.refusal import NotFound
from shared.engine.registrations import is_valid
from tests.support.memory import Memory
from tests.unit.services.exchange.registrar import OPERATOR, STRANGER, TODAY, ask, key, own, register, registration


@pytest.fixture
def desk() -> Memory:
    return Memory(SERVICE, TODAY)


def test_two_keys_are_valid_at_a_time_so_that_one_follows_the_other(desk: Memory) -> None:
    register(desk)
    ask(desk, key(1), own(desk))
    ask(desk, key(2), own(desk))
    with pytest.raises(TwoKeysAlready):
        ask(desk, key(3), own(desk))
    ask(desk, RevokeKey("unodc-cases", "k1"), own(desk))
    ask(desk, key(3), own(desk))
    keys = desk.get(PUBLISHERS, "unodc-cases").keys
    assert [one.id for one in keys if is_valid(one, TODAY)] == ["k2", "k3"]


def test_a_revoked_key_lets_nobody_in_by_a_clock_that_was_put_back(desk: Memory) -> None:
    register(desk)
    ask(desk, key(1))
    desk.turn(TODAY + timedelta(days=64))
    ask(desk, RevokeKey("unodc-cases", "k1"))
    (revoked,) = desk.get(PUBLISHERS, "unodc-cases").keys
    assert not is_valid(revoked, TODAY)


def test_a_key_that_lets_its_holder_in_is_never_forgotten(desk: Memory) -> None:
    register(desk)
    ask(desk, key(0))
    for number in range(1, 13):
        ask(desk, key(number))
        ask(desk, RevokeKey("unodc-cases", f"k{number}"))
    kept = [one.id for one in desk.get(PUBLISHERS, "unodc-cases").keys]
    assert kept == ["k0", *(f"k{number}" for number in range(4, 13))]


@pytest.mark.parametrize("earlier", [0, 1])
def test_a_publisher_makes_eight_keys_a_day_itself_and_an_operator_more(desk: Memory, earlier: int) -> None:
    register(desk)
    for _ in range(earlier):  # it stays valid, and takes a place among the keys that are kept
        ask(desk, key(0), own(desk))
        desk.turn(TODAY + timedelta(days=1))
    for number in range(1, 9):
        ask(desk, key(number), own(desk))
        ask(desk, RevokeKey("unodc-cases", f"k{number}"), own(desk))
    with pytest.raises(EightKeysToday):
        ask(desk, key(9), own(desk))
    for number in (10, 11, 12):
        ask(desk, key(number))
        ask(desk, RevokeKey("unodc-cases", f"k{number}"), own(desk))
    with pytest.raises(EightKeysToday):
        ask(desk, key(13), own(desk))
    desk.turn(desk.today + timedelta(days=1))
    ask(desk, key(14), own(desk))


def test_a_key_expires_in_a_year_unless_said_otherwise_and_never_after_two(desk: Memory) -> None:
    register(desk)
    ask(desk, key())
    (made,) = desk.get(PUBLISHERS, "unodc-cases").keys
    assert made.expires_on == date(2025, 6, 3)
    assert is_valid(made, made.expires_on)
    assert not is_valid(made, made.expires_on + timedelta(days=1))
    for expires_on in (TODAY, TODAY + timedelta(days=731)):
        with pytest.raises(ExpiryOutOfRange):
            ask(desk, key(2, expires_on))


def test_nobody_else_makes_or_revokes_a_key(desk: Memory) -> None:
    register(desk)
    ask(desk, key())
    for command in (key(2), RevokeKey("unodc-cases", "k1")):
        with pytest.raises(NotFound):
            ask(desk, command, STRANGER)


def test_there_is_no_key_for_whoever_is_not_let_in(desk: Memory) -> None:
    ask(desk, registration(), STRANGER)
    with pytest.raises(NotLetIn):
        ask(desk, key())


def test_a_token_of_the_file_goes_on_working_as_a_key(desk: Memory) -> None:
    register(desk)
    digest = "ab" * 32
    ask(desk, TakeOverKey("unodc-cases", GivenDigest(digest)))
    (taken_over,) = desk.get(PUBLISHERS, "unodc-cases").keys
    assert (taken_over.sha256, taken_over.id) == (digest, digest[:16])
    assert taken_over.expires_on == TODAY + timedelta(days=730)
    assert digest not in str(show_publisher(desk.get(PUBLISHERS, "unodc-cases")))


# ---- what was set up with a key -----------------------------------------------------------------


def by(desk: Memory, number: int) -> Principal:
    """The publisher, as it comes with this key."""
    return replace(own(desk), proof=f"key k{number}")


def subscribe(desk: Memory, id_: str, principal: Principal) -> None:
    ask(desk, Subscribe(id_, "code", "s", "whsec_x", 0, 0, GivenSubscription(f"https://{id_}.example")), principal)
    ask(desk, Confirm(id_, GivenCode("code")), principal)


def statuses(desk: Memory) -> dict[str, str]:
    return {one.id: one.status for one in desk.rows[SUBSCRIPTIONS].values()}


def test_a_revoked_key_takes_what_it_subscribed_to_with_it(desk: Memory) -> None:
    """Whoever had stolen it went on hearing what came for its owner."""
    register(desk)
    for number in (1, 2):
        ask(desk, key(number), own(desk))
        subscribe(desk, f"by-{number}", by(desk, number))
    subscribe(desk, "of-a-token", Principal("unodc-cases", "un", proof="key k1"))
    ask(desk, RevokeKey("unodc-cases", "k1"), by(desk, 2))
    assert statuses(desk) == {"by-1": "paused", "by-2": "active", "of-a-token": "active"}
    assert desk.get(SUBSCRIPTIONS, "by-1").paused_because == BY_REVOCATION


def test_whoever_resumes_it_with_another_key_goes_on_without_a_gap(desk: Memory) -> None:
    register(desk)
    ask(desk, key(1), own(desk))
    ask(desk, key(2), own(desk))
    subscribe(desk, "hook", by(desk, 1))
    ask(desk, Resume("hook"), by(desk, 2))
    ask(desk, RevokeKey("unodc-cases", "k1"), by(desk, 2))
    assert (statuses(desk), desk.get(SUBSCRIPTIONS, "hook").made_by) == ({"hook": "active"}, "key k2")
    ask(desk, RevokeKey("unodc-cases", "k2"), OPERATOR)
    ask(desk, key(3), OPERATOR)
    ask(desk, Resume("hook"), by(desk, 3))
    assert statuses(desk) == {"hook": "active"}


def test_a_revocation_pauses_what_expired_keys_subscribed_to(desk: Memory) -> None:
    """Whoever had stolen a key made another with it, which ended at once, and subscribed with that."""
    register(desk)
    ask(desk, key(1), own(desk))
    ask(desk, key(2, expires_on=TODAY + timedelta(days=1)), by(desk, 1))
    subscribe(desk, "hook", by(desk, 2))
    desk.turn(TODAY + timedelta(days=5))
    ask(desk, key(3), own(desk))
    subscribe(desk, "mine", by(desk, 3))
    ask(desk, RevokeKey("unodc-cases", "k1"), by(desk, 3))
    assert statuses(desk) == {"hook": "paused", "mine": "active"}


def have_two_keys(desk: Memory) -> None:
    register(desk)
    for number in (1, 2):
        ask(desk, key(number), own(desk))


def test_a_secret_that_a_revoked_key_drew_signs_nothing_more(desk: Memory) -> None:
    """Whoever had stolen the key signed with it in our name, and the owner's own secret ended a week later."""
    have_two_keys(desk)
    subscribe(desk, "hook", by(desk, 2))
    ask(desk, RotateSecret("hook", "stolen", "whsec_y"), by(desk, 1))
    ask(desk, RevokeKey("unodc-cases", "k1"), by(desk, 2))
    hook = desk.get(SUBSCRIPTIONS, "hook")
    (left,) = valid_secrets(hook.secrets, desk.now)
    assert (hook.status, left.id, left.ends_at) == ("active", "s", None)


def test_a_secret_that_an_expired_key_drew_ends_too(desk: Memory) -> None:
    """Whoever had stolen a key made another with it, which ended at once, and drew the secret with that."""
    register(desk)
    ask(desk, key(1), own(desk))
    subscribe(desk, "hook", by(desk, 1))
    ask(desk, key(2, expires_on=TODAY + timedelta(days=1)), by(desk, 1))
    ask(desk, RotateSecret("hook", "stolen", "whsec_y"), by(desk, 2))
    desk.turn(TODAY + timedelta(days=8))
    ask(desk, key(3), own(desk))
    ask(desk, Resume("hook"), by(desk, 3))
    ask(desk, RotateSecret("hook", "new", "whsec_z"), by(desk, 3))
    ask(desk, RevokeKey("unodc-cases", "k1"), by(desk, 3))
    hook = desk.get(SUBSCRIPTIONS, "hook")
    assert [(one.id, one.ends_at) for one in valid_secrets(hook.secrets, desk.now)] == [("new", None)]
    assert hook.status == "active"


def test_whoever_resumes_a_subscription_draws_none_of_its_secrets(desk: Memory) -> None:
    """Who had stolen a key resumed with it, and the owner's own secret would have ended with that key."""
    have_two_keys(desk)
    subscribe(desk, "hook", by(desk, 2))
    ask(desk, Resume("hook"), by(desk, 1))
    ask(desk, RotateSecret("hook", "stolen", "whsec_y"), by(desk, 1))
    ask(desk, RevokeKey("unodc-cases", "k1"), by(desk, 2))
    hook = desk.get(SUBSCRIPTIONS, "hook")
    assert [(one.id, one.made_by, one.ends_at) for one in valid_secrets(hook.secrets, desk.now)] == [
        ("s", "key k2", None)
    ]
    assert hook.status == "paused"


def test_the_only_secret_stays_where_a_key_is_changed_as_usual(desk: Memory) -> None:
    """Else each rotation of a key would need a new secret at the receiver. The list says which key drew it."""
    have_two_keys(desk)
    subscribe(desk, "hook", by(desk, 1))
    ask(desk, Resume("hook"), by(desk, 2))
    ask(desk, RevokeKey("unodc-cases", "k1"), by(desk, 2))
    hook = desk.get(SUBSCRIPTIONS, "hook")
    assert [(one.made_by, one.ends_at) for one in valid_secrets(hook.secrets, desk.now)] == [("key k1", None)]
    assert hook.status == "active"
