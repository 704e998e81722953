"""Disclosure, and the products of the CTC (OP19)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from contracts.audiences import Audience
from contracts.base import Fact, Part
from contracts.vocabulary import (
    Day,
    Disclosable,
    Id,
    Ids,
    Line,
    Parties,
    ProductKind,
    Reference,
    Source,
    StateId,
    Text,
    Themes,
)

TOPIC = "ctc.assessments"


class Disclosed(Part):
    """The readers of one part of an assessment from now on."""

    id: Id
    audience: Audience
    parties: Parties = ()


class DisclosureChanged(Fact):
    """The readers of a thing were narrowed or widened, on `occurred_on`."""

    type = "disclosure.changed.v1"
    topic = TOPIC

    of: Disclosable
    id: Id
    state: StateId | None = None
    """Absent for a product about no single State."""
    assessment_id: Id | None = None
    """The assessment that this is, or is a part of."""
    audience: Audience
    parties: Parties = ()
    in_part: Ids = ()
    """The findings and recommendations to which the decision is limited; empty if it holds for the whole."""
    parts: Annotated[tuple[Disclosed, ...], Field(max_length=1_000)] = ()
    """Every finding and recommendation of the assessment, as it is after the change."""
    decided_by: Line
    decided_on: Day
    consulted_ctc: bool | None = None
    """A release wider than the UN needs the State's consent and consultation with the CTC."""


class ProductDrafted(Fact):
    """A survey or an analytical product is being drafted (OP19, OP20, OP23).

    Only the Committee sees it until its adoption.
    """

    type = "product.drafted.v1"
    topic = TOPIC

    product_id: Id
    source: Source
    reference: Reference
    kind: ProductKind
    title: Line
    summary: Text | None = None
    state: StateId | None = None
    themes: Themes = ()
    document: Line | None = None
    audience: Audience
    parties: Parties = ()


class ProductAdopted(ProductDrafted):
    """The CTC adopted a survey or an analytical product, on `occurred_on`."""

    type = "product.adopted.v1"


class ProductWithdrawn(ProductDrafted):
    """It was withdrawn, on `occurred_on`. Only the Committee still has it."""

    type = "product.withdrawn.v1"

    reason: Text
