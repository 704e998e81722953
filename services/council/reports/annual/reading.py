"""Counts what the annual report states."""

from __future__ import annotations

from reference import Reference
from services.council.reports.annual.figures import figures
from services.council.reports.reading import population
from services.council.reports.scope import Counts, Scope
from shared.tables import Connection


async def count(connection: Connection, scope: Scope, reference: Reference) -> Counts:
    """All figures of the annual report."""
    counted = await population(connection, scope, reference)
    return Counts(figures(counted, reference), counted.recommendations.withheld, counted.synthetic)
