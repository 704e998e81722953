"""A survey or an analytical product is drafted, adopted, disclosed and withdrawn (OP19, OP20, OP23). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.audiences import Audience
from contracts.ids import product_id
from contracts.vocabulary import Day, Line, ProductKind, Reference, Source, StateId, Text, Themes
from services.assessments.disclosure import Decision
from services.assessments.products import rules
from services.assessments.products.model import PRODUCTS, Product
from services.assessments.released.model import RELEASED_COPIES
from shared.engine.answering import add_answer
from shared.engine.finding import find_row
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Change, Command, Context, Known, Need


@dataclass(frozen=True, slots=True)
class DraftedProduct:
    """The body of `POST /products`. Sent again with the same reference it is the draft as it now is."""

    reference: Reference
    kind: ProductKind
    title: Line
    summary: Text | None = None
    state: StateId | None = None
    """The State, for a survey of one State or a product about one."""
    themes: Themes = ()
    document: Line | None = None
    drafted_on: Day | None = None
    """Absent: today."""
    source: Source | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class DraftProduct:
    """A product is being drafted; with the same reference again, the draft as it now is."""

    source: str
    given: DraftedProduct


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


@dataclass(frozen=True, slots=True)
class AdoptProduct:
    """The CTC adopted it: the UN system has it from now on (OP19)."""

    product_id: str
    given: Adoption


@dataclass(frozen=True, slots=True)
class DiscloseProduct:
    """Who may have it from now on (OP19)."""

    product_id: str
    given: Decision


@dataclass(frozen=True, slots=True)
class WithdrawProduct:
    """The product, or its draft, is withdrawn."""

    product_id: str
    given: ProductWithdrawal


OnProduct = AdoptProduct | DiscloseProduct | WithdrawProduct


def needs_of_draft(command: Command[DraftProduct]) -> Iterator[Need]:
    """The product as it was drafted before."""
    yield Need(PRODUCTS, product_id(command.data.source, command.data.given.reference))


def draft_product(command: Command[DraftProduct], known: Known, context: Context) -> Iterable[Change]:
    """Saves the draft in its present form."""
    source, given = command.data.source, command.data.given
    drafted_on = given.drafted_on or context.today
    state = state_id(context.reference, given.state, on=drafted_on) if given.state else None
    product = Product(
        id=product_id(source, given.reference),
        source=source,
        reference=given.reference,
        kind=given.kind,
        title=given.title,
        summary=given.summary,
        state=state,
        themes=given.themes,
        document=given.document,
        status="drafted",
        drafted_on=drafted_on,
        audience=context.reference.practice.default_audiences["draft"],
        parties=(f"state:{state}",) if state else (),
        synthetic=given.synthetic,
    )
    return add_answer(product.id, rules.record_draft(known.get(PRODUCTS, product.id), product, context))


def needs_of_product(command: Command[OnProduct]) -> Iterator[Need]:
    """The product, and what was released of it."""
    yield Need(PRODUCTS, command.data.product_id)
    yield Need(RELEASED_COPIES, command.data.product_id, by="root_id")


def adopt_product(command: Command[AdoptProduct], known: Known, context: Context) -> Iterable[Change]:
    """From its adoption on the UN system has the product."""
    product, given = find_row(PRODUCTS, command.data.product_id, known), command.data.given
    return add_answer(product.id, rules.adopt_product(product, given.adopted_on, given.audience, context))


def disclose_product(command: Command[DiscloseProduct], known: Known, context: Context) -> Iterable[Change]:
    """The decision narrows or widens who may have the product."""
    product = find_row(PRODUCTS, command.data.product_id, known)
    return add_answer(product.id, rules.disclose_product(product, command.data.given, context))


def withdraw_product(command: Command[WithdrawProduct], known: Known, context: Context) -> Iterable[Change]:
    """The Committee keeps the product, and so does the State that it is about."""
    product, given = find_row(PRODUCTS, command.data.product_id, known), command.data.given
    return add_answer(product.id, rules.withdraw_product(product, given.withdrawn_on, given.reason, context))
