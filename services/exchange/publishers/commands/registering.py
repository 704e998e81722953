"""A body or a State registers its system, or an operator does it for them. Pure.

What an operator registers is let in at once. What somebody else enters waits until an operator approves it, and then
reads what is public alone, unless the operator grants more. No source is taken until then, so nobody can occupy one.
Nor does an applicant learn which are taken: the approval looks for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Final

from pydantic import Field

from contracts.audiences import Audience
from contracts.exchange import CertificateSubject, ExternalIdentity, Names, Sources
from contracts.ids import slug
from contracts.vocabulary import Line, StateId
from services.exchange.publishers.checks import (
    NotApprovedYet,
    check_notice_types,
    check_sources,
    find_publisher,
)
from services.exchange.publishers.events import keep_publisher
from services.exchange.publishers.granting import check_account, check_may_grant, may_register_at_once
from services.exchange.publishers.model import (
    APPLICANTS,
    PUBLISHERS,
    USUAL_QUOTA,
    Applicant,
    Publisher,
    Quota,
    party_of,
)
from services.exchange.publishers.ownership import check_ownership, claim, needs_of_owner, needs_of_ownership
from shared.engine.bounds import count_today
from shared.engine.notices.known_codes import body_name, state_id
from shared.engine.principals import RESERVED, Principal
from shared.engine.registrations import REGISTRATIONS, next_sequence
from shared.engine.rules import Change, Command, Context, Known, Need, Put, Refusal

MOST_APPLICATIONS: Final = 5
"""Registrations of one applicant that wait for approval."""
MOST_ENTERED: Final = 50
"""Registrations of one applicant about which was decided: names that it withdrew are kept, and fill no table."""
MOST_A_DAY: Final = 10
"""Applications of one applicant in a day: each is told to all services and stays, also under the same name again."""
FIRST_CHANGE: Final = 2
"""The number of what happens to a registration after it was entered."""
NOT_FREE: Final = RESERVED | {"owner", "me"}
"""Names that mean something else."""


class NameTaken(Refusal):
    """There is a publisher of this name already: take another one, or have that one changed."""


class NameNotFree(Refusal):
    """This name cannot be given to a publisher: use ASCII, with a letter or a digit, and no name of the system."""

    status = 422


class OfBodyOrState(Refusal):
    """A publisher is the system of one body or of one State: name `body` or `state`, and not both."""

    status = 422


class TooManyApplications(Refusal):
    """Several registrations of yours wait for approval already: withdraw one, or wait until an operator has decided."""

    status = 429


class AppliedTooOften(Refusal):
    """You have applied ten times today: apply again tomorrow, or ask an operator to register the system."""

    status = 429


class NothingToApprove(Refusal):
    """This registration was approved before. To let a suspended publisher in again, resume it."""


class ChangedSinceEntered(Refusal):
    """This registration has changed since its name was first used: read it, and approve it with `If-Match`."""


@dataclass(frozen=True, slots=True)
class GivenRegistration:
    """A system that is to send notices, or to read."""

    name: Annotated[Line, Field(max_length=60)]
    """Of the system. In small letters with hyphens it is the publisher's id."""
    body: Line | None = None
    """The body whose system it is: one of `/codes/bodies`."""
    state: StateId | None = None
    contact: Line | None = None
    """The office to ask, never a person."""
    sources: Sources = ()
    """The CloudEvents sources for which it speaks, each an absolute URI."""
    notice_types: Names = ()
    """The notices that it sends, such as `notice.visit.planned`."""
    quota: Quota = USUAL_QUOTA
    """Only an operator gives more than the usual one."""
    identity: ExternalIdentity | None = None
    """Its account at an identity provider that this system trusts, if its JWTs are to prove who it is."""
    certificate: CertificateSubject | None = None
    """The subject of its client certificate, if it comes to Kafka by mutual TLS."""
    reads: Audience = "public"
    """The audience whose things it may read. Only an operator grants more than `public`."""


@dataclass(frozen=True, slots=True)
class RegisterPublisher:
    """Registers a publisher. An operator's takes effect at once; any other waits for approval.

    So does a source that is named by an operator without the Committee's audience.
    """

    given: GivenRegistration


@dataclass(frozen=True, slots=True)
class GivenApproval:
    """What the operator grants."""

    reads: Audience | None = None
    """Absent: as it stands, which is `public`."""
    quota: Quota | None = None


@dataclass(frozen=True, slots=True)
class ApprovePublisher:
    """Lets a publisher in that has applied."""

    publisher_id: str
    given: GivenApproval


