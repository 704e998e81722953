"""A subscription has a turn when there is something for it, and not whenever exchange tells anything."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from services.exchange.deliveries import claims, planning
from tests.support.exchange import JSON, event
from tests.support.receiver import Receiver, receiver
from tests.support.serving import Serving
from tests.support.webhooks import loop_of, recommend, subscribe_and_confirm, turn

UNODC = "urn:example:unodc"


async def take_turns(exchange: Serving) -> int:
    """How many turns begin in one step."""
    begun = await loop_of(exchange).step()
    await loop_of(exchange).finish()
    return begun


async def refuse(client: httpx.AsyncClient, id_: str, source: str) -> None:
    """A notice that is answered at once."""
    sent = event(id_, source=source, data={})
    assert (await client.post("/events", json=sent, headers=JSON)).status_code == 202


def list_notices(endpoint: Receiver) -> list[str]:
    return [one.event["data"]["id"] for one in endpoint.received]


async def test_a_receipt_gives_a_turn_to_those_alone_who_speak_for_its_source(
    exchange: Serving, cted: httpx.AsyncClient
) -> None:
    unodc = await exchange.client("unodc")
    async with receiver() as theirs, receiver() as mine:
        await subscribe_and_confirm(exchange, cted, theirs, types=["receipt.*"])
        await subscribe_and_confirm(exchange, unodc, mine, types=["receipt.unreadable"])
        await subscribe_and_confirm(exchange, unodc, mine, types=["released.*"])
        await turn(exchange)
        await refuse(unodc, "n-1", UNODC)
        assert (await take_turns(exchange), await take_turns(exchange)) == (1, 0)
        assert (list_notices(theirs), list_notices(mine)) == ([], ["n-1"])


async def test_what_is_released_gives_no_turn_to_who_has_receipts_alone(
    exchange: Serving, cted: httpx.AsyncClient, reader: httpx.AsyncClient
) -> None:
    async with receiver() as theirs, receiver() as mine:
        await subscribe_and_confirm(exchange, cted, theirs, types=["receipt.*"])
        await subscribe_and_confirm(exchange, reader, mine)
        await turn(exchange)
        sent = await recommend(exchange, "r-1")
        assert (await take_turns(exchange), await take_turns(exchange)) == (1, 0)
        assert (theirs.ids(), mine.ids()) == ([], [sent])


async def test_an_own_receipt_is_found_at_once_behind_many_of_others(
    exchange: Serving, cted: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "AT_ONCE", 2)
    unodc = await exchange.client("unodc")
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, unodc, endpoint, types=["receipt.*"])
        await turn(exchange)
        for number in range(6):
            await refuse(cted, f"c-{number}", "urn:example:cted")
        await refuse(unodc, "n-1", UNODC)
        assert await take_turns(exchange) == 1
        assert list_notices(endpoint) == ["n-1"]


async def test_a_principal_of_every_source_has_a_turn_for_each_receipt(exchange: Serving) -> None:
    owner, unodc = await exchange.client("owner"), await exchange.client("unodc")
    async with receiver() as endpoint:
        await subscribe_and_confirm(exchange, owner, endpoint, types=["receipt.*"])
        await turn(exchange)
        await refuse(unodc, "n-1", UNODC)
        assert await take_turns(exchange) == 1
        assert list_notices(endpoint) == ["n-1"]


async def test_what_was_answered_during_a_pause_comes_after_it(exchange: Serving, cted: httpx.AsyncClient) -> None:
    async with receiver() as endpoint:
        made = await subscribe_and_confirm(exchange, cted, endpoint, types=["receipt.*"])
        await turn(exchange)
        await cted.post(f"/subscriptions/{made['id']}/pause")
        await refuse(cted, "n-1", "urn:example:cted")
        assert await take_turns(exchange) == 0
        exchange.clock.instant += timedelta(minutes=10)
        await cted.post(f"/subscriptions/{made['id']}/resumption")
        assert await take_turns(exchange) == 1
        assert list_notices(endpoint) == ["n-1"]


async def test_where_half_of_all_turns_are_taken_each_principal_has_one(
    exchange: Serving, cted: httpx.AsyncClient, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slow endpoints keep their turns. Those of two dozen principals would keep all of them."""
    monkeypatch.setattr(claims, "MOST_TURNS", 6)
    async with receiver() as endpoint:
        for principal in (reader, cted):
            for _ in range(4):
                await subscribe_and_confirm(exchange, principal, endpoint)
        await turn(exchange)
        await recommend(exchange, "r-1")
        async with exchange.pool.acquire() as connection:
            ours = await claims.claim(connection, exchange.clock.instant, 6, {})
            owners = sorted(one.subscription.owner for one in ours)
            assert (len(ours), {owners.count(one) for one in set(owners)}) == (4, {1, 3})
            assert await claims.claim(connection, exchange.clock.instant, 2, {}) == []
