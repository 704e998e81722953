"""Visits that are planned: by CTED or another body, agreed to by the State, cancelled. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from contracts.assessments import VisitAgreed, VisitCancelled, VisitPlanned
from contracts.dates import first_day, last_day
from contracts.ids import visit_id
from contracts.vocabulary import Mode, VisitKind
from services.assessments import release
from services.assessments.checks import as_known, counts, happened, in_order, lies_ahead
from services.assessments.guests import called, invited_with_plan
from services.assessments.model import CTED, Visit
from services.assessments.overlaps import needs_of_pair, no_more, overlaps, place_in_year
from services.assessments.tables import (
    VISITS,
    known_visits,
    needs_of_its_overlaps,
    needs_of_visit,
    needs_of_visits,
)
from shared.engine.notices.known_codes import body_name, state_id
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Refusal


class VisitTookPlace(Refusal):
    """This visit took place: what is known of it can be completed, but it is not planned any more."""


class VisitNotKnown(Refusal):
    """No visit is known under this source and reference: tell that it is planned first."""

    paragraph = "OP35"


class VisitOfAnother(Refusal):
    """Under this source and reference a visit to another State, or of another body, is known."""


class AgreedOnAnotherDay(Refusal):
    """The State is known to have agreed to this visit on another day."""


class CancelledDifferently(Refusal):
    """This visit is known to have been cancelled on another day, or for another reason."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is said of a visit beforehand."""

    source: str
    reference: str
    state: str
    start: str
    end: str | None = None
    body: str = CTED
    kind: VisitKind = "not stated"
    mode: Mode | None = None
    purpose: str | None = None
    invited: tuple[str, ...] = ()
    mission_id: str | None = None
    synthetic: bool = False


def needs_of_plan(plan: Plan) -> Iterator[Need]:
    """The visit itself, what was released of it, and the State's other visits around it with what is flagged."""
    visit = visit_id(plan.source, plan.reference)
    yield from needs_of_visit(visit)
    days = first_day(plan.start), last_day(plan.end or plan.start)
    yield from needs_of_visits(plan.state, *days, partial(needs_of_pair, visit, plan.body))
    yield from needs_of_visits(plan.state, *days, needs_of_its_overlaps)


def planned(plan: Plan, known: Known, context: Context) -> Iterator[Change]:
    """The visit as it is now planned. Plans move: the latest one stands. Nothing new: no change."""
    visit = _visit(plan, context)
    before = known.get(VISITS, visit.id)
    if before is not None:
        visit = _moved(before, visit)
    if visit is not before:
        visit = place_in_year(visit, known, context)
    visit = invited_with_plan(visit, plan.invited, context)
    if visit == before:
        return
    if before is not None:
        _lies_ahead_still(before, ("invited",))
    yield from known_visits(plan.state, known)
    yield Put(VISITS, visit)
    yield from told(before, visit, context)
    yield from overlaps(visit, known, context)


_PLAN = ("state", "body", "kind", "planned_start", "planned_end", "mode", "purpose", "mission_id")


def _visit(plan: Plan, context: Context) -> Visit:
    lies_ahead(plan.start, plan.end, context)
    last = last_day(plan.end or plan.start)
    state = state_id(context.reference, plan.state, on=last)
    return Visit(
        id=visit_id(plan.source, plan.reference),
        source=plan.source,
        reference=plan.reference,
        state=state,
        state_year=f"{state} {last.year}",
        year=last.year,
        body=body_name(context.reference, plan.body),
        kind=plan.kind,
        status="planned",
        audience="committee",
        parties=(),
        synthetic=plan.synthetic,
        mode=plan.mode,
        planned_start=plan.start,
        planned_end=plan.end,
        mission_id=plan.mission_id,
        purpose=plan.purpose,
    )


def _moved(before: Visit, visit: Visit) -> Visit:
    """The visit that is known, as it is now planned; the same one if nothing of the plan differs."""
    differing = tuple(name for name in _PLAN if getattr(before, name) != getattr(visit, name))
    if not differing:
        return before
    if not {"state", "body"}.isdisjoint(differing):
        raise VisitOfAnother(fields=differing)
    _lies_ahead_still(before, tuple(name.removeprefix("planned_") for name in differing))
    moved: dict[str, Any] = {name: getattr(visit, name) for name in (*_PLAN, "state_year", "year", "synthetic")}
    return replace(before, **moved)


def _lies_ahead_still(visit: Visit, fields: tuple[str, ...] = ()) -> None:
    """Raises VisitWasCancelled, VisitWasMerged or VisitTookPlace, with the fields in which its plan would change."""
    counts(visit)
    if visit.status == "completed":
        raise VisitTookPlace(fields=fields)


