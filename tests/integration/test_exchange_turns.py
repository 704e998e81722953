"""Long reports of all senders take turns on a real database. Three of the longest together made others wait."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from services.exchange.lanes.recounting import LaneLoop
from services.exchange.lanes.turns import FORGOTTEN_AFTER, TurnLoop
from shared.engine.principals import Principal
from tests.support.exchange import ready
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving
from tests.unit.services.exchange.senders import accepts, publisher, report, sending

A, B, C = (publisher(name, f"urn:example:{name}") for name in ("a", "b", "c"))
LANE = "select long_places, awaits_turn from exchange.lanes order by sender"


@pytest.fixture
async def exchange(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        yield running


def loop_of(exchange: Serving) -> TurnLoop:
    loop = exchange.runtime.own_loops["turns"]
    assert isinstance(loop, TurnLoop)
    return loop


async def send(exchange: Serving, sender: Principal, *numbers: int, places: int = 24) -> None:
    """Reports, each of which takes the whole lane unless it is shorter."""
    await exchange.handler.handle([report(number, places, sender) for number in numbers])


async def answer(exchange: Serving, sender: Principal, number: int) -> None:
    await exchange.handler.handle([accepts(number, *sender.sources)])


async def list_handed_on(exchange: Serving) -> list[str]:
    """Who sent what was handed on, and its number."""
    query = """
        select split_part(data ->> 'source', ':', 3) || ' ' || substring(data ->> 'id', 3)
        from (
            select position, convert_from(data, 'UTF8')::jsonb as data from exchange.journal
            where topic = 'ctc.exchange'
        ) as told order by position
    """
    return [row for (row,) in await exchange.rows(query)]


async def test_one_longest_notice_of_all_senders_is_with_its_owner_at_a_time(exchange: Serving) -> None:
    for sender in (A, B):
        await send(exchange, sender, 1)
    assert await loop_of(exchange).step() == 1
    assert await list_handed_on(exchange) == ["a 1"]
    assert (await loop_of(exchange).has_work(), await loop_of(exchange).step()) == (False, 0)
    await answer(exchange, A, 1)
    assert (await loop_of(exchange).has_work(), await loop_of(exchange).step()) == (True, 1)
    assert await list_handed_on(exchange) == ["a 1", "b 1"]


async def test_senders_have_their_turns_one_after_another_however_much_each_sends(exchange: Serving) -> None:
    await send(exchange, A, 1, 2, 3)
    await loop_of(exchange).step()
    await send(exchange, C, 1, 2)
    await send(exchange, B, 1)
    for sender, number in ((A, 1), (B, 1), (C, 1), (A, 2), (C, 2)):
        exchange.clock.instant += timedelta(seconds=1)
        await answer(exchange, sender, number)
        await loop_of(exchange).step()
    assert await list_handed_on(exchange) == ["a 1", "b 1", "c 1", "a 2", "c 2", "a 3"]


async def test_shorter_ones_share_the_places_and_none_passes_a_longer_one(exchange: Serving) -> None:
    """Seven places each, of 24; then one that needs all of them."""
    await send(exchange, A, 1, 2, places=7)
    for sender, places in ((B, 7), (C, 24)):
        await send(exchange, sender, 1, places=places)
    assert await loop_of(exchange).step() == 2
    assert await loop_of(exchange).step() == 0, "a's second one waits behind c's, whose turn is next"
    await answer(exchange, A, 1)
    await answer(exchange, B, 1)
    assert await loop_of(exchange).step() == 1
    assert await list_handed_on(exchange) == ["a 1", "b 1", "c 1"]


async def test_a_long_report_without_an_answer_holds_up_others_for_a_while(exchange: Serving) -> None:
    """Its owner may be away."""
    await send(exchange, A, 1)
    await loop_of(exchange).step()
    await send(exchange, B, 1)
    assert await loop_of(exchange).step() == 0
    exchange.clock.instant += FORGOTTEN_AFTER
    assert await loop_of(exchange).step() == 1


async def test_a_full_lane_gives_its_turn_to_others(exchange: Serving) -> None:
    await exchange.handler.handle([sending(number, A, "urn:example:a") for number in range(100, 124)])
    await send(exchange, A, 1)
    await send(exchange, B, 1)
    await loop_of(exchange).step()
    assert (await list_handed_on(exchange))[24:] == ["b 1"]


async def test_a_start_counts_what_an_older_version_did_not_count(exchange: Serving) -> None:
    await send(exchange, A, 1, 2)
    await send(exchange, B, 1)
    await loop_of(exchange).step()
    before = await exchange.rows(LANE)
    assert before == [(24, True), (0, True)]
    await exchange.pool.execute("update exchange.lanes set long_places = 3, awaits_turn = not awaits_turn")
    await LaneLoop(exchange.handler).step()
    assert await exchange.rows(LANE) == before
    await answer(exchange, A, 1)
    assert await loop_of(exchange).step() == 1


async def test_one_that_cannot_be_handed_on_is_not_in_the_way_of_the_next(exchange: Serving) -> None:
    """However many places it takes."""
    for sender in (A, B):
        await send(exchange, sender, 1)
    await exchange.pool.execute("update exchange.queued_notices set content = '{' where id like '%:a %'")
    assert await loop_of(exchange).step() == 0
    assert await loop_of(exchange).step() == 1
    assert (await list_handed_on(exchange), await loop_of(exchange).has_work()) == (["b 1"], False)


async def test_places_that_an_older_version_freed_count_no_longer(exchange: Serving) -> None:
    """It knows of no long reports."""
    await send(exchange, A, 1)
    await loop_of(exchange).step()
    await exchange.pool.execute("update exchange.lanes set places_taken = 0")
    await send(exchange, B, 1)
    assert await loop_of(exchange).step() == 1


async def test_a_clock_that_was_ahead_holds_up_nobody(exchange: Serving) -> None:
    exchange.clock.instant += timedelta(hours=1)
    await send(exchange, A, 1)
    await loop_of(exchange).step()
    exchange.clock.instant -= timedelta(hours=1)
    await send(exchange, B, 1)
    assert await loop_of(exchange).step() == 1
