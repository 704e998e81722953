"""Visits that are planned: by CTED or another body, and agreed to by the State. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from contracts.dates import last_day
from contracts.ids import visit_id
from contracts.vocabulary import Mode, VisitKind
from services.assessments.checks import check_happened
from services.assessments.released.copies import put_on_schedule, take_off_schedule
from services.assessments.visits.checks import check_counts, check_lies_ahead
from services.assessments.visits.events import build_agreed_event, build_planned_event
from services.assessments.visits.guests import add_invited
from services.assessments.visits.mandates import apply_mandates
from services.assessments.visits.model import CTED, VISITS, Visit, days_of_plan
from services.assessments.visits.needs import (
    create_state_lock,
    needs_of_visit,
    needs_of_visits_around,
)
from services.assessments.visits.overlaps import needs_of_neighbours, place_in_year, update_overlaps
from shared.engine.bounds import count_today
from shared.engine.notices.known_codes import body_name, state_id
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Refusal


class VisitTookPlace(Refusal):
    """This visit took place: what is known of it can be completed, but it is not planned any more."""


class VisitOfAnother(Refusal):
    """Under this source and reference a visit to another State, or of another body, is known."""


class AgreedOnAnotherDay(Refusal):
    """The State is known to have agreed to this visit on another day."""


class PlanChangesTooOften(Refusal):
    """The plan of this visit changed too often today: send it again tomorrow as it is then."""

    paragraph = "OP35"


@dataclass(frozen=True, slots=True)
class Plan:
    """A visit as it is planned."""

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
    days = days_of_plan(plan.start, plan.end)
    yield from needs_of_visit(visit_id(plan.source, plan.reference))
    yield from needs_of_visits_around(plan.state, *days, partial(needs_of_neighbours, plan.body, days))


def record_plan(plan: Plan, known: Known, context: Context) -> Iterator[Change]:
    """Records the plan. The latest plan counts, and the same plan again changes nothing."""
    visit = _build_visit(plan, context)
    before = known.get(VISITS, visit.id)
    if before is not None:
        visit = _move(before, visit)
    if visit is not before:
        visit = apply_mandates(place_in_year(visit, known, context), context)
    visit = add_invited(visit, plan.invited, context)
    if visit == before:
        return
    if before is not None:
        check_planned(before, ("invited",))
        most = context.reference.practice.most_changes_of_plan  # who reads a State's visits passes over each change
        visit = count_today(visit, most, PlanChangesTooOften(), context.today)
    yield from create_state_lock(plan.state, known)
    yield from change_plan(before, visit, known, context)
    yield from update_overlaps(visit, known, context)


_PLAN = ("state", "body", "kind", "planned_start", "planned_end", "mode", "purpose", "mission_id")


def _build_visit(plan: Plan, context: Context) -> Visit:
    check_lies_ahead(plan.start, plan.end, context)
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
        parties=(f"state:{state}",),
        synthetic=plan.synthetic,
        mode=plan.mode,
        planned_start=plan.start,
        planned_end=plan.end,
        mission_id=plan.mission_id,
        purpose=plan.purpose,
    )


def _move(before: Visit, visit: Visit) -> Visit:
    """The known visit with the new plan; the same object if nothing differs."""
    differing = tuple(name for name in _PLAN if getattr(before, name) != getattr(visit, name))
    if not differing:
        return before
    if not {"state", "body"}.isdisjoint(differing):
        raise VisitOfAnother(fields=differing)
    check_planned(before, tuple(name.removeprefix("planned_") for name in differing))
    values: dict[str, Any] = {name: getattr(visit, name) for name in (*_PLAN, "state_year", "year", "synthetic")}
    return replace(before, **values)


def check_planned(visit: Visit, fields: tuple[str, ...] = ()) -> None:
    """Raises VisitWasCancelled, VisitWasMerged or VisitTookPlace, with the fields in which its plan would change."""
    check_counts(visit)
    if visit.status == "completed":
        raise VisitTookPlace(fields=fields)


def change_plan(before: Visit | None, visit: Visit, known: Known, context: Context) -> Iterator[Change]:
    """Writes the plan as it now is and announces it. A visit beyond every mandate leaves the schedule (rule 9)."""
    yield Put(VISITS, visit)
    yield from announce_plan(before, visit, context)
    if before is not None and before.is_scheduled and not visit.is_scheduled:
        yield from take_off_schedule(visit.id, "narrowed", known, context)


def announce_plan(before: Visit | None, visit: Visit, context: Context) -> Iterator[Change]:
    """Announces the plan: also on the schedule once the State agrees and a mandate covers it; else to insiders only."""
    if not visit.is_scheduled:
        yield Emit(build_planned_event(visit, context), visit.state)
        return
    event = build_agreed_event(visit)
    yield Emit(event, visit.state)
    yield from put_on_schedule(build_agreed_event(before) if before and before.is_scheduled else None, event, context)


def restore_on_schedule(visit: Visit, context: Context) -> Iterator[Change]:
    """A visit that the State agreed to is on the schedule again, as it was planned."""
    if visit.is_scheduled:
        yield from put_on_schedule(None, build_agreed_event(visit), context)


def record_agreement(visit: Visit, on: date, context: Context) -> Iterator[Change]:
    """The State agrees to the visit: from now on it is on the public schedule, unless it is beyond every mandate."""
    if visit.agreed_on == on:
        return
    if visit.agreed_on is not None:
        raise AgreedOnAnotherDay(fields=("agreed_on",))
    check_planned(visit)
    check_happened(context, agreed_on=on)
    after = apply_mandates(replace(visit, status="agreed", agreed_on=on), context)
    yield Put(VISITS, after)
    yield from announce_plan(visit, after, context)
