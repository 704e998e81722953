"""Prior-period adjustments (rule 11): what became known too late for the edition on the year before. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.council.counting.numbers import Figure
from services.council.documents.cells import title_columns
from services.council.documents.counts import Counts
from services.council.documents.document import Adjustment, Cell, Document, Numbers, Section, Table
from services.council.documents.paths import number_of
from services.council.documents.words import note
from services.council.words.catalogue import Words

COLUMNS: Final = ("figure", "#published", "#of", "#now", "#of")


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


def build_section(words: Words, of: Sequence[Adjustment]) -> Section:
    """The adjustments as readers see them."""
    rows = tuple((Cell(one.label), *_cells(words, one.published), *_cells(words, one.now)) for one in of)
    caption = words.say("adjustments-table", number=number_of(of[0].edition))
    return Section(
        "adjustments",
        words.say("adjustments"),
        (note(words, "adjustments-why"), Table("table-adjustments", caption, title_columns(words, COLUMNS), rows)),
    )


def _cells(words: Words, of: Numbers) -> tuple[Cell, Cell]:
    """What was counted, and of how many; of a median, which has no numerator, its value."""
    value = "" if of.value is None else words.decimal(of.value)
    number = value if of.numerator is None else words.number(of.numerator)
    return Cell(number), Cell("" if of.denominator is None else words.number(of.denominator))
