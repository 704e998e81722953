"""Commands on visits: planned, agreed to, guests, a component added, completed, cancelled, withdrawn. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, assert_never

from pydantic import Field

from contracts.assessments import Guest
from contracts.dates import first_day
from contracts.ids import mission_id, visit_id
from contracts.vocabulary import Bodies, Day, Line, Mode, PartialDate, Reference, Source, StateId, Text, VisitKind
from services.assessments.checks import check_happened
from services.assessments.consents.model import CONSENTS
from services.assessments.consents.rules import consent_id, take_agreement_as_answer
from services.assessments.visits.cancelling import cancel_visit, withdraw_visit
from services.assessments.visits.checks import check_begins_before_it_ends, check_counts
from services.assessments.visits.completing import complete_visit
from services.assessments.visits.components import MOST_COMPONENTS, add_components, remove_components
from services.assessments.visits.guests import MOST_GUESTS, add_guests, add_participants, remove_guests
from services.assessments.visits.model import CTED, VISITS, Component, Visit
from services.assessments.visits.needs import needs_of_visit
from services.assessments.visits.planning import Plan, announce_plan, needs_of_plan, record_agreement, record_plan
from shared.engine.answering import answered
from shared.engine.rules import Change, Command, Context, Known, Need, NotFound, Put, Refusal, Rule


class NoDates(Refusal):
    """When it took place is not known: give the day, month or year in which it began or ended."""

    status = 422


class NoMode(Refusal):
    """How the visit took place was not planned: say so with a component (onsite, virtual, hybrid)."""

    status = 422


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """The body of `POST /visits`. Sent again with the same reference it is the plan as it now is."""

    reference: Reference
    state: StateId
    start: PartialDate
    end: PartialDate | None = None
    kind: VisitKind = "not stated"
    mode: Mode | None = None
    body: Line = CTED
    mission: Reference | None = None
    """What the source calls the mission, where it goes to several States."""
    purpose: Text | None = None
    invited: Bodies = ()
    source: Source | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class PlanVisit:
    """A visit is planned."""

    source: str
    visit: PlannedVisit

    @property
    def plan(self) -> Plan:
        """What is said of it."""
        said = self.visit
        return Plan(
            source=self.source,
            reference=said.reference,
            state=said.state,
            start=said.start,
            end=said.end,
            body=said.body,
            kind=said.kind,
            mode=said.mode,
            purpose=said.purpose,
            invited=said.invited,
            mission_id=mission_id(self.source, said.mission) if said.mission else None,
            synthetic=said.synthetic,
        )


@dataclass(frozen=True, slots=True)
class ChangedPlan:
    """The body of `POST /visits/{visit}/plan`: the plan as it now is. Whose visit it is, to which State, stays."""

    start: PartialDate
    end: PartialDate | None = None
    kind: VisitKind = "not stated"
    mode: Mode | None = None
    purpose: Text | None = None
    invited: Bodies = ()

    def of(self, visit: Visit) -> Plan:
        """What is said of this visit."""
        return Plan(
            source=visit.source,
            reference=visit.reference,
            state=visit.state,
            start=self.start,
            end=self.end,
            body=visit.body,
            kind=self.kind,
            mode=self.mode,
            purpose=self.purpose,
            invited=self.invited,
            mission_id=visit.mission_id,
            synthetic=visit.synthetic,
        )


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """The plan of a visit that is known changes."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Agreement:
    """The State agreed to the visit."""

    agreed_on: Day


@dataclass(frozen=True, slots=True)
class HeldComponent:
    """A part of the visit took place. An end without a start is a day known only by its end."""

    mode: Mode
    start: PartialDate | None = None
    end: PartialDate | None = None
    note: Text | None = None
    source_url: Line | None = None


Components = Annotated[tuple[HeldComponent, ...], Field(max_length=MOST_COMPONENTS)]


@dataclass(frozen=True, slots=True)
class VisitHeld:
    """The visit took place, in the components known before and these; with none, as it was planned."""

    components: Components = ()
    participants: Bodies = ()
    """Bodies and experts that came: offices, never persons."""
    not_components: Components = ()
    """What was recorded of it by mistake, by mode and dates; the right ones stand under `components`."""


@dataclass(frozen=True, slots=True)
class GuestList:
    """Who was invited, came and contributed; of a guest who is known already, this is how it now is."""

    guests: Annotated[tuple[Guest, ...], Field(max_length=MOST_GUESTS)] = ()
    not_guests: Bodies = ()
    """Bodies that were named by mistake."""


@dataclass(frozen=True, slots=True)
class Cancellation:
    """The planned visit does not take place."""

    cancelled_on: Day
    reason: Text


@dataclass(frozen=True, slots=True)
class VisitWithdrawal:
    """There was no such visit: it was recorded by mistake."""

    withdrawn_on: Day
    reason: Text


