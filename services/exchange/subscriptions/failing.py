"""An address that takes nothing: the system pauses its subscription, and ends it after a month. Pure.

Its owner is told of both by each other subscription of theirs (`services/exchange/deliveries/owners.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from services.exchange.subscriptions.checks import find_own, needs_of_subscription
from services.exchange.subscriptions.model import SUBSCRIPTIONS, Subscription
from shared.engine.deadline import Deadline
from shared.engine.principals import Principal
from shared.engine.rules import Change, Command, Context, Due, Known, Need, Put, Rule, Schedule
from shared.engine.time.dates import civil_date

DELIVERY: Final = Principal("exchange-webhooks", "committee", may_operate=True)
"""In whose name the system pauses what does not answer."""
ENDING: Final = "subscription_end"
"""The kind of the deadline on which a subscription ends; its id is the subject."""
ENDS_AFTER: Final = timedelta(days=30)
"""From the first failure, if nobody resumes it."""
FAILED_FOR_A_MONTH: Final = "Its address took nothing for a month. Make a new subscription."


@dataclass(frozen=True, slots=True)
class PauseEndpoint:
    """The system gives up for now: the address has not taken anything for days, or said that it is gone."""

    subscription_id: str
    because: str
    failing_since: datetime


def needs_of_pause(command: Command[PauseEndpoint]) -> Iterator[Need]:
    """The subscription."""
    return needs_of_subscription(command.data.subscription_id)


def pause_endpoint(command: Command[PauseEndpoint], known: Known, _context: Context) -> Iterable[Change]:
    """Its owner finds the reason in the subscription. A month after the first failure it ends."""
    subscription, data = find_own(command.data.subscription_id, command.principal, known), command.data
    if subscription.status in ("active", "unconfirmed"):
        paused = replace(subscription, status="paused", paused_because=data.because, failing_since=data.failing_since)
        yield Put(SUBSCRIPTIONS, paused)
        yield Schedule(Deadline(ENDING, subscription.id, last_day(data.failing_since)))


def last_day(failing_since: datetime) -> date:
    """The last day on which the subscription can be resumed."""
    return civil_date(failing_since) + ENDS_AFTER


def needs_of_end(due: Due) -> Iterable[Need]:
    """The subscription."""
    yield Need(SUBSCRIPTIONS, due.deadline.subject)


def end_subscription(due: Due, known: Known, context: Context) -> Iterator[Change]:
    """It ends, unless its owner resumed it."""
    subscription = known.get(SUBSCRIPTIONS, due.deadline.subject)
    if subscription is not None and _has_failed_too_long(subscription, context.today):
        ended = replace(
            subscription, status="cancelled", paused_because=None, ended_because=FAILED_FOR_A_MONTH, secrets=()
        )
        yield Put(SUBSCRIPTIONS, ended)


def _has_failed_too_long(subscription: Subscription, today: date) -> bool:
    since = subscription.failing_since
    return subscription.status == "paused" and since is not None and last_day(since) < today


DEADLINES: Final[Mapping[str, Rule[Any]]] = {ENDING: Rule(needs_of_end, end_subscription)}
