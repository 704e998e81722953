"""Products as each reader may see them. Pure."""

from __future__ import annotations

from contracts.released import ReleasedProduct
from services.assessments.products.model import Product
from services.assessments.showing import View, show_fields
from shared.engine.principals import Principal

_OF_PRODUCT = {"id", "status", *ReleasedProduct.model_fields}
"""What others may know is what their copies say."""


def view_product(row: Product, principal: Principal) -> View:
    """A survey or an analytical product that the reader may see."""
    shown = show_fields(row)
    if principal.insider(row.state):
        return shown
    return {name: value for name, value in shown.items() if name in _OF_PRODUCT}
