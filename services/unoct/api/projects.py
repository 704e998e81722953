"""`/projects`: projects and programmes that Compact entities register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, cast

from fastapi import APIRouter, Query
from fastapi.responses import Response

from contracts.vocabulary import ProjectKind, ProjectStatus
from services.unoct.api.common import SCHEMA, ThingId, of_the_un
from services.unoct.api.shapes import PROJECT, ProjectChange
from services.unoct.commands.projects import OWN_SOURCE, RegisterProject, SaidProject
from services.unoct.model import Project
from services.unoct.tables import PROJECTS, RECOMMENDATIONS
from services.unoct.views import view
from shared.engine.declarations import Filter
from shared.engine.handler import Handler
from shared.engine.notices.sources import source_of
from shared.engine.principals import Principal
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.commands import Envelope, run
from shared.web.documents.shapes import list_of
from shared.web.lists import Paged, many, one, readable
from shared.web.routes import resources
from shared.web.states import StateFilter, ThemeFilter


def routes(handler: Handler) -> APIRouter:
    """The resource of projects."""
    router = resources("projects")

    @router.get("/projects", response_model=list_of(PROJECT))
    async def list_projects(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        theme: ThemeFilter = None,
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
        found = await many(handler.reads, SCHEMA, PROJECTS, principal, page, filters)
        rows = cast("list[Project]", found["items"])
        withheld = await _withheld(handler, principal, rows)
        if recommendation in withheld:
            return answer({"items": [], "next": None})
        return answer(found | {"items": [view(_without(row, withheld)) for row in rows]})

    @router.get("/projects/{id}", response_model=PROJECT)
    async def show_project(principal: Reader, id: str) -> Response:  # noqa: A002 - the path's own name
        """A project."""
        row = await one(handler.reads, SCHEMA, PROJECTS, id, principal)
        return answer(view(_without(row, await _withheld(handler, principal, [row]))))

    @router.post("/projects", response_model=ProjectChange, status_code=201)
    async def register_project(envelope: Envelope, body: Annotated[SaidProject, AsJson]) -> Response:
        """Registers a project; with the same reference again, the project as it now is.

        Cited recommendations must be released to the UN: a notice can wait for them, a command cannot.
        """
        source = source_of(of_the_un(envelope).principal, body.source, OWN_SOURCE)
        return await run(handler, envelope, RegisterProject(source, body), created="/projects")

    return router


async def _withheld(handler: Handler, principal: Principal, rows: Sequence[Project]) -> set[str]:
    """What these projects cite or took up and this reader may not have, or no longer."""
    condition, parameters = readable(principal, 2)
    query = f"select id from {SCHEMA}.{RECOMMENDATIONS.name} where id = any($1::text[]) and not {condition}"
    cited = sorted({one for row in rows for one in row.serves})
    return {record["id"] for record in await handler.reads.fetch(query, cited, *parameters)}


def _without(row: Project, withheld: set[str]) -> Project:
    cites, took_up = (tuple(one for one in ids if one not in withheld) for ids in (row.recommendations, row.taken_up))
    return replace(row, recommendations=cites, taken_up=took_up)
