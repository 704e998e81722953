"""An operator changes a registration, suspends a publisher or lets it in again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from contracts.audiences import Audience
from contracts.exchange import CertificateSubject, ExternalIdentity, Names, Sources
from contracts.vocabulary import Line, Text
from services.exchange.publishers.checks import (
    check_decided,
    check_notice_types,
    check_sources,
    find_publisher,
)
from services.exchange.publishers.events import keep_publisher
from services.exchange.publishers.granting import check_account, check_may_grant
from services.exchange.publishers.model import PUBLISHERS, Publisher, Quota
from services.exchange.publishers.ownership import check_ownership, claim, needs_of_owner, needs_of_ownership
from services.exchange.publishers.standing import shut_out
from services.exchange.subscriptions.commands.changing import needs_of_all
from shared.engine.registrations import REGISTRATIONS
from shared.engine.rules import Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class GivenChange:
    """What is otherwise from now on. What is absent stays."""

    contact: Line | None = None
    sources: Sources | None = None
    notice_types: Names | None = None
    reads: Audience | None = None
    quota: Quota | None = None
    identity: ExternalIdentity | None = None
    certificate: CertificateSubject | None = None


@dataclass(frozen=True, slots=True)
class ChangePublisher:
    """Changes what a publisher may send and read, and how much."""

    publisher_id: str
    given: GivenChange


@dataclass(frozen=True, slots=True)
class GivenReason:
    """Why."""

    reason: Text


@dataclass(frozen=True, slots=True)
class SuspendPublisher:
    """Shuts a publisher out, in every process within a second. Its registration and its keys stay."""

    publisher_id: str
    given: GivenReason


@dataclass(frozen=True, slots=True)
class ResumePublisher:
    """Lets a suspended publisher in again, with the keys that it had."""

    publisher_id: str


def needs_of_change(command: Command[ChangePublisher]) -> Iterator[Need]:
    """The publisher, and the owners of what it names and is to name."""
    given = command.data.given
    yield from needs_of_publisher(command)
    if given.identity is not None:
        yield from needs_of_all(command.data.publisher_id)
    yield from needs_of_ownership(given.sources or (), given.identity, given.certificate)


class NamesPublisher(Protocol):
    """A command that is about one publisher."""

    @property
    def publisher_id(self) -> str:
        """Whose registration it changes."""


def needs_of_publisher(command: Command[NamesPublisher]) -> Iterator[Need]:
    """The publisher, and the owners of what it names."""
    publisher_id = command.data.publisher_id
    yield Need(PUBLISHERS, publisher_id, then=needs_of_owner)
    yield Need(REGISTRATIONS, publisher_id)


def change_publisher(command: Command[ChangePublisher], known: Known, context: Context) -> Iterable[Change]:
    """What is named takes the place of what was. An application owns nothing.

    What another account subscribed to before is paused, as where a key is revoked.
    """
    before, given = find_publisher(command.data.publisher_id, known), command.data.given
    if before.status != "applied":
        check_decided(before)
    publisher = replace(
        before,
        contact=given.contact or before.contact,
        sources=before.sources if given.sources is None else tuple(sorted(set(given.sources))),
        notice_types=before.notice_types if given.notice_types is None else tuple(sorted(set(given.notice_types))),
        reads=given.reads or before.reads,
        quota=given.quota or before.quota,
        identity=given.identity or before.identity,
        certificate=given.certificate or before.certificate,
    )
    if given.notice_types is not None:
        check_notice_types(publisher)
    check_sources(given.sources or ())
    check_account(given.identity, command.principal)
    check_may_grant(publisher, command.principal)
    check_ownership(publisher, known)
    if publisher.status != "applied":
        yield from claim(publisher, before, known)
    if publisher.identity != before.identity:
        yield from shut_out(publisher, before, known, context)
    yield from keep_publisher(publisher, "changed", command.principal, known)


def suspend_publisher(command: Command[SuspendPublisher], known: Known, _context: Context) -> Iterable[Change]:
    """Its sources stay its own, so that nobody else takes them meanwhile."""
    publisher = _find_approved(command.data.publisher_id, known)
    reason = command.data.given.reason
    publisher = replace(publisher, status="suspended", suspended_because=reason)
    yield from keep_publisher(publisher, "suspended", command.principal, known, reason)


def resume_publisher(command: Command[ResumePublisher], known: Known, _context: Context) -> Iterable[Change]:
    """As it was before it was suspended."""
    publisher = _find_approved(command.data.publisher_id, known)
    publisher = replace(publisher, status="approved", suspended_because=None)
    yield from keep_publisher(publisher, "resumed", command.principal, known)


def _find_approved(publisher_id: str, known: Known) -> Publisher:
    publisher = find_publisher(publisher_id, known)
    check_decided(publisher)
    return publisher
