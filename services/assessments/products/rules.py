"""Surveys and analytical products (OP19, OP20, OP23): drafted, adopted by the CTC, disclosed, withdrawn. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from contracts.assessments import DisclosureChanged, ProductAdopted, ProductDrafted, ProductWithdrawn
from contracts.audiences import Audience, reaches
from services.assessments.checks import KnownDifferently, check_happened, check_order, check_same
from services.assessments.disclosure import (
    Decision,
    NotAPart,
    WiderThanTheUn,
    add_state,
    check_consulted,
    check_no_later_decision,
    check_parties,
    describe_decision,
)
from services.assessments.products.events import Fact, build_event
from services.assessments.products.model import PRODUCTS, Product
from services.assessments.released.copies import release_product_copies
from shared.engine.notices.known_codes import check_themes
from shared.engine.rules import Change, Context, Emit, Put, Refusal

OF_A_STATE = ("edis", "oia")
"""Surveys of one State's implementation."""


SURVEYS = (*OF_A_STATE, "gis")


class SurveyOfAState(Refusal):
    """The eDIS and the OIA are surveys of one State: name it."""

    paragraph = "OP20"
    status = 422


class SurveyOfAll(Refusal):
    """The GIS is a survey of all States: name none."""

    paragraph = "OP20"
    status = 422


class NotYetAdopted(Refusal):
    """The CTC has not adopted this product yet, so that nobody else can have it."""

    paragraph = "OP19"


class ProductWasWithdrawn(Refusal):
    """This product was withdrawn: draft a new one, under a reference of its own."""

    paragraph = "OP19"


_CONTENT = ("kind", "title", "summary", "state", "themes", "document", "synthetic")


def record_draft(before: Product | None, product: Product, context: Context) -> Iterator[Change]:
    """Records the draft. Until it is adopted it is for the Committee and the State that it is about."""
    if before is not None:
        differing = tuple(name for name in _CONTENT if getattr(before, name) != getattr(product, name))
        if not differing:
            return
        if before.status != "drafted":
            raise KnownDifferently(fields=differing)
        product = replace(product, drafted_on=before.drafted_on)
    check_happened(context, drafted_on=product.drafted_on)
    check_themes(context.reference, product.themes)
    check_survey(product)
    yield Put(PRODUCTS, product)
    yield _emit(product, ProductDrafted, product.drafted_on if before is None else context.today)


def check_survey(product: Product) -> None:
    """Raises SurveyOfAState or SurveyOfAll."""
    if product.kind in OF_A_STATE and product.state is None:
        raise SurveyOfAState(fields=("state",))
    if product.kind == "gis" and product.state is not None:
        raise SurveyOfAll(fields=("state",))


def adopt_product(before: Product, on: date, wanted_audience: Audience | None, context: Context) -> Iterator[Change]:
    """The CTC adopts the product. From now on the UN system has it, unless the State asks for less (OP19)."""
    default = "survey" if before.kind in SURVEYS else "product"
    audience = context.reference.practice.default_audiences[default]
    if wanted_audience is not None and not reaches(audience, wanted_audience):
        raise WiderThanTheUn(fields=("audience",))
    if before.status == "adopted" and before.adopted_on == on:
        _check_as_narrow(before, wanted_audience)
        return
    _check_not_withdrawn(before)
    if before.status == "adopted":
        raise KnownDifferently(fields=("adopted_on",))
    check_happened(context, adopted_on=on)
    check_order("OP19", drafted_on=before.drafted_on, adopted_on=on)
    product = replace(before, status="adopted", adopted_on=on, audience=wanted_audience or audience)
    yield Put(PRODUCTS, product)
    yield _emit(product, ProductAdopted, on)
    yield from release_product_copies(
        product.id, _subject_of(product), None, _build_fact(product), "withdrawn", context
    )


def _check_as_narrow(before: Product, wanted_audience: Audience | None) -> None:
    """Raises KnownDifferently if the same adoption comes again with a narrower audience, since it changes nothing."""
    if wanted_audience is not None and not reaches(wanted_audience, before.audience):
        raise KnownDifferently(fields=("audience",))


def disclose_product(before: Product, decision: Decision, context: Context) -> Iterator[Change]:
    """Narrows or widens who may have the product. Wider than the UN needs consultation and consent (OP19)."""
    _check_not_withdrawn(before)
    if before.status != "adopted":
        raise NotYetAdopted
    if decision.in_part:
        raise NotAPart(fields=("in_part",))
    check_happened(context, decided_on=decision.decided_on)
    check_order("OP19", adopted_on=before.adopted_on, decided_on=decision.decided_on)
    check_consulted(decision)
    check_parties(decision, context)
    parties = add_state(before.state, decision.parties) if before.state else decision.parties
    check_no_later_decision(before.disclosure_decided_on, decision)
    product = replace(before, audience=decision.audience, parties=parties, **describe_decision(decision))
    if product == before:
        return
    yield Put(PRODUCTS, product)
    yield Emit(_build_decision_event(product, decision), _subject_of(product))
    yield from release_product_copies(
        product.id, _subject_of(product), _build_fact(before), _build_fact(product), "narrowed", context
    )


def withdraw_product(before: Product, on: date, reason: str, context: Context) -> Iterator[Change]:
    """Withdraws the product or its draft. Only the Committee and the State that it is about keep it."""
    if before.status == "withdrawn":
        because = before.withdrawn_because
        check_same(KnownDifferently, withdrawn_on=before.withdrawn_on == on, reason=because == reason)
        return
    check_happened(context, withdrawn_on=on)
    check_order("OP19", drafted_on=before.drafted_on, adopted_on=before.adopted_on, withdrawn_on=on)
    parties = (f"state:{before.state}",) if before.state else ()
    product = replace(before, status="withdrawn", withdrawn_on=on, withdrawn_because=reason)
    product = replace(product, audience="committee", parties=parties)
    yield Put(PRODUCTS, product)
    yield _emit(product, ProductWithdrawn, on, reason=reason)
    if before.status == "adopted":
        yield from release_product_copies(
            product.id, _subject_of(product), _build_fact(before), None, "withdrawn", context
        )


def _check_not_withdrawn(product: Product) -> None:
    if product.status == "withdrawn":
        raise ProductWasWithdrawn


def _subject_of(product: Product) -> str:
    return product.state or product.id


def _emit(product: Product, event: type[Fact], on: date, **more: Any) -> Emit:
    return Emit(build_event(product, event, on, **more), _subject_of(product))


def _build_fact(product: Product) -> ProductAdopted:
    assert product.adopted_on is not None
    return build_event(product, ProductAdopted, product.adopted_on)


def _build_decision_event(product: Product, decision: Decision) -> DisclosureChanged:
    return DisclosureChanged(
        occurred_on=decision.decided_on,
        synthetic=product.synthetic,
        of="product",
        id=product.id,
        state=product.state,
        audience=product.audience,
        parties=product.parties,
        decided_by=decision.decided_by,
        decided_on=decision.decided_on,
        consulted_ctc=decision.consulted_ctc,
    )
