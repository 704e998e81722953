"""Drawings as PNG, for forms that can hold no drawing. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reference import Language
from services.council.counting.numbers import Figure
from services.council.documents.charts.draw import draw, name_series, split
from services.council.documents.document import AnyChart
from services.council.documents.setting.typesetting import set_picture

TEMPLATE: Final = b"""
#set page(width: 360 * unit + 8pt, height: auto, margin: 4pt)
#if data.series.len() > 0 { block(below: 8 * unit, legend(data.series)) }
#draw(data.drawing)
"""


def draw_pictures(chart: AnyChart, figures: Mapping[str, Figure], language: Language) -> list[bytes]:
    """A picture for each part of the drawing. Raises CannotBeSet."""
    parts = split(draw(chart, figures, language))
    return [
        set_picture(TEMPLATE, {"language": language, "drawing": part, "series": name_series(chart)}) for part in parts
    ]
