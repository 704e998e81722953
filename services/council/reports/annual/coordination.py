"""Coordination of CTED and the Committee with others (OP18): assistance, other committees, activities. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.council.documents.document import Block
from services.council.reports.activities import BY_KIND, BY_NAME, BY_PARAGRAPH
from services.council.reports.annual.content import Content


def coordination(content: Content) -> Iterator[Block]:
    """What was done with the UN system and others."""
    yield content.heading("annual-assistance")
    taken_up = content["cases_taken_up"]
    if taken_up.denominator:
        delivered, in_part = content["cases_delivered"], content["cases_delivered_in_part"]
        yield content.paragraph("annual-assistance-needed", taken_up=taken_up, delivered=delivered, in_part=in_part)
    else:
        yield content.paragraph("annual-assistance-none")
    yield content.heading("annual-committees")
    yield content.paragraph("annual-committees-none")
    yield content.heading("annual-partners")
    yield from _activities(content)


def _activities(content: Content) -> Iterator[Block]:
    """Everything logged is counted; by name stands only what is public."""
    logged = content["activities"]
    if not logged.numerator:
        yield content.paragraph("annual-activities-none")
        return
    yield content.paragraph("annual-activities", activities=logged)
    for table in content.tables:
        if table.id in (BY_KIND, BY_PARAGRAPH, BY_NAME) and table.rows:
            yield table
