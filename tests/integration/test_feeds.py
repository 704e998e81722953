"""Feeds for programs that read news: Atom and JSON Feed of what an audience has."""

from __future__ import annotations

import tracemalloc
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from services.exchange.feeds import atom
from services.exchange.feeds.entries import build_entry
from tests.support.serving import Serving
from tests.support.turns import count_turns
from tests.support.webhooks import publish, recommend, withdraw

DIGEST = "ab" * 32
ATOM = "{http://www.w3.org/2005/Atom}"


async def publish_report(exchange: Serving, name: str, title: str, report_name: str = "annual") -> None:
    report: dict[str, Any] = {
        "edition_id": name, "report": report_name, "title": title, "edition": 1, "cut_off": "2024-01-01",
        "freeze": "2024-01-02T00:00:00Z", "path": f"/reports/{name}", "digest": f"sha-256:{DIGEST}",
    }  # fmt: skip
    await publish(exchange, "report", **report)


def titles(response: httpx.Response) -> list[str | None]:
    feed = ElementTree.fromstring(response.content)
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


async def test_reports_are_the_newest_first_in_both_forms(exchange: Serving, reader: httpx.AsyncClient) -> None:
    await recommend(exchange, "r-1")
    for name in ("e-1", "e-2"):
        await publish_report(exchange, name, f"Annual <{name}>")
    atom = await reader.get("/feeds/reports.atom?audience=un")
    assert (atom.status_code, atom.headers["content-type"]) == (200, "application/atom+xml")
    assert titles(atom) == ["Annual <e-2>", "Annual <e-1>"]
    (first, *_) = ElementTree.fromstring(atom.content).iter(f"{ATOM}entry")
    link = first.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://service/reports/e-2"
    assert first.findtext(f"{ATOM}summary") == f"The SHA-256 of this edition as JSON in English is {DIGEST}."
    feed = (await reader.get("/feeds/reports.json?audience=un")).json()
    assert DIGEST in feed["items"][0]["content_text"]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert next((one["title"], one["url"]) for one in feed["items"]) == ("Annual <e-2>", "http://service/reports/e-2")


@pytest.mark.parametrize("path", ["reports", "released"])
async def test_others_have_their_turn_while_a_feed_is_made(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for number in range(5):
        await publish_report(exchange, f"e-{number}", "Annual")
    async with count_turns(monkeypatch) as turns:
        monkeypatch.setattr("services.exchange.http.feeds.build_entry", turns.note(build_entry))
        monkeypatch.setattr(atom, "add_entry", turns.note(atom.add_entry))
        assert len(titles(await reader.get(f"/feeds/{path}.atom?audience=un"))) == 5
    assert (turns.made.total(), max(turns.made.values())) == (10, 1), "each entry is read, and written"


async def test_a_feed_has_few_of_the_long_things_that_it_names_in_memory(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    for number in range(40):
        await recommend(exchange, f"r-{number}")
    await exchange.pool.execute(
        "update exchange.feed_items "
        "set event = jsonb_set(event::jsonb, '{data,findings}', to_jsonb(repeat('x', 500000)))"
    )
    tracemalloc.start()
    feed = await reader.get("/feeds/released.atom?audience=un")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(titles(feed)) == 40
    assert peak < 15_000_000, "all of them are 20 MB"


async def test_one_report_in_one_language(exchange: Serving, reader: httpx.AsyncClient) -> None:
    await publish_report(exchange, "e-1", "Annual")
    exchange.clock.instant += timedelta(hours=1)
    await publish_report(exchange, "e-2?edition=2", "Review", "review")
    annual = await reader.get("/feeds/reports.atom?audience=un&report=annual")
    assert titles(annual) == ["Annual"]
    feed = (await reader.get("/feeds/reports.json?audience=un&report=review&lang=fr")).json()
    assert feed["feed_url"] == "http://service/feeds/reports.json?report=review&lang=fr"
    assert [one["url"] for one in feed["items"]] == ["http://service/reports/e-2?edition=2&lang=fr"]
    exchange.clock.instant += timedelta(hours=1)
    await publish_report(exchange, "e-3", "Review again", "review")
    same = await reader.get(annual.url, headers={"If-Modified-Since": annual.headers["last-modified"]})
    assert same.status_code == 304  # an edition of another report changes nothing here


@pytest.mark.parametrize("query", ["report=none", "lang=tlh"])
async def test_a_feed_of_no_report_or_language_is_refused(reader: httpx.AsyncClient, query: str) -> None:
    assert (await reader.get(f"/feeds/reports.atom?{query}")).status_code == 422


async def test_all_that_was_released_and_withdrawn(exchange: Serving, reader: httpx.AsyncClient) -> None:
    await recommend(exchange, "r-1", text="A \x0b& <b>bold</b> text.")
    await recommend(exchange, "r-2")
    await withdraw(exchange, "r-2")
    response = await reader.get("/feeds/released.atom?audience=un")
    assert titles(response) == ["Withdrawn recommendation: KEN", "Recommendation: KEN"]
    (*_, last) = ElementTree.fromstring(response.content).iter(f"{ATOM}entry")
    assert last.findtext(f"{ATOM}summary") == "A &amp; &lt;b&gt;bold&lt;/b&gt; text."  # HTML that shows the text


async def test_a_visit_on_the_schedule_is_said_to_be_cancelled(exchange: Serving) -> None:
    entry = {"visit_id": "v-1", "state": "KEN", "kind": "focused", "body": "CTED", "start": "2024-09-02"}
    await publish(exchange, "schedule", "public", **entry)
    await publish(exchange, "schedule", "public", **entry, cancelled_on="2024-06-28")
    public = await exchange.client()
    assert titles(await public.get("/feeds/released.atom")) == [
        "Visit by CTED: KEN, 2024-09-02 (cancelled on 2024-06-28)"
    ]
    (copy,) = (await public.get("/released")).json()["items"]
    assert copy["data"]["cancelled_on"] == "2024-06-28"


async def test_others_have_other_feeds(exchange: Serving, reader: httpx.AsyncClient) -> None:
    await recommend(exchange, "r-1")
    public = await exchange.client()
    assert titles(await public.get("/feeds/released.atom")) == []
    assert (await public.get("/feeds/released.atom?audience=un")).status_code == 404
    assert (await reader.get("/feeds/reports.json?audience=council")).status_code == 404


@pytest.mark.parametrize("path", ["/feeds/reports.atom", "/feeds/reports.json", "/feeds/released.atom"])
async def test_who_has_it_already_gets_nothing(exchange: Serving, reader: httpx.AsyncClient, path: str) -> None:
    empty = await reader.get(f"{path}?audience=un")
    assert (await reader.get(f"{path}?audience=un")).content == empty.content
    await publish_report(exchange, "e-1", "Annual")
    first = await reader.get(f"{path}?audience=un")
    same = await reader.get(f"{path}?audience=un", headers={"If-None-Match": first.headers["etag"]})
    unchanged = await reader.get(f"{path}?audience=un", headers={"If-Modified-Since": first.headers["last-modified"]})
    assert (same.status_code, unchanged.status_code, unchanged.content) == (304, 304, b"")
    exchange.clock.instant += timedelta(seconds=1)
    await publish_report(exchange, "e-2", "Annual again")
    for headers in (
        {"If-Modified-Since": first.headers["last-modified"]},
        {"If-None-Match": '"other"', "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Mon, 01 Jan 99999999999999 00:00:00 GMT"},
    ):
        assert (await reader.get(f"{path}?audience=un", headers=headers)).status_code == 200
