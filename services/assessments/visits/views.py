"""Visits and overlaps as each reader may see them. Pure."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from contracts.assessments import Guest
from contracts.released import ReleasedSchedule
from reference import Reference
from services.assessments.showing import INTERNAL, JsonObject, show_fields
from services.assessments.visits.model import VISITS, Overlap, Visit
from services.assessments.visits.overlaps import list_parties
from services.assessments.visits.waiting import find_usual_report_day
from shared.engine.declarations import View
from shared.engine.principals import Principal
from shared.web.documents.shapes import shape

_PLAN = {"planned_start", "planned_end"}
_OF_VISIT = {"id", "status", *_PLAN, "mission_id", "agreed_on", "year", *ReleasedSchedule.model_fields}


def view_visit(row: Visit, principal: Principal, reference: Reference) -> JsonObject:
    """A visit; for others than the Committee and the State without purpose, guests, notes and why it was cancelled.

    Nor do they see its planned days, unless it is their body's or the State agreed.
    """
    if principal.insider(row.state):
        guests: JsonObject = {"guests": [one.model_dump(mode="json") for one in row.guests]}
        guests |= {"invited": row.invited_bodies, "participants": row.participants}
        return show_fields(row) | guests | {"report_usual_by": find_usual_report_day(row, reference)}
    is_of_body = not principal.parties.isdisjoint(list_parties([row.body]))
    # Days that were only planned are the Committee's, also once the visit took place (OP12).
    fields = _OF_VISIT if row.agreed_on or is_of_body else _OF_VISIT - _PLAN
    view = {name: value for name, value in show_fields(row).items() if name in fields}
    return view | {"components": [{"mode": c.mode, "start": c.start, "end": c.end} for c in row.components]}


def view_listed_visit(row: Visit, principal: Principal, reference: Reference, today: date) -> JsonObject:
    """A visit in a list: who sees all sees too since how many days it has waited for its report."""
    view, since = view_visit(row, principal, reference), row.awaits_report_since
    if not principal.insider(row.state):
        return view
    return view | {"days_without_report": None if since is None else (today - since).days}


def view_overlap(row: Overlap, principal: Principal, readable: Set[str]) -> JsonObject:
    """An overlap. `seen` are those of its visits that the reader may see.

    Of a visit of another body that the State has not agreed to, a body learns whose it is, and can ask that body.
    Its dates are the Committee's until then (OP12).
    """
    view = show_fields(row)
    if principal.sees("committee"):
        return view
    sides = (("visit_id", row.body, "start"), ("other_visit_id", row.other_body, "other_start"))
    for visit, body, start in sides:
        if view[visit] not in readable and principal.parties.isdisjoint(list_parties([body])):
            for name in (visit, start, "resolved_because"):
                view.pop(name, None)
    return view


_VISIT = shape(
    "Visit",
    Visit,
    hidden=INTERNAL,
    always=("id", "status"),
    also={
        "guests": tuple[Guest, ...],
        "invited": tuple[str, ...],
        "participants": tuple[str, ...],
        "report_usual_by": date | None,
        "days_without_report": int | None,
    },
)
VISIT: View[Visit] = View(VISITS, lambda row, viewer: view_visit(row, viewer.principal, viewer.reference), _VISIT)
LISTED_VISIT: View[Visit] = View(
    VISITS,
    lambda row, viewer: view_listed_visit(row, viewer.principal, viewer.reference, viewer.today),
    _VISIT,
    dated=True,
)
OVERLAP = shape("Overlap", Overlap)
