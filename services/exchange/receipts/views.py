"""How senders see a receipt. Pure."""

from __future__ import annotations

from datetime import datetime

import orjson
from pydantic import BaseModel

from contracts.cloudevents import JSON
from services.exchange.receipts.model import Receipt
from shared.engine.port import Outgoing
from shared.web.documents.shapes import shape


class Caused(BaseModel):
    """Of a dry run: how many events of this type the notice would cause, as far as its sender may read them."""

    type: str
    count: int


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
    also={
        "source": str | None,
        "id": str | None,
        "answered_at": datetime,
        "receipt": str,
        "would_cause": list[Caused],
    },
)


class TakenEvents(BaseModel):
    """What became of each event so far, and where to ask again."""

    items: list[TAKEN]  # type: ignore[valid-type]


def view_receipt(receipt: Receipt) -> dict[str, object]:
    """The receipt as its sender sees it, without empty fields."""
    fields = {
        "outcome": receipt.outcome,
        "caused": receipt.caused,
        "reason": receipt.reason,
        "code": receipt.code,
        "rule": receipt.rule,
        "paragraph": receipt.paragraph,
        "fields": receipt.fields,
        "refused_on": receipt.refused_on,
        "answered_at": None if receipt.status == "waiting" else receipt.at,
    }
    return {"status": receipt.status} | {name: value for name, value in fields.items() if value}


def receipt_as_json(row: Outgoing, public_url: str) -> str:
    """The receipt that was published, in the JSON form of CloudEvents."""
    attributes = dict(row.attributes)
    attributes["dataschema"] = f"{public_url}{attributes['dataschema']}"
    return orjson.dumps(attributes | {"datacontenttype": JSON, "data": orjson.Fragment(row.data)}).decode()
