"""The annual report of the CTC's Chair to the Security Council (OP18): for the public. Pure."""

from __future__ import annotations

from typing import Final

from reference import Reference
from services.council.counting.scope import Scope
from services.council.documents.counts import Counts
from services.council.documents.document import Document, Table
from services.council.figures.annual import ANNUAL
from services.council.populations import RECOMMENDATIONS
from services.council.reports import plain, visits
from services.council.reports.activities import LISTS, build_activity_tables
from services.council.reports.annual import document, lists
from services.council.reports.annual.content import Content
from services.council.reports.annual.guests import hide_compared
from services.council.reports.kind import Kind, Material


def compose(kind: Kind, scope: Scope, counts: Counts, edition: int, reference: Reference) -> Document:
    """The edition with this number."""
    figures = plain.add_paths(counts, kind.name, scope.of, edition)
    content = Content(
        counts.words,
        scope.year,
        scope.cut_off,
        scope.freeze,
        figures,
        counts.withheld,
        counts.synthetic,
        counts.tables,
        counts.charts,
    )
    return document.compose(content, edition, reference)


def build_all_tables(of: Material) -> tuple[Table, ...]:
    """All that it lists, whatever was shown before."""
    return *build_activity_tables(of), *visits.build_visit_tables(of), *lists.build_tables(of)


KIND: Final = Kind(
    name="annual",
    audience=document.AUDIENCE,
    shown_to=document.AUDIENCE,
    compose=compose,
    figures=ANNUAL,
    marked=(RECOMMENDATIONS,),
    lists={**LISTS, **visits.LISTS, **lists.LISTS},
    tables=lambda of: hide_compared(of, lists.OF_GUESTS, build_all_tables),
    invented=lists.INVENTED,
    charts=visits.build_visit_charts,
)
