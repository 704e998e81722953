"""The list behind a figure, as a document. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from reference import Reference
from services.council.counting.listing import Counted
from services.council.counting.numbers import Figure
from services.council.documents.document import Block, Cell, Column, Document, Note, Section, Span, Table
from services.council.documents.figure_tables import NOT_SHOWN
from services.council.documents.paths import edition_path
from services.council.documents.words import group_digits, spell_day, state_name, text

WHY_ABSENT = (
    "Listed is what you may see now. Whether a thing is in the numerator is shown to those whose it is to know; "
    "nothing stands in place of what is left out."
)
SUPPRESSED = "The figure is not shown, and so is not what it counts: so few could be recognized."
YES, NO = "yes", "no"


def list_traceable(shown: Sequence[Counted]) -> list[str]:
    """Those of which a trace can be asked for."""
    return [thing for one in shown if (thing := _traceable_of(one))]


def build_basis_page(
    document: Document,
    figure: Figure,
    shown: Sequence[Counted],
    more: str | None,
    traced: Set[str],
    reference: Reference,
) -> Document:
    """One page of what the figure counted; `more` is the cursor of the next one.

    `traced`: the things whose traces are open to the reader: it leads to no other.
    """
    return replace(
        document,
        title=f"What was counted: {figure.label}",
        subtitle=document.title,
        particulars=tuple(_list_particulars(document, figure)),
        sections=(Section("basis", "Counted", tuple(_build_blocks(document, figure, shown, more, traced, reference))),),
    )


def _list_particulars(document: Document, figure: Figure) -> Iterator[tuple[str, str]]:
    yield "Figure", figure.id
    yield "Edition", str(document.edition)
    yield "Cut-off", spell_day(figure.cut_off)
    yield "Unit", figure.unit
    if figure.numerator is not None:
        yield "Numerator", group_digits(figure.numerator)
    if figure.denominator is not None:
        yield "Denominator", group_digits(figure.denominator)
    yield "Withheld from the readers of the report, of all that it counts", group_digits(document.withheld)


def _build_blocks(
    document: Document,
    figure: Figure,
    shown: Sequence[Counted],
    more: str | None,
    traced: Set[str],
    reference: Reference,
) -> Iterator[Block]:
    yield Note(text(SUPPRESSED if figure.suppressed else WHY_ABSENT))
    if shown:
        columns = (Column("Id"), Column("Kind"), Column("States"), Column("In the numerator"), Column("Events", True))
        yield Table("table-basis", figure.label, columns, tuple(_build_row(one, traced, reference) for one in shown))
    if more:
        yield Note((Span("Next page", link=f"{figure.basis}&after={more}&limit={len(shown)}"),))
    yield Note(
        (
            Span(
                "Back to the report",
                link=edition_path(document.report, document.thing or document.year, document.edition),
            ),
        )
    )


def _build_row(one: Counted, traced: Set[str], reference: Reference) -> tuple[Cell, ...]:
    numerator = NOT_SHOWN if one.numerator is None else (YES if one.numerator else NO)
    return (
        Cell(one.id, basis=_path_of(one, traced)),
        Cell(one.kind),
        Cell(", ".join(state_name(reference, state) for state in one.states)),
        Cell(numerator),
        Cell(group_digits(len(one.events))),
    )


def _path_of(one: Counted, traced: Set[str]) -> str:
    """Where more is said of the thing, if that is the reader's to see."""
    if one.kind == "State":
        return f"/states/{one.id}"
    thing = _traceable_of(one)
    return f"/trace/{thing}" if thing in traced else ""


def _traceable_of(one: Counted) -> str:
    """The visit of a component, the cycle of a follow-up report. Empty for a mission: it is the sum of its visits."""
    return "" if one.kind in ("State", "mission") else one.id.partition("/")[0]
