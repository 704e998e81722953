"""The answers of exchange, for the OpenAPI document."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from services.exchange.model import Receipt
from shared.web.documents.shapes import shape

RECEIPT = shape(
    "Receipt",
    Receipt,
    hidden=("at",),
    always=("source", "id", "status"),
    also={
        "source": str,
        "id": str,
        "notice_type": str | None,
        "received_at": datetime,
        "answered_at": datetime,
    },
)
TAKEN = shape(
    "TakenEvent",
    Receipt,
    hidden=("at",),
    always=("source", "id", "status"),
    also={"source": str | None, "id": str | None, "answered_at": datetime, "receipt": str},
)


class TakenEvents(BaseModel):
    """What became of each event so far, and where to ask again."""

    items: list[TAKEN]  # type: ignore[valid-type]


class UnreadableSummary(BaseModel):
    """What nobody could read, without its content."""

    number: int
    received_at: datetime
    source: str | None
    notice_id: str | None
    notice_type: str | None
    reason: str
    place: str
    size: int


class UnreadableWhole(UnreadableSummary):
    """The same with its content."""

    attributes: dict[str, str]
    data_base64: str
