"""The list behind a figure, as a document. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reference import Reference
from services.council.reports.annual.document import path
from services.council.reports.document import Block, Cell, Column, Document, Note, Section, Span, Table
from services.council.reports.figures import Figure
from services.council.reports.populations import Counted
from services.council.reports.words import grouped, spelled, text

WHY_ABSENT = (
    "Listed is what you may see now. Whether a thing is in the numerator is shown to those whose it is to know; "
    "nothing stands in place of what is left out."
)
SUPPRESSED = "The figure is not shown, and so is not what it counts: so few could be recognized."
YES, NO, NOT_SHOWN = "yes", "no", "not shown"


def basis_page(
    document: Document, figure: Figure, shown: Sequence[Counted], more: str | None, reference: Reference
) -> Document:
    """One page of what the figure counted; `more` is the cursor of the next one."""
    return replace(
        document,
        title=f"What was counted: {figure.label}",
        subtitle=document.title,
        particulars=tuple(_particulars(document, figure)),
        sections=(Section("basis", "Counted", tuple(_blocks(document, figure, shown, more, reference))),),
    )


def _particulars(document: Document, figure: Figure) -> Iterator[tuple[str, str]]:
    yield "Figure", figure.id
    yield "Edition", str(document.edition)
    yield "Cut-off", spelled(figure.cut_off)
    yield "Unit", figure.unit
    if figure.numerator is not None:
        yield "Numerator", grouped(figure.numerator)
    if figure.denominator is not None:
        yield "Denominator", grouped(figure.denominator)


def _blocks(
    document: Document, figure: Figure, shown: Sequence[Counted], more: str | None, reference: Reference
) -> Iterator[Block]:
    yield Note(text(SUPPRESSED if figure.suppressed else WHY_ABSENT))
    if shown:
        columns = (Column("Id"), Column("Kind"), Column("States"), Column("In the numerator"), Column("Events", True))
        yield Table("table-basis", figure.label, columns, tuple(_row(one, reference) for one in shown))
    if more:
        yield Note((Span("Next page", link=f"{figure.basis}&after={more}&limit={len(shown)}"),))
    yield Note((Span("Back to the report", link=path(document.year, document.edition)),))


def _row(one: Counted, reference: Reference) -> tuple[Cell, ...]:
    numerator = NOT_SHOWN if one.numerator is None else (YES if one.numerator else NO)
    return (
        Cell(one.id, basis=_leads_to(one)),
        Cell(one.kind),
        Cell(", ".join(_name(reference, state) for state in one.states)),
        Cell(numerator),
        Cell(grouped(len(one.events))),
    )


def _leads_to(one: Counted) -> str:
    """Where more is said of the thing; empty for a mission, which is only the sum of its visits."""
    if one.kind == "State":
        return f"/states/{one.id}"
    thing = one.id.partition("/")[0]  # of a component the visit, of a follow-up report the cycle
    return "" if one.kind == "mission" else f"/trace/{thing}"


def _name(reference: Reference, state: str) -> str:
    member = reference.member(state)
    return member.name if member else state
