"""Visits that took place, in one or several components. Each is known once, whoever reports it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.ids import visit_id
from contracts.vocabulary import VisitKind
from services.assessments.visits.events import build_completed_event
from services.assessments.visits.model import CTED, VISITS, Visit
from services.assessments.visits.overlaps import place_in_year
from services.assessments.visits.waiting import is_report_awaited
from shared.engine.rules import Change, Context, Emit, Known, Put


def start_visit(
    source: str, reference: str, state: str, kind: VisitKind, mission_id: str | None, synthetic: bool
) -> Visit:
    """A new visit of CTED without components. `complete_visit` sets its year and its readers."""
    return Visit(
        id=visit_id(source, reference),
        source=source,
        reference=reference,
        state=state,
        state_year="",
        year=0,
        body=CTED,
        kind=kind,
        status="completed",
        audience="committee",
        parties=(f"state:{state}",),
        synthetic=synthetic,
        mission_id=mission_id,
    )


def complete_visit(
    before: Visit | None, visit: Visit, context: Context, around: Known | None = None
) -> Iterator[Change]:
    """The visit took place, as its components say. It counts in the year in which the last one ended.

    `around` holds the State's visits near it, where the rule knows them.
    """
    last = visit.last
    has_no_place = before is not None and before.status == "completed" and not before.state_year
    visit = replace(
        visit,
        status="completed",
        year=last.year,
        state_year="" if has_no_place else f"{visit.state} {last.year}",
        audience=context.reference.practice.default_audiences["schedule"],
        awaits_report_since=last if is_report_awaited(visit, context.reference) else None,
        subject_to_renewal=False,
    )
    if around is not None and visit.state_year:
        visit = place_in_year(visit, around, context)
    if visit != before:
        yield Put(VISITS, visit)
    event = build_completed_event(visit)
    if before is None or before.status != "completed" or event != build_completed_event(before):
        yield Emit(event, visit.state)
