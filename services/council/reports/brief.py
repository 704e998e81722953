"""What a report says first: sentences made from its totals, which all its readers may know. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.council.counting.numbers import Figure
from services.council.documents.document import Paragraph
from services.council.documents.words import Given, paragraph
from services.council.reports.kind import Material
from services.council.reports.period import name_period


def say_first(of: Material, id_: str, **given: Given) -> Paragraph:
    """The message as a paragraph that is not numbered yet. It may name the period, the cut-off and the years."""
    return paragraph(of.words, id_, **(name_period(of.words, of.scope.year, of.scope.cut_off) | given))


def say_how_many(of: Material, id_: str, otherwise: str, **named: str) -> Iterator[Paragraph]:
    """The message with the figures of these ids, where there is anything that the first of them counts, or counts from.

    Else `otherwise`, a message without figures. An empty one: nothing is said.
    """
    figures = {name: of.by_id[figure] for name, figure in named.items()}
    if _size_of(next(iter(figures.values()))):
        yield say_first(of, id_, **figures)
    elif otherwise:
        yield say_first(of, otherwise)


def _size_of(figure: Figure) -> int:
    return (figure.numerator if figure.denominator is None else figure.denominator) or 0


def say_what_came_of_needs(of: Material) -> Iterator[Paragraph]:
    """How many needs for assistance there are, and for how many of them help was taken up and delivered."""
    yield from say_how_many(
        of,
        "annual-assistance-needed",
        "annual-assistance-none",
        taken_up="taken_up",
        delivered="delivered",
        in_part="delivered_in_part",
    )
