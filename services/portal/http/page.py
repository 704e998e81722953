"""One page for one reader: in their language, in their right, with what all pages have in common."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Final, Protocol
from urllib.parse import quote, urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from reference import LANGUAGES, Language, Reference
from services.portal.asking.client import Asker, S
from services.portal.asking.parts import Part
from services.portal.asking.right import Right
from services.portal.asking.shapes.common import Session
from services.portal.http.portal import Portal
from services.portal.http.reader import find_right
from services.portal.languages import OWN_NAMES, choose_language, write_direction
from services.portal.words import Words, read_words
from shared.web.answers import HEADERS, tag
from shared.web.identity.ways_back import is_way_back
from shared.web.languages import find_language
from shared.web.server.addresses import find_address

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script, nothing from elsewhere, and shown in no other page."""
SIGN_IN: Final = "/ui/session"
OF_PAGES: Final = HEADERS | {
    "Vary": "Authorization, Cookie, Accept, Accept-Language",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(slots=True)
class Page:
    """What an endpoint makes its page with."""

    portal: Portal
    request: Request
    words: Words
    asker: Asker
    right: Right
    who: asyncio.Task[Part[Session]] | None
    """It is asked while the rest is. None: nobody whom we know."""
    asked_language: Language | None
    """That which the address names; the links of the page keep it."""

    @property
    def reference(self) -> Reference:
        return self.portal.reference

    async def ask(self, service: str, path: str, shape: type[S], **query: str | int | None) -> Part[S]:
        """Asks a service in the reader's right (`Asker.ask`)."""
        return await self.asker.ask(service, path, shape, **query)

    def link(self, path: str, **query: str | int | None) -> str:
        """The address of another page, in the same language."""
        kept = {name.rstrip("_"): value for name, value in query.items() if value not in (None, "")}
        if self.asked_language:
            kept["lang"] = self.asked_language
        return f"{path}?{urlencode(kept)}" if kept else path

    def state_name(self, state: str) -> str:
        """The State's short name; the code where there is no such State."""
        member = self.reference.member(state)
        return member.names[self.words.language] if member else state

    def theme_name(self, theme: str) -> str:
        """The theme's title; the code where it is new."""
        known = self.reference.theme(theme)
        return known.titles[self.words.language] if known else theme

    async def render(self, template: str, here: str, title: str, status: int = 200, **values: Any) -> Response:
        """The page. `here`: where in the navigation it is."""
        common = {
            "words": self.words,
            "say": self.words.say,
            "name": self.words.name,
            "day": self.words.day,
            "number": self.words.number,
            "link": self.link,
            "state_name": self.state_name,
            "theme_name": self.theme_name,
            "language": self.words.language,
            "direction": write_direction(self.words.language),
            "languages": self._list_languages(),
            "who": (await self.who).value if self.who else None,
            "sign_in": self._link_sign_in(),
            "here": here,
            "asked_language": self.asked_language,
            "title": title,
            "synthetic": False,
        }
        text = self.portal.templates.get_template(template).render({**common, **values})
        body = text.encode("utf-8", "replace")
        return Response(body, status, {**OF_PAGES, "ETag": tag(body)}, "text/html; charset=utf-8")

    def _link_sign_in(self) -> str:
        """Where to sign in; it leads back to this page."""
        url = self.request.url
        here = quote(url.path) + (f"?{url.query}" if url.query else "")
        may_come_back = self.request.method == "GET" and url.path != SIGN_IN and is_way_back(here)
        return self.link(SIGN_IN, back=here if may_come_back else None)

    def _list_languages(self) -> list[tuple[Language, str, str]]:
        """Each with its own name and the address of this page in it."""
        query = [(name, value) for name, value in self.request.query_params.multi_items() if name != "lang"]
        path = self.request.url.path
        return [(one, OWN_NAMES[one], f"{path}?{urlencode([*query, ('lang', one)])}") for one in LANGUAGES]


def begin_page(request: Request, lang: str | None) -> Page:
    """A page for whoever asks."""
    portal: Portal = request.app.state.portal
    headers = request.headers
    right = find_right(headers, portal.cookies)
    language = choose_language(lang, headers.get("accept-language", ""))
    asker = portal.asker.for_reader(
        right,
        ("Accept-Language", language),
        # Whoever asks for others is not inside: so it can be shown nothing that is for those inside alone.
        ("X-Forwarded-For", find_address(request.scope) or "unknown"),
        ("X-Correlation-Id", request.state.correlation_id),
    )
    who = asyncio.create_task(asker.ask("exchange", "/session", Session))
    who.add_done_callback(
        lambda task: task.cancelled() or task.exception()
    )  # the page itself fails on it, or none does
    page = Page(portal, request, read_words(language), asker, right, who, find_language(lang))
    request.state.page = page
    return page


async def _open(
    request: Request,
    lang: Annotated[str | None, Query(description="The language: ar, zh, en, fr, ru or es.", max_length=35)] = None,
) -> Page:
    return begin_page(request, lang)


Opened = Annotated[Page, Depends(_open)]


class MayBeSynthetic(Protocol):
    """A thing that says whether it was invented."""

    @property
    def synthetic(self) -> bool: ...


def is_synthetic(*lists: Iterable[MayBeSynthetic]) -> bool:
    """Whether something in these lists was invented."""
    return any(item.synthetic for one in lists for item in one)
