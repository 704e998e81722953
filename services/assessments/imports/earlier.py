"""What earlier files of visits brought, and what a row of a later one corrects of it (rule 13). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field
from typing import Final

from contracts.vocabulary import VisitKind
from services.assessments.imports.commands import ImportVisit
from services.assessments.visits.model import Component
from shared.engine.imports.files import LineRejected

DIGEST: Final = 12
"""Characters of it in a reference that no name gives, behind the State, kind and days."""
NEAR_DAYS: Final = 31
"""A day that was corrected seldom moves further. What moved further is not listed."""


@dataclass(frozen=True, slots=True)
class EarlierVisit:
    """A visit that took place, as the files so far brought it."""

    reference: str
    kind: VisitKind
    components: tuple[Component, ...]
    """One, where no name identifies the visit."""


@dataclass(slots=True)
class Earlier:
    """The visits of earlier files, and what this file says of the same ones."""

    visits: Mapping[str, EarlierVisit] = field(default_factory=dict)
    """By reference."""
    rows: InitVar[Iterable[ImportVisit]] = ()
    """Of this file, those on what took place. What concerns no earlier visit is not kept: files are long."""
    _alike: dict[str, list[str]] = field(default_factory=dict, init=False)
    _counts: Counter[str] = field(default_factory=Counter, init=False)
    _by_name: dict[str, list[ImportVisit]] = field(default_factory=dict, init=False)
    _by_state: dict[str, list[EarlierVisit]] = field(default_factory=dict, init=False)

    def __post_init__(self, rows: Iterable[ImportVisit]) -> None:
        own = set[str]()
        for row in rows:
            if row.reference in self.visits:
                own.add(row.reference)
            if row.apart is None:
                self._counts[row.reference[:-DIGEST]] += 1
            elif row.reference in self.visits:
                self._by_name.setdefault(row.reference, []).append(row)
        for one in self.visits.values():
            if len(one.components) == 1:
                self._alike.setdefault(one.reference[:-DIGEST], []).append(one.reference)
                if one.reference not in own:
                    self._by_state.setdefault(one.reference[:3], []).append(one)

    # ---- rows that name no visit

    def find_corrected(self, reference: str) -> str | None:
        """The known visit that a row with other content corrects.

        One visit and one row of that State, kind and days are the same one. Of several nobody can tell.
        """
        begins = reference[:-DIGEST]
        alike = self._alike.get(begins, ())
        return alike[0] if len(alike) == 1 and alike[0] != reference and self._counts[begins] == 1 else None

    def list_near(self, reference: str, kind: VisitKind, component: Component) -> Iterator[str]:
        """The known visits, not in this file, of which a new row may be the correction of the kind or of the days."""
        if reference in self.visits:
            return
        for one in self._by_state.get(reference[:3], ()):
            (known,) = one.components
            has_days = (known.start, known.end) == (component.start, component.end)
            is_near = one.kind == kind and abs((known.first - component.first).days) <= NEAR_DAYS
            if has_days != (one.kind == kind) and (has_days or is_near):
                yield one.reference

    # ---- rows that name their visit

    def find_replaced(self, reference: str, component: Component) -> Component | None:
        """The known component that a row with another day or mode corrects. None: it is known, or a further one.

        It corrects the one that this file no longer has, and that differs from it in mode or days alone. Raises
        LineRejected where several rows may correct it, or one row several.
        """
        known = self.visits.get(reference)
        if known is None or component.key in {one.key for one in known.components}:
            return None
        said = [row.component for row in self._by_name.get(reference, ())]
        left = _leave_out(known.components, said)
        like = [one for one in left if _are_like(one, component)]
        rivals = [one for one in _leave_out(said, known.components) if any(_are_like(one, other) for other in like)]
        if len(like) > 1 or (like and len(rivals) > 1):
            raise LineRejected(
                "visit: this file has other days or modes for several components of it, and nobody can tell which row "
                "corrects which: correct one row a file"
            )
        return like[0] if like else None

    def find_changed(self, reference: str, component: Component) -> bool:
        """Whether the visit is known, with something else of this component than the row says."""
        known = self.visits.get(reference)
        return known is not None and any(one.key == component.key and one != component for one in known.components)

    def has_new_kind(self, reference: str) -> bool:
        """Whether all rows of this file say that the known visit was of another kind."""
        known = self.visits.get(reference)
        kinds = {row.kind for row in self._by_name.get(reference, ())} - {"not stated"}
        return known is not None and len(kinds) == 1 and known.kind not in (*kinds, "not stated")


def _leave_out(components: Iterable[Component], others: Iterable[Component]) -> list[Component]:
    keys = {one.key for one in others}
    return [one for one in components if one.key not in keys]


def _are_like(one: Component, other: Component) -> bool:
    """Whether they differ in the mode alone, or in the days alone."""
    return one.mode == other.mode or (one.start, one.end) == (other.start, other.end)
