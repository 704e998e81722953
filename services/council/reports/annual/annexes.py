"""The annexes of the annual report: every figure with its basis, and how each is counted. Pure."""

from __future__ import annotations

from services.council.reports.annual.content import Content
from services.council.reports.annual.figures import TOTALS
from services.council.reports.annual.tables import NONE, NOT_SHOWN, WHY_NOT_SHOWN
from services.council.reports.document import Block, Cell, Column, Note, Section, Table
from services.council.reports.figures import Figure
from services.council.reports.words import grouped, text

BREAKDOWNS = (
    ("Assessed: a theme or region", "As for all live recommendations, among those that the readers may see."),
    ("Implemented: a theme or region", "The same."),
)


def annexes(of: Content) -> tuple[Section, ...]:
    """Both annexes."""
    return (
        Section("annex-figures", "Annex I. Figures", (table(of), Note(text(WHY_NOT_SHOWN)))),
        Section("annex-method", "Annex II. How the figures are counted", _method(of)),
    )


def table(of: Content) -> Table:
    """Each figure on a line."""
    columns = (
        Column("Figure"),
        Column("Numerator", True),
        Column("Denominator", True),
        Column("Value", True),
        Column("Unit"),
        Column("Cut-off"),
        Column("Basis"),
    )
    return Table("table-figures", "All figures of this edition", columns, tuple(_row(figure) for figure in of.figures))


def _row(figure: Figure) -> tuple[Cell, ...]:
    return (
        Cell(figure.label, figure.id, entry=True),
        Cell(_whole(figure, figure.numerator)),
        Cell(_whole(figure, figure.denominator)),
        Cell(_value(figure)),
        Cell(figure.unit),
        Cell(figure.cut_off.isoformat()),
        Cell(figure.id, figure.id, figure.basis),
    )


def _whole(figure: Figure, number: int | None) -> str:
    if figure.suppressed:
        return NOT_SHOWN
    return "" if number is None else grouped(number)


def _value(figure: Figure) -> str:
    if figure.suppressed:
        return NOT_SHOWN
    if figure.value is None:
        return NONE
    return figure.value if figure.denominator is None else f"{figure.value}%"


def _method(of: Content) -> tuple[Block, ...]:
    rows = [(of[figure.__name__].label, figure.__doc__ or "") for figure in TOTALS]
    cells = tuple((Cell(name), Cell(" ".join(said.split()))) for name, said in (*rows, *BREAKDOWNS))
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
    )
