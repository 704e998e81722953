"""`/ui/session`: who reads here and what they may see; signing in at a provider, or by a token.

A token may be entered where a browser keeps it safe: by TLS, or on this machine. It stands in a cookie that no script
reads and no other site makes a browser send. Portal alone reads that cookie, and only asks with it: no command does.
"""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from services.portal.asking.client import NotSignedIn
from services.portal.asking.right import Right
from services.portal.asking.shapes.common import Session
from services.portal.http.page import OF_PAGES, SIGN_IN, Opened, Page
from services.portal.http.reader import IS_TOKEN, has_session
from services.portal.http.routes import pages
from shared.engine.refusal import NotFound, Refusal
from shared.web.identity.cookies import Cookies
from shared.web.identity.sessions import TOKEN, check_origin
from shared.web.identity.ways_back import is_way_back
from shared.web.problems import Invalid
from shared.web.server.reading import read_body

KEPT: Final = 8 * 60 * 60
"""Seconds that a browser keeps a token: a working day."""
HERE: Final = SIGN_IN
END: Final = f"{HERE}/end"
OWN_BODIES: Final = frozenset({HERE, END})
LARGEST_FORM: Final = 8_000


class SignedIn(Refusal):
    """Somebody is signed in with this browser: sign out before you enter a token."""


def _find_way_back(back: Annotated[str, Query(description="The page to go to then.", max_length=2000)] = HERE) -> str:
    """The page from which a person came. Raises Invalid for an address of somebody else."""
    if not is_way_back(back):
        raise Invalid("back: should be a path of this installation", ("back",))
    return back


Back = Annotated[str, Depends(_find_way_back)]


def build_routes() -> APIRouter:
    """Who reads."""
    router = pages("session")

    @router.get(HERE)
    async def show_reader(page: Opened, back: Back) -> Response:
        """Who reads here, what they may see, and how to sign in or out."""
        return await _show(page, back)

    @router.post(HERE, include_in_schema=False)
    async def enter_token(page: Opened, request: Request, back: Back) -> Response:
        """Keeps a token in the browser, if it lets somebody in, and leads back to where they came from."""
        cookies = _check_form(page, request)
        if has_session(request.headers, cookies):
            raise SignedIn
        token = _read_token(await read_body(request.headers, request.receive, LARGEST_FORM))
        if not await _lets_in(page, token):
            return await _show(page, back, status=403, refused=True)
        return _go_to(back if back != HERE else page.link(HERE), cookies.write(TOKEN, token, KEPT))

    @router.post(END, include_in_schema=False)
    async def forget_token(page: Opened, request: Request) -> Response:
        """Takes the token out of the browser."""
        cookies = _check_form(page, request)
        return _go_to(page.link(HERE), cookies.clear(TOKEN))

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


async def _show(page: Page, back: str, status: int = 200, refused: bool = False) -> Response:
    return await page.render(
        "session.html",
        "session",
        page.words.say("session-title"),
        status,
        may_enter=page.portal.cookies is not None,
        by_token=page.right.by_token,
        may_sign_in=await page.asker.has_page("exchange", "/sign-in"),
        refused=refused,
        back=back,
    )


def _go_to(path: str, cookie: str) -> Response:
    return Response(None, 303, {**OF_PAGES, "Location": path, "Set-Cookie": cookie})
