"""What the thematic report lists: how States stand by provision, good practices and gaps, regions. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reference import Reference
from services.council.counting.numbers import Figure
from services.council.reports.cells import Value, lines
from services.council.reports.document import Cell, Column, Table
from services.council.reports.figure_tables import NONE, NOT_SHOWN
from services.council.reports.thematic.figures import Making
from services.council.reports.thematic.findings import OF_PROVISIONS

PROVISIONS = ("Provision", "States assessed", "In full", "In part", "Not", "In need", "Older than five years")
GOOD_AND_MISSING = ("Provision", "#Good practices", "#Shortfalls")


def tables(of: Making, figures: Sequence[Figure]) -> tuple[Table, ...]:
    """In the order of the report's sections."""
    by_id = {figure.id: figure for figure in figures}
    reference = of.reference
    return (
        _provisions(by_id, reference),
        lines("good-practices", "Good practices and gaps", GOOD_AND_MISSING, _good_and_missing(of)),
        _regions(of, by_id, reference),
    )


def _provisions(by_id: Mapping[str, Figure], reference: Reference) -> Table:
    columns = (Column(PROVISIONS[0]), *(Column(title, numeric=True) for title in PROVISIONS[1:]))
    rows = tuple(
        (Cell(one.title), *(_number(by_id[f"{id_}.{one.code}"]) for id_ in ("states_assessed", *OF_PROVISIONS)))
        for one in reference.provisions
    )
    return Table(
        "provisions", "States by provision, as far as the readers of this report may see their findings", columns, rows
    )


def _regions(of: Making, by_id: Mapping[str, Figure], reference: Reference) -> Table:
    regions = sorted({region.lower() for region in of.findings.members.values()})
    columns = (Column("Provision"), *(Column(region.title(), numeric=True) for region in regions))
    rows = tuple(
        (Cell(one.title), *(_number(by_id[f"states_assessed.{one.code}.region.{region}"]) for region in regions))
        for one in reference.provisions
    )
    return Table("regions", "States assessed, by region", columns, rows)


def _good_and_missing(of: Making) -> Iterator[tuple[Value, ...]]:
    """Findings that tell of a good practice, and of something missing."""
    hidden = of.hidden
    for one in of.reference.provisions:
        on = of.findings.on(one.code)
        numbers = sum(found.good_practice for found in on), sum(found.shortfall for found in on)
        yield one.title, *((NOT_SHOWN, NOT_SHOWN) if one.code in hidden else numbers)


def shown_of(figure: Figure) -> str:
    """With what it is a share of; of none there is no share."""
    if figure.suppressed:
        return NOT_SHOWN
    return f"{figure.numerator} of {figure.denominator}" if figure.denominator else NONE


def _number(figure: Figure) -> Cell:
    return Cell(shown_of(figure), figure.id)
