"""A report as a document, where it has no form of its own yet: what it lists, then all its figures. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from contracts.audiences import Audience
from reference import Reference, Usage
from services.council.counting.numbers import Figure
from services.council.counting.scope import Scope
from services.council.documents.counts import Counts
from services.council.documents.document import SYNTHETIC, Block, Cell, Column, Document, Note, Section, Table
from services.council.documents.figure_tables import all_figures, why_not_shown
from services.council.documents.paths import basis_path
from services.council.documents.words import group_digits, is_, some, spell_day, text
from services.council.figures.words import words_of
from services.council.reports.kind import Kind
from shared.engine.time.dates import civil_date

INVENTED: Final = (
    "This edition is synthetic: what it says of States was invented, in whole or in part, to show how it is made. "
    "Nothing in it may be quoted as a fact about a Member State."
)
EMPTY: Final = "None is recorded."
BY_REGION: Final = "regions"
"""The id of a table by region."""

READERS: Final[dict[Audience, str]] = {
    "committee": "The Committee",
    "council": "The Committee and other bodies of the Council",
    "un": "The United Nations system",
    "partners": "Partners",
    "public": "The public",
}
FURTHER: Final = {"body:unoct": "the Office of Counter-Terrorism"}


def compose(kind: Kind, scope: Scope, counts: Counts, edition: int, reference: Reference) -> Document:
    """The edition with this number. The same counts give the same document."""
    figures = tuple(replace(one, basis=basis_path(kind.name, scope.of, one.id, edition)) for one in counts.figures)
    return Document(
        report=kind.name,
        year=scope.year,
        edition=edition,
        audience=kind.audience,
        cut_off=scope.cut_off,
        freeze=scope.freeze,
        synthetic=counts.synthetic,
        language="en",
        symbol=f"DRAFT/{kind.name.upper()}/{scope.of}",
        title=kind.title(scope),
        subtitle=kind.subtitle,
        marking=SYNTHETIC if counts.synthetic else "",
        particulars=tuple(_particulars(kind, scope, counts, edition)),
        withheld=counts.withheld,
        sections=(
            Section("about", "About this edition", tuple(_about(kind, scope, counts))),
            *_sections(kind, counts.tables, figures, reference.usage),
        ),
        figures=figures,
        thing=scope.thing,
    )


def _particulars(kind: Kind, scope: Scope, counts: Counts, edition: int) -> Iterator[tuple[str, str]]:
    yield "Edition", str(edition)
    yield "Cut-off", spell_day(scope.cut_off)
    yield "Facts frozen", spell_day(civil_date(scope.freeze))
    yield "For", _readers(kind)
    yield "Withheld from readers", group_digits(counts.withheld)


def _readers(kind: Kind) -> str:
    further = [FURTHER[party] for party in kind.parties] + (["the State concerned"] if kind.by_thing else [])
    return " and ".join((READERS[kind.audience], *further))


def _sections(kind: Kind, tables: Sequence[Table], figures: Sequence[Figure], usage: Usage) -> Iterator[Section]:
    for table in tables:
        notes = ([] if table.rows else [EMPTY]) + ([usage.regions] if table.id == BY_REGION else [])
        yield Section(f"section-{table.id}", table.caption, (table, *(Note(text(note)) for note in notes)))
    blocks: list[Block] = [all_figures(figures)]
    if why := why_not_shown(figures):
        blocks.append(Note(text(why)))
    blocks += (_definitions(kind, figures), Note(text(usage.designations)))
    yield Section("figures", "Figures", tuple(blocks))


def _about(kind: Kind, scope: Scope, counts: Counts) -> Iterator[Note]:
    """How to read it: as of when it is, what of it was invented, what its readers do not see."""
    frozen_on = civil_date(scope.freeze)
    yield Note(
        text(
            f"This edition says what occurred by {spell_day(scope.cut_off)} and was recorded by "
            f"{spell_day(frozen_on)}. What becomes known later stands in a later edition."
        )
    )
    if frozen_on <= scope.cut_off and not kind.by_thing:
        yield Note(text(f"It was made before its period was over: nothing after {spell_day(frozen_on)} is in it."))
    if counts.synthetic:
        yield Note(text(INVENTED))
    yield Note(text(_word_withheld(counts.withheld)))
    if kind.unsaid:
        yield Note(text(kind.unsaid))


def _word_withheld(number: int) -> str:
    if not number:
        return "Nothing that is counted here is withheld from its readers."
    return (
        f"Of what is counted here, {some(number, 'item', 'items')} {is_(number)} withheld from its readers. "
        "Totals and shares count what is withheld; what is broken down or listed leaves it out."
    )


def _definitions(kind: Kind, figures: Sequence[Figure]) -> Table:
    """What each figure counts; a breakdown counts as the figure does whose id it begins with."""
    labels: dict[str, str] = {}
    for figure in figures:
        labels.setdefault(figure.id.partition(".")[0], figure.label)
    words = words_of(kind.name)
    rows = ((Cell(label), Cell(words[stem].counts if stem in words else "")) for stem, label in labels.items())
    columns = (Column("Figure"), Column("What it counts"))
    return Table("table-method", "What each figure counts", columns, tuple(rows))
