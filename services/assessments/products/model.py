"""What surveys and analytical products are (OP19, OP20, OP23), and the table in which they are kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.audiences import Audience
from contracts.vocabulary import ProductKind
from shared.engine.rules import Table

ProductStatus = Literal["drafted", "adopted", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Product:
    """A survey (eDIS and OIA of a State, GIS of all) or an analytical product: drafted, then adopted by the CTC."""

    id: str
    source: str
    reference: str
    kind: ProductKind
    title: str
    summary: str | None
    state: str | None
    """None: it is about no single State."""
    themes: tuple[str, ...]
    document: str | None
    status: ProductStatus
    drafted_on: date
    """The first draft's day."""
    audience: Audience
    parties: tuple[str, ...]
    synthetic: bool
    adopted_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_because: str | None = None
    disclosure_decided_on: date | None = None
    """The day of the latest decision on who may have it."""
    disclosure_decided_by: str | None = None
    """The office that took it, never a person."""


PRODUCTS: Table[Product] = Table("products", Product)
