"""`/receipts/feed`: each receipt of a sender, in order and once, by a cursor that only grows."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import httpx
import pytest

from contracts.catalog import PREFIX
from services.exchange.http import receipts
from services.exchange.receipts.views import receipt_as_json
from shared.web import lists
from tests.support.exchange import BATCH, CTED, JSON, event, owner_answers
from tests.support.serving import PRINCIPALS, Serving
from tests.support.turns import count_turns


async def send(client: httpx.AsyncClient, *ids: str, **changes: Any) -> None:
    response = await client.post("/events", json=[event(id_, **changes) for id_ in ids], headers=BATCH)
    assert response.status_code == 202, response.text


async def read(client: httpx.AsyncClient, after: str | None = None, **more: Any) -> dict[str, Any]:
    response = await client.get("/receipts/feed", params=more | ({"after": after} if after else {}))
    assert response.status_code == 200, response.text
    page: dict[str, Any] = response.json()
    return page


def outcomes(page: dict[str, Any]) -> list[tuple[str, str]]:
    """The outcome and the notice of each receipt."""
    return [(one["type"].removeprefix(f"{PREFIX}receipt."), one["data"]["id"]) for one in page["items"]]


async def test_each_receipt_is_a_whole_cloudevent_in_the_order_of_answers(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    await send(cted, "n-1", "n-2")
    empty = await read(cted)
    assert (empty["items"], bool(empty["next"])) == ([], True), "they wait for their owner"
    await owner_answers(exchange, "n-2", refuses=True)
    await owner_answers(exchange, "n-1")
    page = await read(cted, empty["next"])
    assert outcomes(page) == [("refused.v1", "n-2"), ("accepted.v1", "n-1")]
    first = page["items"][0]
    assert {"specversion", "id", "source", "type", "time", "subject", "datacontenttype", "data"} <= first.keys()
    assert first["dataschema"] == "http://service/contracts/schemas/receipt.refused.v1.json"
    assert first["data"]["reason"] == "No such assessment."


async def test_others_have_their_turn_while_a_page_is_made(
    exchange: Serving, cted: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await send(cted, *(f"n-{number}" for number in range(10)))
    for number in range(10):
        await owner_answers(exchange, f"n-{number}")
    async with count_turns(monkeypatch) as turns:
        monkeypatch.setattr(receipts, "receipt_as_json", turns.note(receipt_as_json))
        assert len((await read(cted, limit=1000))["items"]) == 10
    assert (turns.made.total(), max(turns.made.values())) == (10, 1)


async def test_who_comes_again_gets_only_what_is_new_and_the_cursor_never_goes_back(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    await send(cted, *(f"n-{number}" for number in range(7)))
    for number in range(7):
        await owner_answers(exchange, f"n-{number}")
    page, found = await read(cted, limit=3), list[tuple[str, str]]()
    while page["items"]:
        found += outcomes(page)
        page = await read(cted, page["next"], limit=3)
    assert found == [("accepted.v1", f"n-{number}") for number in range(7)]
    assert (await read(cted, page["next"]))["next"] == page["next"]
    await send(cted, "n-0")
    assert outcomes(await read(cted, page["next"])) == [("accepted.v1", "n-0")], "a repeated sending is answered too"


async def test_a_page_of_many_bytes_ends_early_and_whoever_reads_on_misses_nothing(
    exchange: Serving, cted: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        unknown = {f"{'n' * 50}{one}": 1 for one in range(20)}
        await cted.post("/events", json=event(f"n-{number}", data=unknown), headers=JSON)
    monkeypatch.setattr(lists, "LARGEST_PAGE", 4_000)
    for token in ("cted", "technician"):
        client = await exchange.client(token)
        page, sizes, ids = await read(client), list[int](), list[str]()
        while page["items"]:
            sizes.append(len(page["items"]))
            ids += [id_ for _, id_ in outcomes(page)]
            page = await read(client, page["next"])
        assert (len(sizes) > 1, ids) == (True, [f"n-{number}" for number in range(4)])


async def test_a_notice_that_nobody_could_read_is_told_too(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await cted.post("/events", json=event("broken", data={}), headers=JSON)
    assert outcomes(await read(cted)) == [("unreadable.v1", "broken")]


async def test_its_own_only_and_operators_see_all(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await send(cted, "n-1")
    await owner_answers(exchange, "n-1")
    for token in ("unodc", "reader"):
        assert (await read(await exchange.client(token)))["items"] == []
    for token in ("technician", "owner"):
        assert outcomes(await read(await exchange.client(token))) == [("accepted.v1", "n-1")]
    assert (await (await exchange.client()).get("/receipts/feed")).status_code == 401


async def test_a_cursor_tells_nothing_of_what_others_send(exchange: Serving, cted: httpx.AsyncClient) -> None:
    unodc = await exchange.client("unodc")
    for number in range(2):
        before, own = await read(unodc), await read(cted)
        await send(cted, f"n-{number}")
        await owner_answers(exchange, f"n-{number}")
        assert await read(unodc) == before
        assert await read(unodc, before["next"]) == {"items": [], "next": before["next"]}
        assert outcomes(await read(cted, own["next"])) == [("accepted.v1", f"n-{number}")]
        await unodc.post("/events", json=event("broken", source="urn:example:unodc", data={}), headers=JSON)
        assert outcomes(await read(unodc, before["next"])) == [("unreadable.v1", "broken")]


async def test_a_cursor_that_names_another_s_receipt_is_like_one_that_does_not_exist(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    await send(cted, "n-1")
    await owner_answers(exchange, "n-1")
    page = await read(cted)
    unodc = await exchange.client("unodc")
    foreign = await unodc.get("/receipts/feed", params={"after": page["next"]})
    await exchange.pool.execute("delete from exchange.journal")
    missing = await unodc.get("/receipts/feed", params={"after": page["next"]})
    assert [one.status_code for one in (foreign, missing)] == [422, 422]
    assert foreign.json()["type"] == missing.json()["type"] == "/problems/cursor-from-elsewhere"


async def test_receipts_of_a_long_source_come_whatever_letters_it_has(
    exchange: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The subject of a receipt has a bound of bytes, too."""
    longest = CTED + "\U0001f310" * 200
    monkeypatch.setitem(PRINCIPALS, "cted", replace(PRINCIPALS["cted"], sources=frozenset({longest})))
    owner, cted = await exchange.client("owner"), await exchange.client("cted")
    await owner.post("/events", json=event("broken", source=longest, data={}), headers=JSON)
    assert outcomes(await read(cted)) == [("unreadable.v1", "broken")]


