"""Commands of bodies of the UN system on cases (OP15, OP39). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from contracts.unoct import CaseFact
from contracts.vocabulary import Day, Id, Line, Text
from services.unoct.assistance.checks import check_day, get_free_case, get_project_for, get_running_case
from services.unoct.cases.events import build_declined_event, build_delivered_event, build_offered_event
from services.unoct.cases.model import CASES, Case
from services.unoct.following import needs_of_recommendation
from services.unoct.projects.model import PROJECTS
from services.unoct.projects.registering import change_served
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, Put, Refusal


class NotTakenUp(Refusal):
    """Only what a project has taken up can be delivered: say first which project it is."""

    paragraph = "OP15"


# ---- offer -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """The body of `POST /cases/{id}/offer`."""

    body: Line
    project_id: Id | None = None
    note: Text | None = None
    offered_on: Day | None = None
    """Absent, here and below: today."""


@dataclass(frozen=True, slots=True)
class OfferAssistance:
    """A body offers assistance."""

    case_id: str
    given: Offer


def needs_of_offer(command: Command[OfferAssistance]) -> Iterator[Need]:
    """The case, and the project that the offer names."""
    if command.data.given.project_id is not None:
        yield Need(PROJECTS, command.data.given.project_id)
    yield Need(CASES, command.data.case_id)


def offer_assistance(command: Command[OfferAssistance], known: Known, context: Context) -> Iterator[Change]:
    """Nobody has taken the need up yet. The same offer again is no second one."""
    given = command.data.given
    before = get_free_case(command.data.case_id, known)
    if given.project_id is not None:
        get_project_for(before, given.project_id, known)
    known_day = before.offered_on if before.status == "offered" else None
    day = given.offered_on or known_day or context.today
    check_day(before, day, "offered_on", context)
    after = replace(
        before,
        status="offered",
        offered_on=day,
        body=given.body,
        note=given.note,
        reason=None,
        project_id=given.project_id,
    )
    yield from _change_case(before, after, build_offered_event(after, day))


# ---- uptake ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Uptake:
    """The body of `POST /cases/{id}/uptake`."""

    project_id: Id
    taken_up_on: Day | None = None


@dataclass(frozen=True, slots=True)
class TakeUp:
    """A project takes the need up that does not cite its recommendation."""

    case_id: str
    given: Uptake


def needs_of_uptake(command: Command[TakeUp]) -> Iterator[Need]:
    """The project, the case, and what hangs on its recommendation."""
    yield Need(PROJECTS, command.data.given.project_id)
    yield Need(CASES, command.data.case_id, then=_needs_beside_case)


def _needs_beside_case(case: Case) -> Iterator[Need]:
    return (need for need in needs_of_recommendation(case.recommendation_id) if need.table is not CASES)


def take_up_need(command: Command[TakeUp], known: Known, context: Context) -> Iterator[Change]:
    """It is as if the project cited the recommendation. If another project serves it too, that is a duplication."""
    given = command.data.given
    case = get_running_case(command.data.case_id, known)
    day = given.taken_up_on or context.today
    check_day(case, day, "taken_up_on", context)
    project = get_project_for(case, given.project_id, known)
    if case.recommendation_id not in project.serves:
        project = replace(project, taken_up=(*project.taken_up, case.recommendation_id))
        yield Put(PROJECTS, project)
        yield from change_served(project, case.recommendation_id, known, replace(context, today=day))
    yield Answer({"id": case.id, "status": "taken_up"})


# ---- delivery --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Delivery:
    """The body of `POST /cases/{id}/delivery`."""

    body: Line | None = None
    """Absent: the body that leads the project."""
    note: Text | None = None
    delivered_on: Day | None = None


@dataclass(frozen=True, slots=True)
class Deliver:
    """The assistance was delivered."""

    case_id: str
    given: Delivery


def needs_of_case(command: Command[Deliver] | Command[DeclineAssistance]) -> Iterator[Need]:
    """The case."""
    yield Need(CASES, command.data.case_id)


def deliver_assistance(command: Command[Deliver], known: Known, context: Context) -> Iterator[Change]:
    """A project has taken the need up. The same delivery again is no second one."""
    given = command.data.given
    before = known.get(CASES, command.data.case_id)
    if before is None or not _is_known_delivery(before, given):
        before = get_running_case(command.data.case_id, known)
        if before.status != "taken_up":
            raise NotTakenUp
    day = given.delivered_on or before.delivered_on or context.today
    check_day(before, day, "delivered_on", context)
    after = replace(before, status="delivered", delivered_on=day, body=given.body or before.body, note=given.note)
    yield from _change_case(before, after, build_delivered_event(after, day))


def _is_known_delivery(case: Case, given: Delivery) -> bool:
    """Whether this very delivery is known. A body or a day that is not given does not differ."""
    body, day = given.body or case.body, given.delivered_on or case.delivered_on
    return case.status == "delivered" and (case.body, case.delivered_on, case.note) == (body, day, given.note)


# ---- decline ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Decline:
    """The body of `POST /cases/{id}/decline`."""

    reason: Text
    body: Line | None = None
    declined_on: Day | None = None


@dataclass(frozen=True, slots=True)
class DeclineAssistance:
    """Assistance is declined, with the reason."""

    case_id: str
    given: Decline


def decline_assistance(command: Command[DeclineAssistance], known: Known, context: Context) -> Iterator[Change]:
    """Another body may still offer assistance."""
    given = command.data.given
    before = get_free_case(command.data.case_id, known)
    known_day = before.declined_on if before.status == "declined" else None
    day = given.declined_on or known_day or context.today
    check_day(before, day, "declined_on", context)
    after = replace(
        before,
        status="declined",
        declined_on=day,
        body=given.body,
        reason=given.reason,
        note=None,
        project_id=None,
    )
    yield from _change_case(before, after, build_declined_event(after, day))


# ---- in common -------------------------------------------------------------------------------


def _change_case(before: Case, after: Case, event: CaseFact) -> Iterator[Change]:
    """Saves the changed case, with its event. If nothing differs, there is no event."""
    if after != before:
        yield Put(CASES, after)
        yield Emit(event, after.state)
    yield Answer({"id": after.id, "status": after.status})
