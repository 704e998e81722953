"""What was counted for an edition, in the words of one language. Pure: it is counted once, and said in each."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from services.council.counting.figure_builder import FigureBuilder
from services.council.counting.tallies import collect_marks
from services.council.documents.counts import Counts
from services.council.reports.kind import Kind, Material
from services.council.words.catalogue import Words


def word_counts(kind: Kind, material: Material, words: Words) -> Counts:
    """The figures and tables of all that was counted and read."""
    builder = FigureBuilder(words, kind.name, material.scope, material.reference)
    tallies = material.tallies
    material = replace(material, figures=builder.state_figures(kind.figures, tallies), words=words)
    invented = any(row["synthetic"] for name in kind.invented for row in material.rows[name])
    return Counts(
        material.figures,
        sum(tallies.withheld[population.name] for population in kind.marked),
        tallies.synthetic or invented,
        kind.tables(material),
        words,
        partial(word_counts, kind, material),
        tuple(kind.brief(material)),
        kind.charts(material),
        collect_marks(tallies),
    )
