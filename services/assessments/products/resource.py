"""`/products`: surveys and analytical products, from draft to release (OP19, OP20, OP23). Pure."""

from __future__ import annotations

from functools import partial

from contracts.vocabulary import ProductKind
from services.assessments.names import OWN_SOURCE
from services.assessments.products.commands import (
    AdoptProduct,
    DiscloseProduct,
    DraftProduct,
    WithdrawProduct,
    adopt_product,
    disclose_product,
    draft_product,
    needs_of_draft,
    needs_of_product,
    withdraw_product,
)
from services.assessments.products.correcting import CORRECTABLE
from services.assessments.products.model import ProductStatus
from services.assessments.products.views import PRODUCT
from shared.engine.declarations import Action, By, Listing, Member, Resource, Single, Theme
from shared.engine.notices.sources import source_of
from shared.web.corrections import corrections_of
from shared.web.documents.shapes import Change

_command = partial(Action, on=PRODUCT, answers=Change, who="committee")
"""On a product: the Committee's own staff gives it."""

RESOURCE = Resource(
    "products",
    (
        Listing(
            "list_products",
            "/products",
            "Products that you may see.",
            PRODUCT,
            (
                By("state", Member),
                By("kind", ProductKind),
                By("status", ProductStatus),
                By("theme", Theme, "themes", "has"),
            ),
        ),
        Single("show_product", "/products/{product}", "A product.", PRODUCT),
        Action(
            "draft_product",
            "/products",
            DraftProduct,
            needs_of_draft,
            draft_product,
            creates="/products",
            answers=Change,
            who="committee",
            make=lambda viewer, _, given: DraftProduct(source_of(viewer.principal, given.source, OWN_SOURCE), given),
        ),
        _command("adoption", "/products/{product}/adoption", AdoptProduct, needs_of_product, adopt_product),
        *corrections_of(CORRECTABLE, "/products/{product}", PRODUCT),
        _command("disclosure", "/products/{product}/disclosure", DiscloseProduct, needs_of_product, disclose_product),
        _command("withdrawal", "/products/{product}/withdrawal", WithdrawProduct, needs_of_product, withdraw_product),
    ),
)
