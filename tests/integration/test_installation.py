"""Services that start at one moment on a new database agree on the installation's id."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence

import asyncpg

from shared.engine.port import Message, Outgoing
from shared.transports.installation import join


async def read_nothing(_topics: Sequence[str]) -> AsyncGenerator[Sequence[Message], None]:
    """A Kafka without a history; long enough for every service to have looked at the database."""
    await asyncio.sleep(0.05)
    for messages in list[Sequence[Message]]():
        yield messages


async def test_services_that_start_at_one_moment_on_a_new_database_take_one_id(postgres: str) -> None:
    sent: list[str] = []

    async def send(messages: Sequence[Outgoing]) -> None:
        sent.extend(message.attributes["id"] for message in messages)

    async def start() -> None:
        connection = await asyncpg.connect(postgres)
        try:
            await connection.execute("create schema if not exists public")  # it has worked, and keeps a cache
            await join(connection, read_nothing, send, [])
        finally:
            await connection.close()

    await asyncio.gather(*(start() for _ in range(8)))
    assert len(set(sent)) == 1
