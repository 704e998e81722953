"""`/released`: what an audience has now, then each change, by a cursor that only grows."""

from __future__ import annotations

import gzip
import threading
from typing import Any

import httpx
import pytest

from shared.web import lists
from tests.support.released_feed import bring, read, things
from tests.support.serving import Serving
from tests.support.webhooks import recommend, withdraw


async def test_a_new_reader_gets_what_is_there_now_as_whole_cloudevents(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    for text in ("First.", "Second."):
        await recommend(exchange, "r-1", text=text)
    await recommend(exchange, "r-2")
    await withdraw(exchange, "r-2")
    page = await read(reader)
    (copy,) = page["items"]
    assert copy["data"]["text"] == "Second."
    assert {"specversion", "id", "source", "type", "time", "subject"} <= copy.keys()
    assert page["next"]


async def test_a_reader_that_comes_again_gets_every_change_since_and_withdrawals_among_them(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    for number in range(100):
        await recommend(exchange, f"r-{number:03}")
    page = await read(reader, limit=1000)
    assert len(page["items"]) == 100
    for number in range(100, 200):
        await recommend(exchange, f"q-{number:03}")
    await withdraw(exchange, "r-000")
    page = await read(reader, page["next"], limit=1000)
    assert things(page) == [*(("recommendation.v1", f"q-{n:03}") for n in range(100, 200)), ("withdrawn.v1", "r-000")]
    end = await read(reader, page["next"])
    assert (end["items"], end["next"]) == ([], page["next"])


async def test_pages_follow_one_another_whatever_changes_meanwhile(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    for number in range(10):
        await recommend(exchange, f"r-{number}")
    page = await read(reader, limit=4)
    held = things(page)
    await recommend(exchange, "r-0", text="Changed.")
    while page["items"]:
        page = await read(reader, page["next"], limit=4)
        held += things(page)
    assert [name for _, name in held] == [*(f"r-{number}" for number in range(10)), "r-0"]


async def test_each_audience_has_a_feed_of_its_own(exchange: Serving, reader: httpx.AsyncClient) -> None:
    await recommend(exchange, "r-1", "council")
    assert (await read(reader))["items"] == []
    for audience in ("council",):
        assert (await reader.get("/released", params={"audience": audience})).status_code == 404
    assert (await (await exchange.client()).get("/released", params={"audience": "un"})).status_code == 404


async def test_a_cursor_from_elsewhere_is_refused(exchange: Serving, reader: httpx.AsyncClient) -> None:
    await recommend(exchange, "r-1")
    public = (await reader.get("/released")).json()["next"]
    beyond = (await read(reader))["next"]
    await exchange.pool.execute("update exchange.feed_ends set number = 0")
    for cursor in (public, beyond, "invented", "dW46LTE"):
        response = await reader.get("/released", params={"audience": "un", "after": cursor})
        assert (response.status_code, response.json()["type"]) == (422, "/problems/cursor-from-elsewhere")


async def test_since_begins_with_what_became_known_then(exchange: Serving, reader: httpx.AsyncClient) -> None:
    await recommend(exchange, "r-1")
    later = exchange.clock.instant = exchange.clock.instant.replace(year=2025)
    await recommend(exchange, "r-2")
    assert things(await read(reader, since=later.isoformat())) == [("recommendation.v1", "r-2")]
    both = await reader.get("/released", params={"after": "x", "since": later.isoformat()})
    assert (both.status_code, both.json()["type"]) == (422, "/problems/cursor-or-time")


async def test_a_long_page_is_compressed_for_whoever_takes_it(exchange: Serving, reader: httpx.AsyncClient) -> None:
    for number in range(20):
        await recommend(exchange, f"r-{number}", text="Synthetic. " * 20)
    plain = await reader.get("/released?audience=un", headers={"Accept-Encoding": "identity"})
    packed = await reader.get("/released?audience=un", headers={"Accept-Encoding": "gzip"})
    assert (plain.headers.get("content-encoding"), packed.headers["content-encoding"]) == (None, "gzip")
    assert int(packed.headers["content-length"]) < len(plain.content) / 5
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]


async def test_a_page_is_compressed_while_others_go_on(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        await recommend(exchange, f"r-{number}", text="Synthetic. " * 20)
    threads: list[threading.Thread] = []
    compress = gzip.compress

    def note_and_compress(*arguments: Any, **named: Any) -> bytes:
        threads.append(threading.current_thread())
        return compress(*arguments, **named)

    monkeypatch.setattr(gzip, "compress", note_and_compress)
    packed = await reader.get("/released?audience=un", headers={"Accept-Encoding": "gzip"})
    assert (packed.headers["content-encoding"], len(threads)) == ("gzip", 1)
    assert threads != [threading.current_thread()]


async def test_the_same_copy_brought_twice_is_one_item(exchange: Serving, reader: httpx.AsyncClient) -> None:
    await recommend(exchange, "r-1")
    before = await read(reader)
    (event,) = before["items"]
    await bring(exchange, event)
    assert await read(reader) == before


async def test_a_page_of_many_bytes_ends_early_and_the_next_goes_on(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        await recommend(exchange, f"r-{number}", text="x" * (3_000 if number == 1 else 300))
    monkeypatch.setattr(lists, "LARGEST_PAGE", 3_200)
    first = await read(reader)
    second = await read(reader, first["next"])
    third = await read(reader, second["next"])
    seen = [[one for _, one in things(page)] for page in (first, second, third)]
    assert seen == [["r-0"], ["r-1"], ["r-2", "r-3"]]
    assert things(await read(reader, third["next"])) == []
