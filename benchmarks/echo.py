"""A bare echo: messages on each topic are sent to the next one. `python -m benchmarks.echo TOPIC ...`"""

from __future__ import annotations

import asyncio
import os
import sys
import uuid
from itertools import pairwise

import uvloop
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer


async def echo(topics: list[str]) -> None:
    """Until it is ended."""
    bootstrap = os.environ["KAFKA_BOOTSTRAP_SERVERS"]
    following = dict(pairwise(topics))
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True)
    await producer.start()
    print("ready", flush=True)
    await asyncio.gather(*(_pass_on(bootstrap, producer, *pair) for pair in following.items()))


async def _pass_on(bootstrap: str, producer: AIOKafkaProducer, source: str, target: str) -> None:
    """A consumer for each topic, as each service has one."""
    consumer = AIOKafkaConsumer(
        source,
        bootstrap_servers=bootstrap,
        group_id=f"echo-{uuid.uuid4().hex[:8]}",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    await consumer.start()
    async for message in consumer:
        await producer.send_and_wait(target, message.value, key=message.key, headers=list(message.headers))
        await consumer.commit()


if __name__ == "__main__":
    uvloop.run(echo(sys.argv[1:]))
