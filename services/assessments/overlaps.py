"""Visits of two bodies to one State that come near to one another: flagged to both (OP35). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from contracts.assessments import VisitOverlapFlagged, VisitOverlapResolved
from contracts.ids import overlap_id
from services.assessments.model import Overlap, Visit
from services.assessments.tables import OVERLAPS, VISITS
from shared.principals import slug
from shared.rules import Change, Context, Emit, Known, Put


def overlaps(visit: Visit, known: Known, context: Context) -> Iterator[Change]:
    """Flags each visit of another body that this plan has newly come near to; resolves what it has moved away from."""
    days = timedelta(days=context.reference.practice.visit_overlap_days)
    near = {
        other.id: other
        for other in known.all(VISITS, "state", visit.state)
        if _key(other.body) != _key(visit.body) and other.stands and visit.near(other, days)
    }
    for overlap in _of(visit.id, known):
        other = near.pop(overlap.other_visit_id if overlap.visit_id == visit.id else overlap.visit_id, None)
        if other is None:
            yield from _resolved(overlap, "apart", context.today)
        elif (moved := _overlap(visit, other, overlap.flagged_on)) != overlap:
            yield Put(OVERLAPS, moved)
    for other in near.values():
        yield from _flagged(_overlap(visit, other, context.today), context.today)


def no_more(visit: str, because: Literal["cancelled", "merged"], known: Known, today: date) -> Iterator[Change]:
    """This visit does not take place as one of its own, so that it is near to none."""
    for overlap in _of(visit, known):
        yield from _resolved(overlap, because, today)


def _key(body: str) -> str:
    """The body, however its name is written."""
    return slug(body) or body


def _of(visit: str, known: Known) -> list[Overlap]:
    found = (*known.all(OVERLAPS, "visit_id", visit), *known.all(OVERLAPS, "other_visit_id", visit))
    return [overlap for overlap in found if overlap.status == "flagged"]


def _resolved(overlap: Overlap, because: Literal["apart", "cancelled", "merged"], today: date) -> Iterator[Change]:
    yield Put(OVERLAPS, replace(overlap, status="resolved", resolved_on=today, resolved_because=because))
    told = VisitOverlapResolved(
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
    yield Emit(told, overlap.state)


def _overlap(visit: Visit, other: Visit, flagged_on: date) -> Overlap:
    return Overlap(
        id=overlap_id(visit.id, other.id),
        state=visit.state,
        visit_id=visit.id,
        body=visit.body,
        start=visit.began,
        other_visit_id=other.id,
        other_body=other.body,
        other_start=other.began,
        status="flagged",
        flagged_on=flagged_on,
        audience="committee",
        parties=tuple(parties((visit.body, other.body))),
        synthetic=visit.synthetic or other.synthetic,
    )


def _flagged(overlap: Overlap, today: date) -> Iterator[Change]:
    yield Put(OVERLAPS, overlap)
    told = ("state", "visit_id", "body", "start", "other_visit_id", "other_body", "other_start", "synthetic")
    values = {name: getattr(overlap, name) for name in told}
    yield Emit(VisitOverlapFlagged(occurred_on=today, overlap_id=overlap.id, **values), overlap.state)


def parties(bodies: Iterable[str]) -> Iterator[str]:
    """The bodies as tokens name them: `UN Women` is `body:un-women`. One without a Latin letter has none."""
    for body in bodies:
        if name := slug(body)[:90]:
            yield f"body:{name}"
