"""How readers see a project. Pure."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from pydantic import BaseModel

from contracts.ids import slug
from contracts.vocabulary import Outcome
from services.unoct.access import UNOCT
from services.unoct.projects.model import PROJECTS, Project
from services.unoct.showing import INTERNAL, SHOWN_AS, show_row
from shared.engine.declarations import View, for_all
from shared.engine.notices.sources import speaks_as_body
from shared.engine.principals import Principal
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


def leave_out(row: Project, withheld: Set[str], principal: Principal) -> Project:
    """The project without what is withheld from its reader. Who acts on a product's withdrawal sees it nevertheless."""
    cites, took_up = (tuple(id_ for id_ in ids if id_ not in withheld) for ids in (row.recommendations, row.taken_up))
    row = replace(row, recommendations=cites, taken_up=took_up)
    if _acts_on_marks(row, principal):
        return row
    products, marked = (
        tuple(id_ for id_ in ids if id_ not in withheld) for ids in (row.products, row.withdrawn_products)
    )
    return replace(row, products=products, withdrawn_products=marked)


def _acts_on_marks(row: Project, principal: Principal) -> bool:
    """Whether it is the body that cites the product, or UNOCT, which brings the bodies' projects together."""
    return UNOCT in principal.parties or speaks_as_body(principal, slug(row.lead_body))
