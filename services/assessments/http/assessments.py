"""`/assessments`: drafted, completed, received, noted, corrected, withdrawn, disclosed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import Response

from contracts.vocabulary import AssessmentKind
from services.assessments.assessments.commands import (
    Completion,
    Correcting,
    Disclosure,
    Noting,
    Observations,
    OnAssessment,
    Receipt,
    Said,
    SharedDraft,
    ShareDraft,
    Submit,
    SubmittedReport,
    Withdrawal,
)
from services.assessments.assessments.model import (
    ASSESSMENTS,
    CORRECTIONS,
    FINDINGS,
    RECOMMENDATIONS,
    AssessmentStatus,
    Report,
)
from services.assessments.assessments.needs import find_report
from services.assessments.assessments.views import view_assessment, view_correction, view_report
from services.assessments.disclosure import Decision
from services.assessments.http.access import SCHEMA
from services.assessments.http.shapes import ASSESSMENT, CORRECTION, REPORT
from services.assessments.names import OWN_SOURCE
from shared.engine.handler import Handler
from shared.engine.notices.sources import source_of
from shared.engine.principals import Principal
from shared.engine.rules import Known, NotFound, Table
from shared.engine.storage import tables
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.commands import FromOfficer, run
from shared.web.documents.shapes import Change, list_of
from shared.web.lists import Filter, Paged, Pool, many, one
from shared.web.routes import resources
from shared.web.states import StateFilter


def routes(handler: Handler) -> APIRouter:
    """The resource of assessments."""
    router = resources("assessments")
    _reading(router, handler)
    _beginning(router, handler)
    _going_on(router, handler)
    return router


def _reading(router: APIRouter, handler: Handler) -> None:
    @router.get("/assessments", response_model=list_of(ASSESSMENT))
    async def list_assessments(
        principal: Reader,
        page: Paged,
        state: StateFilter = None,
        kind: AssessmentKind | None = None,
        status: AssessmentStatus | None = None,
    ) -> Response:
        """Assessments that you may see, without their parts."""
        filters = [Filter("state", state), Filter("kind", kind), Filter("status", status)]
        found = await many(
            handler.reads, SCHEMA, ASSESSMENTS, principal, page, filters, lambda row: view_assessment(row, principal)
        )
        return answer(found)

    @router.get("/assessments/{assessment}", response_model=REPORT)
    async def show_assessment(principal: Reader, assessment: str) -> Response:
        """An assessment with those of its parts that you may see."""
        return answer(view_report(await read_report(handler.reads, assessment, principal), principal))

    @router.get("/assessments/{assessment}/corrections", response_model=list_of(CORRECTION))
    async def list_corrections(principal: Reader, page: Paged, assessment: str) -> Response:
        """How it was corrected, and what it was before: for the Committee, and the State itself."""
        await one(handler.reads, SCHEMA, ASSESSMENTS, assessment, principal)
        filters = [Filter("assessment_id", assessment)]
        return answer(await many(handler.reads, SCHEMA, CORRECTIONS, principal, page, filters, view_correction))


def _beginning(router: APIRouter, handler: Handler) -> None:
    @router.post("/assessments", response_model=Change, status_code=201)
    async def submit_assessment(envelope: FromOfficer, body: Annotated[SubmittedReport, AsJson]) -> Response:
        """A final report was submitted to the CTC: it is completed at once."""
        source = source_of(envelope.principal, body.source, OWN_SOURCE)
        return await run(handler, envelope, Submit(source, body), created="/assessments")

    @router.post("/assessments/drafts", response_model=Change, status_code=201)
    async def share_draft(envelope: FromOfficer, body: Annotated[SharedDraft, AsJson]) -> Response:
        """A draft was shared with the State, which has 30 days for its observations."""
        source = source_of(envelope.principal, body.source, OWN_SOURCE)
        return await run(handler, envelope, ShareDraft(source, body), created="/assessments")


def _going_on(router: APIRouter, handler: Handler) -> None:
    @router.post("/assessments/{assessment}/observations", response_model=Change)
    async def observations(envelope: FromOfficer, assessment: str, body: Annotated[Observations, AsJson]) -> Response:
        """The State's factual observations on the draft arrived."""
        return await say(handler, envelope, assessment, body)

    @router.post("/assessments/{assessment}/completion", response_model=Change)
    async def completion(envelope: FromOfficer, assessment: str, body: Annotated[Completion, AsJson]) -> Response:
        """The draft's final report was submitted to the CTC."""
        return await say(handler, envelope, assessment, body)

    @router.post("/assessments/{assessment}/receipt", response_model=Change)
    async def receipt(envelope: FromOfficer, assessment: str, body: Annotated[Receipt, AsJson]) -> Response:
        """The State received the final report."""
        return await say(handler, envelope, assessment, body)

    @router.post("/assessments/{assessment}/noting", response_model=Change)
    async def noting(envelope: FromOfficer, assessment: str, body: Annotated[Noting, AsJson]) -> Response:
        """The CTC took note of the report."""
        return await say(handler, envelope, assessment, body)

    @router.post("/assessments/{assessment}/corrections", response_model=Change)
    async def correction(envelope: FromOfficer, assessment: str, body: Annotated[Correcting, AsJson]) -> Response:
        """Any field, as it should have been, and why. The original is kept."""
        return await say(handler, envelope, assessment, body)

    @router.post("/assessments/{assessment}/withdrawal", response_model=Change)
    async def withdrawal(envelope: FromOfficer, assessment: str, body: Annotated[Withdrawal, AsJson]) -> Response:
        """The assessment, or its draft, is withdrawn."""
        return await say(handler, envelope, assessment, body)

    @router.post("/assessments/{assessment}/disclosure", response_model=Change)
    async def disclosure(envelope: FromOfficer, assessment: str, body: Annotated[Decision, AsJson]) -> Response:
        """Who may have the report, or the parts named, from now on (OP19)."""
        return await say(handler, envelope, assessment, Disclosure(body))


async def say(handler: Handler, envelope: FromOfficer, assessment: str, said: Said) -> Response:
    """Says something of an assessment that the principal may see; `If-Match` takes the `ETag` of its `GET`."""
    principal = envelope.principal
    of = await one(handler.pool, SCHEMA, ASSESSMENTS, assessment, principal)

    def represent(known: Known) -> object | None:
        standing = find_report(known, assessment)
        return None if standing is None else view_report(standing, principal)

    async def read() -> object:
        return view_report(await read_report(handler.pool, assessment, principal), principal)

    return await run(handler, envelope, OnAssessment(of, said), represent=represent, read=read)


async def read_report(pool: Pool, assessment: str, principal: Principal) -> Report:
    """The assessment with all its parts. Raises NotFound if the principal may not see it."""
    async with pool.acquire() as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        known = Known()
        for table, by in _PARTS:
            at = tables.stored(table, SCHEMA)
            query = f"select {at.column_list} from {at.full_name} where {by} = $1"
            known.rows[table] = {row[0]: at.build(row) for row in await connection.fetch(query, assessment)}
    found = find_report(known, assessment)
    if found is None or not principal.sees(found.assessment.audience, found.assessment.parties):
        raise NotFound
    return found


_PARTS: tuple[tuple[Table[Any], str], ...] = (
    (ASSESSMENTS, "id"),
    (RECOMMENDATIONS, "assessment_id"),
    (FINDINGS, "assessment_id"),
)
