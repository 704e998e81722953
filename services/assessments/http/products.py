"""`/products`: surveys and analytical products, from draft to release."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import Response

from contracts.vocabulary import ProductKind
from services.assessments.disclosure import Decision
from services.assessments.http.access import SCHEMA
from services.assessments.http.shapes import PRODUCT
from services.assessments.names import OWN_SOURCE
from services.assessments.products.commands import (
    Adoption,
    DraftedProduct,
    DraftProduct,
    OnProduct,
    ProductWithdrawal,
    Said,
)
from services.assessments.products.model import PRODUCTS, Product
from services.assessments.products.views import view_product
from shared.engine.handler import Handler
from shared.engine.notices.sources import source_of
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.changing import change
from shared.web.commands import FromOfficer, run
from shared.web.documents.shapes import Change, list_of
from shared.web.lists import Filter, Paged, many, one
from shared.web.routes import resources
from shared.web.states import StateFilter, ThemeFilter


def routes(handler: Handler) -> APIRouter:
    """The resource of products."""
    router = resources("products")
    _reading(router, handler)
    _commanding(router, handler)
    return router


def _reading(router: APIRouter, handler: Handler) -> None:
    @router.get("/products", response_model=list_of(PRODUCT))
    async def list_products(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        kind: ProductKind | None = None,
        status: Literal["drafted", "adopted", "withdrawn"] | None = None,
        theme: ThemeFilter = None,
    ) -> Response:
        """Products that you may see."""
        filters = [Filter("state", state), Filter("kind", kind), Filter("status", status)]
        filters.append(Filter("themes", theme, "has"))
        found = await many(
            handler.reads, SCHEMA, PRODUCTS, principal, page, filters, lambda row: view_product(row, principal)
        )
        return answer(found)

    @router.get("/products/{product}", response_model=PRODUCT)
    async def show_product(principal: Reader, product: str) -> Response:
        """A product."""
        return answer(view_product(await one(handler.reads, SCHEMA, PRODUCTS, product, principal), principal))


def _commanding(router: APIRouter, handler: Handler) -> None:
    @router.post("/products", response_model=Change, status_code=201)
    async def draft_product(envelope: FromOfficer, body: Annotated[DraftedProduct, AsJson]) -> Response:
        """A product is being drafted; with the same reference again, the draft as it now is."""
        source = source_of(envelope.principal, body.source, OWN_SOURCE)
        return await run(handler, envelope, DraftProduct(source, body), created="/products")

    @router.post("/products/{product}/adoption", response_model=Change)
    async def adoption(envelope: FromOfficer, product: str, body: Annotated[Adoption, AsJson]) -> Response:
        """The CTC adopted it: the UN system has it from now on (OP19)."""
        return await _say(handler, envelope, product, body)

    @router.post("/products/{product}/disclosure", response_model=Change)
    async def disclosure(envelope: FromOfficer, product: str, body: Annotated[Decision, AsJson]) -> Response:
        """Who may have it from now on (OP19)."""
        return await _say(handler, envelope, product, body)

    @router.post("/products/{product}/withdrawal", response_model=Change)
    async def withdrawal(envelope: FromOfficer, product: str, body: Annotated[ProductWithdrawal, AsJson]) -> Response:
        """The product, or its draft, is withdrawn."""
        return await _say(handler, envelope, product, body)


async def _say(handler: Handler, envelope: FromOfficer, product: str, said: Said) -> Response:
    def view(row: Product) -> object:
        return view_product(row, envelope.principal)

    return await change(handler, envelope, PRODUCTS, product, OnProduct(product, said), view)
