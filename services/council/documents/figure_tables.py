"""Figures as the tables of any report show them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from services.council.counting.numbers import Figure
from services.council.documents.cells import say_in_cell, title_columns
from services.council.documents.document import Cell, Note, Table
from services.council.documents.words import note
from services.council.words.catalogue import Words

COLUMNS: Final = ("figure", "#numerator", "#denominator", "#value", "unit", "cut-off", "basis")


def explain_not_shown(words: Words, figures: Sequence[Figure]) -> Iterator[Note]:
    """What is said of the figures that are suppressed (rule 12); nothing where none is."""
    units = list(dict.fromkeys(one.unit for one in figures if one.suppressed))
    if units:
        mark = say_in_cell(words, "not-shown")
        yield note(words, "why-not-shown", mark=mark, units=words.join(units, "or"))


def all_figures(words: Words, figures: Sequence[Figure]) -> Table:
    """Each figure on a line. Where all have the same cut-off, that stands on the title page alone."""
    is_shared = len({one.cut_off for one in figures}) <= 1
    columns = [one for one in COLUMNS if one != "cut-off" or not is_shared]
    lines = (_cells(words, figure) for figure in figures)
    rows = tuple(tuple(line[one] for one in columns) for line in lines)
    return Table("table-figures", words.say("all-figures"), title_columns(words, columns), rows)


def shown_value(words: Words, figure: Figure) -> str:
    """A share with its sign, a count as the whole number that it is, a median with its decimal."""
    if figure.suppressed:
        return say_in_cell(words, "not-shown")
    if figure.value is None:
        return say_in_cell(words, "none")
    if figure.numerator is None:
        return words.decimal(figure.value)
    if figure.denominator is None:
        return words.number(figure.numerator)
    return words.say("percentage", value=Decimal(figure.value))


def _cells(words: Words, figure: Figure) -> Mapping[str, Cell]:
    """The line of a figure, by the names of columns."""
    return {
        "figure": Cell(figure.label, figure.id, entry=True),
        "#numerator": Cell(_whole(words, figure, figure.numerator)),
        "#denominator": Cell(_whole(words, figure, figure.denominator)),
        "#value": Cell(shown_value(words, figure)),
        "unit": Cell(figure.unit),
        "cut-off": Cell(words.day(figure.cut_off)),
        "basis": Cell(figure.id, figure.id, figure.basis),
    }


def _whole(words: Words, figure: Figure, number: int | None) -> str:
    if figure.suppressed:
        return say_in_cell(words, "not-shown")
    return "" if number is None else words.number(number)
