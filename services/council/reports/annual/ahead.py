"""Informal consultations that were held, and what is planned for the next year (OP18). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reference import Reference
from services.council.documents.document import Block, Paragraph
from services.council.reports.annual import lists
from services.council.reports.annual.authority import CONSULTATIONS, cite
from services.council.reports.annual.content import Content


def ahead(content: Content, reference: Reference) -> Iterator[Block]:
    """The Council's informal consultations, and the visits to which States agreed."""
    yield content.heading("annual-consultations")
    opening, *listed = _list_or_say_none(content, "annual-consultations", lists.CONSULTATIONS)
    assert isinstance(opening, Paragraph)
    yield from (cite(content, reference, CONSULTATIONS, opening), *listed)
    yield content.heading("annual-planned")
    yield from _list_or_say_none(content, "annual-planned", lists.PLANNED)


def _list_or_say_none(content: Content, id_: str, table: str) -> Iterator[Block]:
    listed = [*content.find_table(table)]
    yield content.paragraph(f"{id_}-listed" if listed else f"{id_}-none")
    yield from listed