Said = Agreement | HeldComponent | VisitHeld | GuestList | Cancellation | VisitWithdrawal


@dataclass(frozen=True, slots=True)
class OnVisit:
    """Something is said of a visit that is known."""

    visit_id: str
    said: Said


def needs_of_planning(command: Command[PlanVisit] | Command[ChangePlan]) -> Iterable[Need]:
    """The visit, and the State's others around it."""
    return needs_of_plan(command.data.plan)


def plan_visit(command: Command[PlanVisit] | Command[ChangePlan], known: Known, context: Context) -> Iterable[Change]:
    """The same rule as for the notice of another body."""
    plan = command.data.plan
    return answered(visit_id(plan.source, plan.reference), record_plan(plan, known, context))


def needs_on_visit(command: Command[OnVisit]) -> Iterator[Need]:
    """The visit, what it came near to, and what was released of it; where the State agrees also its consent."""
    yield from needs_of_visit(command.data.visit_id)
    if isinstance(command.data.said, Agreement):
        yield Need(VISITS, command.data.visit_id, then=_needs_of_consent)


def _needs_of_consent(visit: Visit) -> Iterator[Need]:
    """Of CTED's own visits: others ask for themselves."""
    if visit.body == CTED:
        yield Need(CONSENTS, consent_id(visit.year, visit.state))


def on_visit(command: Command[OnVisit], known: Known, context: Context) -> Iterable[Change]:
    """What is said of a visit, each by its own rule."""
    visit, said = known.get(VISITS, command.data.visit_id), command.data.said
    if visit is None:
        raise NotFound
    return answered(visit.id, _decide(said, visit, known, context))


def _decide(said: Said, visit: Visit, known: Known, context: Context) -> Iterable[Change]:
    match said:
        case Agreement():
            return _agree(visit, said.agreed_on, known, context)
        case Cancellation():
            return cancel_visit(visit, said.cancelled_on, said.reason, known, context)
        case VisitWithdrawal():
            return withdraw_visit(visit, said.withdrawn_on, said.reason, known, context)
        case GuestList():
            return _change_guests(visit, said, context)
        case HeldComponent():
            return _add_component(visit, said, context)
        case VisitHeld():
            return _complete(visit, said, context)
        case _:
            assert_never(said)


def _agree(visit: Visit, on: date, known: Known, context: Context) -> Iterator[Change]:
    changes = list(record_agreement(visit, on, context))
    yield from changes
    if changes and visit.body == CTED:
        asked = known.get(CONSENTS, consent_id(visit.year, visit.state))
        yield from take_agreement_as_answer(asked, on, context)


def _change_guests(visit: Visit, said: GuestList, context: Context) -> Iterator[Change]:
    """Told anew with the whole visit, to the Committee: on the schedule there are no guests."""
    check_counts(visit)
    with_them = add_guests(remove_guests(visit, said.not_guests, context.reference), said.guests, context)
    if visit.status == "completed":
        yield from complete_visit(visit, with_them, context)
    elif with_them != visit:
        yield Put(VISITS, with_them)
        yield from announce_plan(visit, with_them, context)


def _add_component(visit: Visit, said: HeldComponent, context: Context) -> Iterator[Change]:
    """Of a completed visit it is told at once; until then others need not know of it."""
    check_counts(visit)
    with_it = add_components(visit, (_build_component(said, context),))
    if visit.status == "completed":
        yield from complete_visit(visit, with_it, context)
    elif with_it != visit:
        yield Put(VISITS, with_it)


def _complete(visit: Visit, said: VisitHeld, context: Context) -> Iterable[Change]:
    check_counts(visit)
    left = remove_components(visit, (Component(c.mode, c.start, c.end) for c in said.not_components))
    components = [_build_component(one, context) for one in said.components]
    if visit.status != "completed" and not (left.components or components):
        components = [_build_planned_component(visit, context)]
    whole = add_components(left, components)
    return complete_visit(visit, add_participants(whole, said.participants, context), context)


def _build_planned_component(visit: Visit, context: Context) -> Component:
    if visit.mode is None:
        raise NoMode(fields=("components",))
    return _build_component(HeldComponent(visit.mode, visit.planned_start, visit.planned_end), context)


def _build_component(said: HeldComponent, context: Context) -> Component:
    check_begins_before_it_ends(said.start, said.end)
    began = said.start or said.end
    if began is None:
        raise NoDates(fields=("start", "end"))
    check_happened(context, start=first_day(began), end=first_day(said.end) if said.end else None)
    return Component(said.mode, said.start, said.end, said.note, said.source_url)


COMMANDS: dict[type, Rule[Any]] = {
    PlanVisit: Rule(needs_of_planning, plan_visit),
    ChangePlan: Rule(needs_of_planning, plan_visit),
    OnVisit: Rule(needs_on_visit, on_visit),
}
