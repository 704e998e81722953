"""A trend: numbers from point to point as lines. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from services.council.documents.charts.drawing import (
    LINE,
    WIDTH,
    Dot,
    Drawing,
    Mark,
    Rule,
    Strip,
    Stroke,
    Words,
)
from services.council.documents.document import Trend

TOP, HEIGHT = 20, 140
LEFT, RIGHT = 34, WIDTH - 16
"""Between which the points stand; the scale's numbers are before them."""
STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
MOST_RULES: Final = 5
FEW_POINTS: Final = 11
"""So many names fit beside each other. Of more, some are left out."""


def draw_trend(trend: Trend) -> Drawing:
    """One strip: the scale from 0, the lines, and the names of the points below."""
    largest = max((value for line in trend.lines for value in line.values), default=0)
    step = next((one for one in STEPS if largest <= one * MOST_RULES), largest or 1)
    top = max(step, -(-largest // step) * step)
    across = _spread(len(trend.points))
    marks = (*_draw_scale(step, top), *_name_points(trend.points, across), *_draw_lines(trend, across, top))
    return (Strip(TOP + HEIGHT + LINE + 8, marks),)


def _spread(number: int) -> Sequence[float]:
    between = (RIGHT - LEFT) / max(number - 1, 1)
    return [(LEFT + RIGHT) / 2] if number == 1 else [LEFT + at * between for at in range(number)]


def _find_height(value: int, top: int) -> float:
    return TOP + HEIGHT * (1 - value / top)


def _draw_scale(step: int, top: int) -> Iterator[Mark]:
    for value in range(0, top + 1, step):
        y = _find_height(value, top)
        yield Rule(LEFT - 8, y, RIGHT + 8, y)
        yield Words(LEFT - 14, y + 4, str(value), "end", "small")


def _name_points(points: Sequence[str], across: Sequence[float]) -> Iterator[Mark]:
    every = -(-len(points) // FEW_POINTS)
    for at, (name, x) in enumerate(zip(points, across, strict=True)):
        if (len(points) - 1 - at) % every == 0:
            yield Words(x, TOP + HEIGHT + LINE + 2, name, "middle", "small")


def _draw_lines(trend: Trend, across: Sequence[float], top: int) -> Iterator[Mark]:
    """The last number of each line is written beside it; all of them stand in the table."""
    for series, line in enumerate(trend.lines):
        down = [_find_height(value, top) for value in line.values]
        for at in range(1, len(down)):
            yield Stroke(across[at - 1], down[at - 1], across[at], down[at], series)
        for x, y in zip(across, down, strict=True):
            yield Dot(x, y, series)
