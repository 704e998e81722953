"""Commands on products: drafted, adopted, disclosed, withdrawn. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, assert_never

from contracts.audiences import Audience
from contracts.ids import product_id
from contracts.vocabulary import Day, Line, ProductKind, Reference, Source, StateId, Text, Themes
from services.assessments.disclosure import Decision
from services.assessments.products.model import PRODUCTS, Product
from services.assessments.products.rules import adopt_product, disclose_product, record_draft, withdraw_product
from services.assessments.released.model import RELEASED_COPIES
from shared.engine.answering import answered
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Change, Command, Context, Known, Need, NotFound, Rule


@dataclass(frozen=True, slots=True)
class DraftedProduct:
    """The body of `POST /products`. Sent again with the same reference it is the draft as it now is."""

    reference: Reference
    kind: ProductKind
    title: Line
    summary: Text | None = None
    state: StateId | None = None
    """Of a survey of one State, or of a product about one."""
    themes: Themes = ()
    document: Line | None = None
    drafted_on: Day | None = None
    """Absent: today."""
    source: Source | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class DraftProduct:
    """A product is being drafted."""

    source: str
    product: DraftedProduct


@dataclass(frozen=True, slots=True)
class Adoption:
    """The CTC adopted the product."""

    adopted_on: Day
    audience: Audience | None = None
    """Where the State asked to keep it narrower (OP19); absent: as practice has it. Wider takes a decision."""


@dataclass(frozen=True, slots=True)
class ProductWithdrawal:
    """The product, or its draft, is withdrawn."""

    withdrawn_on: Day
    reason: Text


Said = Adoption | Decision | ProductWithdrawal


@dataclass(frozen=True, slots=True)
class OnProduct:
    """Something is said of a product that is known."""

    product_id: str
    said: Said


def needs_of_draft(command: Command[DraftProduct]) -> Iterator[Need]:
    """The product as it was drafted before."""
    yield Need(PRODUCTS, product_id(command.data.source, command.data.product.reference))


def draft_product(command: Command[DraftProduct], known: Known, context: Context) -> Iterable[Change]:
    """The draft as it now is."""
    source, said = command.data.source, command.data.product
    drafted_on = said.drafted_on or context.today
    state = state_id(context.reference, said.state, on=drafted_on) if said.state else None
    product = Product(
        id=product_id(source, said.reference),
        source=source,
        reference=said.reference,
        kind=said.kind,
        title=said.title,
        summary=said.summary,
        state=state,
        themes=said.themes,
        document=said.document,
        status="drafted",
        drafted_on=drafted_on,
        audience=context.reference.practice.default_audiences["draft"],
        parties=(f"state:{state}",) if state else (),
        synthetic=said.synthetic,
    )
    return answered(product.id, record_draft(known.get(PRODUCTS, product.id), product, context))


def needs_on_product(command: Command[OnProduct]) -> Iterator[Need]:
    """The product, and what was released of it."""
    yield Need(PRODUCTS, command.data.product_id)
    yield Need(RELEASED_COPIES, command.data.product_id, by="root_id")


def on_product(command: Command[OnProduct], known: Known, context: Context) -> Iterable[Change]:
    """What is said of a product, each by its own rule."""
    product, said = known.get(PRODUCTS, command.data.product_id), command.data.said
    if product is None:
        raise NotFound
    match said:
        case Adoption():
            changes = adopt_product(product, said.adopted_on, said.audience, context)
        case Decision():
            changes = disclose_product(product, said, context)
        case ProductWithdrawal():
            changes = withdraw_product(product, said.withdrawn_on, said.reason, context)
        case _:
            assert_never(said)
    return answered(product.id, changes)


COMMANDS: dict[type, Rule[Any]] = {
    DraftProduct: Rule(needs_of_draft, draft_product),
    OnProduct: Rule(needs_on_product, on_product),
}
