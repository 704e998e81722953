"""Products as each reader may see them. Pure."""

from __future__ import annotations

from contracts.released import ReleasedProduct
from services.assessments.products.model import PRODUCTS, Product
from services.assessments.showing import JsonObject, show_fields
from shared.engine.declarations import View
from shared.engine.principals import Principal
from shared.web.documents.shapes import shape

_OF_PRODUCT = {"id", "status", *ReleasedProduct.model_fields}
"""Others see only what their copies have."""


def view_product(row: Product, principal: Principal) -> JsonObject:
    """A survey or an analytical product that the reader may see."""
    view = show_fields(row)
    if principal.insider(row.state):
        return view
    return {name: value for name, value in view.items() if name in _OF_PRODUCT}


PRODUCT: View[Product] = View(
    PRODUCTS,
    lambda row, viewer: view_product(row, viewer.principal),
    shape("Product", Product, always=("id", "status")),
)
