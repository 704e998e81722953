"""A visit is planned, its plan changes, and the State agrees to it (OP12). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contracts.ids import mission_id, visit_id
from contracts.vocabulary import Bodies, Day, Line, Mode, PartialDate, Reference, Source, StateId, Text, VisitKind
from services.assessments.consents.model import CONSENTS
from services.assessments.consents.rules import consent_id, take_agreement_as_answer
from services.assessments.visits import planning
from services.assessments.visits.model import CTED, VISITS, Visit
from services.assessments.visits.needs import get_visit, needs_of_visit
from services.assessments.visits.planning import Plan
from shared.engine.answering import add_answer
from shared.engine.rules import Change, Command, Context, Known, Need


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
    """A visit is planned; with the same reference again, the plan as it now is."""

    source: str
    given: PlannedVisit

    @property
    def plan(self) -> Plan:
        """The visit as the body describes it."""
        given = self.given
        return Plan(
            source=self.source,
            reference=given.reference,
            state=given.state,
            start=given.start,
            end=given.end,
            body=given.body,
            kind=given.kind,
            mode=given.mode,
            purpose=given.purpose,
            invited=given.invited,
            mission_id=mission_id(self.source, given.mission) if given.mission else None,
            synthetic=given.synthetic,
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


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """The plan as it now is, of a visit that lies ahead."""

    visit: Visit
    """As it was when the command came. What the plan takes from it never changes."""
    given: ChangedPlan

    @property
    def plan(self) -> Plan:
        """The visit's present plan."""
        visit, given = self.visit, self.given
        return Plan(
            source=visit.source,
            reference=visit.reference,
            state=visit.state,
            start=given.start,
            end=given.end,
            body=visit.body,
            kind=given.kind,
            mode=given.mode,
            purpose=given.purpose,
            invited=given.invited,
            mission_id=visit.mission_id,
            synthetic=visit.synthetic,
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """The State agreed to the visit."""

    agreed_on: Day


@dataclass(frozen=True, slots=True)
class AgreeToVisit:
    """The State agreed: the visit is on the public schedule from now on, unless it is subject to renewal (rule 9)."""

    visit_id: str
    given: Agreement


def needs_of_plan(command: Command[PlanVisit] | Command[ChangePlan]) -> Iterable[Need]:
    """The visit, and the State's others around it."""
    return planning.needs_of_plan(command.data.plan)


def plan_visit(command: Command[PlanVisit] | Command[ChangePlan], known: Known, context: Context) -> Iterable[Change]:
    """The same rule as for the notice of another body."""
    plan = command.data.plan
    return add_answer(visit_id(plan.source, plan.reference), planning.record_plan(plan, known, context))


def needs_of_agreement(command: Command[AgreeToVisit]) -> Iterator[Need]:
    """The visit with what was released of it, and the State's consent."""
    yield from needs_of_visit(command.data.visit_id)
    yield Need(VISITS, command.data.visit_id, then=_needs_of_consent)


def _needs_of_consent(visit: Visit) -> Iterator[Need]:
    """CTED's own visits alone: other bodies ask for themselves."""
    if visit.body == CTED:
        yield Need(CONSENTS, consent_id(visit.year, visit.state))


def agree_to_visit(command: Command[AgreeToVisit], known: Known, context: Context) -> Iterable[Change]:
    """A State that was asked for its consent has given it too."""
    visit = get_visit(command.data.visit_id, known)
    return add_answer(visit.id, _agree(visit, command.data.given, known, context))


def _agree(visit: Visit, given: Agreement, known: Known, context: Context) -> Iterator[Change]:
    changes = list(planning.record_agreement(visit, given.agreed_on, context))
    yield from changes
    if changes and visit.body == CTED:
        consent = known.get(CONSENTS, consent_id(visit.year, visit.state))
        yield from take_agreement_as_answer(consent, given.agreed_on, context)
