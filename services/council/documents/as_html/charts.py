"""Charts as inline SVG: bars from 0 to 100 per cent. Pure; all lengths in whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from textwrap import wrap

from services.council.counting.numbers import Figure
from services.council.documents.document import Bars, Chart

# In units of the drawing, which the page scales to its width.
LABELS, WIDTH, VALUES = 240, 400, 80
BAR, GAP, TOP = 12, 8, 24
SCALE = (0, 25, 50, 75, 100)
LONGEST_LINE = 34
"""Characters of a label that fit beside the bars; it may have two lines."""


def chart(one: Chart, figures: Mapping[str, Figure]) -> str:
    """The chart with its caption and legend, and in words for those who do not see it."""
    id_ = escape(one.id)
    legend = "".join(
        f'<li><span class="series-{number}" aria-hidden="true"></span>{escape(name)}</li>'
        for number, name in enumerate(one.series)
    )
    return (
        f'<figure id="{id_}">\n<figcaption>{escape(one.caption)}</figcaption>\n<ul class="legend">{legend}</ul>\n'
        f"{_drawing(one, figures)}\n</figure>"
    )


def _drawing(one: Chart, figures: Mapping[str, Figure]) -> str:
    rows = "\n".join(row for row in _rows(one, figures))
    height = TOP + len(one.bars) * _row_height(one)
    return (
        f'<svg viewBox="0 0 {LABELS + WIDTH + VALUES} {height}" role="img" aria-labelledby="{escape(one.id)}-words">\n'
        f'<title id="{escape(one.id)}-words">{escape(one.description)}</title>\n{_scale(height)}\n{rows}\n</svg>'
    )


def _row_height(one: Chart) -> int:
    return BAR * len(one.series) + GAP


def _scale(height: int) -> str:
    lines = []
    for at in SCALE:
        x = LABELS + at * WIDTH // 100
        lines.append(f'<line class="scale" x1="{x}" x2="{x}" y1="{TOP - 6}" y2="{height}"/>')
        lines.append(f'<text class="scale" x="{x}" y="{TOP - 11}" text-anchor="middle">{at}%</text>')
    return "\n".join(lines)


def _rows(one: Chart, figures: Mapping[str, Figure]) -> Iterator[str]:
    for number, bars in enumerate(one.bars):
        yield _row(bars, TOP + number * _row_height(one), figures)


def _row(bars: Bars, top: int, figures: Mapping[str, Figure]) -> str:
    parts = [_label(bars.label, top + BAR * len(bars.figures) // 2)]
    for series, id_ in enumerate(bars.figures):
        figure, y = figures[id_], top + series * BAR
        length = WIDTH * (figure.numerator or 0) // (figure.denominator or 1)
        parts.append(f'<rect class="series-{series}" x="{LABELS}" y="{y}" width="{length}" height="{BAR - 2}"/>')
        parts.append(
            f'<text class="value" x="{LABELS + length + 5}" y="{y + BAR - 3}">'
            f"{figure.numerator}/{figure.denominator}</text>"
        )
    return "\n".join(parts)


def _label(text: str, middle: int) -> str:
    lines = wrap(text, LONGEST_LINE)
    first = middle + 3 - 6 * (len(lines) - 1)
    spans = "".join(
        f'<tspan x="{LABELS - 8}" y="{first + 12 * number}">{escape(line)}</tspan>' for number, line in enumerate(lines)
    )
    return f'<text text-anchor="end">{spans}</text>'
