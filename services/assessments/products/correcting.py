"""What is on record of a product is put right (rule 4; OP19, OP20, OP23). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.assessments import ProductAdopted, ProductDrafted, ProductWithdrawn
from contracts.corrections import Replaced
from contracts.vocabulary import Day, Line, ProductKind, Text
from services.assessments.names import TOPIC
from services.assessments.products.events import build_event
from services.assessments.products.model import PRODUCTS, Product
from services.assessments.products.rules import check_survey
from services.assessments.released.copies import release_product_copies
from services.assessments.released.model import RELEASED_COPIES
from shared.engine.corrections.kinds import Correctable, Days, Whose
from shared.engine.rules import Change, Context, Emit, Known, Need, Put


def _needs(key: str, _parent: str) -> Iterator[Need]:
    """The product, and what was released of it."""
    yield Need(PRODUCTS, key)
    yield Need(RELEASED_COPIES, key, by="root_id")


def _order(product: Product, _known: Known) -> Iterator[Days]:
    stages = [(name, getattr(product, name)) for name in ("drafted_on", "adopted_on", "withdrawn_on")]
    yield stages
    yield [stages[1], ("disclosure_decided_on", product.disclosure_decided_on)]


def _list_replaced(product: Product, _path: str, _known: Known) -> Iterator[Replaced]:
    for name in ("drafted", "adopted", "withdrawn"):
        yield Replaced(type=f"product.{name}.v1", id=product.id)


def _apply(before: Product, after: Product, _known: Known, context: Context) -> Iterator[Change]:
    """Its readers get the right one in place of the wrong one."""
    check_survey(after)
    yield Put(PRODUCTS, after)
    subject = after.state or after.id
    draft = replace(after, audience=context.reference.practice.default_audiences["draft"])
    yield Emit(build_event(draft, ProductDrafted, after.drafted_on), subject)
    if after.adopted_on is not None:
        fact = build_event(after, ProductAdopted, after.adopted_on)
        yield Emit(fact, subject)
        if after.withdrawn_on is None and before.adopted_on is not None:
            old = build_event(before, ProductAdopted, before.adopted_on)
            yield from release_product_copies(after.id, subject, old, fact, "superseded", context)
    if after.withdrawn_on is not None:
        reason = after.withdrawn_because or ""
        yield Emit(build_event(after, ProductWithdrawn, after.withdrawn_on, reason=reason), subject)


CORRECTABLE: Correctable[Product] = Correctable(
    name="product",
    table=PRODUCTS,
    topic=TOPIC,
    paragraph="OP19",
    fields={
        "drafted_on": Day,
        "adopted_on": Day,
        "withdrawn_on": Day,
        "kind": ProductKind,
        "title": Line,
        "summary": Text | None,
        "document": Line | None,
    },
    needs=_needs,
    order=_order,
    replaces=_list_replaced,
    apply=_apply,
    whose=lambda product, _: Whose(product.state),
    subject=lambda product: product.state or product.id,
)
