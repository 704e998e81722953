"""The owner confirms the address, pauses, resumes or cancels. Pure."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from services.exchange.subscriptions.checks import NotConfirmedYet, find_own, needs_of_subscription
from services.exchange.subscriptions.model import SUBSCRIPTIONS, Subscription, valid_secrets
from services.exchange.subscriptions.views import show_subscription
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, Put, Refusal

BY_OWNER: Final = "Its owner paused it."
BY_REVOCATION: Final = (
    "The key or the account that made it lets nobody in any more. If it is yours, look at its secrets, and resume it; "
    "else cancel it."
)


class WrongCode(Refusal):
    """This is not the code that was sent to the address: give the one in the last event that came there."""

    status = 422


@dataclass(frozen=True, slots=True)
class GivenCode:
    """The proof that the address is yours."""

    code: Annotated[str, Field(max_length=100)]
    """`data.code` of the event that was sent to the address."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Proves that the address is the subscriber's. From now on events are sent to it."""

    subscription_id: str
    given: GivenCode


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing is sent until the subscription is resumed. What comes meanwhile is sent then."""

    subscription_id: str


@dataclass(frozen=True, slots=True)
class Resume:
    """Sends again, beginning with what was not delivered. From then on it depends on the key that resumed it."""

    subscription_id: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """Ends the subscription. Nothing is sent any more, and its secrets are deleted."""

    subscription_id: str


Changing = Confirm | Pause | Resume | Cancel


def needs_of_change(command: Command[Changing]) -> Iterator[Need]:
    """The subscription."""
    return needs_of_subscription(command.data.subscription_id)


def confirm(command: Command[Confirm], known: Known, context: Context) -> Iterable[Change]:
    """The same again changes nothing."""
    subscription = find_own(command.data.subscription_id, command.principal, known)
    if not hmac.compare_digest(subscription.code.encode(), command.data.given.code.encode()):
        raise WrongCode(fields=("code",))
    if subscription.confirmed_at is None:
        subscription = replace(
            subscription, status="active", paused_because=None, failing_since=None, confirmed_at=context.now
        )
    yield from _keep(subscription, known)


def pause(command: Command[Pause], known: Known, _context: Context) -> Iterable[Change]:
    """One that is paused stays so."""
    subscription = find_own(command.data.subscription_id, command.principal, known)
    if subscription.status != "paused":
        subscription = replace(subscription, status="paused", paused_because=BY_OWNER, failing_since=None)
    yield from _keep(subscription, known)


def resume(command: Command[Resume], known: Known, context: Context) -> Iterable[Change]:
    """The code is not sent again, so that nobody makes us call at will: a new subscription counts."""
    subscription = find_own(command.data.subscription_id, command.principal, known)
    if subscription.status == "paused":
        if subscription.confirmed_at is None:
            raise NotConfirmedYet
        subscription = replace(
            subscription, status="active", paused_because=None, failing_since=None, resumed_at=context.now
        )
    if command.principal.itself in subscription.parties:
        subscription = replace(subscription, made_by=command.principal.proof)
    yield from _keep(subscription, known)


def cancel(command: Command[Cancel], known: Known, _context: Context) -> Iterable[Change]:
    """It stays in the lists, so that its deliveries can be looked up."""
    subscription = find_own(command.data.subscription_id, command.principal, known)
    yield from _keep(
        replace(subscription, status="cancelled", paused_because=None, failing_since=None, secrets=()), known
    )


def needs_of_all(owner: str) -> Iterator[Need]:
    """All subscriptions of whoever has this name."""
    yield Need(SUBSCRIPTIONS, owner, by="owner")


def cut_off(is_gone: Callable[[str], bool], owner: str, itself: str, known: Known, now: datetime) -> Iterator[Change]:
    """Nothing more is sent to where a proof led that lets nobody in, and nothing is signed with what it drew.

    `is_gone`: of what `made_by` says, whether it lets nobody in. `itself`: the owner as `Principal.itself` says it.
    """
    for one in known.all(SUBSCRIPTIONS, "owner", owner):
        if itself in one.parties and (after := _cut_off_one(one, is_gone, now)) != one:
            yield Put(SUBSCRIPTIONS, after)


def _cut_off_one(subscription: Subscription, is_gone: Callable[[str], bool], now: datetime) -> Subscription:
    """Secrets that others drew end where another one can sign: the owner has drawn that since, or before."""
    secrets = valid_secrets(subscription.secrets, now)
    kept = tuple(replace(one, ends_at=None) for one in secrets if not is_gone(one.made_by))
    gone = tuple(replace(one, ends_at=now) for one in secrets if is_gone(one.made_by))
    if kept and gone:
        subscription = replace(subscription, secrets=(*kept, *gone))
    if is_gone(subscription.made_by) and subscription.status in ("active", "unconfirmed"):
        return replace(subscription, status="paused", paused_because=BY_REVOCATION, failing_since=None)
    return subscription


def _keep(subscription: Subscription, known: Known) -> Iterator[Change]:
    if subscription != known.get(SUBSCRIPTIONS, subscription.id):
        yield Put(SUBSCRIPTIONS, subscription)
    yield Answer(show_subscription(subscription))
