"""What the addresses of reports answer, for the OpenAPI document. What may be absent is for some readers only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from services.council.counting.numbers import Figure
from services.council.documents.as_json import WHERE_SO
from services.council.documents.document import Document
from services.council.editions.model import Edition
from shared.web.documents.shapes import shape

FIGURE = shape("Figure", Figure, always=set(Figure.__annotations__) - {"suppressed", "unit_code"})
DOCUMENT = shape(
    "Document",
    Document,
    always=set(Document.__annotations__) - set(WHERE_SO),
    also={"figures": list[FIGURE]},  # type: ignore[valid-type]
)


class CorrigendumOf(BaseModel):
    """What is said of an edition since it was published."""

    noted_on: date
    text: str


EDITION = shape(
    "Edition",
    Edition,
    hidden={
        "series", "frozen_at", "positions", "marks", "parties", "assessment_id", "shown_to", "narrowings", "settled",
        "reissue_digest", "drafted_on", "words", "digests", "signatures",
    },
    always=("id", "report", "year", "edition", "path"),
    also={
        "freeze": datetime, "path": str, "digest": str, "corrigenda": list[CorrigendumOf],
        "signature": str, "stage": Literal["transmitted", "withdrawn"], "transmitted_on": date,
    },
)  # fmt: skip


class EditionMade(BaseModel):
    """The edition that was made."""

    id: str
    edition: int


class EditionGone(EditionMade):
    """The edition that was withdrawn."""

    withdrawn_on: date


class CountedThing(BaseModel):
    """A thing that a figure counted, with the events behind it."""

    id: str
    kind: str
    states: list[str]
    events: list[str]
    numerator: bool | None = None
    """Of a share: whether it is among those that the numerator counts."""


class Basis(BaseModel):
    """What a figure counted."""

    figure: FIGURE  # type: ignore[valid-type]
    edition: int
    withheld: int
    items: list[CountedThing]
    next: str | None
