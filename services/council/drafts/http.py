"""HTTP of drafts, for each report the same. No plain declarations: a draft is counted before its command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from contracts.vocabulary import Day, Text
from services.council.documents.forms import Form
from services.council.drafts.commands import AddedWords, AddWords
from services.council.drafts.deciding import (
    AdoptDraft,
    Adoption,
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
    read_draft,
    read_drafts,
)
from services.council.drafts.printing import check_printable
from services.council.drafts.shapes import AgreedTo, Changes, DraftShown, StepTaken, Transmitted
from services.council.drafts.transmitting import Transmission, TransmitDraft
from services.council.drafts.views import compare_documents, show_draft
from services.council.editions.asking import Accept, CutOff, Freeze, InLanguage, list_addresses
from services.council.editions.forms.http import OTHER_TYPES, FormAsked, answer_document, choose_form, form_named
from services.council.editions.forms.rendering import Renderer
from services.council.editions.languages import LanguageAsked
from services.council.editions.model import Asked
from services.council.editions.shapes import DOCUMENT
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.web.access import Reader
from shared.web.answers import answer
from shared.web.commands import FromUn, run
from shared.web.documents.openapi import also_as, may_refuse
from shared.web.documents.shapes import list_of
from shared.web.instants import Instant
from shared.web.routes import resources

NumberOf = Annotated[int, Path(description="The number of the draft.", ge=1, le=1_000_000)]
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


def add_routes(handler: Handler, renderer: Renderer) -> APIRouter:
    """What is below each report, from its provisional count to its transmission."""
    router = resources("reports")
    for kind, path, about in list_addresses():
        _add_counts(router, handler, path, about, renderer)
        _add_drafts(router, handler, path, about, renderer)
        _add_words(router, handler, path, about, renderer)
        _add_considering(router, handler, path, about)
        _add_adoption(router, handler, path, about)
        _add_transmission(router, handler, path, about, renderer)
        if kind.of_both:
            _add_agreement(router, handler, path, about)
    return router


def _add_counts(router: APIRouter, handler: Handler, path: str, about: Asked, renderer: Renderer) -> None:
    @router.get(f"{path}/provisional", response_model=DOCUMENT, responses=also_as(*OTHER_TYPES) | may_refuse(403))
    async def show_provisional(
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
        return await answer_document(
            renderer, await count_provisional(handler, reader, asked, language), form, "provisional"
        )

    @router.post(f"{path}/drafts", response_model=StepTaken)
    async def make_draft(envelope: FromUn, body: WantedDraft, of: Asked = about) -> Response:
        """Freezes the figures as the next draft. The draft before it is set aside, and its words are carried over."""
        asked = replace(of, cut_off=body.cut_off, freeze=body.freeze)
        return await run(
            handler, envelope, await count_for_draft(handler, envelope.principal, asked, body.reason or "")
        )


def _add_drafts(router: APIRouter, handler: Handler, path: str, about: Asked, renderer: Renderer) -> None:
    @router.get(f"{path}/drafts", response_model=list_of(DraftShown))
    async def list_drafts(reader: Reader, of: Asked = about) -> Response:
        """The drafts of the report, for the Committee and those who make it."""
        drafts = await read_drafts(handler, reader, of.series)
        return answer({"items": [show_draft(one) for one in drafts], "next": None})

    async def answer_with(reader: Principal, series: str, number: int, form: Form, language: LanguageAsked) -> Response:
        found = await find_draft(handler, reader, series, number)
        return await answer_document(renderer, await read_draft(handler, found, language), form, f"draft-{number}")

    may_answer = also_as(*OTHER_TYPES) | may_refuse(409)

    @router.get(f"{path}/drafts/{{draft}}.{{form}}", response_model=DOCUMENT, responses=may_answer)
    async def show_draft_in_form(
        reader: Reader, draft: NumberOf, form: FormAsked, language: InLanguage, of: Asked = about
    ) -> Response:
        """The same draft in the form with which the address ends."""
        return await answer_with(reader, of.series, draft, form_named(form), language)

    @router.get(f"{path}/drafts/{{draft}}", response_model=DOCUMENT, responses=may_answer)
    async def show_one_draft(
        reader: Reader, draft: NumberOf, language: InLanguage, accept: Accept = "", of: Asked = about
    ) -> Response:
        """A draft, with its stage on every page and the words of people."""
        return await answer_with(reader, of.series, draft, choose_form(accept), language)

    @router.get(f"{path}/drafts/{{draft}}/changes", response_model=Changes, responses=may_refuse(409))
    async def show_changes(reader: Reader, draft: NumberOf, since: Since = None, of: Asked = about) -> Response:
        """The figures that differ from those of an earlier draft."""
        later = await find_draft(handler, reader, of.series, draft)
        earlier = await find_draft(handler, reader, of.series, since or max(1, draft - 1))
        return answer(compare_documents(await read_draft(handler, earlier), await read_draft(handler, later)))


def _add_words(router: APIRouter, handler: Handler, path: str, about: Asked, renderer: Renderer) -> None:
    @router.post(f"{path}/words", response_model=StepTaken)
    async def add_words(envelope: FromUn, body: AddedWords, of: Asked = about) -> Response:
        """Adds a text that people wrote to a section of the draft, in one language. No recount changes it."""
        await check_printable(renderer, body.text)
        return await run(handler, envelope, AddWords(of, body))


def _add_considering(router: APIRouter, handler: Handler, path: str, about: Asked) -> None:
    @router.post(f"{path}/consideration", response_model=StepTaken)
    async def open_consideration(envelope: FromUn, body: Consideration, of: Asked = about) -> Response:
        """Begins the no-objection period for the draft."""
        return await run(handler, envelope, OpenConsideration(of, body))

    @router.post(f"{path}/objections", response_model=StepTaken)
    async def record_objection(envelope: FromUn, body: MembersObjection, of: Asked = about) -> Response:
        """A member of the Committee objects to the draft, asks for a change, or lifts what it said."""
        return await run(handler, envelope, RecordObjection(of, body))


def _add_adoption(router: APIRouter, handler: Handler, path: str, about: Asked) -> None:
    @router.post(f"{path}/adoption", response_model=StepTaken)
    async def adopt_draft(envelope: FromUn, body: Adoption, of: Asked = about) -> Response:
        """The draft is adopted: nobody objected by the last day, or a meeting adopted it."""
        return await run(handler, envelope, AdoptDraft(of, body))


def _add_transmission(router: APIRouter, handler: Handler, path: str, about: Asked, renderer: Renderer) -> None:
    @router.post(f"{path}/transmission", response_model=Transmitted)
    async def transmit_draft(envelope: FromUn, body: Transmission, of: Asked = about) -> Response:
        """The adopted report is sent to whom it is for. Only this publishes it, and meets the obligation."""
        await check_printable(renderer, body.to, body.symbol or "")
        return await run(handler, envelope, TransmitDraft(of, body))


def _add_agreement(router: APIRouter, handler: Handler, path: str, about: Asked) -> None:
    @router.post(f"{path}/agreement", response_model=AgreedTo)
    async def agree_on_draft(envelope: FromUn, of: Asked = about) -> Response:
        """CTED or UNOCT agrees to the draft, for its own side (OP24)."""
        return await run(handler, envelope, AgreeOnDraft(of))
