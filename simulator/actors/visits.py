"""Visits: planned by several bodies, agreed to, moved, held, cancelled, merged (OP5, OP12, OP14, OP35). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from contracts.assessments import Guest
from contracts.ids import visit_id
from contracts.notices import NoticeVisitPlanned
from services.assessments.mergers.commands import MergeVisits, SeparateVisits
from services.assessments.mergers.merging import Merger
from services.assessments.mergers.separating import Separation
from services.assessments.visits.commands.cancelling import Cancellation, CancelVisit, VisitWithdrawal, WithdrawVisit
from services.assessments.visits.commands.completing import AddComponent, CompleteVisit, HeldComponent, VisitHeld
from services.assessments.visits.commands.guests import ChangeGuests, GuestList
from services.assessments.visits.commands.planning import Agreement, AgreeToVisit, PlannedVisit, PlanVisit
from simulator.actions import (
    DONE,
    MAYBE,
    NEVER,
    REFUSED,
    SECRET,
    Ask,
    CommandOutcome,
    Dated,
    a_day,
    likely,
    notice,
)
from simulator.actors.assessed import CTED
from simulator.actors.others import BODIES, source_of

WEEK: Final = timedelta(days=7)


def visits(random: Random, reference: str, year: int, state: str, states: Sequence[str]) -> Iterator[Dated]:
    """Two bodies plan to visit one State. Plans may move, the State may agree, and the visit may take place."""
    start = a_day(random, date(year, 3, 1), date(year, 11, 1))
    planned_on = start - timedelta(days=random.randint(30, 55))
    yield planned_on, _build_ask("visit planned", reference, PlanVisit(CTED, _plan(reference, state, start)))
    yield from _another_body(random, reference, state, start, planned_on, states)
    if likely(random, 0.8):  # a State that declined this year, or was not asked, may not
        yield planned_on + 2 * WEEK, _record_agreement(reference, planned_on + 2 * WEEK)
    if likely(random, 0.3):
        yield planned_on + 3 * WEEK, _guests(reference, planned_on + 3 * WEEK)
    if likely(random, 0.2):
        guest = Guest(body="A university", sector="academia")
        command = ChangeGuests(visit_id(CTED, reference), GuestList((guest,)))
        yield planned_on + 3 * WEEK, _build_ask("experts unasked for", reference, command, NEVER)
    if likely(random, 0.35):
        yield from _cancels(random, reference, start)
    elif likely(random, 0.8):
        yield from _takes_place(random, reference, start)


def _another_body(
    random: Random, reference: str, state: str, start: date, planned_on: date, states: Sequence[str]
) -> Iterator[Dated]:
    """A visit of another body, perhaps within 90 days, so that both hear of it.

    It may move, but not to another State.
    """
    other = start + timedelta(days=random.randint(-60, 150))
    body = random.choice(BODIES)
    plan_notice = NoticeVisitPlanned(
        reference=reference, body=body, state=state, kind="focused", start=other.isoformat(),
        purpose=f"{SECRET}{reference}", synthetic=True,
    )  # fmt: skip
    yield planned_on + WEEK, notice("visit of another body", source_of(body), f"visit/{reference}", plan_notice)
    if likely(random, 0.3):
        new_plan = plan_notice.model_copy(update={"start": (other + random.choice((1, 20)) * WEEK).isoformat()})
        yield planned_on + 2 * WEEK, notice("visit moved", source_of(body), f"visit/{reference}/2", new_plan)
    if likely(random, 0.2):
        day = planned_on + 4 * WEEK
        cancellation = plan_notice.model_copy(update={"cancelled_on": day, "reason": f"{SECRET}{reference}"})
        yield day, notice("visit called off", source_of(body), f"visit/{reference}/4", cancellation)
    if likely(random, 0.1) and len(states) > 1:
        elsewhere = plan_notice.model_copy(update={"state": next(one for one in states if one != state)})
        contradicts = notice("a contradiction", source_of(body), f"visit/{reference}/3", elsewhere, REFUSED)
        yield planned_on + 3 * WEEK, contradicts


def _record_agreement(reference: str, day: date) -> Ask:
    return _build_ask("visit agreed", reference, AgreeToVisit(visit_id(CTED, reference), Agreement(day)), MAYBE)


def _guests(reference: str, day: date) -> Ask:
    guests = (
        Guest(body="ICAO", sector="compact", invited_on=day),
        Guest(body="A university", sector="academia", invited_on=day, at_states_request=True, contributed=("before",)),
    )
    return _build_ask("guests named", reference, ChangeGuests(visit_id(CTED, reference), GuestList(guests)))


def _cancels(random: Random, reference: str, start: date) -> Iterator[Dated]:
    """A visit is cancelled, and cannot be held then. The same cancellation again changes nothing."""
    day, visit = start - WEEK, visit_id(CTED, reference)
    cancellation = CancelVisit(visit, Cancellation(day, f"{SECRET}the State asks for another year"))
    yield day, _build_ask("visit cancelled", reference, cancellation)
    if likely(random, 0.4):
        yield day + WEEK, _build_ask("the same cancellation again", reference, cancellation)
    if likely(random, 0.5):
        yield (
            start + 2 * WEEK,
            _build_ask("held though cancelled", reference, AddComponent(visit, _component(start)), NEVER),
        )


def _takes_place(random: Random, reference: str, start: date) -> Iterator[Dated]:
    """A visit in one or two components. It counts once, in the year in which the last component ended (rule 13)."""
    visit = visit_id(CTED, reference)
    record = VisitHeld((_component(start),), (random.choice(BODIES),))
    yield start + 2 * WEEK, _build_ask("visit held", reference, CompleteVisit(visit, record))
    if likely(random, 0.3):
        more = HeldComponent("virtual", *((start + 10 * WEEK).isoformat(),) * 2)
        yield start + 11 * WEEK, _build_ask("component added", reference, AddComponent(visit, more))
    if likely(random, 0.2):
        late = CancelVisit(visit, Cancellation(start + 3 * WEEK, f"{SECRET}too late"))
        yield start + 3 * WEEK, _build_ask("cancelled though held", reference, late, NEVER)
    if likely(random, 0.1):
        never = WithdrawVisit(visit, VisitWithdrawal(start + 20 * WEEK, f"{SECRET}another State was meant"))
        yield start + 20 * WEEK, _build_ask("held by mistake", reference, never, MAYBE)


def _component(start: date) -> HeldComponent:
    return HeldComponent("onsite", start.isoformat(), (start + WEEK).isoformat())


def _plan(reference: str, state: str, start: date, mission: str | None = None) -> PlannedVisit:
    return PlannedVisit(
        reference, state, start.isoformat(), (start + WEEK).isoformat(), "comprehensive", "onsite", mission=mission,
        purpose=f"{SECRET}{reference}", invited=BODIES[:2], synthetic=True,
    )  # fmt: skip


# ---- missions, and what is one visit (OP12, rule 13) ------------------------------------------


def missions(random: Random, reference: str, year: int, states: Sequence[str]) -> Iterator[Dated]:
    """One mission to several States, with one visit to each. A visit may not take place."""
    start = a_day(random, date(year, 3, 1), date(year, 10, 1))
    for number, state in enumerate(random.sample(states, min(3, len(states)))):
        own = f"{reference}/{state}"
        first = start + number * WEEK
        plan = PlanVisit(CTED, _plan(own, state, first, mission=reference))
        yield start - 6 * WEEK, _build_ask("mission planned", own, plan)
        if likely(random, 0.8):
            yield first + 2 * WEEK, _build_ask("mission held", own, CompleteVisit(visit_id(CTED, own), VisitHeld()))


def left_apart(random: Random, reference: str, year: int, state: str) -> Iterator[Dated]:
    """Two components that are recorded as two visits until a person merges them."""
    start = a_day(random, date(year, 2, 1), date(year, 7, 1))
    ids = []
    for number in range(2):
        own, first = f"{reference}/{number}", start + number * 12 * WEEK
        plan = replace(_plan(own, state, first), kind="focused")
        yield first - 3 * WEEK, _build_ask("a part planned", own, PlanVisit(CTED, plan))
        yield first + WEEK, _build_ask("a part held", own, CompleteVisit(visit_id(CTED, own), VisitHeld()))
        ids.append(visit_id(CTED, own))
    day = a_day(random, start + 16 * WEEK, start + 22 * WEEK)
    if likely(random, 0.3):
        itself = MergeVisits(ids[0], _merging(ids[0], day))
        yield day, _build_ask("merged with itself", reference, itself, NEVER)
    # A report may rest on each of them by then.
    merger = MergeVisits(ids[0], _merging(ids[1], day))
    yield day, _build_ask("visits merged", reference, merger, MAYBE)
    if likely(random, 0.5):
        yield day + WEEK, _build_ask("the same visits merged again", reference, merger, MAYBE)
    if likely(random, 0.4):
        apart = SeparateVisits(ids[0], Separation((ids[1],), "CTED", day + 4 * WEEK, f"{SECRET}two visits"))
        yield day + 4 * WEEK, _build_ask("visits separated again", reference, apart, MAYBE)
    if likely(random, 0.5):
        late = AddComponent(ids[1], HeldComponent("virtual", *((start + 15 * WEEK).isoformat(),) * 2))
        yield day + 2 * WEEK, _build_ask("component of a merged one", reference, late, MAYBE)


def _merging(other: str, day: date) -> Merger:
    return Merger((other,), "CTED", day, f"{SECRET}one visit")


def _build_ask(stage: str, of: str, data: object, outcomes: frozenset[CommandOutcome] = DONE) -> Ask:
    return Ask(stage, "assessments", f"{stage}/{of}", data, outcomes)
