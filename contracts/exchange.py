"""Events of the exchange service: notices handed on to their owners, and receipts for their senders."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contracts.audiences import Audience
from contracts.base import EventData, Part
from contracts.notices import AnsweredNotice, Notice
from contracts.vocabulary import Code, Day, FieldNames, Id, Ids, Line, Outcome, Parties, Source, Text

Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
"""SHA-256 in hexadecimal digits."""
CertificateSubject = Annotated[
    str, StringConstraints(max_length=500, pattern=r"^[A-Za-z0-9.]{1,100}=[^\x00-\x1f\x7f]{1,400}$")
]
"""The subject of a client certificate as RFC 2253 writes it: `CN=cases.example.org,O=UNODC`."""
Sources = Annotated[tuple[Source, ...], Field(max_length=50)]
Names = Annotated[tuple[Line, ...], Field(max_length=50)]
PublisherChange = Literal[
    "applied",
    "registered",
    "approved",
    "changed",
    "suspended",
    "resumed",
    "key_issued",
    "key_revoked",
    "rejected",
    "withdrawn",
]


class NoticeTakenIn(EventData):
    """A notice from another system that keeps its contract, for its owner to judge."""

    type = "notice.taken_in.v1"
    topic = "ctc.exchange"

    source: Source
    id: Id
    """The notice's CloudEvents id; with `source`, its identity."""
    notice: Notice
    reads: Audience | None = None
    """The audience whose things the sender may read; absent where nobody said: the United Nations system."""
    parties: Parties = ()
    """Of the sender, each one reader more: what it cites and may not read is unknown to it."""
    arrived_on: Day | None = None
    """When it first came in here: what a State sends itself has no earlier day (rule 4)."""
    registration: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    """The sequence of its sender's registration by which it was let in: later changes take the right away."""
    may_wait: bool = True
    """Whether it may wait for what is unknown; false where too many of its sender wait already."""


class ReceiptAccepted(AnsweredNotice):
    """The notice was accepted, or was already in effect."""

    type = "receipt.accepted.v1"
    topic = "ctc.receipts"

    outcome: Outcome
    caused: Ids = ()
    """Ids of the things that the notice made or changed."""


class ReceiptRefused(AnsweredNotice):
    """The notice was understood, and a rule says no."""

    type = "receipt.refused.v1"
    topic = "ctc.receipts"

    reason: Text
    code: Line | None = None
    rule: Line | None = None
    paragraph: Line | None = None
    fields: FieldNames = ()
    """Names of the fields that contradict what is known; never their values."""


class ReceiptUnreadable(EventData):
    """The notice could not be read. Send it again after repair, under the same id."""

    type = "receipt.unreadable.v1"
    topic = "ctc.receipts"

    source: Source | None = None
    """Absent if the source could not be read."""
    id: Id | None = None
    notice_type: Line | None = None
    reason: Text
    """Everything that is wrong, in words. It never contains values of fields."""
    code: Line | None = None
    """For programs: `envelope`, `not-json`, `too-large`, `unknown-type`, `contract-broken` or `unknown-field`."""
    fields: FieldNames = ()
    """What to correct, such as `recommendations[0].priority`."""


class PublisherKey(Part):
    """A key of a publisher. Nobody can find the key itself from its digest: it has 256 random bits."""

    id: Id
    sha256: Digest
    issued_on: Day
    expires_on: Day
    """The last day on which it lets its holder in."""
    revoked_on: Day | None = None
    """The first day on which it does not any more, whatever `expires_on` says."""


class ExternalIdentity(Part):
    """An account at an identity provider whose JWTs prove who the publisher is."""

    issuer: Line
    subject: Line


class PublisherChanged(EventData):
    """A publisher was registered or changed. The event tells the whole registration, and who changed what.

    Every service keeps the last one, and knows by it who asks.
    """

    type = "publisher.changed.v1"
    topic = "ctc.exchange"

    publisher_id: Code
    """Its name among principals, and the last part of its own topic on Kafka."""
    sequence: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    """Which change of this registration it is. An older one that comes later changes nothing."""
    change: PublisherChange
    changed_by: Line
    """The principal that changed it."""
    active: bool
    """Whether it is let in: approved, and not suspended."""
    suspended: bool = False
    """Whether it was approved, and is shut out now: whoever has its account is not let in as somebody else."""
    name: Line
    contact: Line
    """An office, never a person."""
    audience: Audience
    """The audience whose things it may read."""
    parties: Parties = ()
    sources: Sources = ()
    """The CloudEvents sources that only it speaks for."""
    notice_types: Names = ()
    """The notices that it may send, without version."""
    bodies: Names = ()
    """Ids of the bodies in whose name it sends."""
    events_per_minute: Annotated[int, Field(ge=1, le=1_000_000)]
    bytes_per_day: Annotated[int, Field(ge=1, le=1_000_000_000_000)]
    identity: ExternalIdentity | None = None
    keys: Annotated[tuple[PublisherKey, ...], Field(max_length=20)] = ()
    certificate: CertificateSubject | None = None
    """Whoever shows Kafka a certificate of this subject is this publisher."""
    reason: Text | None = None
    applicant: Line | None = None
    """Who applied for it, as the party that sees the registration; absent where an operator entered it."""


EVENTS = (NoticeTakenIn, PublisherChanged, ReceiptAccepted, ReceiptRefused, ReceiptUnreadable)
