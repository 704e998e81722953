"""Routes of pages: whatever goes wrong, a person gets a page that says so in plain words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, Final

import structlog
from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from fastapi.security import HTTPBearer

from services.portal.http.page import Page, begin_page
from shared.engine.refusal import Refusal
from shared.web.access import ABOUT_BEARER
from shared.web.identity.sessions import COOKIE as SESSION
from shared.web.identity.sessions import TOKEN
from shared.web.problems import Invalid, NotAcceptable, TokenUnknown, hide_error
from shared.web.routes import CheckedRoute
from shared.web.server.addresses import find_network
from shared.web.server.requests_under_way import RequestsUnderWay

log = structlog.get_logger()

KNOWN: Final = frozenset({400, 401, 403, 404, 406, 410, 422, 429, 502, 503})
"""Those of which a page says what they mean; of any other it says that something went wrong."""


_BEARER: Final = HTTPBearer(auto_error=False, description=ABOUT_BEARER)
"""For the OpenAPI document alone: whoever is asked judges the token."""


class PageRoute(CheckedRoute):
    """A route whose refusals are pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def show(request: Request) -> Response:
            turns: RequestsUnderWay = request.app.state.requests_under_way
            try:
                # Each page asks several services: whoever asks for many at once waits, and the others do not.
                async with AsyncExitStack() as turn:
                    await turn.enter_async_context(turns.turn(f"pages {find_network(request.scope)}"))
                    return await _answer_to_its_end(turn.pop_all(), answer(request))
            except NotAcceptable:
                raise
            except Exception as error:
                return await _show_error(request, _refusal_of(request, error))

        return show


async def _answer_to_its_end(turn: AsyncExitStack, answer: Coroutine[Any, Any, Response]) -> Response:
    """The answer. Who leaves keeps the turn until all that was asked for the page is answered.

    So nobody has more questions under way than pages, whether the reader waits for them or not.
    """

    async def finish() -> Response:
        async with turn:
            return await answer

    task = asyncio.create_task(finish())
    task.add_done_callback(lambda one: one.cancelled() or one.exception())  # the reader may have left
    return await asyncio.shield(task)


def _refusal_of(request: Request, error: Exception) -> Refusal:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, RequestValidationError):
        return Invalid()
    log.error("page failed", path=request.scope["route"].path, error=error)
    return hide_error(error)


async def _show_error(request: Request, refusal: Refusal) -> Response:
    """What went wrong, in the reader's language. Nothing of the request is repeated."""
    request.state.refusal = refusal.code
    page: Page = getattr(request.state, "page", None) or begin_page(request, request.query_params.get("lang"))
    if isinstance(refusal, TokenUnknown):
        _forget_reader(page)
    status = refusal.status if refusal.status in KNOWN else 500
    return await page.render(
        "error.html",
        "",
        page.words.say(f"error-{status}"),
        refusal.status,
        code=status,
        correlation_id=request.state.correlation_id,
    )


def _forget_reader(page: Page) -> None:
    """A proof that lets nobody in proves nothing on the next page either: the browser is told to forget it."""
    page.who = None
    cookies = page.portal.cookies
    if cookies is not None and not page.request.headers.get("authorization"):
        name = TOKEN if page.right.by_token else SESSION
        page.request.state.answer_headers = {"Set-Cookie": cookies.clear(name)}


def pages(tag: str) -> APIRouter:
    """An empty router for pages of one kind."""
    return APIRouter(
        tags=[tag], route_class=PageRoute, default_response_class=HTMLResponse, dependencies=[Depends(_BEARER)]
    )
