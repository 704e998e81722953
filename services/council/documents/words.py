"""Messages as running text of a document: what states a figure leads to it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from services.council.counting.numbers import Figure
from services.council.documents.document import Heading, Note, Paragraph, Span, Text
from services.council.words.catalogue import Argument, Words

Given: TypeAlias = Argument | Figure
"""A figure gives three arguments: `$name` how many, `$name_of` of how many, `$name_share` the percentage."""


def text(words: Words, id_: str, **given: Given) -> Text:
    """The message. What stands in it between the tags of a figure is a span that leads to that figure."""
    figures = {name: one.id for name, one in given.items() if isinstance(one, Figure)}
    return tuple(Span(piece.text, figures.get(piece.tag, "")) for piece in words.split(id_, **dict(_flatten(given))))


def paragraph(words: Words, id_: str, **given: Given) -> Paragraph:
    """A paragraph that is not numbered yet."""
    return Paragraph(0, text(words, id_, **given))


def note(words: Words, id_: str, **given: Given) -> Note:
    """A note."""
    return Note(text(words, id_, **given))


def heading(words: Words, id_: str) -> Heading:
    """A heading within a section."""
    return Heading(words.say(id_))


def plain(content: str) -> Text:
    """Text that is there already."""
    return (Span(content),)


def _flatten(given: Mapping[str, Given]) -> Iterator[tuple[str, Argument]]:
    for name, one in given.items():
        if not isinstance(one, Figure):
            yield name, one
            continue
        yield name, one.numerator or 0
        if one.denominator is not None:
            yield f"{name}_of", one.denominator
            yield f"{name}_share", Decimal(one.value or 0)
