"""`/released`: what an audience has now, then each change, by a cursor that only grows."""

from __future__ import annotations

import gzip
import itertools
import threading
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import httpx
import orjson
import pytest

from contracts.catalog import PREFIX
from services.exchange.released import reactions
from shared.engine.outcomes import Done
from shared.engine.port import Message
from shared.engine.receiving import receive
from shared.engine.repairs.dead_letters import Repair
from shared.web import lists
from tests.support.exchange import ready
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving
from tests.support.webhooks import recommend, withdraw


@pytest.fixture
async def exchange(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        yield running


OFFSETS = itertools.count(1_000_000)
"""Of messages that are brought long after."""


async def read(client: httpx.AsyncClient, after: str | None = None, **more: Any) -> dict[str, Any]:
    parameters = {"audience": "un", **more} | ({"after": after} if after else {})
    response = await client.get("/released", params=parameters)
    assert response.status_code == 200, response.text
    page: dict[str, Any] = response.json()
    return page


def things(page: dict[str, Any]) -> list[tuple[str, str]]:
    """What each event is about."""
    return [
        (one["type"].removeprefix(f"{PREFIX}released."), one["data"].get("recommendation_id") or one["data"].get("id"))
        for one in page["items"]
    ]


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


async def test_an_older_copy_that_is_brought_long_after_changes_nothing(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    await recommend(exchange, "r-1", text="First.")
    (old,) = (await read(reader))["items"]
    await recommend(exchange, "r-1", text="Second.")
    before = await read(reader)
    await exchange.pool.execute("delete from exchange.inbox")  # it forgets after some weeks
    await bring(exchange, old)
    assert await read(reader) == before


RIGHT = datetime.fromisoformat("2024-01-01T09:00:00+00:00")
AHEAD = RIGHT + timedelta(hours=6)
"""At the same moment, by a clock that was ahead."""


async def test_a_finding_that_was_told_while_the_clock_was_ahead_leaves_the_feed_once_it_is_closed(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    await bring(exchange, build_report("e-1", AHEAD, "Open.", "Closed later."))
    page = await read(reader)
    await bring(exchange, build_report("e-2", RIGHT, "Open."))
    for now in (await read(reader), await read(reader, page["next"])):
        (item,) = now["items"]
        assert [finding["text"] for finding in item["data"]["findings"]] == ["Open."]


async def test_what_was_told_while_the_clock_was_ahead_is_withdrawn_and_does_not_come_back_long_after(
    exchange: Serving, reader: httpx.AsyncClient
) -> None:
    await bring(exchange, build_report("e-1", AHEAD, "Closed later."))
    page = await read(reader)
    withdrawal = {"of": "assessment", "id": "a-1", "state": "KEN", "because": "narrowed"}
    await bring(exchange, build_event("e-2", RIGHT, "withdrawn", **withdrawal))
    assert (await read(reader))["items"] == []
    changes = await read(reader, page["next"])
    assert things(changes) == [("withdrawn.v1", "a-1")]
    await exchange.pool.execute("delete from exchange.inbox")
    await bring(exchange, build_report("e-1", AHEAD, "Closed later."))
    assert await read(reader, page["next"]) == changes


@pytest.mark.parametrize("came_since", ["withdrawal", "narrower", "narrower by a clock that is right again", "nothing"])
async def test_a_copy_that_is_tried_again_opens_nothing_that_was_closed_since(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, came_since: str
) -> None:
    """It was a dead letter, by a fault of ours."""
    since = {
        "withdrawal": [
            build_event("e-2", RIGHT, "withdrawn", of="assessment", id="a-1", state="KEN", because="narrowed")
        ],
        "narrower": [build_report("e-2", RIGHT + timedelta(hours=1), "Open.")],
        "narrower by a clock that is right again": [build_report("e-2", RIGHT - timedelta(hours=6), "Open.")],
        "nothing": [],
    }[came_since]
    with monkeypatch.context() as fault:
        fault.setattr(reactions, "_as_json", fail)
        await bring(exchange, build_report("e-1", RIGHT, "Open.", "Closed later."))
    for one in since:
        await bring(exchange, one)
    before = await read(reader)
    repair = Repair(exchange.handler)
    (letter,) = await repair.list("open", 0, 10)
    assert isinstance(await repair.retry(letter.number), Done)
    after = await read(reader)
    assert [len(one["data"]["findings"]) for one in after["items"]] == [2] if not since else after == before


def fail(_event: object) -> str:
    raise TypeError("a fault of ours")


async def test_an_item_remembers_the_last_events_of_a_thing(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reactions, "MOST_EVENTS", 2)
    told = [await recommend(exchange, "r-1", text=str(number)) for number in range(3)]
    assert await exchange.pool.fetchval("select event_ids from exchange.feed_items") == told[1:]


def build_report(id_: str, at: datetime, *texts: str) -> dict[str, Any]:
    findings = [
        {"finding_id": f"f-{number}", "provision": "2178 OP 6", "result": "partial", "text": text}
        for number, text in enumerate(texts)
    ]
    return build_event(
        id_, at, "assessment", assessment_id="a-1", state="KEN", findings=findings, recommendation_ids=[]
    )


def build_event(id_: str, at: datetime, type_: str, **data: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0", "id": id_, "source": "/services/assessments", "type": f"{PREFIX}released.{type_}.v1",
        "time": at.isoformat(), "subject": "KEN", "audience": "un",
        "data": {"released_on": "2024-01-01", "synthetic": True} | data,
    }  # fmt: skip


async def bring(exchange: Serving, event: dict[str, Any]) -> None:
    """As the topic brings it, at whatever offset."""
    attributes = {name: value for name, value in event.items() if name != "data"} | {"content-type": "application/json"}
    message = Message("ctc.released.un", 0, next(OFFSETS), "KEN", attributes, orjson.dumps(event["data"]))
    await receive(exchange.handler, [message])


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
