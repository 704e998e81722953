"""From what was counted to the document of an edition, for reports of every kind. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from reference import Reference
from services.council.counting.scope import Scope
from services.council.documents.adjusting import build_section, numbers_of
from services.council.documents.counts import Counts
from services.council.documents.document import Adjustment, Document, Section, Table
from services.council.documents.paths import number_of
from services.council.documents.words import state_name
from services.council.reports.kind import Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """What was counted for an edition, before it has its number."""

    kind: Kind
    scope: Scope
    counts: Counts
    adjustments: tuple[Adjustment, ...] = ()
    state: str | None = None
    """The State that it is about, of a report on one."""
    assessment_id: str | None = None
    """The assessment that it is about, likewise."""
    positions: Mapping[str, int] = field(default_factory=dict)
    """How far the facts had been read, by topic and partition; never printed."""
    revision: int = 0
    """`editions.model.Revision`, as it was then."""

    def title(self, reference: Reference) -> str:
        """The title of the edition, whatever its number."""
        title = self.kind.title(self.scope)
        return f"{title}: {state_name(reference, self.state)}" if self.state else title

    def document(self, edition: int, reference: Reference, corrects: str = "", reissue: int = 0) -> Document:
        """The edition with this number."""
        document = self.kind.compose(self.kind, self.scope, self.counts, edition, reference)
        further: tuple[tuple[str, str], ...] = (("State", state_name(reference, self.state)),) if self.state else ()
        further += (("Takes the place of", f"Edition {number_of(corrects)}"),) if corrects else ()
        further += (("Redacted reissue", str(reissue)),) if reissue else ()
        return replace(
            document,
            title=self.title(reference),
            symbol=f"{document.symbol.removesuffix(self.scope.thing)}{self.state}/{self.scope.thing[:8]}"
            if self.state
            else document.symbol,
            particulars=document.particulars + further,
            sections=document.sections + ((build_section(self.adjustments),) if self.adjustments else ()),
            adjustments=self.adjustments,
            state=self.state or "",
            corrects=corrects,
            reissue=reissue,
        )


def is_different(kept: Document, counts: Counts) -> bool:
    """Whether what was counted is not what the document says: its figures, its marker, what it lists.

    A list without a row may be left out of the document.
    """
    now = {figure.id: (numbers_of(figure), figure.suppressed) for figure in counts.figures}
    figures = any(now.get(one.id) != (numbers_of(one), one.suppressed) for one in kept.figures)
    lists = _list_tables(kept.sections)
    return (
        figures
        or kept.withheld != counts.withheld
        or any(lists.get(one.id, ()) != _texts_of(one) for one in counts.tables)
    )


def _list_tables(sections: Iterable[Section]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    return {block.id: _texts_of(block) for one in sections for block in one.blocks if isinstance(block, Table)}


def _texts_of(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in row) for row in table.rows)
