"""Informal consultations that were held, and what is planned for the next year (OP18). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.council.documents.document import Block
from services.council.reports.annual import lists
from services.council.reports.annual.content import Content


def ahead(content: Content) -> Iterator[Block]:
    """The Council's informal consultations, and the visits to which States agreed."""
    for heading, id_ in (("annual-consultations", lists.CONSULTATIONS), ("annual-planned", lists.PLANNED)):
        yield content.heading(heading)
        listed = [*content.find_table(id_)]
        yield content.paragraph(f"{heading}-listed" if listed else f"{heading}-none")
        yield from listed
