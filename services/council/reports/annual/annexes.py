"""The annexes of the annual report: every figure with its basis, and how each is counted. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from reference import Reference
from services.council.documents.document import Block, Cell, Column, Note, Section, Table
from services.council.documents.figure_tables import NONE, all_figures, why_not_shown
from services.council.documents.words import text
from services.council.figures.annual import ANNUAL
from services.council.figures.words import words_of
from services.council.reports.annual.content import Content

BREAKDOWNS = (
    ("Assessed: a theme or region", "As for all live recommendations, among those that the readers may see."),
    ("Implemented: a theme or region", "The same."),
)


def annexes(content: Content, reference: Reference) -> tuple[Section, ...]:
    """Both annexes."""
    return (
        Section("annex-figures", "Annex I. Figures", tuple(_all(content))),
        Section("annex-method", "Annex II. How the figures are counted", _method(content, reference)),
    )


def _all(content: Content) -> Iterator[Block]:
    yield all_figures(content.figures)
    if why := why_not_shown(content.figures):
        yield Note(text(why))


def _method(content: Content, reference: Reference) -> tuple[Block, ...]:
    words = words_of("annual")
    rows = [(content[figure.id].label, words[figure.id].counts) for figure in ANNUAL]
    cells = tuple((Cell(name), Cell(said)) for name, said in (*rows, *BREAKDOWNS))
    columns = (Column("Figure"), Column("What it counts"))
    return (
        Table("table-method", "What each figure counts", columns, cells),
        Note(
            text(
                "A share is a percentage with one decimal place, rounded half up from whole numbers; where there "
                f"is nothing of which it could be a share it is “{NONE}”. A correction counts from the day on "
                "which it was made. A withdrawn assessment leaves every count from the first cut-off after its "
                "withdrawal, while a visit made for it stays a visit. “Released” means open to the United Nations "
                "system at the cut-off."
            )
        ),
        Note(text(reference.usage.designations)),
    )
