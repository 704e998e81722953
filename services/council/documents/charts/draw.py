"""Draws a chart of any sort. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

from reference import Language
from services.council.counting.numbers import Figure
from services.council.documents.charts.drawing import Drawing, mirror
from services.council.documents.charts.shares import draw_shares
from services.council.documents.charts.time_line import draw_time_line
from services.council.documents.charts.trend import draw_trend
from services.council.documents.document import AnyChart, Chart, TimeLine, Trend
from services.council.documents.frame import direction_of

MOST_ROWS: Final = 7
"""Of a drawing that no page may divide."""


def draw(chart: AnyChart, figures: Mapping[str, Figure], language: Language) -> Drawing:
    """The drawing, in the direction in which the language is written."""
    drawing = _draw(chart, figures)
    return mirror(drawing) if direction_of(language) == "rtl" else drawing


def _draw(chart: AnyChart, figures: Mapping[str, Figure]) -> Drawing:
    match chart:
        case Chart():
            return draw_shares(chart, figures)
        case Trend():
            return draw_trend(chart)
        case TimeLine():
            return draw_time_line(chart)
        case _:
            assert_never(chart)


def name_series(chart: AnyChart) -> tuple[str, ...]:
    """What the colours stand for, if there are several."""
    match chart:
        case Chart():
            return chart.series if len(chart.series) > 1 else ()
        case Trend():
            return tuple(line.name for line in chart.lines) if len(chart.lines) > 1 else ()
        case _:
            return ()


def split(drawing: Drawing) -> tuple[Drawing, ...]:
    """Parts that each fit on half a page, for forms whose pictures no page may divide. Each begins with the scale."""
    scale, *rows = drawing
    if not rows:
        return (drawing,)
    parts = -(-len(rows) // MOST_ROWS)
    size = -(-len(rows) // parts)
    return tuple((scale, *rows[at : at + size]) for at in range(0, len(rows), size))
