"""Figures as the tables of any report show them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from services.council.counting.numbers import Figure
from services.council.documents.cells import title_columns
from services.council.documents.document import Cell, Note, Table
from services.council.documents.words import note
from services.council.words.catalogue import Words

COLUMNS: Final = ("figure", "#numerator", "#denominator", "#value", "unit", "cut-off", "basis")


def explain_not_shown(words: Words, figures: Sequence[Figure]) -> Iterator[Note]:
    """What is said of the figures that are suppressed (rule 12); nothing where none is."""
    units = list(dict.fromkeys(one.unit for one in figures if one.suppressed))
    if units:
        mark = words.say("not-shown")
        yield note(words, "why-not-shown", mark=f"{mark[0].upper()}{mark[1:]}", units=words.join(units, "or"))


def all_figures(words: Words, figures: Sequence[Figure]) -> Table:
    """Each figure on a line."""
    rows = tuple(_row(words, figure) for figure in figures)
    return Table("table-figures", words.say("all-figures"), title_columns(words, COLUMNS), rows)


def shown_value(words: Words, figure: Figure) -> str:
    """A share with its sign, a count as the whole number that it is, a median with its decimal."""
    if figure.suppressed:
        return words.say("not-shown")
    if figure.value is None:
        return words.say("none")
    if figure.numerator is None:
        return words.decimal(figure.value)
    if figure.denominator is None:
        return words.number(figure.numerator)
    return words.say("percentage", value=Decimal(figure.value))


def _row(words: Words, figure: Figure) -> tuple[Cell, ...]:
    return (
        Cell(figure.label, figure.id, entry=True),
        Cell(_whole(words, figure, figure.numerator)),
        Cell(_whole(words, figure, figure.denominator)),
        Cell(shown_value(words, figure)),
        Cell(figure.unit),
        Cell(words.day(figure.cut_off)),
        Cell(figure.id, figure.id, figure.basis),
    )


def _whole(words: Words, figure: Figure, number: int | None) -> str:
    if figure.suppressed:
        return words.say("not-shown")
    return "" if number is None else words.number(number)
