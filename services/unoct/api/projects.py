"""`/projects`: projects and programmes that Compact entities register."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from contracts.vocabulary import ProjectKind, ProjectStatus
from services.unoct.api.common import SCHEMA, State, Theme, ThingId
from services.unoct.commands.projects import RegisterProject, SaidProject, source_of
from services.unoct.tables import PROJECTS
from services.unoct.views import view
from shared.door import Door
from shared.http.access import Reader
from shared.http.answers import answer
from shared.http.app import resources
from shared.http.bodies import AsJson
from shared.http.commands import Envelope, run
from shared.http.lists import Filter, Paged, many, one
from shared.http.problems import NotAllowed


def routes(door: Door) -> APIRouter:
    """The resource of projects."""
    router = resources("projects")

    @router.get("/projects")
    async def list_projects(
        principal: Reader,
        page: Paged,
        state: State = None,
        theme: Theme = None,
        kind: ProjectKind | None = None,
        status: ProjectStatus | None = None,
        recommendation: ThingId = None,
        source: Annotated[str | None, Query(max_length=500)] = None,
        reference: ThingId = None,
    ) -> Response:
        """Projects and programmes."""
        filters = [
            Filter("states", state, "has"),
            Filter("themes", theme, "has"),
            Filter("kind", kind),
            Filter("status", status),
            Filter("recommendations", recommendation, "has"),
            Filter("source", source),
            Filter("reference", reference),
        ]
        return answer(await many(door.pool, SCHEMA, PROJECTS, principal, page, filters, view))

    @router.get("/projects/{id}")
    async def show_project(principal: Reader, id: str) -> Response:  # noqa: A002 - the path's own name
        """A project."""
        return answer(view(await one(door.pool, SCHEMA, PROJECTS, id, principal)))

    @router.post("/projects", status_code=201)
    async def register_project(envelope: Envelope, body: Annotated[SaidProject, AsJson]) -> Response:
        """Registers a project; with the same reference again, the project as it now is.

        Cited recommendations must be released to the UN: a notice can wait for them, a command cannot.
        """
        if not envelope.principal.sees("un"):
            raise NotAllowed
        source = source_of(envelope.principal, body.source)
        return await run(door, envelope, RegisterProject(source, body), created="/projects")

    return router
