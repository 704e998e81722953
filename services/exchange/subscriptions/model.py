"""A subscription: which events somebody wants, and the address to which they are sent. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from contracts.audiences import Audience, ReleasedTo
from contracts.vocabulary import FormName, ReportName
from reference import Language
from shared.engine.rules import Table

Channel = Literal["webhook", "email"]
SubscriptionStatus = Literal["unconfirmed", "active", "paused", "cancelled"]


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret by which each delivery is signed. It must be kept as it is, since both sides sign with it."""

    id: str
    value: str = field(repr=False)
    """With the prefix `whsec_`."""
    made_at: datetime
    ends_at: datetime | None = None
    """From then on nothing is signed with it. None: no end was set."""
    made_by: str = ""
    """By what whoever drew it proved who it is, as `Subscription.made_by`."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Events to an address whose owner has proved that it is theirs."""

    id: str
    owner: str
    """The principal that gets the events."""
    channel: Channel
    url: str
    types: tuple[str, ...]
    """Without version, such as `released.recommendation`; `released.*` and `receipt.*` are all of them."""
    states: tuple[str, ...]
    """Only what concerns one of these; empty: of all States."""
    themes: tuple[str, ...]
    reports: tuple[ReportName, ...]
    """Of reports, only editions of these; empty: of all."""
    language: Language
    """Of e-mail, and of the document to which it leads."""
    form: FormName
    """Of that document."""
    reads: ReleasedTo
    """The audience whose copies are sent."""
    status: SubscriptionStatus
    paused_because: str | None
    failing_since: datetime | None
    """When its address first did not take what led to the pause; None: it is not paused for that."""
    ended_because: str | None
    """Why the system cancelled it; None: its owner did, or nobody."""
    code: str = field(repr=False)
    """What is sent to the address to prove that its owner wants the events."""
    secrets: tuple[Secret, ...] = field(repr=False)
    made_at: datetime
    made_by: str
    """By what its owner proved who it is when it was made or last resumed (`Principal.proof`), such as `key ID`.
    Empty: that was not noted yet."""
    confirmed_at: datetime | None
    resumed_at: datetime | None
    after_released: int
    """The number in the feed behind which it begins."""
    after_receipts: int
    """The position in the journal behind which it begins."""
    audience: Audience
    parties: tuple[str, ...]
    """Its owner alone."""


SUBSCRIPTIONS: Table[Subscription] = Table("subscriptions", Subscription, gate="owner")


def valid_secrets(secrets: tuple[Secret, ...], now: datetime) -> list[Secret]:
    """Those with which deliveries are signed now, the newest first."""
    valid = [one for one in secrets if one.ends_at is None or now < one.ends_at]
    return sorted(valid, key=lambda one: one.made_at, reverse=True)
