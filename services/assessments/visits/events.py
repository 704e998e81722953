"""Builds the events about visits. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from contracts.assessments import VisitAgreed, VisitCancelled, VisitCompleted, VisitComponent, VisitPlanned
from services.assessments.visits.model import Visit
from shared.engine.rules import Context


def build_planned_event(visit: Visit, context: Context) -> VisitPlanned:
    """The visit in its present plan."""
    assert visit.planned_start is not None
    return VisitPlanned(
        **_fields_of(visit, context.today),
        **_plan_of(visit),
        subject_to_renewal=visit.subject_to_renewal,
        agreed_on=visit.agreed_on,
    )


def build_agreed_event(visit: Visit) -> VisitAgreed:
    """The visit as the State agreed to it."""
    assert visit.planned_start is not None
    assert visit.agreed_on is not None
    return VisitAgreed(**_fields_of(visit, visit.agreed_on), **_plan_of(visit), agreed_on=visit.agreed_on)


def _fields_of(visit: Visit, on: date) -> dict[str, Any]:
    """What every event about a visit says."""
    return {
        "occurred_on": on,
        "synthetic": visit.synthetic,
        "state": visit.state,
        "visit_id": visit.id,
        "mission_id": visit.mission_id,
        "source": visit.source,
        "reference": visit.reference,
        "kind": visit.kind,
        "body": visit.body,
        "purpose": visit.purpose,
        "invited": visit.invited_bodies,
        "guests": visit.guests,
    }


def _plan_of(visit: Visit) -> dict[str, Any]:
    """When and how it was last planned."""
    return {"start": visit.planned_start, "end": visit.planned_end, "mode": visit.mode}


LONGEST_NOTE = 10_000
"""As the event's contract has it; the components keep theirs whole."""


def build_completed_event(visit: Visit) -> VisitCompleted:
    """The visit as it took place."""
    components = visit.components
    modes = {component.mode for component in components}
    notes = dict.fromkeys(component.note for component in components if component.note)
    return VisitCompleted(
        **_fields_of(visit, visit.last),
        mode=components[0].mode if len(modes) == 1 else "hybrid",
        components=tuple(VisitComponent(mode=c.mode, start=c.start, end=c.end) for c in components),
        participants=visit.participants,
        note="; ".join(notes)[:LONGEST_NOTE] or None,
        source_url=next((component.source_url for component in components if component.source_url), None),
        report_unknown=visit.report_unknown,
    )


def build_cancelled_event(visit: Visit, on: date, reason: str, was_scheduled: bool) -> VisitCancelled:
    """The visit that does not, or did not, take place."""
    return VisitCancelled(
        **_fields_of(visit, on),
        **_plan_of(visit),
        reason=reason,
        was_scheduled=was_scheduled,
    )
