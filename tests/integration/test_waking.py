"""Waking loops of other processes through PostgreSQL."""

from __future__ import annotations

import asyncio

from shared.engine.running.waking import Wake, hear
from shared.operations.pools import Connection


async def wait_for_bell(connection: Connection, bell: asyncio.Event) -> None:
    """Notifies until the bell rings."""
    bell.clear()
    async with asyncio.timeout(20):
        while not bell.is_set():
            await connection.execute("select pg_notify('ctc_test', '')")
            await asyncio.sleep(0.05)


async def test_whoever_listens_hears_again_after_its_connection_was_lost(postgres: str, connection: Connection) -> None:
    wake = Wake()
    bell = wake.bell("ctc_test")
    task = asyncio.create_task(hear(postgres, ["ctc_test"], wake))
    await wait_for_bell(connection, bell)
    ended = await connection.fetchval(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity "
        "where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"
    )
    assert ended == 1
    await wait_for_bell(connection, bell)
    task.cancel()
    await asyncio.wait([task])
