"""Figures as the tables of any report show them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from services.council.counting.numbers import Figure
from services.council.documents.document import Cell, Column, Table
from services.council.documents.words import group_digits, spell_day

NOT_SHOWN = "not shown"
NONE = "none"


def why_not_shown(figures: Sequence[Figure]) -> str:
    """What is said of the figures that are suppressed (rule 12); empty where none is."""
    units = " or ".join(dict.fromkeys(one.unit for one in figures if one.suppressed))
    if not units:
        return ""
    return (
        f"“{NOT_SHOWN.capitalize()}”: there are fewer than three {units}, or they are of fewer than three States, so "
        "that a State could be recognized; or the number would let such a group be found by subtraction."
    )


def all_figures(figures: Sequence[Figure]) -> Table:
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
    return Table("table-figures", "All figures of this edition", columns, tuple(_row(figure) for figure in figures))


def shown_value(figure: Figure) -> str:
    """A share with its sign, a count as the whole number that it is, a median with its decimal."""
    if figure.suppressed:
        return NOT_SHOWN
    if figure.value is None:
        return NONE
    if figure.numerator is None:
        return figure.value
    return group_digits(figure.numerator) if figure.denominator is None else f"{figure.value}%"


def _row(figure: Figure) -> tuple[Cell, ...]:
    return (
        Cell(figure.label, figure.id, entry=True),
        Cell(_whole(figure, figure.numerator)),
        Cell(_whole(figure, figure.denominator)),
        Cell(shown_value(figure)),
        Cell(figure.unit),
        Cell(spell_day(figure.cut_off)),
        Cell(figure.id, figure.id, figure.basis),
    )


def _whole(figure: Figure, number: int | None) -> str:
    if figure.suppressed:
        return NOT_SHOWN
    return "" if number is None else group_digits(number)
