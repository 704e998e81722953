"""A report as a document, where it has no shape of its own: what it says, what it lists, all its figures. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reference import Reference
from services.council.counting.numbers import Figure
from services.council.counting.scope import Scope
from services.council.documents.cells import title_columns
from services.council.documents.counts import Counts
from services.council.documents.document import Block, Cell, Document, Note, Section, Table
from services.council.documents.figure_tables import all_figures, explain_not_shown
from services.council.documents.paths import basis_path
from services.council.documents.words import note
from services.council.figures.words import explain_figure
from services.council.reports.kind import Kind
from services.council.words.catalogue import Words
from shared.engine.time.dates import civil_date

BY_REGION: Final = "regions"
"""The id of a table by region."""


def compose(kind: Kind, scope: Scope, counts: Counts, edition: int, reference: Reference) -> Document:
    """The edition with this number, in the language of the counts. The same counts give the same document."""
    del reference
    words = counts.words
    figures = add_paths(counts, kind.name, scope.of, edition)
    return Document(
        report=kind.name,
        year=scope.year,
        edition=edition,
        audience=kind.audience,
        cut_off=scope.cut_off,
        freeze=scope.freeze,
        synthetic=counts.synthetic,
        language=words.language,
        symbol=f"DRAFT/{kind.name.upper()}/{scope.of}",
        title=kind.title(words, scope),
        subtitle=kind.subtitle(words),
        marking=words.say("marking-synthetic") if counts.synthetic else "",
        particulars=tuple(_particulars(kind, scope, counts, edition)),
        withheld=counts.withheld,
        sections=(
            *_brief(counts),
            Section("about", words.say("about"), tuple(_explain_reading(kind, scope, counts))),
            *_sections(words, kind, counts.tables, figures),
        ),
        figures=figures,
        thing=scope.thing,
        dated=words.day(civil_date(scope.freeze)),
        distribution=words.say("distribution", audience=kind.audience),
    )


def add_paths(counts: Counts, report: str, of: int | str, edition: int) -> tuple[Figure, ...]:
    """The figures with the paths of what they count."""
    language = counts.words.language
    return tuple(replace(one, basis=basis_path(report, of, one.id, edition, language)) for one in counts.figures)


def _particulars(kind: Kind, scope: Scope, counts: Counts, edition: int) -> Iterator[tuple[str, str]]:
    words = counts.words
    yield words.say("particular-edition"), str(edition)
    yield words.say("particular-cut-off"), words.day(scope.cut_off)
    yield words.say("particular-data-as-of"), words.day(civil_date(scope.freeze))
    yield words.say("particular-for"), _readers(words, kind)
    yield words.say("particular-withheld"), words.number(counts.withheld)


def _readers(words: Words, kind: Kind) -> str:
    further = [party.removeprefix("body:") for party in kind.parties] + (["state"] if kind.by_thing else [])
    return words.join([words.say(f"readers-{one}") for one in (kind.audience, *further)], "and")


def _sections(words: Words, kind: Kind, tables: Sequence[Table], figures: Sequence[Figure]) -> Iterator[Section]:
    for table in tables:
        notes = [note(words, "regions")] if table.id == BY_REGION else []
        shown = table if table.rows else note(words, "nothing-recorded")
        yield Section(f"section-{table.id}", table.caption, (shown, *notes))
    blocks: tuple[Block, ...] = (all_figures(words, figures), *explain_not_shown(words, figures))
    blocks += (_definitions(words, kind, figures), note(words, "designations"))
    yield Section("figures", words.say("figures"), blocks)


def _brief(counts: Counts) -> Iterator[Section]:
    """What it says, before all else."""
    if counts.brief:
        said = tuple(replace(one, number=number) for number, one in enumerate(counts.brief, 1))
        yield Section("brief", counts.words.say("brief"), said)


def _explain_reading(kind: Kind, scope: Scope, counts: Counts) -> Iterator[Note]:
    """How to read it: as of when it is, what of it was invented, what its readers do not see."""
    words, as_of = counts.words, civil_date(scope.freeze)
    yield note(words, "about-time", cut_off=scope.cut_off, data_as_of=as_of)
    if as_of <= scope.cut_off and not kind.by_thing:
        yield note(words, "about-early", data_as_of=as_of)
    if counts.synthetic:
        yield note(words, "about-invented")
    yield note(words, "about-withheld", withheld=counts.withheld)


def _definitions(words: Words, kind: Kind, figures: Sequence[Figure]) -> Table:
    """What each figure counts; a breakdown counts as the figure does whose id it begins with."""
    labels: dict[str, str] = {}
    for figure in figures:
        labels.setdefault(figure.id.partition(".")[0], figure.label)
    defined = [one.id for one in kind.figures if one.id in labels]
    rows = ((Cell(labels[id_]), Cell(explain_figure(words, kind.name, id_))) for id_ in defined)
    return Table("table-method", words.say("method"), title_columns(words, ("figure", "counts")), tuple(rows))
