"""`/feeds` of what was released: the newest first, for programs that read news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query
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
from shared.web.routes import resources

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


def routes(handler: Handler, outside: Outside) -> APIRouter:
    """The three feeds."""
    router = resources("feeds")

    @router.get("/feeds/reports.atom", response_class=Response, responses=_XML | _REFUSES)
    async def feed_reports(
        principal: Reader,
        since: IfModifiedSince,
        audience: Audience = "public",
        report: OneReport = None,
        lang: Lang = None,
    ) -> Response:
        """The newest editions of reports that the audience has, as Atom. Titles are in English."""
        entries, changed = await _read(handler, principal, audience, "released.report.%", report, lang)
        url = _address(outside, "reports.atom", report, lang)
        pieces = atom.write_atom("Reports", url, outside.public_url, entries, changed)
        body = b"".join(await work_in_pieces(str.encode, pieces))
        return answer_dated(body, atom.MEDIA_TYPE, changed, since)

    @router.get("/feeds/reports.json", response_class=Response, responses=_JSON | _REFUSES)
    async def feed_reports_as_json(
        principal: Reader,
        since: IfModifiedSince,
        audience: Audience = "public",
        report: OneReport = None,
        lang: Lang = None,
    ) -> Response:
        """The same as JSON Feed 1.1."""
        entries, changed = await _read(handler, principal, audience, "released.report.%", report, lang)
        url = _address(outside, "reports.json", report, lang)
        body = dump(json_feed.as_json_feed("Reports", url, outside.public_url, entries))
        return answer_dated(body, json_feed.MEDIA_TYPE, changed, since)

    @router.get("/feeds/released.atom", response_class=Response, responses=_XML | _REFUSES)
    async def feed_released(principal: Reader, since: IfModifiedSince, audience: Audience = "public") -> Response:
        """The newest of all that the audience has, as Atom. What was withdrawn is said too."""
        entries, changed = await _read(handler, principal, audience, "released.%")
        home = outside.public_url
        url = f"{home}/feeds/released.atom"
        pieces = atom.write_atom("Released", url, home, entries, changed)
        body = b"".join(await work_in_pieces(str.encode, pieces))
        return answer_dated(body, atom.MEDIA_TYPE, changed, since)

    return router


def _address(outside: Outside, name: str, report: str | None, lang: str | None) -> str:
    """Of the feed itself. A reader takes two addresses for two feeds."""
    query = urlencode({key: value for key, value in (("report", report), ("lang", lang)) if value})
    return f"{outside.public_url}/feeds/{name}{'?' * bool(query)}{query}"


async def _read(
    handler: Handler,
    principal: Principal,
    audience: ReleasedTo,
    types: str,
    report: str | None = None,
    lang: str | None = None,
) -> tuple[Sequence[Entry], datetime]:
    """The newest entries, and when the feed of this audience changed last. Raises NotFound for who is not of it."""
    check_audience(audience, principal)
    async with handler.reads.acquire() as connection, connection.transaction(readonly=True):
        entries = await work_as_read(
            lambda record: build_entry(record["event"], record["thing_id"], record["recorded_at"], lang),
            connection.cursor(_NEWEST, audience, types, NEWEST, report, prefetch=AT_ONCE),
        )
        changed = await connection.fetchval(_CHANGED, audience, types, WITHDRAWN, report)
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
