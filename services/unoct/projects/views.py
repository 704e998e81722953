"""How readers see a project. Pure."""

from __future__ import annotations

from pydantic import BaseModel

from contracts.vocabulary import Outcome
from services.unoct.projects.model import PROJECTS, Project
from services.unoct.showing import INTERNAL, SHOWN_AS, show_row
from shared.engine.declarations import View, for_all
from shared.web.documents.shapes import shape, types_of


class ProjectChange(BaseModel):
    """The project, and the cases that it took up by what was said."""

    id: str
    outcome: Outcome
    cases: list[str]


PROJECT: View[Project] = View(
    PROJECTS,
    for_all(show_row),
    shape(
        "Project",
        Project,
        hidden=INTERNAL | SHOWN_AS.keys(),
        also={shown: types_of(Project)[field] for field, shown in SHOWN_AS.items()},
    ),
)
"""What it cites and its reader may not have is left out before it is shown."""
