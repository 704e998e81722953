"""`make outages`: Kafka is away for longer than any client waits, and every service works on by itself.

Too slow for `make test`, which tries a short absence with short time-outs. Here all time-outs are real.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import asyncpg
import httpx
import orjson
import pytest

from tests.end_to_end.test_outages import CLOCK, all_live, away, loops_ended, until_all
from tests.support import processes, reckoning, topics
from tests.support.kafka import Broker
from tests.support.notices import Sender, about
from tests.support.processes import SERVICES

BETWEEN = 5.0
"""Seconds between two sendings."""
READY = {"ready": True, "database": "answers", "transport": "answers"}
STRUCTURED = {"Content-Type": "application/cloudevents+json"}


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [60, 70, 600])
async def test_after_an_absence_of_kafka_every_service_works_on_by_itself(
    postgres: str, kafka: Broker, tmp_path: Path, seconds: int
) -> None:
    await topics.delete_all(kafka.bootstrap)
    async with asyncpg.create_pool(postgres, min_size=0, max_size=4) as pool:
        with processes.start_system(tmp_path, postgres, kafka.bootstrap, CLOCK) as system:
            sender = Sender(kafka.bootstrap)
            async with system.async_client() as client:
                await until_all(client, READY)
                await post(client, sender)
                async with away(kafka):
                    end = time.monotonic() + seconds
                    while time.monotonic() < end:
                        await post(client, sender)
                        await asyncio.sleep(BETWEEN)
                    await until_all(client, {"ready": False, "transport": "does not answer"})
                    await all_live(client)
                begin = time.monotonic()
                await until_all(client, READY)
                print(f"away for {seconds} s: ready {time.monotonic() - begin:.1f} s after its return", end=", ")
                await post(client, sender)
                await reckoning.wait_until_settled(pool, kafka.bootstrap, SERVICES)
                print(f"all {len(sender.sent)} notices worked off after {time.monotonic() - begin:.1f} s")
                assert [await loops_ended(client, name) for name in SERVICES] == [0.0] * len(SERVICES)
            assert set(system.stop().values()) == {0}
        await reckoning.nothing_lost_nothing_twice(pool, kafka.bootstrap, SERVICES, sender)


async def post(client: httpx.AsyncClient, sender: Sender) -> None:
    """Sends an assessment and what follows it, by HTTP, which takes it in while Kafka is away."""
    for notice in about(sender.assessments):
        attributes = {name.removeprefix("ce_"): value.decode() for name, value in notice.headers}
        response = await client.post(
            "/events", content=orjson.dumps({**attributes, "data": notice.data}), headers=STRUCTURED
        )
        assert response.status_code == 202, response.text
        sender.sent.append(notice)
    sender.assessments += 1
