"""What several rules about subscriptions need and refuse. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contracts.exchange import ReceiptAccepted, ReceiptRefused, ReceiptUnreadable
from contracts.released import EVENTS
from services.exchange.subscriptions.model import SUBSCRIPTIONS, Subscription
from shared.engine.principals import Principal
from shared.engine.rules import Known, Need, NotFound, Refusal

ALL_RELEASED: Final = "released.*"
REPORT: Final = "released.report"
ALL_RECEIPTS: Final = "receipt.*"
OWN: Final = "subscription.*"
"""Word of the owner's other subscriptions. It comes by each subscription; this is to have nothing else."""
RELEASED: Final = frozenset({ALL_RELEASED, *(model.type.rpartition(".v")[0] for model in EVENTS)})
"""Whoever names one of these reads the feed."""
RECEIPTS: Final = frozenset(
    {ALL_RECEIPTS} | {model.type.rpartition(".v")[0] for model in (ReceiptAccepted, ReceiptRefused, ReceiptUnreadable)}
)
"""Whoever names one of these reads receipts."""


class UnknownEventType(Refusal):
    """There is no such type to subscribe to: take `released.*`, `receipt.*` or one of theirs, without its version.

    `subscription.*` is word of your own subscriptions alone.
    """

    status = 422


class Cancelled(Refusal):
    """This subscription was cancelled: make a new one."""


class NotConfirmedYet(Refusal):
    """Nothing more is sent to this address before you give the code back. If none came, cancel and make a new one."""


def needs_of_subscription(subscription_id: str) -> Iterator[Need]:
    """The subscription."""
    yield Need(SUBSCRIPTIONS, subscription_id)


def find_own(subscription_id: str, principal: Principal, known: Known) -> Subscription:
    """The subscription, for its owner and for operators. Raises NotFound for others, and Cancelled."""
    subscription = known.get(SUBSCRIPTIONS, subscription_id)
    if subscription is None or not may_change(subscription, principal):
        raise NotFound
    if subscription.status == "cancelled":
        raise Cancelled
    return subscription


def may_change(subscription: Subscription, principal: Principal) -> bool:
    """Whether it is the owner's, or an operator asks."""
    return principal.may_operate or principal.itself in subscription.parties


def check_types(types: tuple[str, ...]) -> None:
    """Raises UnknownEventType."""
    if not set(types) <= RELEASED | RECEIPTS | {OWN}:
        raise UnknownEventType(fields=("types",))
