"""Commands of bodies of the UN system on cases (OP15, OP39). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from contracts.ids import slug
from contracts.vocabulary import Day, Id, Line, Text
from services.unoct.assistance.checks import CaseEnded, check_day, check_leads, get_live_case, get_project_for
from services.unoct.assistance.choosing import find_decline, find_delivery, find_offer, find_own_body
from services.unoct.cases.model import CASES, Case, Part
from services.unoct.cases.parts import check_words, count_change
from services.unoct.cases.settling import settle_case
from services.unoct.following import needs_of_recommendation
from services.unoct.projects.checks import check_places, check_room
from services.unoct.projects.model import PROJECTS
from services.unoct.projects.registering import change_served
from shared.engine.notices.sources import check_body
from shared.engine.rules import Answer, Change, Command, Context, Emit, Known, Need, Put

# ---- offer -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """The body of `POST /cases/{id}/offer`."""

    body: Line
    project_id: Id | None = None
    note: Text | None = None
    offered_on: Day | None = None
    """Absent: today."""


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
    """A part of the case. The same offer again is no second one."""
    given = command.data.given
    case = get_live_case(command.data.case_id, known)
    body = context.reference.name_body(given.body)
    check_body(command.principal, slug(body), "body")
    if given.project_id is not None:
        check_leads(body, get_project_for(case, given.project_id, known))
    before = find_offer(case, body, given.project_id)
    if given.project_id is not None:
        check_places(case.parts, (), body, given.project_id, "project_id", context)
    known_day = before.offered_on if before and before.status == "offered" else None
    day = given.offered_on or known_day or context.today
    check_day(case, day, "offered_on", context)
    yield from _change_part(case, before, Part(body, given.project_id, "offered", day, note=given.note), day, context)


# ---- uptake ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Uptake:
    """The body of `POST /cases/{id}/uptake`."""

    project_id: Id
    taken_up_on: Day | None = None
    """Absent: today."""


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
    case = get_live_case(command.data.case_id, known)
    day = given.taken_up_on or context.today
    check_day(case, day, "taken_up_on", context)
    project = get_project_for(case, given.project_id, known)
    check_body(command.principal, slug(project.lead_body), "project_id")
    if case.recommendation_id not in project.serves:
        project = replace(project, taken_up=(*project.taken_up, case.recommendation_id))
        check_room(project, known, context)
        yield Put(PROJECTS, project)
        yield from change_served(project, case.recommendation_id, known, replace(context, today=day))
    yield Answer({"id": case.id, "status": "taken_up"})


# ---- delivery --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Delivery:
    """The body of `POST /cases/{id}/delivery`."""

    body: Line | None = None
    """Whose part was delivered. Absent, and without a project: the caller's own, or the only one."""
    note: Text | None = None
    delivered_on: Day | None = None
    """Absent: today."""
    project_id: Id | None = None
    """In which project, where the body has several for this need."""


@dataclass(frozen=True, slots=True)
class Deliver:
    """A body's part of the assistance was delivered; the case is, once no other part is under way."""

    case_id: str
    given: Delivery


def needs_of_case(command: Command[Deliver] | Command[DeclineAssistance]) -> Iterator[Need]:
    """The case."""
    yield Need(CASES, command.data.case_id)


def deliver_assistance(command: Command[Deliver], known: Known, context: Context) -> Iterator[Change]:
    """One part, which a project has taken up. The same delivery again is no second one."""
    given = command.data.given
    case = get_live_case(command.data.case_id, known)
    body = context.reference.name_body(given.body) if given.body else None
    before = find_delivery(case, body, given.project_id, command.principal)
    day = given.delivered_on or before.delivered_on or context.today
    after = replace(before, status="delivered", delivered_on=day, note=given.note)
    if before.status == "delivered" and after != before:
        raise CaseEnded
    check_day(case, day, "delivered_on", context)
    yield from _change_part(case, before, after, day, context)


# ---- decline ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Decline:
    """The body of `POST /cases/{id}/decline`."""

    reason: Text
    body: Line | None = None
    """Absent: the caller's own."""
    declined_on: Day | None = None
    """Absent: today."""
    project_id: Id | None = None
    """The project in which it was offered, where the body offered several."""


@dataclass(frozen=True, slots=True)
class DeclineAssistance:
    """Assistance is declined, with the reason."""

    case_id: str
    given: Decline


def decline_assistance(command: Command[DeclineAssistance], known: Known, context: Context) -> Iterator[Change]:
    """What a body offered, or will not offer. Another body may still offer assistance."""
    given = command.data.given
    case = get_live_case(command.data.case_id, known)
    body = (
        context.reference.name_body(given.body) if given.body else find_own_body(command.principal, context.reference)
    )
    check_body(command.principal, slug(body or ""), "body")  # in nobody's name the Committee's staff alone declines
    before = find_decline(case, body, given.project_id, given.reason, command.principal)
    known_day = before.ended_on if before and before.status == "declined" else None
    day = given.declined_on or known_day or context.today
    check_day(case, day, "declined_on", context)
    after = replace(
        before or Part(body, None, "declined"), status="declined", ended_on=day, reason=given.reason, note=None
    )
    yield from _change_part(case, before, after, day, context)


# ---- in common -------------------------------------------------------------------------------


def _change_part(case: Case, before: Part | None, after: Part, day: date, context: Context) -> Iterator[Change]:
    """Saves the case with this part in the place of the one before, with its events; none, if nothing differs."""
    parts = case.parts if before else (*case.parts, after)
    parts = tuple(after if part is before else part for part in parts)
    check_words(case.parts, parts, after.body)
    changed, events = settle_case(case, parts, day, answered=after)
    if changed != case:
        yield Put(CASES, count_change(changed, after.body, context))
        yield from (Emit(event, changed.state) for event in events)
    yield Answer({"id": changed.id, "status": changed.status})
