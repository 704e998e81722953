"""What a figure of the joint report counted, as far as its reader may see it now."""

from __future__ import annotations

from reference import Reference
from services.council.reports.assistance import reading
from services.council.reports.assistance.listing import listed_needs, of_briefings, of_steps
from services.council.reports.joint.figures import seen_by
from services.council.reports.joint.reading import HEADS
from services.council.reports.listing import Asks, page_of
from services.council.reports.populations import Counted
from services.council.reports.scope import Scope
from shared.tables import Connection


async def listed(connection: Connection, _reference: Reference, scope: Scope, figure: str, asks: Asks) -> list[Counted]:
    """What this figure of the edition counted: one more than the page holds, if there are more."""
    if figure == "taken_up":
        return await listed_needs(connection, scope, figure, asks)
    if figure == "heads_meetings":
        return page_of(of_briefings(await reading.briefings(connection, scope, HEADS), asks.principal), asks)
    steps = await reading.steps(connection, scope)
    _, _, owner = figure.partition(".owner.")
    if owner:
        steps = tuple(step for step in seen_by(scope.audience, steps) if step.owner_code == owner)
    return page_of(of_steps(steps, asks.principal), asks)
