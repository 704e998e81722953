"""A time line: what took place when, one row a thing. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from services.council.documents.charts.drawing import LINE, WIDTH, Bar, Drawing, Mark, Rule, Strip, Words, wrap_label
from services.council.documents.document import Stay, TimeLine

THICK, GAP = 11, 9
SHORTEST: Final = 4
"""A single day would hardly be seen."""


def draw_time_line(line: TimeLine) -> Drawing:
    """The scale, then a strip for each thing."""
    part = WIDTH / len(line.parts)
    names = tuple(Words(part * (at + 0.5), LINE - 4, name, "middle", "small") for at, name in enumerate(line.parts))
    return (Strip(LINE + 3, names), *(_draw_row(stay, line) for stay in line.stays))


def _draw_row(stay: Stay, line: TimeLine) -> Strip:
    labels = wrap_label(stay.label)
    top = len(labels) * LINE
    marks = [
        *(Words(0, number * LINE - 5, label) for number, label in enumerate(labels, 1)),
        *_draw_scale(line, top),
        _draw_stay(stay, line, top),
    ]
    return Strip(top + THICK + GAP, tuple(marks))


def _draw_scale(line: TimeLine, top: int) -> Iterator[Mark]:
    yield Rule(0, top + THICK / 2, WIDTH, top + THICK / 2)
    for at in range(len(line.parts) + 1):
        x = WIDTH * at / len(line.parts)
        yield Rule(x, top + 1, x, top + THICK - 1)


def _draw_stay(stay: Stay, line: TimeLine, top: int) -> Bar:
    """A bar from the first day to the last, as far as the scale reaches."""
    days = (line.last - line.first).days + 1
    first = max(0, (stay.first - line.first).days)
    last = min(days, (stay.last - line.first).days + 1)
    width = max(SHORTEST, WIDTH * (last - first) / days)
    return Bar(min(WIDTH * first / days, WIDTH - width), top, width, THICK, 0)
