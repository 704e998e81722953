"""Whether something may be sent again. What that is, the loop finds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.exchange.subscriptions.checks import NotConfirmedYet, find_own, needs_of_subscription
from shared.engine.rules import Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class AskToResend:
    """Something of this subscription is to be sent again. It changes nothing itself."""

    subscription_id: str


def needs_to_resend(command: Command[AskToResend]) -> Iterator[Need]:
    """The subscription."""
    return needs_of_subscription(command.data.subscription_id)


def check_resend(command: Command[AskToResend], known: Known, context: Context) -> Iterable[Change]:
    """Raises NotFound, Cancelled or NotConfirmedYet."""
    if find_own(command.data.subscription_id, command.principal, known).confirmed_at is None:
        raise NotConfirmedYet
    return ()
