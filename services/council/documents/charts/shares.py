"""Shares of a whole as bars from 0 to 100 per cent. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from services.council.counting.numbers import Figure
from services.council.documents.charts.drawing import LINE, Bar, Drawing, Mark, Rule, Strip, Words, wrap_label
from services.council.documents.document import Bars, Chart

SCALE: Final = (0, 25, 50, 75, 100)
LENGTH: Final = 285
"""Of a bar of 100 per cent; the ratio stands behind it."""
THICK, GAP = 13, 11


def draw_shares(chart: Chart, figures: Mapping[str, Figure]) -> Drawing:
    """The scale, then a strip for each group of bars."""
    scale = tuple(Words(LENGTH * at / 100, LINE - 4, f"{at}%", "middle" if at else "start", "small") for at in SCALE)
    return (Strip(LINE + 3, scale), *(_draw_group(bars, figures) for bars in chart.bars))


def _draw_group(bars: Bars, figures: Mapping[str, Figure]) -> Strip:
    """The label, and below it the bars on their part of the scale."""
    lines = wrap_label(bars.label)
    first = len(lines) * LINE
    last = first + THICK * len(bars.figures)
    labels = [Words(0, number * LINE - 5, line) for number, line in enumerate(lines, 1)]
    rules = [Rule(LENGTH * at / 100, first - 1, LENGTH * at / 100, last) for at in SCALE]
    return Strip(last + GAP, (*labels, *rules, *_draw_bars(bars, first, figures)))


def _draw_bars(bars: Bars, first: int, figures: Mapping[str, Figure]) -> Iterator[Mark]:
    for series, id_ in enumerate(bars.figures):
        figure, y = figures[id_], first + series * THICK
        length = LENGTH * (figure.numerator or 0) / (figure.denominator or 1)
        yield Bar(0, y, length, THICK - 1, series)
        yield Words(length + 5, y + THICK - 2, f"{figure.numerator}/{figure.denominator}", role="small")
