"""`/programmes`, `/consents`, `/visit-requests` (OP12): the list is the Committee's, the rest also the State's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from services.assessments.consents.commands import AnswerConsent, AskConsent, AskedConsent
from services.assessments.consents.model import CONSENTS, ConsentAnswer, ConsentStatus
from services.assessments.http.access import SCHEMA
from services.assessments.http.shapes import CONSENT, PROGRAMME, VISIT_REQUEST
from services.assessments.programmes.commands import ChangeList
from services.assessments.programmes.model import PROGRAMMES, AdoptedList, ProgrammeChange
from services.assessments.programmes.rules import programme_id
from services.assessments.visit_requests.commands import RequestedVisit
from services.assessments.visit_requests.model import VISIT_REQUESTS
from shared.engine.handler import Handler
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.changing import change
from shared.web.commands import Envelope, FromOfficer, run
from shared.web.documents.shapes import Change, list_of
from shared.web.lists import Filter, Paged, many, one
from shared.web.routes import resources
from shared.web.states import StateFilter

YearOf = Annotated[int, Path(description="The year of the list.", ge=1945, le=9999)]
OfYear = Annotated[int | None, Query(description="Of this year's list.", ge=1945, le=9999)]
Status = Annotated[ConsentStatus | None, Query(description="`lapsed`: not answered by the end of the list's year.")]


def routes(handler: Handler) -> list[APIRouter]:
    """The resources of the programme."""
    return [_programmes(handler), _consents(handler), _requests(handler)]


def _programmes(handler: Handler) -> APIRouter:
    router = resources("programmes")

    @router.get("/programmes", response_model=list_of(PROGRAMME))
    async def list_programmes(principal: Reader, page: Paged) -> Response:
        """The lists that the CTC adopted, one a year."""
        return answer(await many(handler.reads, SCHEMA, PROGRAMMES, principal, page))

    @router.get("/programmes/{year}", response_model=PROGRAMME)
    async def show_programme(principal: Reader, year: YearOf) -> Response:
        """A year's list: States with coded reasons and evidence, and what was changed since it was adopted."""
        row = await one(handler.reads, SCHEMA, PROGRAMMES, programme_id(year), principal)
        return answer(row)

    @router.post("/programmes", response_model=Change, status_code=201)
    async def adopted_list(envelope: FromOfficer, body: Annotated[AdoptedList, AsJson]) -> Response:
        """The CTC adopted the list of a year."""
        response = await run(handler, envelope, body)
        response.status_code, response.headers["Location"] = 201, f"/programmes/{body.year}"
        return response

    @router.post("/programmes/{year}/changes", response_model=Change)
    async def change_of_list(envelope: FromOfficer, year: YearOf, body: Annotated[ProgrammeChange, AsJson]) -> Response:
        """The list changed after adoption: States added, removed or listed for other reasons, and why."""
        return await change(handler, envelope, PROGRAMMES, programme_id(year), ChangeList(year, body))

    @router.post("/programmes/{year}/consents", response_model=Change, status_code=201)
    async def asked_consent(envelope: FromOfficer, year: YearOf, body: Annotated[AskedConsent, AsJson]) -> Response:
        """A State on the list was asked for its consent to a visit."""
        await one(handler.pool, SCHEMA, PROGRAMMES, programme_id(year), envelope.principal)
        said = replace(body, state=_id(handler, body.state))
        return await run(handler, envelope, AskConsent(year, said), created="/consents")

    return router


def _consents(handler: Handler) -> APIRouter:
    router = resources("consents")

    @router.get("/consents", response_model=list_of(CONSENT))
    async def list_consents(
        principal: Reader, page: Paged, state: StateFilter = None, year: OfYear = None, status: Status = None
    ) -> Response:
        """Consent to visits: asked, given, declined, or lapsed."""
        filters = [Filter("state", state), Filter("year", year), Filter("status", status)]
        return answer(await many(handler.reads, SCHEMA, CONSENTS, principal, page, filters))

    @router.get("/consents/{consent}", response_model=CONSENT)
    async def show_consent(principal: Reader, consent: str) -> Response:
        """What a State was asked for a year, and what it answered."""
        row = await one(handler.reads, SCHEMA, CONSENTS, consent, principal)
        return answer(row)

    @router.post("/consents/{consent}/answer", response_model=Change)
    async def answer_of_state(envelope: Envelope, consent: str, body: Annotated[ConsentAnswer, AsJson]) -> Response:
        """The State gave its consent or declined, as an officer or the State itself says. The last answer stands."""
        return await change(handler, envelope, CONSENTS, consent, AnswerConsent(consent, body))

    return router


def _requests(handler: Handler) -> APIRouter:
    router = resources("visit-requests")

    @router.get("/visit-requests", response_model=list_of(VISIT_REQUEST))
    async def list_requests(principal: Reader, page: Paged, state: StateFilter = None, year: OfYear = None) -> Response:
        """Visits that States requested themselves; `year` is that for which they are wished."""
        filters = [Filter("state", state), Filter("year", year)]
        return answer(await many(handler.reads, SCHEMA, VISIT_REQUESTS, principal, page, filters))

    @router.get("/visit-requests/{request}", response_model=VISIT_REQUEST)
    async def show_request(principal: Reader, request: str) -> Response:
        """A State's own request."""
        row = await one(handler.reads, SCHEMA, VISIT_REQUESTS, request, principal)
        return answer(row)

    @router.post("/visit-requests", response_model=Change, status_code=201)
    async def requested_visit(envelope: Envelope, body: Annotated[RequestedVisit, AsJson]) -> Response:
        """A State asked for a visit: itself, or through an officer."""
        said = replace(body, state=_id(handler, body.state))
        return await run(handler, envelope, said, created="/visit-requests")

    return router


def _id(handler: Handler, code: str) -> str:
    """The State's id, by an alias too; what is no Member's is left for the rule to refuse."""
    state = handler.reference.member(code)
    return state.id if state else code