def needs_of_registration(command: Command[RegisterPublisher]) -> Iterator[Need]:
    """The publisher if it is known, the owners of what it names, what else the applicant has entered, and how often."""
    given = command.data.given
    yield Need(PUBLISHERS, command.principal.name, by="applied_by")
    yield Need(PUBLISHERS, slug(given.name))
    yield Need(APPLICANTS, command.principal.itself)
    yield Need(REGISTRATIONS, slug(given.name))
    yield from needs_of_ownership(given.sources, given.identity, given.certificate)


def register_publisher(command: Command[RegisterPublisher], known: Known, context: Context) -> Iterable[Change]:
    """Enters the registration. The same one again changes nothing."""
    given, principal = command.data.given, command.principal
    publisher = _build_publisher(given, principal, context)
    before = known.get(PUBLISHERS, publisher.id)
    if before is not None and before.status not in ("rejected", "withdrawn"):
        raise NameTaken(fields=("name",))
    check_notice_types(publisher)
    check_sources(publisher.sources)
    check_account(publisher.identity, principal)
    if may_register_at_once(given.sources, principal):
        check_ownership(publisher, known)
        check_may_grant(publisher, principal)
        yield from claim(publisher, None, known)
        yield from keep_publisher(publisher, "registered", principal, known)
        return
    entered = known.all(PUBLISHERS, "applied_by", principal.name)
    _check_room([one for one in entered if principal.itself in one.parties])
    applicant = known.get(APPLICANTS, principal.itself) or Applicant(principal.itself)
    yield Put(APPLICANTS, count_today(applicant, MOST_A_DAY, AppliedTooOften(), context.today))
    yield from keep_publisher(publisher, "applied", principal, known)


def _check_room(entered: Sequence[Publisher]) -> None:
    """Raises TooManyApplications."""
    waiting = sum(one.status == "applied" for one in entered)
    if waiting >= MOST_APPLICATIONS or len(entered) - waiting >= MOST_ENTERED:
        raise TooManyApplications


def _build_publisher(given: GivenRegistration, principal: Principal, context: Context) -> Publisher:
    publisher_id, by_operator = slug(given.name), may_register_at_once(given.sources, principal)
    if not publisher_id or publisher_id in NOT_FREE or not (given.name.isascii() and given.name.isprintable()):
        raise NameNotFree(fields=("name",))
    if (given.body is None) == (given.state is None):
        raise OfBodyOrState(fields=("body", "state"))
    return Publisher(
        id=publisher_id,
        name=given.name,
        status="approved" if by_operator else "applied",
        contact=given.contact or given.name,
        body=slug(body_name(context.reference, given.body)) if given.body else None,
        state=state_id(context.reference, given.state) if given.state else None,
        reads=given.reads if by_operator else "public",
        sources=tuple(sorted(set(given.sources))),
        notice_types=tuple(sorted(set(given.notice_types))),
        quota=given.quota if by_operator else given.quota.within(USUAL_QUOTA),
        identity=given.identity,
        keys=(),
        certificate=given.certificate,
        applied_by=principal.name,
        suspended_because=None,
        rejected_because=None,
        audience="committee",
        parties=(party_of(publisher_id), *(() if by_operator else (principal.itself,))),
    )


def needs_of_approval(command: Command[ApprovePublisher]) -> Iterator[Need]:
    """The publisher, and the owners of what it names."""
    yield Need(PUBLISHERS, command.data.publisher_id, then=needs_of_owner)
    yield Need(REGISTRATIONS, command.data.publisher_id)


def approve_publisher(command: Command[ApprovePublisher], known: Known, _context: Context) -> Iterable[Change]:
    """From now on it is let in, and nobody else speaks for its sources.

    A name that was withdrawn may have come again with other content, so the operator says then what was seen.
    """
    publisher, given = find_publisher(command.data.publisher_id, known), command.data.given
    if publisher.status in ("rejected", "withdrawn"):
        raise NotApprovedYet
    if publisher.status != "applied":
        raise NothingToApprove
    if command.precondition is None and next_sequence(publisher.id, known) > FIRST_CHANGE:
        raise ChangedSinceEntered
    publisher = replace(
        publisher, status="approved", reads=given.reads or publisher.reads, quota=given.quota or publisher.quota
    )
    check_sources(publisher.sources)
    check_may_grant(publisher, command.principal)
    check_ownership(publisher, known)
    yield from claim(publisher, None, known)
    yield from keep_publisher(publisher, "approved", command.principal, known)
