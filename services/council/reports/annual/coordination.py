"""Coordination of CTED and the Committee with others (OP18): assistance, other committees, activities. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reference import Reference
from services.council.documents.document import Block
from services.council.reports.activities import BY_KIND, BY_NAME, BY_PARAGRAPH
from services.council.reports.annual import lists
from services.council.reports.annual.authority import PRACTICAL_STEPS, UNOCT_BRIEFING, cite
from services.council.reports.annual.content import Content
from services.council.reports.annual.guests import show_guests


def coordination(content: Content, reference: Reference) -> Iterator[Block]:
    """What was done with the UN system and others."""
    yield content.heading("annual-assistance")
    taken_up = content["cases_taken_up"]
    if taken_up.denominator:
        delivered, in_part = content["cases_delivered"], content["cases_delivered_in_part"]
        yield content.paragraph("annual-assistance-needed", taken_up=taken_up, delivered=delivered, in_part=in_part)
    else:
        yield content.paragraph("annual-assistance-none")
    yield from _committees(content)
    yield content.heading("annual-partners")
    yield from _activities(content)
    yield from _unoct(content, reference)


def _committees(content: Content) -> Iterator[Block]:
    """Work with the 1267 and 1540 Committees: visits, meetings, activities, and plans that came near (OP18, OP35)."""
    yield content.heading("annual-committees")
    yield from show_guests(content, lists.COUNCIL_BODIES, "annual-committees-visits", "annual-committees-visits-none")
    yield content.paragraph(
        "annual-committees-work", joint=content["joint_meetings"], coordination=content["coordination_activities"]
    )
    overlaps = content["overlaps_resolved"]
    if overlaps.denominator:
        yield content.paragraph("annual-overlaps", resolved=overlaps)
    else:
        yield content.paragraph("annual-overlaps-none")


def _unoct(content: Content, reference: Reference) -> Iterator[Block]:
    """UNOCT's briefings, the heads' meetings, the steps agreed and done, and Compact entities on visits (OP24)."""
    yield content.heading("annual-unoct")
    briefings, heads = content["unoct_briefings"], content["heads_meetings"]
    yield cite(
        content,
        reference,
        UNOCT_BRIEFING,
        content.paragraph("annual-unoct-briefings", briefings=briefings, heads=heads),
    )
    yield from content.find_table(lists.WITH_UNOCT)
    steps = content["steps_done"]
    if steps.denominator:
        yield cite(content, reference, PRACTICAL_STEPS, content.paragraph("annual-steps", done=steps))
    else:
        yield content.paragraph("annual-steps-none")
    yield from content.find_table(lists.STEPS)
    yield from show_guests(content, lists.COMPACT_ENTITIES, "annual-compact", "annual-compact-none")


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
