"""What unoct knows of a product, and the table in which it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.audiences import Audience
from contracts.vocabulary import ProductKind
from shared.engine.rules import Table


@dataclass(frozen=True, slots=True)
class Product:
    """A survey or analytical product, as far as a citation of it needs."""

    id: str
    kind: ProductKind
    state: str | None
    released_on: date
    withdrawn_on: date | None
    """Since when the UN no longer has it."""
    cited_by: tuple[str, ...]
    """Ids of the projects that cite it, or did."""
    events: tuple[str, ...]
    """As of a recommendation."""
    synthetic: bool
    audience: Audience
    parties: tuple[str, ...]


PRODUCTS: Table[Product] = Table("products", Product)
