"""Registering a project, whoever does it and in whichever way: by notice, over HTTP, from a file. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Final

from contracts.ids import case_id, project_id, slug
from contracts.notices import NoticeProjectRegistered
from services.unoct.access import RELEASED
from services.unoct.cases.model import CASES, Case
from services.unoct.cases.parts import count_turn
from services.unoct.following import change_serving, needs_of_recommendation
from services.unoct.products.citations import list_withdrawn, remember_citations
from services.unoct.products.model import PRODUCTS
from services.unoct.projects.checks import (
    check_citations,
    check_room,
    check_serves_a_need,
    check_states,
    find_too_much,
)
from services.unoct.projects.events import build_registered_event, subject_of
from services.unoct.projects.model import NEW_PROJECTS, PROJECTS, NewProjects, Project
from services.unoct.recommendations.model import RECOMMENDATIONS, Recommendation, Serving
from shared.engine.bounds import count_today
from shared.engine.rules import Change, Context, Emit, Known, Need, Put, Refusal


class TurnsTooOften(Refusal):
    """The project changed what it serves, or who leads it, too often today: send it again tomorrow as it is then."""

    paragraph = "OP4"


class ProjectChangesTooOften(Refusal):
    """The project changed too often today, whatever changed: send it again tomorrow as it is then."""

    paragraph = "OP4"


class TooManyNewProjects(Refusal):
    """Too many new projects of this lead body were registered today: send this one tomorrow."""

    paragraph = "OP4"


class Outdated(Refusal):
    """While this waited for what it cites, a later notice of the same project was accepted, and stands."""


FIELDS_OF_SOURCE: Final = (
    *("kind", "title", "lead_body", "states", "themes", "start_date", "end_date", "budget_usd"),
    *("recommendations", "products", "status", "synthetic"),
)
"""What the source of a project says of it. If none of these fields differs, nothing changed."""


@dataclass(frozen=True, slots=True)
class Registration:
    """The result of a registration."""

    project: Project
    changes: tuple[Change, ...] = ()
    """None: it was registered like this before."""
    cases: tuple[str, ...] = ()
    """Ids of the cases of what it cites, where there is one."""


def needs_of_project(source: str, given: NoticeProjectRegistered) -> Iterator[Need]:
    """The project, and all that hangs on what it served so far or cites now; nothing of what cites too much."""
    if find_too_much(given):
        return
    yield Need(NEW_PROJECTS, slug(given.lead_body))
    for product in given.products:
        yield Need(PRODUCTS, product)
    yield Need(PROJECTS, project_id(source, given.reference), then=_needs_of_served)
    for recommendation in given.recommendations:
        yield from needs_of_recommendation(recommendation)


def _needs_of_served(project: Project) -> Iterator[Need]:
    for recommendation in project.serves:
        yield from needs_of_recommendation(recommendation)


def build_registration(
    source: str,
    given: NoticeProjectRegistered,
    said_at: datetime,
    known: Known,
    context: Context,
    counts_for: str | None,
) -> Registration:
    """The project in its present form, and what follows for each need that it serves or served.

    `given` comes from `normalize_project`. `counts_for`: the lead body as it was written, among whose new projects a
    new one counts; None: among nobody's. Raises Outdated, and what the checks of projects raise.
    """
    before = known.get(PROJECTS, project_id(source, given.reference))
    check_citations(given, before, known)
    if before is not None and said_at < before.said_at:
        raise Outdated
    project = _build_project(source, given, said_at, before, known, context)
    check_states(project, known)
    check_room(project, known, context)
    if before is not None and all(getattr(before, name) == getattr(project, name) for name in FIELDS_OF_SOURCE):
        return Registration(before)
    check_serves_a_need(project)
    project = _count_change(project, before, context) if before else project
    changes = _change_project(project, before, known, context)
    if before is None and counts_for is not None:
        changes.append(_count_new(slug(counts_for), known, context))
    known = known.copy().fold(changes)
    cases = tuple(case.id for cited in project.recommendations if (case := known.get(CASES, case_id(cited))))
    return Registration(project, tuple(changes), cases)


def _count_new(body: str, known: Known, context: Context) -> Put:
    """One new project more of the body today. Each is counted in reports for ever."""
    row = known.get(NEW_PROJECTS, body) or NewProjects(body)
    most = context.reference.practice.most_new_projects
    return Put(NEW_PROJECTS, count_today(row, most, TooManyNewProjects(fields=("lead_body",)), context.today))


def _count_change(project: Project, before: Project, context: Context) -> Project:
    """A change more today: each is told whole, and kept for ever. A turn tells of each need that it takes or leaves."""
    practice, today = context.reference.practice, context.today
    project = count_today(project, practice.most_changes_of_project, ProjectChangesTooOften(), today)
    needs = len(_list_parts(project) ^ _list_parts(before))
    refusal = TurnsTooOften(fields=("recommendations", "status"))
    turns = ceil(needs / practice.needs_of_a_turn)
    return count_today(project, practice.most_turns_of_project, refusal, today, times=turns) if turns else project


def _list_parts(project: Project) -> set[tuple[str, str]]:
    """The needs that it serves, each with the body that does."""
    return {(need, slug(project.lead_body)) for need in project.serves} if project.lives else set()


def _change_project(project: Project, before: Project | None, known: Known, context: Context) -> list[Change]:
    event = build_registered_event(project, context.today)
    changes: list[Change] = [Put(PROJECTS, project), Emit(event, subject_of(project))]
    changes += remember_citations(project.id, project.products, known)
    known = known.copy().fold(changes)
    for recommendation in dict.fromkeys((before.serves if before else ()) + project.serves):
        following = list(_count_turns(project, change_served(project, recommendation, known, context), known, context))
        known.fold(following)
        changes += following
    return changes


def _count_turns(project: Project, changes: list[Change], known: Known, context: Context) -> Iterator[Change]:
    """The changes; a case whose parts they change has a turn more of the project's body."""
    for change in changes:
        if isinstance(change, Put) and change.table is CASES and _changes_parts(change.row, known):
            yield Put(CASES, count_turn(change.row, project.lead_body, context))
        else:
            yield change


