"""`/steps`: practical steps of the joint report, with owner, day and indicator (OP24). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from services.unoct.steps.commands import (
    AgreeOnStep,
    CompleteStep,
    agree_on_step,
    complete_step,
    needs_of_agreement,
    needs_of_completion,
)
from services.unoct.steps.correcting import CORRECTABLE
from services.unoct.steps.model import StepStatus
from services.unoct.steps.views import STEP
from shared.engine.declarations import Action, By, Filter, Listing, Member, Resource, Single, Viewer
from shared.web.corrections import corrections_of
from shared.web.documents.shapes import Change


def _with_status(status: StepStatus, viewer: Viewer) -> Iterator[Filter]:
    """The same as `Step.status`, for the database."""
    yield Filter("is_agreed", status != "proposed")
    if status == "proposed":
        return
    if status == "done":
        yield Filter("done", True)
        return
    yield Filter("done", False)
    yield Filter("due_on", viewer.today, "<" if status == "overdue" else ">=")


RESOURCE = Resource(
    "steps",
    (
        Listing(
            "list_steps",
            "/steps",
            "Steps, each as it stands today: proposed, agreed, overdue or done.",
            STEP,
            (
                By("owner", Annotated[str, Field(max_length=500)]),
                By("status", StepStatus, means=_with_status),
                By("state", Member),
            ),
        ),
        Single("show_step", "/steps/{id}", "A step, as it stands today.", STEP),
        Action(
            "agree_on_step", "/steps", AgreeOnStep, needs_of_agreement, agree_on_step, creates="/steps", answers=Change
        ),
        Action(
            "completion", "/steps/{id}/completion", CompleteStep, needs_of_completion, complete_step, STEP,
            answers=Change,
        ),
        *corrections_of(CORRECTABLE, "/steps/{id}", STEP),
    ),
)  # fmt: skip
