"""The state of the overall work in the year: visits, assessments, products. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.council.documents.document import Block
from services.council.reports import visits
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
    yield from _list_visits(content)


def _list_visits(content: Content) -> Iterator[Block]:
    """Each chart behind the table with its numbers."""
    of_table = {table.id: table for table in content.tables}
    of_chart = {chart.id: chart for chart in content.charts}
    for table, chart in ((visits.BY_YEAR, visits.TREND), (visits.OF_YEAR, visits.TIME_LINE)):
        if chart in of_chart:
            yield from (of_table[table], of_chart[chart])


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
