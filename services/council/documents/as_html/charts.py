"""Charts as inline SVG, with their captions. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from reference import Language
from services.council.counting.numbers import Figure
from services.council.documents.charts.draw import draw, name_series, split
from services.council.documents.charts.svg import write_svgs
from services.council.documents.document import AnyChart


def chart(one: AnyChart, figures: Mapping[str, Figure], language: Language) -> str:
    """The chart with its caption, a sentence on what it shows, and what its colours stand for."""
    first, *others = write_svgs(one, split(draw(one, figures, language)), language)
    return (
        f'<figure id="{escape(one.id)}">\n<div class="whole"><figcaption>{escape(one.caption)}</figcaption>\n'
        f'<p class="shows">{escape(one.description)}</p>\n{_legend(name_series(one))}{first}</div>\n'
        + "\n".join((*others, "</figure>"))
    )


def _legend(series: tuple[str, ...]) -> str:
    items = "".join(
        f'<li><span class="series-{number}" aria-hidden="true"></span>{escape(name)}</li>'
        for number, name in enumerate(series)
    )
    return f'<ul class="legend">{items}</ul>\n' if items else ""
