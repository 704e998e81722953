"""The memory of which projects cite a product (OP15, OP23). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from services.unoct.products.model import PRODUCTS
from shared.engine.rules import Change, Known, Put

MOST_REMEMBERED: Final = 500
"""Projects that a product remembers, to mark them when it is withdrawn. More may cite it."""


def remember_citations(project_id: str, products: Iterable[str], known: Known) -> Iterator[Change]:
    """Each product that the project cites remembers that, up to a bound."""
    for product_id in products:
        product = known.get(PRODUCTS, product_id)
        if product and project_id not in product.cited_by and len(product.cited_by) < MOST_REMEMBERED:
            yield Put(PRODUCTS, replace(product, cited_by=(*product.cited_by, project_id)))


def list_withdrawn(products: Iterable[str], known: Known) -> tuple[str, ...]:
    """Ids of those products that the UN had and no longer has."""
    rows = (known.get(PRODUCTS, product_id) for product_id in products)
    return tuple(row.id for row in rows if row is not None and row.withdrawn_on is not None)
