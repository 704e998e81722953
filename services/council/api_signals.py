"""`/imports/fatf`, `/imports/terrorism-index`, `/imports/treaties`, and `/signals`: for the Committee alone."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from contracts.vocabulary import Line, SignalKind
from services.council.imports import import_fatf, import_terrorism_index, import_treaties
from services.council.shapes import SIGNAL
from services.council.signals import SIGNALS
from shared.engine.declarations import Filter
from shared.engine.handler import Handler
from shared.web.access import Officer, Reader
from shared.web.answers import answer
from shared.web.documents.shapes import list_of
from shared.web.imports import ANSWERED, file_body, imported
from shared.web.lists import Paged, many
from shared.web.routes import resources
from shared.web.states import StateFilter

SCHEMA: Final = "council"
OWN_BODIES: Final = frozenset({"/imports/fatf", "/imports/terrorism-index", "/imports/treaties"})
"""Read here: larger than other bodies, and no JSON."""
CSV: Final = file_body("text/csv")
Treaty = Annotated[Line, Query(description="The treaty's name; by it the file is known when it comes again.")]


def routes(handler: Handler) -> list[APIRouter]:
    """Imports of signals, and the signals."""
    return [_imports(handler), _signals(handler)]


def _imports(handler: Handler) -> APIRouter:
    router = resources("imports")

    @router.post("/imports/fatf", **ANSWERED, openapi_extra=CSV)
    async def fatf(request: Request, principal: Officer) -> Response:
        """A CSV of FATF ratings, an evaluation a line. The same file again changes nothing."""
        return await imported(request, principal, lambda file, importer: import_fatf(handler, file, importer))

    @router.post("/imports/terrorism-index", **ANSWERED, openapi_extra=CSV)
    async def terrorism_index(request: Request, principal: Officer) -> Response:
        """A CSV of the Global Terrorism Index, a State and year a line. The same file again changes nothing."""
        return await imported(
            request, principal, lambda file, importer: import_terrorism_index(handler, file, importer)
        )

    @router.post("/imports/treaties", **ANSWERED, openapi_extra=CSV)
    async def treaties(request: Request, principal: Officer, treaty: Treaty) -> Response:
        """A CSV of a treaty's status, a participant a line, by its English name. Again it changes nothing."""
        name = " ".join(treaty.split())
        return await imported(request, principal, lambda file, importer: import_treaties(handler, file, importer, name))

    return router


def _signals(handler: Handler) -> APIRouter:
    router = resources("signals")

    @router.get("/signals", response_model=list_of(SIGNAL))
    async def list_signals(
        principal: Reader, page: Paged, state: StateFilter = None, kind: SignalKind | None = None
    ) -> Response:
        """What others publish about States, as it was imported."""
        filters = [Filter("state", state), Filter("kind", kind)]
        return answer(await many(handler.reads, SCHEMA, SIGNALS, principal, page, filters))

    return router
