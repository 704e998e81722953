"""A publisher: a system of another body, or of a State, that sends notices and reads what it may. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field

from contracts.audiences import Audience
from contracts.exchange import ExternalIdentity, PublisherKey
from shared.engine.bounds import DayCount
from shared.engine.rules import Table

PublisherStatus = Literal["applied", "approved", "suspended", "rejected", "withdrawn"]

USUAL_EVENTS_PER_MINUTE: Final = 600
USUAL_BYTES_PER_DAY: Final = 1_000_000_000
"""What a publisher may send if nobody decided otherwise."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How much a publisher may send."""

    events_per_minute: Annotated[int, Field(ge=1, le=1_000_000)] = USUAL_EVENTS_PER_MINUTE
    bytes_per_day: Annotated[int, Field(ge=1, le=1_000_000_000_000)] = USUAL_BYTES_PER_DAY

    def within(self, most: Quota) -> Quota:
        """As much of it as the other one allows."""
        return Quota(min(self.events_per_minute, most.events_per_minute), min(self.bytes_per_day, most.bytes_per_day))


USUAL_QUOTA: Final = Quota()


@dataclass(frozen=True, slots=True)
class Publisher:
    """A registered publisher, or one that has applied."""

    id: str
    """Its name among principals, and the last part of its own topic on Kafka."""
    name: str
    status: PublisherStatus
    contact: str
    """An office, never a person."""
    body: str | None
    """The id of the body whose system it is; None: it is a State's."""
    state: str | None
    reads: Audience
    """The audience whose things it may read."""
    sources: tuple[str, ...]
    notice_types: tuple[str, ...]
    quota: Quota
    identity: ExternalIdentity | None
    keys: tuple[PublisherKey, ...]
    certificate: str | None
    """The subject of the client certificate that it shows Kafka."""
    applied_by: str
    """The principal that entered it."""
    suspended_because: str | None
    rejected_because: str | None
    audience: Audience
    parties: tuple[str, ...]
    """Itself, and whoever applied for it: they see the registration."""

    @property
    def speaks_as(self) -> str:
        """The party of its body or State: it reads what is for that one."""
        return f"body:{self.body}" if self.body else f"state:{self.state}"


@dataclass(frozen=True, slots=True)
class OwnedSource:
    """A CloudEvents source, and the only publisher that may speak for it."""

    source: str
    publisher_id: str


@dataclass(frozen=True, slots=True)
class OwnedProof:
    """An account or a certificate, by its digest, and the only publisher that it proves."""

    proof: str
    publisher_id: str


@dataclass(frozen=True, slots=True)
class Applicant:
    """An account that applies only so often in a day: a publisher's row does not know all who applied for its name."""

    id: str
    """The party that is this account alone."""
    counts: tuple[DayCount, ...] = ()


PUBLISHERS: Table[Publisher] = Table("publishers", Publisher, gate="applied_by")
OWNED_SOURCES: Table[OwnedSource] = Table("owned_sources", OwnedSource, key="source")
OWNED_PROOFS: Table[OwnedProof] = Table("owned_proofs", OwnedProof, key="proof")
APPLICANTS: Table[Applicant] = Table("applicants", Applicant)


def party_of(publisher_id: str) -> str:
    """By which it sees what is its own."""
    return f"publisher:{publisher_id}"
