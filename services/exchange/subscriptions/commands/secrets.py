"""Secrets: shown once, two valid at a time, so that a receiver can change from one to the other. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from services.exchange.subscriptions.checks import find_own, needs_of_subscription
from services.exchange.subscriptions.model import SUBSCRIPTIONS, Secret, valid_secrets
from services.exchange.subscriptions.views import show_secret
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, NotFound, Put, Refusal

OLD_ONE_ENDS: Final = timedelta(days=7)
"""How long the old secret still signs after a new one was made."""
MOST_VALID: Final = 2


class TwoSecretsAlready(Refusal):
    """Two secrets of this subscription are valid. Revoke the older one, then ask for a new one."""


class OnlySecret(Refusal):
    """This is the only secret with which deliveries are signed: make a new one first."""


@dataclass(frozen=True, slots=True)
class RotateSecret:
    """A further secret was drawn for this subscription."""

    subscription_id: str
    secret_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class RevokeSecret:
    """Nothing is signed with this secret any more."""

    subscription_id: str
    secret_id: str


def needs_of_secrets(command: Command[RotateSecret | RevokeSecret]) -> Iterator[Need]:
    """The subscription."""
    return needs_of_subscription(command.data.subscription_id)


def rotate_secret(command: Command[RotateSecret], known: Known, context: Context) -> Iterable[Change]:
    """The old one signs beside it for a while. Those that ended are forgotten."""
    subscription = find_own(command.data.subscription_id, command.principal, known)
    valid = valid_secrets(subscription.secrets, context.now)
    if len(valid) >= MOST_VALID:
        raise TwoSecretsAlready
    new = Secret(command.data.secret_id, command.data.secret, context.now, made_by=command.principal.proof)
    ending = (replace(one, ends_at=one.ends_at or context.now + OLD_ONE_ENDS) for one in valid)
    yield Put(SUBSCRIPTIONS, replace(subscription, secrets=(*ending, new)))
    yield Answer(show_secret(new))


def revoke_secret(command: Command[RevokeSecret], known: Known, context: Context) -> Iterable[Change]:
    """One that has ended stays so. The other one then has no end: something must sign."""
    subscription = find_own(command.data.subscription_id, command.principal, known)
    secret = next((one for one in subscription.secrets if one.id == command.data.secret_id), None)
    if secret is None:
        raise NotFound
    valid = valid_secrets(subscription.secrets, context.now)
    if secret in valid:
        if len(valid) == 1:
            raise OnlySecret
        others = tuple(replace(one, ends_at=None) for one in valid if one.id != secret.id)
        secret = replace(secret, ends_at=context.now)
        yield Put(SUBSCRIPTIONS, replace(subscription, secrets=(*others, secret)))
    yield Answer(show_secret(secret))
