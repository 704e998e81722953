"""`/steps`: practical steps of the joint report, with owner, day and indicator (OP24)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from services.unoct.api.common import SCHEMA
from services.unoct.api.shapes import STEP
from services.unoct.commands.steps import AgreeOnStep, CompleteStep, Completion, SaidStep
from services.unoct.model import StepStatus
from services.unoct.tables import STEPS
from services.unoct.views import view_step
from shared.engine.declarations import Filter
from shared.engine.handler import Handler
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.changing import change
from shared.web.commands import Envelope, run
from shared.web.documents.shapes import Change, list_of
from shared.web.lists import Paged, many, one
from shared.web.routes import resources
from shared.web.states import StateFilter


def routes(handler: Handler) -> APIRouter:
    """The resource of steps."""
    router = resources("steps")

    @router.get("/steps", response_model=list_of(STEP))
    async def list_steps(
        principal: Reader,
        page: Paged,
        owner: Annotated[str | None, Query(max_length=500)] = None,
        status: StepStatus | None = None,
        state: StateFilter = None,
    ) -> Response:
        """Steps, each as it stands today: agreed, overdue or done."""
        today = await handler.today()
        filters = [Filter("owner", owner), Filter("state", state), *_as_it_stands(status, today)]
        shown = await many(handler.reads, SCHEMA, STEPS, principal, page, filters, partial(view_step, today=today))
        return answer(shown)

    @router.get("/steps/{id}", response_model=STEP)
    async def show_step(principal: Reader, id: str) -> Response:  # noqa: A002 - the path's own name
        """A step, as it stands today."""
        return answer(view_step(await one(handler.reads, SCHEMA, STEPS, id, principal), await handler.today()))

    @router.post("/steps", response_model=Change, status_code=201)
    async def agree_on_step(envelope: Envelope, body: Annotated[SaidStep, AsJson]) -> Response:
        """CTED and UNOCT agree on a step."""
        return await run(handler, envelope, AgreeOnStep(body), created="/steps")

    @router.post("/steps/{id}/completion", response_model=Change)
    async def completion(envelope: Envelope, id: str, body: Annotated[Completion, AsJson]) -> Response:  # noqa: A002
        """The step is done."""
        show = partial(view_step, today=await handler.today())
        return await change(handler, envelope, STEPS, id, CompleteStep(id, body), show)

    return router


def _as_it_stands(status: StepStatus | None, today: date) -> list[Filter]:
    """The same as `Step.status`, for the database."""
    if status is None:
        return []
    if status == "done":
        return [Filter("done", True)]
    return [Filter("done", False), Filter("due_on", today, "<" if status == "overdue" else ">=")]
