"""What a report's own queries count and list, asked without an edition around them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from contracts.audiences import Audience
from services.council.counting.listing import Asks, Counted
from services.council.counting.reading import snapshot
from services.council.counting.scope import Scope
from services.council.documents.counts import Counts
from services.council.reports import reading
from services.council.reports.kind import Kind
from shared.engine.principals import PUBLIC
from tests.support.council import PRINCIPALS, Council
from tests.support.frozen import REFERENCE


def scope(audience: Audience, thing: str = "", cut_off: str = "2023-12-31", freeze: str = "") -> Scope:
    """An edition on the year of its cut-off, frozen long after everything that a test tells."""
    day = date.fromisoformat(cut_off)
    frozen_at = datetime.fromisoformat(freeze) if freeze else datetime(2030, 1, 1, tzinfo=UTC)
    return Scope(day.year, day, frozen_at, audience, thing)


async def count_report(council: Council, kind: Kind, audience: Audience, **options: str) -> Counts:
    """What the report counts."""
    async with snapshot(council.pool) as connection:
        return await reading.count_report(connection, kind, scope(audience, **options), REFERENCE)


async def basis(
    council: Council, kind: Kind, audience: Audience, figure: str, token: str | None, thing: str = "",
    limit: int = 1000, after: str | None = None,
) -> list[Counted]:  # fmt: skip
    """The things that a figure counted, for the reader with this token; None: the public."""
    asks = Asks(PRINCIPALS[token] if token else PUBLIC, after, limit)
    async with snapshot(council.pool) as connection:
        return await reading.list_counted(connection, kind, scope(audience, thing), REFERENCE, figure, asks)


def numbers(of: Counts) -> dict[str, tuple[int | None, int | None]]:
    """Numerator and denominator of each figure."""
    return {one.id: (one.numerator, one.denominator) for one in of.figures}


def table(of: Counts, id_: str) -> list[list[str]]:
    """The texts of a table's rows."""
    return [[cell.text for cell in row] for one in of.tables if one.id == id_ for row in one.rows]
