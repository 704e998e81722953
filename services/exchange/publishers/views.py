"""How a publisher looks to itself and to operators. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from contracts.exchange import ExternalIdentity, PublisherKey
from services.exchange.publishers.model import PUBLISHERS, Publisher
from shared.engine.declarations import View
from shared.web.documents.shapes import shape


class ShownKey(BaseModel):
    """A key, without anything from which it could be found."""

    id: str
    issued_on: date
    expires_on: date
    revoked_on: date | None = None


def show_key(key: PublisherKey) -> dict[str, object]:
    """The key as its owner sees it."""
    return key.model_dump(mode="json", exclude={"sha256"}, exclude_none=True)


def show_publisher(publisher: Publisher) -> Mapping[str, Any]:
    """The registration."""
    return {
        "id": publisher.id,
        "name": publisher.name,
        "status": publisher.status,
        "contact": publisher.contact,
        "body": publisher.body,
        "state": publisher.state,
        "reads": publisher.reads,
        "sources": publisher.sources,
        "notice_types": publisher.notice_types,
        "quota": publisher.quota,
        "identity": _show_identity(publisher.identity),
        "keys": [show_key(key) for key in publisher.keys],
        "certificate": publisher.certificate,
        "applied_by": publisher.applied_by,
        "suspended_because": publisher.suspended_because,
        "rejected_because": publisher.rejected_because,
    }


def _show_identity(identity: ExternalIdentity | None) -> dict[str, str] | None:
    return identity.model_dump(mode="json") if identity else None


PUBLISHER_SHAPE = shape(
    "Publisher",
    Publisher,
    hidden={"audience", "parties"},
    always=("id", "name", "status"),
    also={"keys": list[ShownKey]},
)
PUBLISHER: View[Publisher] = View(PUBLISHERS, lambda publisher, _viewer: show_publisher(publisher), PUBLISHER_SHAPE)
