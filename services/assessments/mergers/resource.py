"""`/visits/{visit}/merger`, `/separation`, `/mergers`: what is part of a visit, by whose decision. Pure."""

from __future__ import annotations

from functools import partial

from services.assessments.mergers.commands import (
    MergeVisits,
    SeparateVisits,
    merge_visits,
    needs_of_merger,
    needs_of_separation,
    separate_visits,
)
from services.assessments.visits.model import MERGED_VISITS, MergedVisit
from services.assessments.visits.views import VISIT
from shared.engine.declarations import Action, Listing, Resource, View, for_all
from shared.web.documents.shapes import Change, shape

MERGER: View[MergedVisit] = View(MERGED_VISITS, for_all(lambda row: row), shape("MergedVisit", MergedVisit))
_command = partial(Action, on=VISIT, answers=Change, who="committee")
"""On a visit: the Committee's own staff gives it."""

RESOURCE = Resource(
    "visits",
    (
        Listing(
            "list_mergers",
            "/visits/{visit}/mergers",
            "What was merged into it, by whose decision: for the Committee, and the State itself.",
            MERGER,
            within=VISIT,
            column="visit_id",
        ),
        _command("merger", "/visits/{visit}/merger", MergeVisits, needs_of_merger, merge_visits),
        _command("separation", "/visits/{visit}/separation", SeparateVisits, needs_of_separation, separate_visits),
    ),
)
