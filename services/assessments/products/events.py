"""Builds the events about products. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from contracts.assessments import ProductDrafted
from services.assessments.products.model import Product

Fact = TypeVar("Fact", bound=ProductDrafted)


def build_event(product: Product, event: type[Fact], on: date, **more: Any) -> Fact:
    """The event of this type about a product, which occurred on this day."""
    return event(
        occurred_on=on,
        synthetic=product.synthetic,
        product_id=product.id,
        source=product.source,
        reference=product.reference,
        kind=product.kind,
        title=product.title,
        summary=product.summary,
        state=product.state,
        themes=product.themes,
        document=product.document,
        audience=product.audience,
        parties=product.parties,
        **more,
    )
