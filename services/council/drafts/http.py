"""HTTP of drafts, for each report the same. No plain declarations: a draft is counted before its command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from contracts.vocabulary import Day, Text
from services.council.documents.forms import Form
from services.council.drafts.commands import AddedWords, AddWords, check_maker
from services.council.drafts.deciding import (
    AdoptDraft,
    Adoption,
    Agreement,
    AgreeOnDraft,
    Consideration,
    MembersObjection,
    OpenConsideration,
    RecordObjection,
)
from services.council.drafts.making import (
    count_for_draft,
    count_provisional,
    find_draft,
    prepare_transmission,
    read_draft,
    read_drafts,
)
from services.council.drafts.printing import check_printable
from services.council.drafts.shapes import AgreedTo, Changes, DraftShown, StepTaken, Transmitted
from services.council.drafts.transmitting import Transmission
from services.council.drafts.views import compare_documents, show_draft
from services.council.editions.asking import Accept, CutOff, Freeze, InLanguage, list_addresses
from services.council.editions.forms.http import (
    OTHER_TYPES,
    FormAsked,
    answer_document,
    choose_form,
    find_renderer,
    form_named,
)
from services.council.editions.languages import LanguageAsked
from services.council.editions.model import Asked
from services.council.editions.shapes import DOCUMENT
from shared.engine.principals import Principal
from shared.web.access import Reader, admit_again
from shared.web.answers import answer
from shared.web.bodies import AsJson
from shared.web.commands import FromUn, run
from shared.web.documents.openapi import also_as, may_refuse
from shared.web.documents.shapes import list_of
from shared.web.instants import Instant
from shared.web.routes import build_router, find_handler

NumberOf = Annotated[int, Path(description="The number of the draft.", ge=1, le=1_000_000)]
WHATEVER: Final = Agreement()
Since = Annotated[int | None, Query(description="The earlier draft; if left out, the one before.", ge=1, le=1_000_000)]


@dataclass(frozen=True, slots=True)
class WantedDraft:
    """The figures are counted and frozen now."""

    cut_off: Day | None = None
    """What occurred later is left out. If left out: the year's last day, or today in a running year."""
    freeze: Instant | None = None
    """What was recorded later is left out. If left out: now."""
    reason: Text | None = None
    """Why it is to take the place of the last edition, where there is one; the Committee's alone."""


@cache
def build_routes() -> APIRouter:
    """What is below each report, from its provisional count to its transmission. Made once in a process."""
    router = build_router("reports")
    for kind, path, about in list_addresses():
        _add_counts(router, path, about)
        _add_drafts(router, path, about)
        _add_words(router, path, about)
        _add_considering(router, path, about)
        _add_adoption(router, path, about)
        _add_transmission(router, path, about)
        if kind.of_both:
            _add_agreement(router, path, about)
    return router


def _add_counts(router: APIRouter, path: str, about: Asked) -> None:
    @router.get(f"{path}/provisional", response_model=DOCUMENT, responses=also_as(*OTHER_TYPES) | may_refuse(403))
    async def show_provisional(
        http: Request,
        reader: Reader,
        language: InLanguage,
        cut_off: CutOff = None,
        freeze: Freeze = None,
        accept: Accept = "",
        of: Asked = about,
    ) -> Response:
        """The report as counted now. It is kept nowhere, and meets no obligation.

        For those who make the report: others could have it counted each day, and subtract (rule 12).
        """
        asked = replace(of, cut_off=cut_off, freeze=freeze)
        form = choose_form(accept)
        counted = await count_provisional(find_handler(http), reader, asked, language)
        return await answer_document(http, counted, form, reader, "provisional")

    @router.post(f"{path}/drafts", response_model=StepTaken)
    async def make_draft(
        http: Request, envelope: FromUn, body: Annotated[WantedDraft, AsJson], of: Asked = about
    ) -> Response:
        """Freezes the figures as the next draft. The draft before it is set aside, and its words are carried over."""
        asked = replace(of, cut_off=body.cut_off, freeze=body.freeze)
        handler = find_handler(http)
        return await run(
            handler, envelope, await count_for_draft(handler, envelope.principal, asked, body.reason or "")
        )


