"""Visits that are cancelled, and visits that were recorded by mistake and never took place. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from contracts.ids import visit_id
from services.assessments.checks import check_happened, check_order, check_same
from services.assessments.released.copies import mark_cancelled_on_schedule, take_off_schedule
from services.assessments.visits.checks import check_counts
from services.assessments.visits.events import build_agreed_event, build_cancelled_event
from services.assessments.visits.model import VISITS, Visit
from services.assessments.visits.overlaps import resolve_overlaps
from services.assessments.visits.planning import Plan, VisitOfAnother, check_planned
from shared.engine.notices.known_codes import state_id
from shared.engine.rules import Change, Context, Emit, Known, Put, Refusal


class CancelledDifferently(Refusal):
    """This visit is known to have been cancelled on another day, or for another reason."""


class VisitNotKnown(Refusal):
    """No visit is known under this source and reference: tell that it is planned first."""

    paragraph = "OP35"


class DidNotTakePlace(Refusal):
    """This visit is only planned: it can be cancelled."""


class ReportRestsOnIt(Refusal):
    """A report rests on this visit: withdraw the report, or correct it to rest on another one, first."""

    rule = "8"


def cancel_visit(visit: Visit, on: date, reason: str, known: Known, context: Context) -> Iterator[Change]:
    """The planned visit does not take place. Whoever could see it sees that it was cancelled, and when (OP12)."""
    if _is_called_off(visit, on, reason):
        return
    check_planned(visit)
    check_happened(context, cancelled_on=on)
    check_order("OP12", agreed_on=visit.agreed_on, cancelled_on=on)
    yield from _call_off(visit, on, reason, known, context, is_public=visit.is_scheduled)


def cancel_plan(plan: Plan, on: date, reason: str, known: Known, context: Context) -> Iterator[Change]:
    """Cancels a visit for the body that planned it."""
    visit = known.get(VISITS, visit_id(plan.source, plan.reference))
    if visit is None:
        raise VisitNotKnown(fields=("reference",))
    state, body = state_id(context.reference, plan.state), context.reference.name_body(plan.body)
    if (visit.state, visit.body) != (state, body):
        raise VisitOfAnother(fields=("state", "body"))
    yield from cancel_visit(visit, on, reason, known, context)


def withdraw_visit(visit: Visit, on: date, reason: str, known: Known, context: Context) -> Iterator[Change]:
    """Withdraws what was recorded as a visit by mistake. It counts nowhere, and is on no schedule."""
    if _is_called_off(visit, on, reason):
        return
    check_counts(visit)
    if visit.status != "completed":
        raise DidNotTakePlace
    if visit.assessment_ids:
        raise ReportRestsOnIt(fields=("assessment_ids",))
    check_happened(context, withdrawn_on=on)
    yield from _call_off(visit, on, reason, known, context, is_public=False)


def _is_called_off(visit: Visit, on: date, reason: str) -> bool:
    """Whether this cancellation is known already. Raises CancelledDifferently."""
    if visit.status != "cancelled":
        return False
    because = visit.cancelled_because
    check_same(CancelledDifferently, cancelled_on=visit.cancelled_on == on, reason=because == reason)
    return True


def _call_off(
    visit: Visit, on: date, reason: str, known: Known, context: Context, *, is_public: bool
) -> Iterator[Change]:
    """Ends a visit: it no longer counts, and overlaps with no other. The schedule shows it as cancelled, or no more."""
    cancelled_visit = replace(
        visit,
        status="cancelled",
        cancelled_on=on,
        cancelled_because=reason,
        state_year="",
        audience=visit.audience if is_public else context.reference.practice.default_audiences["draft"],
        awaits_report_since=None,
        subject_to_renewal=False,
    )
    yield Put(VISITS, cancelled_visit)
    yield Emit(build_cancelled_event(cancelled_visit, on, reason, is_public), visit.state)
    if is_public:
        yield from mark_cancelled_on_schedule(build_agreed_event(visit), on, context)
    else:
        yield from take_off_schedule(visit.id, "withdrawn", known, context)
    yield from resolve_overlaps((visit.id,), "cancelled", known, context.today)
