"""The state of the overall work in the year: visits, assessments, products. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.council.documents.document import Block
from services.council.reports.annual import tables
from services.council.reports.annual.content import Content


def overall_work(content: Content) -> Iterator[Block]:
    """Visits, assessments, products."""
    yield from _visits(content)
    yield from _assessments(content)
    yield from _products(content)


def _visits(content: Content) -> Iterator[Block]:
    yield content.heading("annual-visits")
    if content["visits"].numerator:
        yield content.paragraph(
            "annual-visits-made",
            visits=content["visits"],
            states=content["states_visited"],
            missions=content["missions"],
            components=content["visit_components"],
        )
    else:
        yield content.paragraph("annual-visits-none")
    yield content.paragraph(
        "annual-visits-on-record",
        visits=content["visits_since_2005"],
        states=content["states_visited_since_2005"],
        never=content["never_visited"],
    )
    yield tables.visits(content)


def _assessments(content: Content) -> Iterator[Block]:
    yield content.heading("annual-assessments")
    completed = content["assessments_completed"]
    if completed.numerator:
        yield content.paragraph("annual-assessments-completed", assessments=completed)
    else:
        yield content.paragraph("annual-assessments-none")


def _products(content: Content) -> Iterator[Block]:
    if content["products_adopted"].numerator:
        yield content.heading("annual-products")
        yield content.paragraph("annual-products-adopted", products=content["products_adopted"])
