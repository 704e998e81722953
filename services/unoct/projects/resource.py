"""`/projects`: projects and programmes are registered. They are read by `services.unoct.http`. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from services.unoct.names import OWN_SOURCE
from services.unoct.projects.commands import RegisterProject, SaidProject, needs_of_registration, register_project
from services.unoct.projects.views import ProjectChange
from shared.engine.declarations import Action, Resource, Viewer
from shared.engine.notices.sources import source_of


def _of_source(viewer: Viewer, _keys: Sequence[str], body: SaidProject) -> RegisterProject:
    """The command, with the source whose reference the project has."""
    return RegisterProject(source_of(viewer.principal, body.source, OWN_SOURCE), body)


RESOURCE = Resource(
    "projects",
    (
        Action(
            "register_project",
            "/projects",
            RegisterProject,
            needs_of_registration,
            register_project,
            creates="/projects",
            answers=ProjectChange,
            who="un",
            make=_of_source,
        ),
    ),
)