def told(before: Visit | None, visit: Visit, context: Context) -> Iterator[Change]:
    """Until the State agrees the plan is the Committee's; from then on it is on the schedule."""
    if visit.agreed_on is None:
        yield Emit(_plan(visit, context), visit.state)
        return
    agreed = _agreed(visit, context)
    yield Emit(agreed, visit.state)
    yield from release.scheduled(_agreed(before, context) if before and before.agreed_on else None, agreed, context)


def on_schedule(visit: Visit, context: Context) -> Iterator[Change]:
    """A visit that the State agreed to is on the schedule again, as it was planned."""
    if visit.agreed_on is not None:
        yield from release.scheduled(None, _agreed(visit, context), context)


def _agreed(visit: Visit, context: Context) -> VisitAgreed:
    on = visit.agreed_on
    return VisitAgreed(**dict(_plan(visit, context)) | {"occurred_on": on, "agreed_on": on})


def _plan(visit: Visit, context: Context) -> VisitPlanned:
    assert visit.planned_start is not None
    return VisitPlanned(
        occurred_on=context.today,
        synthetic=visit.synthetic,
        state=visit.state,
        visit_id=visit.id,
        mission_id=visit.mission_id,
        source=visit.source,
        reference=visit.reference,
        kind=visit.kind,
        body=visit.body,
        purpose=visit.purpose,
        invited=visit.invited,
        guests=visit.guests,
        start=visit.planned_start,
        end=visit.planned_end,
        mode=visit.mode,
    )


def agreed(visit: Visit, on: date, context: Context) -> Iterator[Change]:
    """The State agrees to the visit: from now on it stands on the public schedule."""
    if visit.agreed_on == on:
        return
    if visit.agreed_on is not None:
        raise AgreedOnAnotherDay(fields=("agreed_on",))
    _lies_ahead_still(visit)
    happened(context, agreed_on=on)
    audience = context.reference.practice.default_audiences["schedule"]
    agreed = replace(visit, status="agreed", agreed_on=on, audience=audience, parties=(f"state:{visit.state}",))
    yield Put(VISITS, agreed)
    yield from told(visit, agreed, context)


def cancelled(visit: Visit, on: date, reason: str, known: Known, context: Context) -> Iterator[Change]:
    """The planned visit does not take place: it is off the schedule, and the Committee's and the State's record."""
    if called_off_before(visit, on, reason):
        return
    _lies_ahead_still(visit)
    happened(context, cancelled_on=on)
    in_order("OP12", agreed_on=visit.agreed_on, cancelled_on=on)
    yield from called_off(visit, on, reason, known, context)


def plan_cancelled(plan: Plan, on: date, reason: str, known: Known, context: Context) -> Iterator[Change]:
    """The same, by the body that told of its plan."""
    visit = known.get(VISITS, visit_id(plan.source, plan.reference))
    if visit is None:
        raise VisitNotKnown(fields=("reference",))
    if visit.state != state_id(context.reference, plan.state) or visit.body != called(plan.body, context.reference):
        raise VisitOfAnother(fields=("state", "body"))
    yield from cancelled(visit, on, reason, known, context)


def called_off_before(visit: Visit, on: date, reason: str) -> bool:
    """Whether just this is known. Raises CancelledDifferently."""
    if visit.status != "cancelled":
        return False
    because = visit.cancelled_because
    as_known(CancelledDifferently, cancelled_on=visit.cancelled_on == on, reason=because == reason)
    return True


def called_off(visit: Visit, on: date, reason: str, known: Known, context: Context) -> Iterator[Change]:
    """There is no such visit: it counts no more, is near to none, and is on no schedule."""
    gone = replace(
        visit,
        status="cancelled",
        cancelled_on=on,
        cancelled_because=reason,
        state_year="",
        audience=context.reference.practice.default_audiences["draft"],
        awaits_report_since=None,
    )
    yield Put(VISITS, gone)
    yield Emit(_cancelled(gone, on, reason), visit.state)
    yield from release.unscheduled(visit.id, "withdrawn", known, context)
    yield from no_more(visit.id, "cancelled", known, context.today)


def _cancelled(visit: Visit, on: date, reason: str) -> VisitCancelled:
    return VisitCancelled(
        occurred_on=on,
        synthetic=visit.synthetic,
        state=visit.state,
        visit_id=visit.id,
        mission_id=visit.mission_id,
        source=visit.source,
        reference=visit.reference,
        kind=visit.kind,
        body=visit.body,
        purpose=visit.purpose,
        invited=visit.invited,
        guests=visit.guests,
        reason=reason,
    )
