"""A drawing as SVG within a page. Pure.

Colours are attributes and have classes too, so that a page may replace them in the dark.
"""

from __future__ import annotations

from html import escape
from typing import Final, assert_never

from reference import Language
from services.council.documents.charts.drawing import (
    LABEL,
    SERIES,
    SMALL,
    WIDTH,
    Bar,
    Dot,
    Drawing,
    Mark,
    Rule,
    Stroke,
    Words,
)
from services.council.documents.document import AnyChart

INK, SOFT, GRID = "#1b1f24", "#4b5563", "#c9ced6"
RADIUS: Final = 4


def write_svgs(chart: AnyChart, parts: tuple[Drawing, ...], language: Language) -> list[str]:
    """An element for each part of the drawing, with its words for those who do not see it."""
    return [
        _write_svg(chart, part, f"{chart.id}-{number}", f" ({number}/{len(parts)})" if len(parts) > 1 else "", language)
        for number, part in enumerate(parts, 1)
    ]


def _write_svg(chart: AnyChart, drawing: Drawing, id_: str, which: str, language: Language) -> str:
    marks, top = [], 0.0
    for strip in drawing:
        marks += [_write_mark(mark, top) for mark in strip.marks]
        top += strip.height
    id_, drawn = escape(id_), "\n".join(marks)
    return (
        f'<svg viewBox="0 0 {WIDTH} {_short(top)}" role="img" lang="{escape(language)}" '
        f'aria-labelledby="{id_}-title" aria-describedby="{id_}-desc">\n'
        f'<title id="{id_}-title">{escape(chart.caption)}{which}</title>\n'
        f'<desc id="{id_}-desc">{escape(chart.description)}</desc>\n{drawn}\n</svg>'
    )


def _write_mark(mark: Mark, top: float) -> str:
    match mark:
        case Words():
            size, colour = (LABEL, INK) if mark.role == "label" else (SMALL, SOFT)
            return (
                f'<text class="{mark.role}" x="{_short(mark.x)}" y="{_short(top + mark.y)}" '
                f'text-anchor="{mark.anchor}" font-size="{size}" fill="{colour}">{escape(mark.text)}</text>'
            )
        case Bar():
            return _write_box(mark.x, top + mark.y, mark.width, mark.height, mark.series)
        case Dot() if mark.series:
            return _write_box(mark.x - RADIUS, top + mark.y - RADIUS, 2 * RADIUS, 2 * RADIUS, mark.series)
        case Dot():
            at = f'cx="{_short(mark.x)}" cy="{_short(top + mark.y)}"'
            return f'<circle class="series-{mark.series}" {at} r="{RADIUS}" fill="{SERIES[mark.series]}"/>'
        case Rule():
            return f'<line class="rule" {_ends(mark, top)} stroke="{GRID}"/>'
        case Stroke():
            colour = SERIES[mark.series]
            return f'<line class="line-{mark.series}" {_ends(mark, top)} stroke="{colour}" stroke-width="2"/>'
        case _:
            assert_never(mark)


def _write_box(x: float, y: float, width: float, height: float, series: int) -> str:
    return (
        f'<rect class="series-{series}" x="{_short(x)}" y="{_short(y)}" width="{_short(width)}" '
        f'height="{_short(height)}" fill="{SERIES[series]}"/>'
    )


def _ends(of: Rule | Stroke, top: float) -> str:
    return f'x1="{_short(of.x1)}" y1="{_short(top + of.y1)}" x2="{_short(of.x2)}" y2="{_short(top + of.y2)}"'


def _short(length: float) -> str:
    """With one decimal place, or none."""
    return f"{length:.1f}".removesuffix(".0")
