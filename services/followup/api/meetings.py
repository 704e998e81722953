"""`/meetings`: to which the Chair invites States (OP16, OP17), who answered, and who came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from contracts.vocabulary import MeetingKind
from services.followup.api.shapes import MEETING
from services.followup.commands.meetings.answering import AnswerInvitation, GivenAnswer
from services.followup.commands.meetings.outcome import (
    CancelMeeting,
    GivenCancellation,
    GivenRecord,
    RecordMeeting,
)
from services.followup.commands.meetings.planning import ChangePlan, GivenPlan, NewMeeting, PlanMeeting
from services.followup.meetings import Meeting, MeetingStatus, party_of, shown_meeting
from services.followup.tables import MEETINGS
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.app import resources
from shared.web.bodies import AsJson
from shared.web.changing import change
from shared.web.commands import Envelope, run
from shared.web.documents.shapes import list_of
from shared.web.lists import Filter, Paged, many, one
from shared.web.states import StateFilter

Year = Annotated[int | None, Query(description="In which it is planned for, or was held.", ge=1945, le=9999)]


def routes(handler: Handler) -> APIRouter:
    """Meetings, their plans, the answers to them, and what became of them."""
    router = resources("meetings")
    _shown(router, handler)
    _planned(router, handler)
    _over(router, handler)
    return router


def _for(principal: Principal) -> Callable[[Meeting], Any]:
    return lambda meeting: shown_meeting(meeting, principal)


def _shown(router: APIRouter, handler: Handler) -> None:
    @router.get("/meetings", response_model=list_of(MEETING))
    async def list_meetings(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        kind: MeetingKind | None = None,
        status: MeetingStatus | None = None,
        year: Year = None,
    ) -> Response:
        """Meetings that you may see; `state`: to which it was invited. A State sees its own part in each."""
        if state is not None and not principal.insider(state):
            return answer({"items": [], "next": None})  # who else was invited is not a State's to find out
        filters = [
            Filter("parties", None if state is None else party_of(state), "has"),
            Filter("kind", kind),
            Filter("status", status),
            Filter("day", None if year is None else date(year, 1, 1), ">="),
            Filter("day", None if year is None else date(year, 12, 31), "<="),
        ]
        return answer(
            await many(handler.reads, handler.service.name, MEETINGS, principal, page, filters, _for(principal))
        )

    @router.get("/meetings/{meeting}", response_model=MEETING)
    async def show_meeting(principal: Reader, meeting: str) -> Response:
        """One meeting."""
        return answer(
            shown_meeting(await one(handler.reads, handler.service.name, MEETINGS, meeting, principal), principal)
        )


def _planned(router: APIRouter, handler: Handler) -> None:
    @router.post("/meetings", response_model=MEETING, status_code=201)
    async def plan(envelope: Envelope, body: Annotated[NewMeeting, AsJson]) -> Response:
        """The Chair invites States' senior officials (OP16), or calls a regional or thematic meeting (OP17)."""
        return await run(handler, envelope, PlanMeeting(body), created="/meetings")

    @router.post("/meetings/{meeting}/plan", response_model=MEETING)
    async def change_plan(envelope: Envelope, meeting: str, body: Annotated[GivenPlan, AsJson]) -> Response:
        """The plan as it now is; a State that is still invited keeps its answer."""
        view, command = _for(envelope.principal), ChangePlan(meeting, body)
        return await change(handler, envelope, MEETINGS, meeting, command, view)

    @router.post("/meetings/{meeting}/answers", response_model=MEETING)
    async def respond(envelope: Envelope, meeting: str, body: Annotated[GivenAnswer, AsJson]) -> Response:
        """A State's officials come, or do not; entered by an officer, or by the State itself."""
        view, command = _for(envelope.principal), AnswerInvitation(meeting, body)
        return await change(handler, envelope, MEETINGS, meeting, command, view)


def _over(router: APIRouter, handler: Handler) -> None:
    @router.post("/meetings/{meeting}/record", response_model=MEETING)
    async def record(envelope: Envelope, meeting: str, body: Annotated[GivenRecord, AsJson]) -> Response:
        """The meeting was held, and these invited States attended."""
        view, command = _for(envelope.principal), RecordMeeting(meeting, body)
        return await change(handler, envelope, MEETINGS, meeting, command, view)

    @router.post("/meetings/{meeting}/cancellation", response_model=MEETING)
    async def cancel(envelope: Envelope, meeting: str, body: Annotated[GivenCancellation, AsJson]) -> Response:
        """The meeting does not take place; the invited States may read the reason."""
        view, command = _for(envelope.principal), CancelMeeting(meeting, body)
        return await change(handler, envelope, MEETINGS, meeting, command, view)
