"""The command on projects: one is registered over HTTP or from a file (OP4). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ConfigDict

from contracts.ids import project_id, slug
from contracts.notices import NoticeProjectRegistered
from contracts.vocabulary import Source
from services.unoct.projects.checks import ProjectOfOtherLead, normalize_project
from services.unoct.projects.model import PROJECTS
from services.unoct.projects.registering import build_registration, needs_of_project
from shared.engine.notices.sources import check_body, speaks_as_body
from shared.engine.principals import Principal
from shared.engine.rules import Answer, Change, Command, Context, Known, Need


class SaidProject(NoticeProjectRegistered):
    """The body of `POST /projects`, and a line of a file: a notice's data, and whose it is."""

    model_config = ConfigDict(extra="forbid")

    source: Source | None = None
    """Absent: the principal's only source, else this system's own."""


@dataclass(frozen=True, slots=True)
class RegisterProject:
    """Registers a project; with the same reference again, the project as it now is.

    Cited recommendations must be released to the UN: a notice can wait for them, a command cannot.
    """

    source: str
    given: SaidProject


def needs_of_registration(command: Command[RegisterProject]) -> Iterator[Need]:
    """The project, and what it served so far or cites now."""
    yield from needs_of_project(command.data.source, command.data.given)


def register_project(command: Command[RegisterProject], known: Known, context: Context) -> Iterator[Change]:
    """A command cannot wait, so what is cited must be released. What officers register has no bound."""
    source, given = command.data.source, normalize_project(command.data.given, context)
    _check_lead(command.principal, source, given, known)
    counts_for = None if command.principal.is_officer else command.data.given.lead_body
    registration = build_registration(source, given, context.now, known, context, counts_for)
    yield from registration.changes
    outcome = "accepted" if registration.changes else "unchanged"
    yield Answer({"id": registration.project.id, "outcome": outcome, "cases": list(registration.cases)})


def _check_lead(principal: Principal, source: str, given: NoticeProjectRegistered, known: Known) -> None:
    """Raises NotYourBody if another body leads the project, and ProjectOfOtherLead if one led it so far.

    Several bodies may share a source.
    """
    check_body(principal, slug(given.lead_body), "lead_body")
    before = known.get(PROJECTS, project_id(source, given.reference))
    if before is not None and not speaks_as_body(principal, slug(before.lead_body)):
        raise ProjectOfOtherLead(fields=("source", "reference"))