def _add_drafts(router: APIRouter, path: str, about: Asked) -> None:
    @router.get(f"{path}/drafts", response_model=list_of(DraftShown))
    async def list_drafts(http: Request, reader: Reader, of: Asked = about) -> Response:
        """The drafts of the report, for the Committee and those who make it."""
        drafts = await read_drafts(find_handler(http), reader, of.series)
        return answer({"items": [show_draft(one) for one in drafts], "next": None})

    async def answer_with(
        http: Request, reader: Principal, series: str, number: int, form: Form, language: LanguageAsked
    ) -> Response:
        handler = find_handler(http)
        document = await read_draft(handler, await find_draft(handler, reader, series, number), language)
        return await answer_document(http, document, form, reader, f"draft-{number}")

    may_answer = also_as(*OTHER_TYPES) | may_refuse(409)

    @router.get(f"{path}/drafts/{{draft}}.{{form}}", response_model=DOCUMENT, responses=may_answer)
    async def show_draft_in_form(
        http: Request, reader: Reader, draft: NumberOf, form: FormAsked, language: InLanguage, of: Asked = about
    ) -> Response:
        """The same draft in the form with which the address ends."""
        return await answer_with(http, reader, of.series, draft, form_named(form), language)

    @router.get(f"{path}/drafts/{{draft}}", response_model=DOCUMENT, responses=may_answer)
    async def show_one_draft(
        http: Request, reader: Reader, draft: NumberOf, language: InLanguage, accept: Accept = "", of: Asked = about
    ) -> Response:
        """A draft, with its stage on every page and the words of people."""
        return await answer_with(http, reader, of.series, draft, choose_form(accept), language)

    @router.get(f"{path}/drafts/{{draft}}/changes", response_model=Changes, responses=may_refuse(409))
    async def show_changes(
        http: Request, reader: Reader, draft: NumberOf, since: Since = None, of: Asked = about
    ) -> Response:
        """The figures that differ from those of an earlier draft."""
        handler = find_handler(http)
        later = await find_draft(handler, reader, of.series, draft)
        earlier = await find_draft(handler, reader, of.series, since or max(1, draft - 1))
        return answer(compare_documents(await read_draft(handler, earlier), await read_draft(handler, later)))


def _add_words(router: APIRouter, path: str, about: Asked) -> None:
    @router.post(f"{path}/words", response_model=AgreedTo)
    async def add_words(
        http: Request, envelope: FromUn, body: Annotated[AddedWords, AsJson], of: Asked = about
    ) -> Response:
        """Adds a text that people wrote to a section of the draft, in one language. No recount changes it.

        Other words take the agreement of CTED and UNOCT anew (OP24). Those of UNOCT's briefing are its own (OP25).
        """
        check_maker(envelope.principal, of.report)
        await check_printable(find_renderer(http), envelope.principal, body.text)
        await admit_again(http)
        return await run(find_handler(http), envelope, AddWords(of, body))


def _add_considering(router: APIRouter, path: str, about: Asked) -> None:
    @router.post(f"{path}/consideration", response_model=StepTaken)
    async def open_consideration(
        http: Request, envelope: FromUn, body: Annotated[Consideration, AsJson], of: Asked = about
    ) -> Response:
        """The Committee's staff begins the no-objection period for the draft."""
        return await run(find_handler(http), envelope, OpenConsideration(of, body))

    @router.post(f"{path}/objections", response_model=StepTaken)
    async def record_objection(
        http: Request, envelope: FromUn, body: Annotated[MembersObjection, AsJson], of: Asked = about
    ) -> Response:
        """The Committee's staff records that a member objects, asks for a change, or lifts what it said."""
        return await run(find_handler(http), envelope, RecordObjection(of, body))


def _add_adoption(router: APIRouter, path: str, about: Asked) -> None:
    @router.post(f"{path}/adoption", response_model=StepTaken)
    async def adopt_draft(
        http: Request, envelope: FromUn, body: Annotated[Adoption, AsJson], of: Asked = about
    ) -> Response:
        """The Committee's staff records the adoption: nobody objected by the last day, or a meeting adopted it."""
        return await run(find_handler(http), envelope, AdoptDraft(of, body))


def _add_transmission(router: APIRouter, path: str, about: Asked) -> None:
    @router.post(f"{path}/transmission", response_model=Transmitted)
    async def transmit_draft(
        http: Request, envelope: FromUn, body: Annotated[Transmission, AsJson], of: Asked = about
    ) -> Response:
        """The adopted report is sent to whom it is for. Only this publishes it, and meets the obligation."""
        check_maker(envelope.principal, of.report)
        await check_printable(find_renderer(http), envelope.principal, body.to, body.symbol or "")
        await admit_again(http)
        handler = find_handler(http)
        return await run(handler, envelope, await prepare_transmission(handler, of, body))


def _add_agreement(router: APIRouter, path: str, about: Asked) -> None:
    @router.post(f"{path}/agreement", response_model=AgreedTo)
    async def agree_on_draft(
        http: Request, envelope: FromUn, body: Annotated[Agreement, AsJson] = WHATEVER, of: Asked = about
    ) -> Response:
        """CTED or UNOCT agrees to the draft, for its own side (OP24)."""
        return await run(find_handler(http), envelope, AgreeOnDraft(of, body))
