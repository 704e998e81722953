"""`/duplications`: two projects for one need of one State, and what was decided of them (OP24). Pure."""

from __future__ import annotations

from services.unoct.duplications.commands import ResolveDuplication, needs_of_resolution, resolve_duplication
from services.unoct.duplications.model import DuplicationStatus
from services.unoct.duplications.views import DUPLICATION, DuplicationChange
from services.unoct.parameters import ThingId
from shared.engine.declarations import Action, By, Listing, Member, Resource, Single

RESOURCE = Resource(
    "duplications",
    (
        Listing(
            "list_duplications",
            "/duplications",
            "Pairs of projects for one need.",
            DUPLICATION,
            (
                By("state", Member),
                By("status", DuplicationStatus),
                By("recommendation", ThingId, "recommendation_id"),
                By("project", ThingId, "project_ids", "has"),
            ),
        ),
        Single("show_duplication", "/duplications/{id}", "A pair.", DUPLICATION),
        Action(
            "resolution",
            "/duplications/{id}/resolution",
            ResolveDuplication,
            needs_of_resolution,
            resolve_duplication,
            DUPLICATION,
            answers=DuplicationChange,
            who="un",
            make_of=lambda _, row, given: ResolveDuplication(row.id, row.recommendation_id, given),
        ),
    ),
)
