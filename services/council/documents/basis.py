"""The list behind a figure, as a document. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from reference import Reference
from services.council.counting.listing import Counted
from services.council.counting.numbers import Figure
from services.council.documents.cells import title_columns
from services.council.documents.document import Block, Cell, Document, Note, Section, Span, Table
from services.council.documents.paths import edition_path
from services.council.documents.words import note
from services.council.words.catalogue import Words, words_in
from services.council.words.names import name_in_cell, name_state

COLUMNS: Final = ("id", "kind", "states", "in-numerator", "#events")


def list_traceable(shown: Sequence[Counted]) -> list[str]:
    """Those of which a trace can be asked for."""
    return [thing for one in shown if (thing := _traceable_of(one))]


def build_basis_page(
    document: Document,
    figure: Figure,
    shown: Sequence[Counted],
    more: str | None,
    traced: Set[str],
    reference: Reference,
) -> Document:
    """One page of what the figure counted, in the language of the document; `more` is the cursor of the next one.

    `traced`: the things whose traces are open to the reader: it leads to no other.
    """
    page = _Page(words_in(document.language), document, figure, traced, reference)
    return replace(
        document,
        title=page.words.say("basis-title", figure=figure.label),
        subtitle=document.title,
        particulars=tuple(page.list_particulars()),
        sections=(Section("basis", page.words.say("basis"), tuple(page.build_blocks(shown, more))),),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    words: Words
    document: Document
    figure: Figure
    traced: Set[str]
    reference: Reference

    def list_particulars(self) -> Iterator[tuple[str, str]]:
        words, figure = self.words, self.figure
        yield words.say("column-figure"), figure.id
        yield words.say("particular-edition"), str(self.document.edition)
        yield words.say("particular-cut-off"), words.day(figure.cut_off)
        yield words.say("column-unit"), figure.unit
        if figure.numerator is not None:
            yield words.say("column-numerator"), words.number(figure.numerator)
        if figure.denominator is not None:
            yield words.say("column-denominator"), words.number(figure.denominator)
        yield words.say("basis-withheld"), words.number(self.document.withheld)

    def build_blocks(self, shown: Sequence[Counted], more: str | None) -> Iterator[Block]:
        words, document, figure = self.words, self.document, self.figure
        yield note(words, "basis-suppressed" if figure.suppressed else "basis-absent")
        if shown:
            rows = tuple(self._build_row(one) for one in shown)
            yield Table("table-basis", figure.label, title_columns(words, COLUMNS), rows)
        if more:
            yield Note((Span(words.say("basis-next"), link=f"{figure.basis}&after={more}&limit={len(shown)}"),))
        back = edition_path(document.report, document.thing or document.year, document.edition, document.language)
        yield Note((Span(words.say("basis-back"), link=back),))

    def _build_row(self, one: Counted) -> tuple[Cell, ...]:
        words = self.words
        numerator = "not-shown" if one.numerator is None else "yes" if one.numerator else "no"
        return (
            Cell(one.id, basis=_path_of(one, self.traced)),
            Cell(name_in_cell(words, "thing", one.kind) or ""),
            Cell(words.join([name_state(words, self.reference, state) for state in one.states])),
            Cell(words.say(numerator)),
            Cell(words.number(len(one.events))),
        )


def _path_of(one: Counted, traced: Set[str]) -> str:
    """Where more is said of the thing, if that is the reader's to see."""
    if one.kind == "State":
        return f"/ui/states/{one.id}"
    thing = _traceable_of(one)
    return f"/ui/trace/{thing}" if thing in traced else ""


def _traceable_of(one: Counted) -> str:
    """The visit of a component, the cycle of a follow-up report. Empty for a mission: it is the sum of its visits."""
    return "" if one.kind in ("State", "mission") else one.id.partition("/")[0]