async def test_a_source_that_begins_like_another_is_another(exchange: Serving) -> None:
    """The key of an event holds the first 200 characters of its source."""
    longest = CTED + "x" * 200
    owner = await exchange.client("owner")
    await owner.post("/events", json=event("broken", source=longest, data={}), headers=JSON)
    await exchange.pool.execute("update exchange.journal set subject = $1", CTED)
    assert (await read(await exchange.client("cted")))["items"] == []


async def test_since_begins_with_what_was_answered_then(exchange: Serving, cted: httpx.AsyncClient) -> None:
    await send(cted, "n-1", "n-2")
    await owner_answers(exchange, "n-1")
    later = exchange.clock.instant = exchange.clock.instant.replace(year=2025)
    empty = await read(cted, since=later.isoformat())
    await owner_answers(exchange, "n-2")
    assert empty["items"] == []
    assert outcomes(await read(cted, empty["next"])) == outcomes(await read(cted, since=later.isoformat()))
    both = await cted.get("/receipts/feed", params={"after": "x", "since": later.isoformat()})
    assert (both.status_code, both.json()["type"]) == (422, "/problems/cursor-or-time")


async def test_a_cursor_from_elsewhere_is_refused(exchange: Serving, cted: httpx.AsyncClient) -> None:
    released = (await cted.get("/released")).json()["next"]
    await send(cted, "n-1")
    await owner_answers(exchange, "n-1")
    beyond = (await read(cted))["next"]
    await exchange.pool.execute("delete from exchange.journal")
    for cursor in (released, beyond, "invented", base64.urlsafe_b64encode(b"receipts:\0a").decode()):
        response = await cted.get("/receipts/feed", params={"after": cursor})
        assert (response.status_code, response.json()["type"]) == (422, "/problems/cursor-from-elsewhere")


async def test_a_reader_that_has_all_gets_304_and_a_long_page_is_compressed(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    await send(cted, *(f"n-{number}" for number in range(10)))
    for number in range(10):
        await owner_answers(exchange, f"n-{number}")
    plain = await cted.get("/receipts/feed", headers={"Accept-Encoding": "identity"})
    packed = await cted.get("/receipts/feed", headers={"Accept-Encoding": "gzip"})
    assert (plain.headers.get("content-encoding"), packed.headers["content-encoding"]) == (None, "gzip")
    assert packed.content == plain.content
    again = await cted.get(
        "/receipts/feed", headers={"If-None-Match": plain.headers["etag"], "Accept-Encoding": "identity"}
    )
    assert again.status_code == 304
