"""What people and programs do about projects, and about two that serve one need. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import ConfigDict

from contracts.ids import project_id, slug
from contracts.notices import NoticeProjectRegistered
from contracts.vocabulary import Id, Source, Text
from services.unoct.cases import kept, needs_of_case, resolved
from services.unoct.model import Duplication, Resolution
from services.unoct.projects import checked, needs_of_project, register
from services.unoct.tables import DUPLICATIONS, PROJECTS
from shared.engine.notices.sources import check_body
from shared.engine.principals import Principal
from shared.engine.rules import Answer, Change, Command, Context, Known, Need, NotFound, Refusal, Rule


class AlreadyResolved(Refusal):
    """It was resolved already, and otherwise than this; what was decided stands."""

    paragraph = "OP24"


class NotOneOfThem(Refusal):
    """The project to keep is one of the two, and one is named where they are merged or one is withdrawn."""

    status = 422


OWN_SOURCE: Final = "/services/unoct"
"""Of projects that are registered here by whoever speaks for no system."""


class SaidProject(NoticeProjectRegistered):
    """The body of `POST /projects`, and a line of a file: a notice's data, and whose it is."""

    model_config = ConfigDict(extra="forbid")

    source: Source | None = None
    """Absent: the principal's only source, else this system's own."""


@dataclass(frozen=True, slots=True)
class RegisterProject:
    """A project is registered, or what is known of it is brought up to date."""

    source: str
    said: NoticeProjectRegistered


@dataclass(frozen=True, slots=True)
class Resolved:
    """The body of `POST /duplications/{id}/resolution`."""

    resolution: Resolution
    kept_project_id: Id | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class ResolveDuplication:
    """It is decided how two projects go together."""

    duplication_id: str
    recommendation_id: str
    """The need that the two serve."""
    said: Resolved


def needs_of_registration(command: Command[RegisterProject]) -> Iterator[Need]:
    """The project, and what it served so far or cites now."""
    yield from needs_of_project(command.data.source, command.data.said)


def register_project(command: Command[RegisterProject], known: Known, context: Context) -> Iterator[Change]:
    """Who asks over HTTP or from a file cannot wait, so what is cited must be released."""
    source, said = command.data.source, checked(command.data.said, context)
    _check_lead(command.principal, source, said, known)
    found = register(source, said, context.now, known, context)
    yield from found.changes
    outcome = "accepted" if found.changes else "unchanged"
    yield Answer({"id": found.project.id, "outcome": outcome, "cases": list(found.cases)})


def _check_lead(principal: Principal, source: str, said: NoticeProjectRegistered, known: Known) -> None:
    """Raises NotYourBody of a project that another body leads, as is said or as is known: a source may be shared."""
    before = known.get(PROJECTS, project_id(source, said.reference))
    for led_by in (said, before) if before else (said,):
        check_body(principal, slug(led_by.lead_body), "lead_body")


def needs_of_resolution(command: Command[ResolveDuplication]) -> Iterator[Need]:
    """The duplication, and the case of the need that the two serve."""
    yield from needs_of_case(command.data.recommendation_id)
    yield Need(DUPLICATIONS, command.data.duplication_id)


def resolve(command: Command[ResolveDuplication], known: Known, context: Context) -> Iterator[Change]:
    """How the two projects go together. The need is one case before and after, so no figure counts it twice."""
    said = command.data.said
    one = known.get(DUPLICATIONS, command.data.duplication_id)
    if one is None:
        raise NotFound
    if one.status == "resolved":
        _check_same(one, said)
        yield Answer({"id": one.id, "status": "resolved"})
        return
    one_kept = said.resolution in ("merged", "one_withdrawn")
    if said.kept_project_id not in (one.project_ids if one_kept else (None, *one.project_ids)):
        raise NotOneOfThem(fields=("kept_project_id",))
    one = replace(one, kept_project_id=said.kept_project_id, note=said.note)
    yield from resolved(one, said.resolution, context.today)
    if one_kept:
        yield from kept(one, known, context.today)
    yield Answer({"id": one.id, "status": "resolved"})


def _check_same(one: Duplication, said: Resolved) -> None:
    """Raises AlreadyResolved, naming in what this differs from what was decided."""
    names = ("resolution", "kept_project_id", "note")
    differing = tuple(name for name in names if getattr(one, name) != getattr(said, name))
    if differing:
        raise AlreadyResolved(fields=differing)


COMMANDS: Final[dict[type, Rule[Any]]] = {
    RegisterProject: Rule(needs_of_registration, register_project),
    ResolveDuplication: Rule(needs_of_resolution, resolve),
}
