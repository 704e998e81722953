"""Coordination of CTED and the Committee with others (OP18): assistance, other committees, activities. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.council.documents.document import Block, Heading
from services.council.documents.words import cite_with_unit, number, paragraph, per_cent, some
from services.council.reports.activities import BY_KIND, BY_NAME, BY_PARAGRAPH
from services.council.reports.annual.content import Content


def coordination(content: Content) -> Iterator[Block]:
    """What was done with the UN system and others."""
    yield Heading("A. Technical assistance: the Office of Counter-Terrorism and the Compact entities")
    taken_up = content["cases_taken_up"]
    if taken_up.denominator:
        yield paragraph(
            f"At the cut-off, {some(taken_up.denominator, 'recommendation', 'recommendations')} needed technical "
            "assistance that the State concerned had requested, and had been released to the United Nations system. "
            "Projects or programmes had taken up, or delivered, assistance for ",
            number(taken_up),
            " of them (",
            per_cent(taken_up),
            "). A need that several projects serve counts once. Assistance had been delivered in full for ",
            number(content["cases_delivered"]),
            ", and in part for ",
            number(content["cases_delivered_in_part"]),
            ".",
        )
    else:
        yield paragraph(
            "At the cut-off, no recommendation released to the United Nations system needed technical assistance that "
            "the State concerned had requested."
        )
    yield Heading("B. The Committees established pursuant to resolutions 1267 (1999) and 1540 (2004)")
    yield paragraph(
        "No figure on joint work with these Committees and their groups of experts is kept for this edition. That is "
        "no statement that there was none."
    )
    yield Heading("C. Representation, outreach and other work with partners")
    yield from _activities(content)


def _activities(content: Content) -> Iterator[Block]:
    """Everything logged is counted; by name stands only what is public."""
    logged = content["activities"]
    if not logged.numerator:
        yield paragraph(f"No activity beside visits, reports and meetings is recorded {content.in_the_period}.")
        return
    yield paragraph(
        f"{content.opening}, ",
        cite_with_unit(logged, "activity", "activities"),
        f" {'is' if logged.numerator == 1 else 'are'} recorded beside visits, reports and meetings: representation at "
        "meetings of others, outreach, workshops, advice, consultations and cooperation. The tables count all of them. "
        "Those that are public are named.",
    )
    for table in content.tables:
        if table.id in (BY_KIND, BY_PARAGRAPH, BY_NAME) and table.rows:
            yield table
