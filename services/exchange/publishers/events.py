"""A publisher as the event tells of it, for all services. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.exchange import PublisherChange, PublisherChanged
from services.exchange.publishers.model import PUBLISHERS, Publisher, party_of
from services.exchange.publishers.views import show_publisher
from shared.engine.principals import Principal
from shared.engine.registrations import next_sequence, put_registration
from shared.engine.rules import Answer, Change, Emit, Known, Put


def keep_publisher(
    publisher: Publisher, change: PublisherChange, principal: Principal, known: Known, reason: str | None = None
) -> Iterator[Change]:
    """The publisher as it now is: its row, the copy by which exchange knows who asks, and the event for the others."""
    content = build_event(publisher, next_sequence(publisher.id, known), change, principal, reason)
    yield Put(PUBLISHERS, publisher)
    yield put_registration(content)
    yield Emit(content, publisher.id)
    yield Answer(show_publisher(publisher))


def build_event(
    publisher: Publisher, sequence: int, change: PublisherChange, principal: Principal, reason: str | None = None
) -> PublisherChanged:
    """The whole registration, and who changed what of it."""
    return PublisherChanged(
        publisher_id=publisher.id,
        sequence=sequence,
        change=change,
        changed_by=principal.name,
        active=publisher.status == "approved",
        suspended=publisher.status == "suspended",
        name=publisher.name,
        contact=publisher.contact,
        audience=publisher.reads,
        parties=(publisher.speaks_as, party_of(publisher.id)),
        sources=publisher.sources,
        notice_types=publisher.notice_types,
        bodies=(publisher.body,) if publisher.body else (),
        events_per_minute=publisher.quota.events_per_minute,
        bytes_per_day=publisher.quota.bytes_per_day,
        identity=publisher.identity,
        keys=publisher.keys,
        certificate=publisher.certificate,
        reason=reason,
        applicant=next((party for party in publisher.parties if party != party_of(publisher.id)), None),
    )
