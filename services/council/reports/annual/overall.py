"""The state of the overall work in the year: visits, assessments, products, meetings, the programme. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reference import Reference
from services.council.documents.document import Block
from services.council.reports import visits
from services.council.reports.annual import lists, tables
from services.council.reports.annual.authority import MEETINGS, VISIT_LIST, cite
from services.council.reports.annual.content import Content
from services.council.reports.annual.guests import show_guests


def overall_work(content: Content, reference: Reference) -> Iterator[Block]:
    """Visits, assessments, products, meetings and briefings, the outcome of the programme."""
    yield from _visits(content)
    yield from _assessments(content)
    yield from _products(content)
    yield from _meetings(content, reference)
    yield from _programme(content, reference)


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
    yield from show_guests(content, lists.PARTICIPANTS, "annual-guests", "")


def _assessments(content: Content) -> Iterator[Block]:
    yield content.heading("annual-assessments")
    completed = content["assessments_completed"]
    if completed.numerator:
        yield content.paragraph("annual-assessments-completed", assessments=completed)
    else:
        yield content.paragraph("annual-assessments-none")


def _products(content: Content) -> Iterator[Block]:
    """All are counted; by title stand those that the public may have."""
    yield content.heading("annual-products")
    adopted = content["products_adopted"]
    if not adopted.numerator:
        yield content.paragraph("annual-products-none")
        return
    yield content.paragraph("annual-products-adopted", products=adopted)
    titled: list[Block] = [*content.find_table(lists.PRODUCTS_BY_TITLE)]
    yield from titled or [content.paragraph("annual-products-untitled")]


def _meetings(content: Content, reference: Reference) -> Iterator[Block]:
    yield content.heading("annual-meetings")
    held = content["meetings_held"]
    if held.numerator:
        yield cite(content, reference, MEETINGS, content.paragraph("annual-meetings-held", meetings=held))
        yield from content.find_table(lists.MEETINGS_BY_KIND)
    else:
        yield content.paragraph("annual-meetings-none")
    given = content["briefings_given"]
    if given.numerator:
        yield content.paragraph("annual-briefings-given", briefings=given)
    else:
        yield content.paragraph("annual-briefings-none")


def _programme(content: Content, reference: Reference) -> Iterator[Block]:
    yield content.heading("annual-programme")
    visited = content["listed_visited"]
    if visited.denominator:
        yield cite(content, reference, VISIT_LIST, content.paragraph("annual-programme-outcome", visited=visited))
    else:
        yield content.paragraph("annual-programme-none")