def _changes_parts(case: Case, known: Known) -> bool:
    before = known.get(CASES, case.id)
    return before is not None and before.parts != case.parts


def change_served(project: Project, recommendation_id: str, known: Known, context: Context) -> list[Change]:
    """What follows for a recommendation that the project serves now, or no longer."""
    row = known.get(RECOMMENDATIONS, recommendation_id)
    if row is None:  # cited under rules of an earlier version: nothing hangs on it
        return []
    serves = project.lives and recommendation_id in project.serves
    return change_serving(replace(row, serving=_list_serving(row, project, serves)), known, context)


def _list_serving(row: Recommendation, project: Project, serves: bool) -> tuple[Serving, ...]:
    """The projects that now serve it. A project that already served it keeps its place."""
    new = Serving(project.id, project.lead_body)
    if serves and any(serving.project_id == project.id for serving in row.serving):
        return tuple(new if serving.project_id == project.id else serving for serving in row.serving)
    others = tuple(serving for serving in row.serving if serving.project_id != project.id)
    return (*others, new) if serves else others


def _build_project(
    source: str,
    given: NoticeProjectRegistered,
    said_at: datetime,
    before: Project | None,
    known: Known,
    context: Context,
) -> Project:
    return Project(
        id=project_id(source, given.reference),
        source=source,
        reference=given.reference,
        kind=given.kind,
        title=given.title,
        lead_body=given.lead_body,
        states=given.states,
        themes=given.themes,
        start_date=given.start,
        end_date=given.end,
        budget_usd=given.budget_usd,
        recommendations=given.recommendations,
        products=given.products,
        status=given.status,
        taken_up=_keep_taken_up(before, given, known) if before else (),
        registered_on=before.registered_on if before else context.today,
        said_at=said_at,
        synthetic=given.synthetic,
        audience=RELEASED,
        parties=tuple(f"state:{state}" for state in given.states),
        withdrawn_products=list_withdrawn(given.products, known),
        counts=before.counts if before else (),
    )


def _keep_taken_up(before: Project, given: NoticeProjectRegistered, known: Known) -> tuple[str, ...]:
    """What it took up without citing it, of the States that it is still for."""
    rows = (known.get(RECOMMENDATIONS, id_) for id_ in before.taken_up)
    return tuple(row.id for row in rows if row is not None and (not given.states or row.state in given.states))
