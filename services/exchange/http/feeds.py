"""`/feeds` of what was released: the newest first, for programs that read news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from contracts.audiences import ReleasedTo
from contracts.vocabulary import ReportName
from reference import Language
from services.exchange.feeds import atom, json_feed
from services.exchange.feeds.entries import Entry, build_entry
from services.exchange.http.released import WITHDRAWN, check_audience
from shared.engine.handler import Handler
from shared.engine.principals import Principal
from shared.engine.running.outside import Outside
from shared.web.access import Reader
from shared.web.answers import IfModifiedSince, answer_dated, dump
from shared.web.documents.openapi import may_refuse
from shared.web.pieces import work_as_read, work_in_pieces
from shared.web.routes import build_router

NEWEST: Final = 100
"""Entries of a feed."""
AT_ONCE: Final = 4
"""Released copies in memory for an entry each: one may have almost a megabyte."""
BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed changed last that was always empty."""
Audience = Annotated[ReleasedTo, Query(description="Whose copies.")]
OneReport = Annotated[ReportName | None, Query(description="Only editions of this report, such as `annual`.")]
Lang = Annotated[Language | None, Query(description="The language of the documents to which the entries lead.")]
_XML: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {atom.MEDIA_TYPE: {"schema": {"type": "string"}}}}}
_JSON: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {json_feed.MEDIA_TYPE: {"schema": {"type": "object"}}}}
}
_REFUSES: Final = may_refuse(404)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which copies a feed is made of."""

    audience: ReleasedTo
    types: str
    """As SQL's `like` has it."""
    report: ReportName | None = None
    lang: Language | None = None


def _want_reports(audience: Audience = "public", report: OneReport = None, lang: Lang = None) -> Wanted:
    return Wanted(audience, "released.report.%", report, lang)


OfReports = Annotated[Wanted, Depends(_want_reports)]
"""The endpoint of a feed of reports takes one."""


def build_routes(handler: Handler, outside: Outside) -> APIRouter:
    """The three feeds."""
    router = build_router("feeds")
    home = outside.public_url

    async def answer_as_atom(
        principal: Principal, since: IfModifiedSince, wanted: Wanted, title: str, path: str
    ) -> Response:
        entries, changed = await _read(handler, principal, wanted)
        pieces = atom.write_atom(title, home + _write_address(path, wanted), home, entries, changed)
        body = b"".join(await work_in_pieces(str.encode, pieces))
        return answer_dated(body, atom.MEDIA_TYPE, changed, since)

    @router.get("/feeds/reports.atom", response_class=Response, responses=_XML | _REFUSES)
    async def feed_reports(principal: Reader, since: IfModifiedSince, wanted: OfReports) -> Response:
        """The newest editions of reports that the audience has, as Atom. Titles are in English."""
        return await answer_as_atom(principal, since, wanted, "Reports", "/feeds/reports.atom")

    @router.get("/feeds/reports.json", response_class=Response, responses=_JSON | _REFUSES)
    async def feed_reports_as_json(principal: Reader, since: IfModifiedSince, wanted: OfReports) -> Response:
        """The same as JSON Feed 1.1."""
        entries, changed = await _read(handler, principal, wanted)
        url = home + _write_address("/feeds/reports.json", wanted)
        body = dump(json_feed.as_json_feed("Reports", url, home, entries))
        return answer_dated(body, json_feed.MEDIA_TYPE, changed, since)

    @router.get("/feeds/released.atom", response_class=Response, responses=_XML | _REFUSES)
    async def feed_released(principal: Reader, since: IfModifiedSince, audience: Audience = "public") -> Response:
        """The newest of all that the audience has, as Atom. What was withdrawn is said too."""
        return await answer_as_atom(
            principal, since, Wanted(audience, "released.%"), "Released", "/feeds/released.atom"
        )

    return router


def _write_address(path: str, wanted: Wanted) -> str:
    """Of the feed itself. A reader takes two addresses for two feeds."""
    query = urlencode({key: value for key, value in (("report", wanted.report), ("lang", wanted.lang)) if value})
    return f"{path}{'?' * bool(query)}{query}"


async def _read(handler: Handler, principal: Principal, wanted: Wanted) -> tuple[Sequence[Entry], datetime]:
    """The newest entries, and when the feed of this audience changed last. Raises NotFound for who is not of it."""
    check_audience(wanted.audience, principal)
    of = wanted.audience, wanted.types
    async with handler.reads.acquire() as connection, connection.transaction(readonly=True):
        entries = await work_as_read(
            lambda record: build_entry(record["event"], record["thing_id"], record["recorded_at"], wanted.lang),
            connection.cursor(_NEWEST, *of, NEWEST, wanted.report, prefetch=AT_ONCE),
        )
        changed = await connection.fetchval(_CHANGED, *of, WITHDRAWN, wanted.report)
    return entries, changed or BEGINNING


_NEWEST = """
select event, thing_id, recorded_at from exchange.feed_items
where audience = $1 and type like $2 and ($4::text is null or report = $4)
order by number desc limit $3
"""
_CHANGED = """
select max(recorded_at) from exchange.feed_items where audience = $1
and (type like $2 and ($4::text is null or report = $4) or type = $3)
"""
