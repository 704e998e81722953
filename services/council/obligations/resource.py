"""`/obligations`: what the mandates ask for. Pure."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from contracts.vocabulary import Day
from services.council.obligations.commands import (
    NoteRequest,
    RecordPerformance,
    needs_occurrence,
    needs_request,
    note_request,
    record_performance,
)
from services.council.obligations.correcting import CORRECTABLE
from services.council.obligations.model import State
from services.council.obligations.views import VIEW
from shared.engine.declarations import Action, By, Filter, Listing, Parameter, Resource, Single
from shared.web.corrections import corrections_of
from shared.web.documents.shapes import Made

RESOURCE = Resource(
    "obligations",
    (
        Listing(
            "list_obligations",
            "/obligations",
            "What the mandates ask for, one item an occurrence: of a yearly obligation, one a year.",
            VIEW,
            (
                By("obligation", about="Its id in the mandate's file."),
                By("mandate"),
                By("status", State, "state"),
                By("due_before", Day, "due_on", "<"),
            ),
            where=(Filter("in_mandate", True),),
        ),
        Single("show", "/obligations/{obligation_id}", "One of them.", VIEW, where=(Filter("in_mandate", True),)),
        Action(
            "ask_for",
            "/obligations",
            NoteRequest,
            needs_request,
            note_request,
            creates="/obligations",
            answers=Made,
            who="committee",
        ),
        Action(
            "record_performance",
            "/obligations/{obligation_id}/performance",
            RecordPerformance,
            needs_occurrence,
            record_performance,
            on=VIEW,
            answers=Made,
            who="committee",
        ),
        *corrections_of(CORRECTABLE, "/obligations/{obligation_id}", VIEW),
    ),
    parameters={"obligation_id": Parameter(Annotated[str, Field(min_length=1, max_length=200)])},
)
