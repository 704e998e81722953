"""`/visit-requests`: visits that States requested themselves (OP12), for the Committee and the State itself. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contracts.vocabulary import Year
from services.assessments.programmes.rules import id_of_state
from services.assessments.visit_requests.commands import RequestedVisit, RequestVisit, needs_of_request, request_visit
from services.assessments.visit_requests.correcting import CORRECTABLE
from services.assessments.visit_requests.model import VISIT_REQUESTS, VisitRequest
from shared.engine.declarations import Action, By, Listing, Member, Resource, Single, View, Viewer, for_all
from shared.web.corrections import corrections_of
from shared.web.documents.shapes import Change, shape

VISIT_REQUEST: View[VisitRequest] = View(VISIT_REQUESTS, for_all(lambda row: row), shape("VisitRequest", VisitRequest))


def _request(viewer: Viewer, _: Sequence[str], given: RequestedVisit) -> RequestVisit:
    return RequestVisit(replace(given, state=id_of_state(given.state, viewer.reference)))


RESOURCE = Resource(
    "visit-requests",
    (
        Listing(
            "list_requests",
            "/visit-requests",
            "Visits that States requested themselves; `year` is that for which they are wished.",
            VISIT_REQUEST,
            (
                By("state", Member),
                By("year", Year, about="Of this year's list."),
            ),
        ),
        Single("show_request", "/visit-requests/{request}", "A State's own request.", VISIT_REQUEST),
        Action(
            "requested_visit",
            "/visit-requests",
            RequestVisit,
            needs_of_request,
            request_visit,
            creates="/visit-requests",
            answers=Change,
            make=_request,
        ),
        *corrections_of(CORRECTABLE, "/visit-requests/{request}", VISIT_REQUEST),
    ),
)
