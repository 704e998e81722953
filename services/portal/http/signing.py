"""`/ui/session`: who reads here and what they may see; signing in at a provider, or by a token.

A token may be entered where a browser keeps it safe: by TLS, or on this machine. It stands in a cookie that no script
reads and no other site makes a browser send. Portal alone reads that cookie, and only asks with it: no command does.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import Response

from services.portal.asking.client import NotSignedIn
from services.portal.asking.right import Right
from services.portal.asking.shapes.common import Session
from services.portal.http.page import OF_PAGES, Opened, Page
from services.portal.http.reader import IS_TOKEN, TOKEN
from services.portal.http.routes import pages
from shared.engine.refusal import NotFound
from shared.web.identity.cookies import Cookies
from shared.web.identity.sessions import check_origin
from shared.web.server.reading import read_body

KEPT: Final = 8 * 60 * 60
"""Seconds that a browser keeps a token: a working day."""
HERE: Final = "/ui/session"
END: Final = f"{HERE}/end"
OWN_BODIES: Final = frozenset({HERE, END})
LARGEST_FORM: Final = 8_000


def routes() -> APIRouter:
    """Who reads."""
    router = pages("session")

    @router.get(HERE)
    async def show_reader(page: Opened) -> Response:
        """Who reads here, what they may see, and how to sign in or out."""
        return await _show(page)

    @router.post(HERE, include_in_schema=False)
    async def enter_token(page: Opened, request: Request) -> Response:
        """Keeps a token in the browser, if it lets somebody in."""
        cookies = _check_form(page, request)
        token = _read_token(await read_body(request.headers, request.receive, LARGEST_FORM))
        if not await _lets_in(page, token):
            return await _show(page, status=403, refused=True)
        return _go_on(page, cookies.write(TOKEN, token, KEPT))

    @router.post(END, include_in_schema=False)
    async def forget_token(page: Opened, request: Request) -> Response:
        """Takes the token out of the browser."""
        cookies = _check_form(page, request)
        return _go_on(page, cookies.clear(TOKEN))

    return router


def _check_form(page: Page, request: Request) -> Cookies:
    """Raises ForeignPage for a form of another site, NotFound where no token is kept."""
    if page.portal.cookies is None:
        raise NotFound
    check_origin(request.headers, page.portal.public_url)
    return page.portal.cookies


def _read_token(body: bytes) -> str:
    """The token in the form; empty for none, or for what no token looks like."""
    sent = parse_qs(body.decode("ascii", "replace")).get("token", [])
    token = sent[0].strip() if len(sent) == 1 else ""
    return token if IS_TOKEN.fullmatch(token) else ""


async def _lets_in(page: Page, token: str) -> bool:
    if not token:
        return False
    asker = page.asker.for_reader(Right((("Authorization", f"Bearer {token}"),)), *page.asker.headers)
    try:
        found = await asker.ask("exchange", "/session", Session)
    except NotSignedIn:
        return False
    return found.demand().principal is not None


async def _show(page: Page, status: int = 200, refused: bool = False) -> Response:
    return await page.render(
        "session.html",
        "session",
        page.words.say("session-title"),
        status,
        may_enter=page.portal.cookies is not None,
        by_token=page.right.by_token,
        may_sign_in=await page.asker.has_page("exchange", "/sign-in"),
        refused=refused,
    )


def _go_on(page: Page, cookie: str) -> Response:
    return Response(None, 303, {**OF_PAGES, "Location": page.link(HERE), "Set-Cookie": cookie})
