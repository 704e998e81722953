"""Visits that are planned: by CTED or another body, agreed to by the State, close to one another. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from contracts.assessments import VisitAgreed, VisitOverlapFlagged, VisitPlanned
from contracts.dates import first_day, last_day
from contracts.ids import visit_id
from contracts.vocabulary import Mode, VisitKind
from services.assessments import release
from services.assessments.checks import begins_before_it_ends, member, not_in_future
from services.assessments.model import CTED, Visit
from services.assessments.tables import RELEASED, VISITS, known_visits, needs_of_visits
from shared.rules import Change, Context, Emit, Known, Need, Put, Refusal


class VisitTookPlace(Refusal):
    """This visit took place: what is known of it can be completed, but it is not planned any more."""


class VisitOfAnother(Refusal):
    """Under this source and reference a visit to another State, or of another body, is known."""


class AgreedOnAnotherDay(Refusal):
    """The State is known to have agreed to this visit on another day."""


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
    """The visit itself, what was released of it, and the State's other visits around it."""
    id_ = visit_id(plan.source, plan.reference)
    yield Need(VISITS, id_)
    yield Need(RELEASED, id_, by="root_id")
    yield from needs_of_visits(plan.state, first_day(plan.start).year, last_day(plan.end or plan.start).year)


def planned(plan: Plan, known: Known, context: Context) -> Iterator[Change]:
    """The visit as it is now planned. Plans move: the latest one stands. Nothing new: no change."""
    visit = _visit(plan, context)
    before = known.get(VISITS, visit.id)
    if before is not None:
        differing = tuple(name for name in _PLAN if getattr(before, name) != getattr(visit, name))
        if not differing:
            return
        visit = _moved(before, visit, differing)
    yield from known_visits(plan.state, known)
    yield Put(VISITS, visit)
    yield from _told(visit, context)
    yield from _overlaps(before, visit, known, context)


_PLAN = ("state", "body", "kind", "planned_start", "planned_end", "mode", "purpose", "invited", "mission_id")


def _visit(plan: Plan, context: Context) -> Visit:
    begins_before_it_ends(plan.start, plan.end)
    last = last_day(plan.end or plan.start)
    state = member(context.reference, plan.state, last)
    return Visit(
        id=visit_id(plan.source, plan.reference),
        source=plan.source,
        reference=plan.reference,
        state=state,
        state_year=f"{state} {last.year}",
        year=last.year,
        body=plan.body,
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
        invited=plan.invited,
    )


def _moved(before: Visit, visit: Visit, differing: tuple[str, ...]) -> Visit:
    if not {"state", "body"}.isdisjoint(differing):
        raise VisitOfAnother(fields=differing)
    if before.status == "completed":
        raise VisitTookPlace(fields=tuple(name.removeprefix("planned_") for name in differing))
    return replace(
        visit, status=before.status, agreed_on=before.agreed_on, audience=before.audience, parties=before.parties
    )


def _told(visit: Visit, context: Context) -> Iterator[Change]:
    """Until the State agrees the plan is the Committee's; from then on it is on the schedule."""
    assert visit.planned_start is not None
    plan = VisitPlanned(
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
        start=visit.planned_start,
        end=visit.planned_end,
        mode=visit.mode,
    )
    if visit.agreed_on is None:
        yield Emit(plan, visit.state)
    else:
        agreed = VisitAgreed(**dict(plan) | {"occurred_on": visit.agreed_on, "agreed_on": visit.agreed_on})
        yield Emit(agreed, visit.state)
        yield from release.scheduled(agreed, context)


def agreed(visit: Visit, on: date, context: Context) -> Iterator[Change]:
    """The State agrees to the visit: from now on it stands on the public schedule."""
    if visit.agreed_on == on:
        return
    if visit.agreed_on is not None:
        raise AgreedOnAnotherDay(fields=("agreed_on",))
    if visit.status == "completed":
        raise VisitTookPlace
    not_in_future(context, agreed_on=on)
    audience = context.reference.practice.default_audiences["schedule"]
    visit = replace(visit, status="agreed", agreed_on=on, audience=audience, parties=(f"state:{visit.state}",))
    yield Put(VISITS, visit)
    yield from _told(visit, context)


# ---- close to one another (OP35) ------------------------------------------------------------


def _overlaps(before: Visit | None, visit: Visit, known: Known, context: Context) -> Iterator[Change]:
    """Flags each visit of another body that this plan has newly come near to."""
    days = timedelta(days=context.reference.practice.visit_overlap_days)
    for other in known.all(VISITS, "state", visit.state):
        if other.body == visit.body or other.id == visit.id or not visit.near(other, days):
            continue
        if before is None or not before.near(other, days):
            yield Emit(_flag(visit, other, context.today), visit.state)


def _flag(visit: Visit, other: Visit, today: date) -> VisitOverlapFlagged:
    return VisitOverlapFlagged(
        occurred_on=today,
        synthetic=visit.synthetic or other.synthetic,
        state=visit.state,
        visit_id=visit.id,
        body=visit.body,
        start=visit.began,
        other_visit_id=other.id,
        other_body=other.body,
        other_start=other.began,
    )
