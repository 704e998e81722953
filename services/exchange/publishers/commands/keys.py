"""Keys: made here, shown once, kept as a digest, expiring; two are valid at a time, so that one can follow the other.

Pure: whoever receives the command over HTTP draws the key, and hands on its digest alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, Literal

from contracts.exchange import Digest, PublisherKey
from contracts.vocabulary import Day
from services.exchange.publishers.checks import find_publisher
from services.exchange.publishers.events import keep_publisher
from services.exchange.publishers.model import PUBLISHERS, Publisher, party_of
from services.exchange.publishers.standing import shut_out
from services.exchange.publishers.views import show_key
from services.exchange.subscriptions.commands.changing import needs_of_all
from shared.engine.principals import Principal
from shared.engine.registrations import REGISTRATIONS, is_valid
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, NotFound, Put, Refusal

USUAL_DAYS: Final = 365
"""Until a key expires, if nobody says otherwise."""
MOST_DAYS: Final = 730
MOST_VALID: Final = 2
MOST_KEPT: Final = 10
"""Keys that a registration remembers. The oldest that lets nobody in is forgotten first."""


MOST_A_DAY: Final = MOST_KEPT - MOST_VALID
"""Keys that a publisher makes itself. So many of one day are always among those that are kept."""


class NotLetIn(Refusal):
    """A key is for a publisher that is let in: this one waits for approval, or is suspended."""


class TwoKeysAlready(Refusal):
    """Two keys of this publisher are valid. Revoke the older one, then ask for a new one."""


class EightKeysToday(Refusal):
    """This publisher has made eight keys today. Go on with the last one, or ask an operator for another."""


class ExpiryOutOfRange(Refusal):
    """A key expires on a day after today and within two years."""

    status = 422


@dataclass(frozen=True, slots=True)
class GivenKey:
    """For how long the key is to be valid."""

    expires_on: Day | None = None
    """The last day on which it lets its holder in. Absent: in a year."""


@dataclass(frozen=True, slots=True)
class IssueKey:
    """A key was drawn for this publisher."""

    publisher_id: str
    key_id: str
    sha256: str
    given: GivenKey


@dataclass(frozen=True, slots=True)
class GivenDigest:
    """A token of the tokens file, known by its digest alone."""

    sha256: Digest
    expires_on: Day | None = None
    """The last day on which it lets its holder in. Absent, or more than two years away: in two years."""


@dataclass(frozen=True, slots=True)
class TakeOverKey:
    """A publisher's token of the tokens file goes on working, as a key. The token itself is not sent."""

    publisher_id: str
    given: GivenDigest


@dataclass(frozen=True, slots=True)
class RevokeKey:
    """A key lets nobody in any more, from within a second on. A publisher can revoke its own.

    Subscriptions that were made with it are paused.
    """

    publisher_id: str
    key_id: str


def needs_of_keys(command: Command[IssueKey | TakeOverKey | RevokeKey]) -> Iterator[Need]:
    """The publisher."""
    yield Need(PUBLISHERS, command.data.publisher_id)
    yield Need(REGISTRATIONS, command.data.publisher_id)


def needs_of_revocation(command: Command[RevokeKey]) -> Iterator[Need]:
    """The publisher, and its subscriptions."""
    yield from needs_of_keys(command)
    yield from needs_of_all(command.data.publisher_id)


def issue_key(command: Command[IssueKey], known: Known, context: Context) -> Iterable[Change]:
    """The digest of the key is kept. The answer tells its id and its last day."""
    return _add_key(command.data, command, known, context)


def take_over_key(command: Command[TakeOverKey], known: Known, context: Context) -> Iterable[Change]:
    """The digest is kept as that of a key."""
    sha256, latest = command.data.given.sha256, context.today + timedelta(days=MOST_DAYS)
    given = GivenKey(min(command.data.given.expires_on or latest, latest))
    return _add_key(IssueKey(command.data.publisher_id, sha256[:16], sha256, given), command, known, context)


def revoke_key(command: Command[RevokeKey], known: Known, context: Context) -> Iterable[Change]:
    """From now on it lets nobody in. What it subscribed to is paused, and the secrets that it drew end.

    The same holds for keys that have expired: whoever had this one may have made such a one.
    """
    publisher = _find_own(command.data.publisher_id, command.principal, known)
    key = next((one for one in publisher.keys if one.id == command.data.key_id), None)
    if key is None:
        raise NotFound
    revoked = key if key.revoked_on else key.model_copy(update={"revoked_on": context.today})
    if revoked != key:
        keys = tuple(revoked if one.id == key.id else one for one in publisher.keys)
        yield from _keep_keys(replace(publisher, keys=keys), "key_revoked", command, known)
        yield from shut_out(replace(publisher, keys=keys), publisher, known, context)
    yield Answer(show_key(revoked))


def _add_key(asked: IssueKey, command: Command[Any], known: Known, context: Context) -> Iterator[Change]:
    publisher = _find_own(asked.publisher_id, command.principal, known)
    if publisher.status != "approved":
        raise NotLetIn
    expires_on = asked.given.expires_on or context.today + timedelta(days=USUAL_DAYS)
    if not context.today < expires_on <= context.today + timedelta(days=MOST_DAYS):
        raise ExpiryOutOfRange(fields=("expires_on",))
    if sum(is_valid(key, context.today) for key in publisher.keys) >= MOST_VALID:
        raise TwoKeysAlready
    if not command.principal.may_operate and _count_of_today(publisher, context) >= MOST_A_DAY:
        raise EightKeysToday
    key = PublisherKey(id=asked.key_id, sha256=asked.sha256, issued_on=context.today, expires_on=expires_on)
    keys = (*_make_room(publisher.keys, context.today), key)
    yield from _keep_keys(replace(publisher, keys=keys), "key_issued", command, known)
    yield Answer(show_key(key))


def _count_of_today(publisher: Publisher, context: Context) -> int:
    return sum(key.issued_on == context.today for key in publisher.keys)


def _make_room(keys: tuple[PublisherKey, ...], today: date) -> tuple[PublisherKey, ...]:
    """The keys without the oldest that lets nobody in, if there is no room for one more."""
    over = [one for one in keys if not is_valid(one, today)] if len(keys) >= MOST_KEPT else []
    return tuple(one for one in keys if one not in over[:1])


def _keep_keys(
    publisher: Publisher,
    change: Literal["key_issued", "key_revoked"],
    command: Command[Any],
    known: Known,
) -> Iterator[Change]:
    changes = keep_publisher(publisher, change, command.principal, known)
    return (one for one in changes if isinstance(one, Put | Emit))


def _find_own(publisher_id: str, principal: Principal, known: Known) -> Publisher:
    """The publisher, for an operator and for itself. Raises NotFound for everybody else."""
    publisher = find_publisher(publisher_id, known)
    if not (principal.may_operate or party_of(publisher.id) in principal.parties):
        raise NotFound
    return publisher
