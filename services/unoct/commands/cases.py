"""What people and programs do about cases (OP15, OP39). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from contracts.unoct import CaseDeclined, CaseDelivered, CaseFact, CaseOffered
from contracts.vocabulary import Day, Id, Line, Text
from services.unoct.cases import CAN_BE_TAKEN_UP, needs_of_case, of
from services.unoct.model import Case, Project
from services.unoct.projects import serve
from services.unoct.tables import CASES, PROJECTS
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, NotFound, Put, Refusal, Rule
from shared.engine.time.days import not_ahead


class CaseEnded(Refusal):
    """The assistance was delivered, or the case was cancelled: nothing more is done about it."""

    paragraph = "OP15"


class AlreadyTakenUp(Refusal):
    """The need has been taken up in a project: that is delivered, or cancelled by whoever leads it."""

    paragraph = "OP15"


class NotTakenUp(Refusal):
    """Only what a project has taken up can be delivered: say first which project it is."""

    paragraph = "OP15"


class UnknownProject(Refusal):
    """There is no such project, or it was cancelled: register it first."""

    status = 422


class ProjectOfOtherStates(Refusal):
    """The project is not for the State of this case: add the State to the project, or take another one."""


class BeforeItOpened(Refusal):
    """This is said to have happened before the case was opened."""

    status = 422


# ---- bodies and commands ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """The body of `POST /cases/{id}/offer`."""

    body: Line
    project_id: Id | None = None
    note: Text | None = None
    offered_on: Day | None = None
    """Absent, here and below: today."""


@dataclass(frozen=True, slots=True)
class Uptake:
    """The body of `POST /cases/{id}/uptake`."""

    project_id: Id
    taken_up_on: Day | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """The body of `POST /cases/{id}/delivery`."""

    body: Line | None = None
    """Absent: the body that leads the project."""
    note: Text | None = None
    delivered_on: Day | None = None


@dataclass(frozen=True, slots=True)
class Decline:
    """The body of `POST /cases/{id}/decline`."""

    reason: Text
    body: Line | None = None
    declined_on: Day | None = None


@dataclass(frozen=True, slots=True)
class OfferAssistance:
    """A body offers assistance."""

    case_id: str
    said: Offer


@dataclass(frozen=True, slots=True)
class TakeUp:
    """A project takes a need up."""

    case_id: str
    said: Uptake


@dataclass(frozen=True, slots=True)
class Deliver:
    """The assistance was delivered."""

    case_id: str
    said: Delivery


@dataclass(frozen=True, slots=True)
class DeclineAssistance:
    """Assistance is declined."""

    case_id: str
    said: Decline


# ---- rules -----------------------------------------------------------------------------------


def needs_of_step(command: Command[Deliver | DeclineAssistance]) -> Iterator[Need]:
    """The case."""
    yield Need(CASES, command.data.case_id)


def needs_of_offer(command: Command[OfferAssistance]) -> Iterator[Need]:
    """The case, and the project that the offer names."""
    if command.data.said.project_id is not None:
        yield Need(PROJECTS, command.data.said.project_id)
    yield Need(CASES, command.data.case_id)


def offer(command: Command[OfferAssistance], known: Known, context: Context) -> Iterator[Change]:
    """A body offers assistance for a need that nobody has taken up; the same offer again is no other one."""
    said = command.data.said
    before = _free(_running(command.data.case_id, known))
    if said.project_id is not None:
        _project(said.project_id, before, known)
    known_on = before.offered_on if before.status == "offered" else None
    day = _day(before, said.offered_on or known_on, "offered_on", context)
    case = replace(
        before,
        status="offered",
        offered_on=day,
        body=said.body,
        note=said.note,
        reason=None,
        project_id=said.project_id,
    )
    event = CaseOffered(**of(case, day), body=said.body, project_id=said.project_id, note=said.note)
    yield from _done(before, case, event)


def deliver(command: Command[Deliver], known: Known, context: Context) -> Iterator[Change]:
    """What was taken up is delivered."""
    said = command.data.said
    before = known.get(CASES, command.data.case_id)
    if before is None or not _is_delivered(before, said):
        before = _running(command.data.case_id, known)
        if before.status != "taken_up":
            raise NotTakenUp
    day = _day(before, said.delivered_on or before.delivered_on, "delivered_on", context)
    body = said.body or before.body
    case = replace(before, status="delivered", delivered_on=day, body=body, note=said.note)
    event = CaseDelivered(**of(case, day), project_id=case.project_id, body=body, note=said.note)
    yield from _done(before, case, event)


def _is_delivered(case: Case, said: Delivery) -> bool:
    """Whether this very delivery is known; what was not said then or now does not differ."""
    known, again = (case.body, case.delivered_on), (said.body or case.body, said.delivered_on or case.delivered_on)
    return case.status == "delivered" and known == again and case.note == said.note


def decline(command: Command[DeclineAssistance], known: Known, context: Context) -> Iterator[Change]:
    """Assistance is declined, with the reason. Another body may still offer it."""
    said = command.data.said
    before = _free(_running(command.data.case_id, known))
    known_on = before.declined_on if before.status == "declined" else None
    day = _day(before, said.declined_on or known_on, "declined_on", context)
    case = replace(
        before, status="declined", declined_on=day, body=said.body, reason=said.reason, note=None, project_id=None
    )
    yield from _done(before, case, CaseDeclined(**of(case, day), body=said.body, reason=said.reason))


def _running(case_id: str, known: Known) -> Case:
    case = known.get(CASES, case_id)
    if case is None:
        raise NotFound
    if case.status in ("delivered", "cancelled"):
        raise CaseEnded
    return case


def _free(case: Case) -> Case:
    if case.status not in CAN_BE_TAKEN_UP:
        raise AlreadyTakenUp
    return case


def _day(case: Case, said: date | None, field: str, context: Context) -> date:
    day = said or context.today
    not_ahead(context.today, **{field: day})
    if day < case.opened_on:
        raise BeforeItOpened(fields=(field,))
    return day


def _done(before: Case, case: Case, event: CaseFact) -> Iterator[Change]:
    """The case as it now is, and the event that says so; the same again is no news."""
    if case != before:
        yield Put(CASES, case)
        yield Emit(event, case.state)
    yield Answer({"id": case.id, "status": case.status})


def _project(project_id: str, case: Case, known: Known) -> Project:
    """The project, which lives and is for the State of the case; one that names no States is for all."""
    project = known.get(PROJECTS, project_id)
    if project is None or not project.lives:
        raise UnknownProject(fields=("project_id",))
    if project.states and case.state not in project.states:
        raise ProjectOfOtherStates(fields=("project_id",))
    return project


def needs_of_uptake(command: Command[TakeUp]) -> Iterator[Need]:
    """The project, the case, and what hangs on its recommendation."""
    yield Need(PROJECTS, command.data.said.project_id)
    yield Need(CASES, command.data.case_id, then=_needs_beside)


def _needs_beside(case: Case) -> Iterator[Need]:
    return (need for need in needs_of_case(case.recommendation_id) if need.table is not CASES)


def take_up(command: Command[TakeUp], known: Known, context: Context) -> Iterator[Change]:
    """A project takes the need up, as if it had cited the recommendation. A second one is a duplication."""
    said = command.data.said
    case = _running(command.data.case_id, known)
    day = _day(case, said.taken_up_on, "taken_up_on", context)
    project = _project(said.project_id, case, known)
    if case.recommendation_id not in project.serves:
        project = replace(project, taken_up=(*project.taken_up, case.recommendation_id))
        yield Put(PROJECTS, project)
        yield from serve(project, case.recommendation_id, known, replace(context, today=day))
    yield Answer({"id": case.id, "status": "taken_up"})


COMMANDS: Final[dict[type, Rule[Any]]] = {
    OfferAssistance: Rule(needs_of_offer, offer),
    TakeUp: Rule(needs_of_uptake, take_up),
    Deliver: Rule(needs_of_step, deliver),
    DeclineAssistance: Rule(needs_of_step, decline),
}
