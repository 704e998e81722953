"""What must be true of a case, and of a project, before somebody does something about the case. Pure."""

from __future__ import annotations

from datetime import date

from contracts.ids import slug
from services.unoct.cases.model import CASES, Case
from services.unoct.projects.model import PROJECTS, Project
from shared.engine.finding import find_row
from shared.engine.rules import Context, Known, Refusal
from shared.engine.time.days import check_not_ahead


class CaseEnded(Refusal):
    """This part of the help was delivered, or the case was cancelled: nothing more is done about it."""

    paragraph = "OP15"


class AlreadyTakenUp(Refusal):
    """The need has been taken up in a project: that is delivered, or cancelled by the body that leads it."""

    paragraph = "OP15"


class UnknownProject(Refusal):
    """There is no such project, or it was cancelled: register it first."""

    status = 422


class ProjectOfOtherStates(Refusal):
    """The project is not for the State of this case: add the State to the project, or take another one."""


class ProjectOfAnotherBody(Refusal):
    """Another body leads this project: offer help in one that the body leads itself, or name no project."""

    paragraph = "OP15"


class BeforeItOpened(Refusal):
    """This is said to have happened before the case was opened: name a later day."""

    status = 422


def get_live_case(case_id: str, known: Known) -> Case:
    """Raises NotFound, and CaseEnded if it was cancelled."""
    case = find_row(CASES, case_id, known)
    if case.status == "cancelled":
        raise CaseEnded
    return case


def get_project_for(case: Case, project_id: str, known: Known) -> Project:
    """A project that lives and is for the State of the case. A project that names no States is for all of them.

    Raises UnknownProject, and ProjectOfOtherStates.
    """
    project = known.get(PROJECTS, project_id)
    if project is None or not project.lives:
        raise UnknownProject(fields=("project_id",))
    if project.states and case.state not in project.states:
        raise ProjectOfOtherStates(fields=("project_id",))
    return project


def check_leads(body: str, project: Project) -> None:
    """Raises ProjectOfAnotherBody: a part in a project is its lead body's."""
    if slug(body) != slug(project.lead_body):
        raise ProjectOfAnotherBody(fields=("body", "project_id"))


def check_day(case: Case, day: date, field: str, context: Context) -> None:
    """Raises InTheFuture, and BeforeItOpened."""
    check_not_ahead(context.today, **{field: day})
    if day < case.opened_on:
        raise BeforeItOpened(fields=(field,))
