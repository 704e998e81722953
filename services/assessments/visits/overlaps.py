"""Flags visits of two bodies to one State that are close in time, to both bodies (OP35). Pure.

A flood of one body's plans must not slow the others down. So both numbers have a limit: the visits of one body to a
State in a year that are compared, and the overlaps of one visit that are flagged. The nearest in time are flagged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Literal

from contracts.assessments import VisitOverlapFlagged, VisitOverlapResolved
from contracts.ids import overlap_id, slug
from reference.model import MOST_OVERLAP_DAYS
from services.assessments.visits.model import NEIGHBOURS, OVERLAPS, Dated, Neighbours, Overlap, Visit, days_of_plan
from services.assessments.visits.needs import find_visits_around, find_visits_of_year
from shared.engine.rules import Change, Context, Emit, Known, Need, Put

MOST_APART: Final = timedelta(days=MOST_OVERLAP_DAYS)
"""What is further away is not asked for, since practice may not flag it."""


def needs_of_neighbours(body: str, days: tuple[date, date], other: Dated) -> Iterator[Need]:
    """What stands beside this visit, for the plan of another body on these days, if they are near."""
    if _body_key(other.body) != _body_key(body) and _may_be_near(days, other):
        yield Need(NEIGHBOURS, other.id)


def place_in_year(visit: Visit, known: Known, context: Context) -> Visit:
    """The visit with its place in the year, unless enough visits of its body are there already."""
    beside = find_visits_of_year(visit.state_year, known)
    of_body = sum(_body_key(one.body) == _body_key(visit.body) and one.id != visit.id for one in beside)
    return visit if of_body < context.reference.practice.visits_compared else replace(visit, state_year="")


def update_overlaps(visit: Visit, known: Known, context: Context) -> Iterator[Change]:
    """Flags overlaps with the nearest visits of other bodies, and resolves those that are apart again."""
    near, beside = _find_near(visit, known, context), _Beside(known)
    for overlap in _find_standing(visit.id, known):
        other = near.pop(overlap.other_visit_id if overlap.visit_id == visit.id else overlap.visit_id, None)
        if other is None:
            yield from _resolve(overlap, "apart", beside, context.today)
        elif (overlap_now := _build_overlap(visit, other, overlap.flagged_on)) != overlap:
            yield Put(OVERLAPS, overlap_now)
    for other in sorted(near.values(), key=lambda one: (_gap(visit, one), one.first, one.id)):
        if beside.has_room(visit.id, other.body, context) and beside.has_room(other.id, visit.body, context):
            yield from _flag(_build_overlap(visit, other, context.today), beside, context.today)
    yield from beside.changes()


def resolve_overlaps(
    visits: Iterable[str], because: Literal["cancelled", "merged"], known: Known, today: date
) -> Iterator[Change]:
    """Resolves all overlaps of visits that do not take place by themselves."""
    beside = _Beside(known)
    for visit in visits:
        for overlap in _find_standing(visit, known):
            yield from _resolve(overlap, because, beside, today)
    yield from beside.changes()


class _Beside:
    """Whose visits stand beside which, as this rule changes it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._changed: dict[str, Counter[str]] = {}

    def has_room(self, visit: str, body: str, context: Context) -> bool:
        """Whether one more overlap may be flagged of a visit, with a visit of this body."""
        practice, bodies = context.reference.practice, self._bodies_of(visit)
        return bodies.total() < practice.most_overlaps and bodies[_body_key(body)] < practice.most_overlaps_with_body

    def change(self, overlap: Overlap, by: Literal[1, -1]) -> None:
        """An overlap is flagged, or resolved."""
        for visit, body in ((overlap.visit_id, overlap.other_body), (overlap.other_visit_id, overlap.body)):
            bodies = self._changed.setdefault(visit, self._bodies_of(visit))
            bodies[_body_key(body)] += by

    def changes(self) -> Iterator[Change]:
        """The rows as they now are."""
        for visit, bodies in self._changed.items():
            yield Put(NEIGHBOURS, Neighbours(visit, tuple(sorted(bodies.elements()))))

    def _bodies_of(self, visit: str) -> Counter[str]:
        if visit in self._changed:
            return self._changed[visit]
        row = self._known.get(NEIGHBOURS, visit)
        return Counter(map(_body_key, row.bodies) if row else ())


def _find_near(visit: Visit, known: Known, context: Context) -> dict[str, Dated]:
    """The other bodies' visits near this one, by id; none if this one is not compared.

    What is flagged of them was asked for by the days of the plan, and what is known of the visit may lie elsewhere.
    """
    if not visit.state_year:
        return {}
    days = timedelta(days=context.reference.practice.visit_overlap_days)
    planned = days_of_plan(visit.planned_start or visit.start, visit.planned_end)
    around = find_visits_around(visit.state, visit.first, visit.last, known)
    others = (other for other in around if _body_key(other.body) != _body_key(visit.body))
    return {other.id: other for other in others if _may_be_near(planned, other) and visit.near(other, days)}


def _may_be_near(days: tuple[date, date], other: Dated) -> bool:
    """Whether a visit planned for these days may be flagged beside the other one, whatever practice says."""
    return other.stands and other.near_days(*days, MOST_APART)


def _gap(visit: Dated, other: Dated) -> timedelta:
    return max(visit.first, other.first) - min(visit.last, other.last)


def _body_key(body: str) -> str:
    """A key of the body that does not depend on how its name is written."""
    return slug(body) or body


def _find_standing(visit: str, known: Known) -> list[Overlap]:
    """The overlaps of a visit that stand."""
    return [*known.all(OVERLAPS, "flagged_visit", visit), *known.all(OVERLAPS, "flagged_other_visit", visit)]


def _resolve(
    overlap: Overlap, because: Literal["apart", "cancelled", "merged"], beside: _Beside, today: date
) -> Iterator[Change]:
    beside.change(overlap, -1)
    yield Put(OVERLAPS, replace(overlap, status="resolved", resolved_on=today, resolved_because=because))
    event = VisitOverlapResolved(
        occurred_on=today,
        synthetic=overlap.synthetic,
        state=overlap.state,
        overlap_id=overlap.id,
        visit_id=overlap.visit_id,
        body=overlap.body,
        other_visit_id=overlap.other_visit_id,
        other_body=overlap.other_body,
        because=because,
    )
    yield Emit(event, overlap.state)


def _build_overlap(visit: Visit, other: Dated, flagged_on: date) -> Overlap:
    return Overlap(
        id=overlap_id(visit.id, other.id),
        state=visit.state,
        visit_id=visit.id,
        body=visit.body,
        start=visit.start,
        other_visit_id=other.id,
        other_body=other.body,
        other_start=other.start,
        status="flagged",
        flagged_on=flagged_on,
        audience="committee",
        parties=tuple(list_parties((visit.body, other.body))),
        synthetic=visit.synthetic or other.synthetic,
    )


def _flag(overlap: Overlap, beside: _Beside, today: date) -> Iterator[Change]:
    beside.change(overlap, 1)
    yield Put(OVERLAPS, overlap)
    fields = ("state", "visit_id", "body", "start", "other_visit_id", "other_body", "other_start", "synthetic")
    values = {name: getattr(overlap, name) for name in fields}
    yield Emit(VisitOverlapFlagged(occurred_on=today, overlap_id=overlap.id, **values), overlap.state)


def list_parties(bodies: Iterable[str]) -> Iterator[str]:
    """The bodies as tokens name them: `UN Women` is `body:un-women`. One without a Latin letter has none."""
    for body in bodies:
        if name := slug(body)[:90]:
            yield f"body:{name}"
