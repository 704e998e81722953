"""HTTP of editions, for each report the same: those that were transmitted, and what becomes of them after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from contracts.vocabulary import Day, Text
from services.council.documents.forms import Form
from services.council.editions.asking import Accept, CutOff, Freeze, InLanguage, list_addresses
from services.council.editions.forms.http import (
    OTHER_TYPES,
    FormAsked,
    answer_edition,
    choose_form,
    form_named,
)
from services.council.editions.languages import LanguageAsked
from services.council.editions.making import draft_correction, find_edition
from services.council.editions.model import EDITIONS, Asked
from services.council.editions.shapes import DOCUMENT, EDITION, EditionGone, EditionMade
from services.council.editions.views import show_edition
from services.council.editions.withdrawing import Withdrawal, WithdrawEdition
from services.council.names import SCHEMA
from shared.engine.declarations import Filter
from shared.engine.principals import Principal
from shared.engine.rules import NotFound
from shared.web.access import Reader
from shared.web.answers import answer, as_json
from shared.web.bodies import AsJson
from shared.web.commands import FromOfficer, run
from shared.web.documents.openapi import also_as, may_refuse
from shared.web.documents.shapes import list_of
from shared.web.lists import Paged, read_many
from shared.web.problems import Invalid
from shared.web.routes import build_router, find_handler

Number = Annotated[int | None, Query(description="The edition with this number.", ge=1, le=1_000_000)]


@dataclass(frozen=True, slots=True)
class Correction:
    """The last edition is wrong: a corrected one takes its place."""

    reason: Text
    """Why; the Committee's alone."""
    cut_off: Day | None = None
    """If left out, that of the last edition."""


@cache
def build_routes() -> APIRouter:
    """`/reports` and below, for each report the same. Made once in a process."""
    router = build_router("reports")
    for _, path, about in list_addresses():
        _add_editions(router, path, about)
        _add_changes(router, path, about)
    return router


def _add_editions(router: APIRouter, path: str, about: Asked) -> None:
    async def answer_with(
        http: Request, reader: Principal, asked: Asked, form: Form, language: LanguageAsked
    ) -> Response:
        if asked.edition is not None and (asked.cut_off or asked.freeze):
            raise Invalid("edition: an edition has its own cut-off and freeze", ("edition",))
        kept = await find_edition(find_handler(http), reader, asked, language)
        if kept is None:
            raise NotFound("There is no such edition of this report. It may not be transmitted yet.")
        return await answer_edition(http, kept, form, reader)

    @router.get(f"{path}.{{form}}", response_model=DOCUMENT, responses=also_as(*OTHER_TYPES) | may_refuse(410))
    async def show_report_in_form(
        http: Request,
        reader: Reader,
        form: FormAsked,
        language: InLanguage,
        edition: Number = None,
        cut_off: CutOff = None,
        freeze: Freeze = None,
        of: Asked = about,
    ) -> Response:
        """The same edition in the form with which the address ends, whatever `Accept` says."""
        asked = replace(of, edition=edition, cut_off=cut_off, freeze=freeze)
        return await answer_with(http, reader, asked, form_named(form), language)

    @router.get(path, response_model=DOCUMENT, responses=also_as(*OTHER_TYPES) | may_refuse(410))
    async def show_report(
        http: Request,
        reader: Reader,
        language: InLanguage,
        edition: Number = None,
        cut_off: CutOff = None,
        freeze: Freeze = None,
        accept: Accept = "",
        of: Asked = about,
    ) -> Response:
        """An edition of the report, which was transmitted, in the form and language that are asked for.

        Nothing is made here.

        The last one, or that with this number, or with this cut-off and freeze.
        After a State narrowed its choice, all but the Committee get the edition's redacted reissue.
        """
        asked = replace(of, edition=edition, cut_off=cut_off, freeze=freeze)
        return await answer_with(http, reader, asked, choose_form(accept), language)

    @router.get(f"{path}/editions", response_model=list_of(EDITION))
    async def list_editions_of_one(http: Request, reader: Reader, page: Paged, of: Asked = about) -> Response:
        """The editions of the report."""
        reads, wanted = find_handler(http).reads, [Filter("series", of.series)]
        found = await read_many(
            reads, SCHEMA, EDITIONS, reader, page, wanted, lambda edition: as_json(show_edition(edition, reader))
        )
        return answer(found)


def _add_changes(router: APIRouter, path: str, about: Asked) -> None:
    @router.post(f"{path}/corrections", response_model=EditionMade)
    async def correct_report(
        http: Request, envelope: FromOfficer, body: Annotated[Correction, AsJson], of: Asked = about
    ) -> Response:
        """A numbered corrected edition with what is known now, in place of the last one (rule 11)."""
        handler = find_handler(http)
        return await run(
            handler, envelope, await draft_correction(handler, replace(of, cut_off=body.cut_off), body.reason)
        )

    @router.post(f"{path}/withdrawal", response_model=EditionGone, responses=may_refuse(410))
    async def withdraw_report(
        http: Request, envelope: FromOfficer, body: Annotated[Withdrawal, AsJson], of: Asked = about
    ) -> Response:
        """The last edition, or that with this number, is withdrawn. It answers 410 from then on."""
        return await run(find_handler(http), envelope, WithdrawEdition(of, body))
