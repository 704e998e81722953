"""The annexes of the annual report: every figure with its basis, and how each is counted. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from services.council.documents.cells import title_columns
from services.council.documents.document import Block, Cell, Section, Table
from services.council.documents.figure_tables import all_figures, explain_not_shown
from services.council.documents.words import note
from services.council.figures.annual import ANNUAL
from services.council.figures.words import explain_figure
from services.council.reports.annual.content import Content

BREAKDOWNS: Final = ("annual-method-assessed", "annual-method-implemented")


def annexes(content: Content) -> tuple[Section, ...]:
    """Both annexes."""
    figures: tuple[Block, ...] = (
        all_figures(content.words, content.figures),
        *explain_not_shown(content.words, content.figures),
    )
    return (
        Section("annex-figures", content.say("annual-annex-figures"), figures),
        Section("annex-method", content.say("annual-annex-method"), _method(content)),
    )


def _method(content: Content) -> tuple[Block, ...]:
    words = content.words
    cells = tuple((Cell(name), Cell(counts)) for name, counts in _list_definitions(content))
    return (
        Table("table-method", words.say("method"), title_columns(words, ("figure", "counts")), cells),
        note(words, "annual-method-note"),
        note(words, "designations"),
    )


def _list_definitions(content: Content) -> Iterator[tuple[str, str]]:
    for figure in ANNUAL:
        yield content[figure.id].label, explain_figure(content.words, "annual", figure.id)
    for one in BREAKDOWNS:
        yield content.say(one), content.say(f"{one}-counts")
