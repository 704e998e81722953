"""In whose right a page is made: the bearer token, the session, or the token that was entered here."""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import Headers

from services.portal.asking.right import OF_NOBODY, Right
from shared.web.identity.cookies import Cookies, split_cookies
from shared.web.identity.sessions import COOKIE as SESSION
from shared.web.identity.sessions import TOKEN

IS_TOKEN: Final = re.compile(r"[A-Za-z0-9._~+/=-]{1,2000}")


def find_right(headers: Headers, cookies: Cookies | None) -> Right:
    """A bearer token counts before all, as everywhere; then the session; then a token that was entered here.

    `cookies`: those of this installation; None where a cookie is not safe.
    """
    bearer = headers.getlist("authorization")
    if bearer:
        return Right(tuple(("Authorization", one) for one in bearer))
    if sessions := _list_sessions(headers, cookies):
        return Right((("Cookie", "; ".join(sessions)),))
    token = cookies.read(headers, TOKEN) if cookies else None
    if token and IS_TOKEN.fullmatch(token):
        return Right((("Authorization", f"Bearer {token}"),), by_token=True)
    return OF_NOBODY


def has_session(headers: Headers, cookies: Cookies) -> bool:
    """Whether somebody is signed in with this browser, or was."""
    return bool(_list_sessions(headers, cookies))


def _list_sessions(headers: Headers, cookies: Cookies | None) -> list[str]:
    """Without `__Host-` another host of the same domain may have set it."""
    wanted = f"{cookies.prefix}{SESSION}" if cookies else None
    return [one for one in split_cookies(headers) if one.partition("=")[0] == wanted]
