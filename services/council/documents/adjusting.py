"""Prior-period adjustments (rule 11): what became known too late for the edition on the year before. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from services.council.counting.numbers import Figure
from services.council.documents.counts import Counts
from services.council.documents.document import Adjustment, Cell, Column, Document, Note, Numbers, Section, Table
from services.council.documents.paths import number_of
from services.council.documents.words import group_digits, text

WHY = (
    "These totals were published in the last edition on the year before. Counted again at its cut-off, with what "
    "became known after it was made, they are others. That edition stands as it was published."
)


def find_adjustments(edition_id: str, published: Document, again: Counts) -> tuple[Adjustment, ...]:
    """The totals that differ. Breakdowns follow them, and depend on what may be seen besides."""
    now = {figure.id: numbers_of(figure) for figure in again.figures}
    return tuple(
        Adjustment(one.id, one.label, edition_id, numbers_of(one), now[one.id])
        for one in published.figures
        if "." not in one.id and one.id in now and numbers_of(one) != now[one.id]
    )


def numbers_of(figure: Figure) -> Numbers:
    """What a figure states."""
    return Numbers(figure.numerator, figure.denominator, figure.value)


def build_section(of: Sequence[Adjustment]) -> Section:
    """The adjustments as readers see them."""
    columns = (Column("Figure"), Column("Published", True), Column("Of", True), Column("Now", True), Column("Of", True))
    rows = tuple((Cell(one.label), *_cells(one.published), *_cells(one.now)) for one in of)
    caption = f"Totals of edition {number_of(of[0].edition)} on the year before that are now others"
    return Section(
        "adjustments",
        "Prior-period adjustments",
        (Note(text(WHY)), Table("table-adjustments", caption, columns, rows)),
    )


def _cells(of: Numbers) -> tuple[Cell, Cell]:
    """What was counted, and of how many; of a median, which has no numerator, its value."""
    number = (of.value or "") if of.numerator is None else group_digits(of.numerator)
    return Cell(number), Cell("" if of.denominator is None else group_digits(of.denominator))
