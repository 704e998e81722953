"""`/released` goes by the order in which copies came: late ones, those tried again, and clocks that were ahead."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from services.exchange.released import reactions
from shared.engine.outcomes import Done
from shared.engine.repairs.dead_letters import Repair
from tests.support.released_feed import AHEAD, RIGHT, bring, build_event, build_report, read, things
from tests.support.serving import Serving
from tests.support.webhooks import recommend


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


@pytest.mark.parametrize(
    ("offset", "since", "shown"),
    [(None, [], 0), (None, ["e-3"], 1), (-1, [], 0)],
    ids=("nothing since", "opened since", "Kafka was lost, and positions began anew"),
)
async def test_a_withdrawal_that_is_tried_again_closes_unless_the_thing_was_opened_since(
    exchange: Serving,
    reader: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    offset: int | None,
    since: list[str],
    shown: int,
) -> None:
    await bring(exchange, build_report("e-1", RIGHT, "Closed later."))
    withdrawal = {"of": "assessment", "id": "a-1", "state": "KEN", "because": "narrowed"}
    with monkeypatch.context() as fault:
        fault.setattr(reactions, "position_of", fail)
        await bring(exchange, build_event("e-2", RIGHT + timedelta(days=1), "withdrawn", **withdrawal), offset)
    for id_ in since:
        await bring(exchange, build_report(id_, RIGHT + timedelta(days=2), "Opened."))
    repair = Repair(exchange.handler)
    (letter,) = await repair.list("open", 0, 10)
    assert isinstance(await repair.retry(letter.number), Done)
    assert len((await read(reader))["items"]) == shown


def fail(*_: object) -> str:
    raise TypeError("a fault of ours")


async def test_an_item_remembers_the_last_events_of_a_thing(
    exchange: Serving, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reactions, "MOST_EVENTS", 2)
    told = [await recommend(exchange, "r-1", text=str(number)) for number in range(3)]
    assert await exchange.pool.fetchval("select event_ids from exchange.feed_items") == told[1:]
