"""What a drawing is made of, and how it is mirrored. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Final, Literal

from services.council.documents.widths import count_columns

WIDTH: Final = 360
SERIES: Final = ("#0b4f8a", "#d9730d", "#5b6b7a")
"""Blue, orange, grey: of three degrees of lightness, and different to every eye."""
LINE: Final = 17
"""From one line of text to the next."""
LABEL, SMALL = 13, 12
"""Sizes of text."""
COLUMNS: Final = 48
"""Characters of a label that fit on a line."""

Anchor = Literal["start", "middle", "end"]
OPPOSITE: Final[dict[Anchor, Anchor]] = {"start": "end", "middle": "middle", "end": "start"}


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on its base line. It begins, ends or has its middle at `x`."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    role: Literal["label", "small"] = "label"
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a series; `x` and `y` are its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    series: int
    kind: Literal["bar"] = "bar"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the scale."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: Literal["rule"] = "rule"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of a series, from one point to the next."""

    x1: float
    y1: float
    x2: float
    y2: float
    series: int
    kind: Literal["stroke"] = "stroke"


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a series: round of the first one, square of the others."""

    x: float
    y: float
    series: int
    kind: Literal["dot"] = "dot"


Mark = Words | Bar | Rule | Stroke | Dot


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a drawing that stays on one page. Its marks count `y` from its own top."""

    height: float
    marks: tuple[Mark, ...]


Drawing = tuple[Strip, ...]
"""From top to bottom. The first strip has the scale."""


def mirror(drawing: Drawing) -> Drawing:
    """The same from right to left."""
    return tuple(replace(strip, marks=tuple(map(_mirror_mark, strip.marks))) for strip in drawing)


def _mirror_mark(mark: Mark) -> Mark:
    match mark:
        case Words():
            return replace(mark, x=WIDTH - mark.x, anchor=OPPOSITE[mark.anchor])
        case Bar():
            return replace(mark, x=WIDTH - mark.x - mark.width)
        case Dot():
            return replace(mark, x=WIDTH - mark.x)
        case _:
            return replace(mark, x1=WIDTH - mark.x1, x2=WIDTH - mark.x2)


def wrap_label(words: str) -> Sequence[str]:
    """The lines of a label. Where words have no spaces between them, a line may end anywhere."""
    wide = max(1, count_columns(words) / max(len(words), 1))
    return wrap(words, int(COLUMNS / wide)) or [""]
