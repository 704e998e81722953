"""The loop of webhooks at work: a commit wakes it, and its health and its metrics are seen."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.support.receiver import receiver
from tests.support.serving import Serving
from tests.support.webhooks import recommend, subscribe


async def test_what_is_published_arrives_by_itself_and_is_counted(exchange: Serving) -> None:
    reader = await exchange.client("reader")
    async with receiver() as endpoint:
        exchange.runtime.start()
        try:
            made = await subscribe(reader, endpoint.url)
            async with asyncio.timeout(10):
                await endpoint.wait_for(1)
            code = endpoint.received[0].event["data"]["code"]
            await reader.post(f"/subscriptions/{made['id']}/confirmation", json={"code": code})
            sent = [await recommend(exchange, f"r-{number}") for number in range(3)]
            async with asyncio.timeout(10):
                await endpoint.wait_for(4)
            assert time.monotonic() - exchange.runtime.moved_at()["webhooks"] < 5
            await asyncio.sleep(0.1)  # what was sent is noted after that
            metrics = exchange.runtime.metrics.write_exposition().decode()
        finally:
            await exchange.runtime.stop()
    assert sorted(endpoint.ids()[1:]) == sorted(sent)
    assert 'ctc_webhook_tries_total{service="exchange",taken="yes"} 4.0' in metrics


async def test_a_step_measures_what_waits(exchange: Serving) -> None:
    loop = exchange.runtime.own_loops["webhooks"]
    value = exchange.runtime.metrics.registry.get_sample_value
    assert loop.moved_at == pytest.approx(time.monotonic(), abs=60)
    assert value("ctc_webhook_turn_waits_seconds", {"service": "exchange"}) == 0.0
