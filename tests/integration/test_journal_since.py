"""Where in a journal that begins which was told since a time, however long the journal is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shared.engine.storage.journal import find_end_before
from tests.support.serving import Serving

BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
TELL = """
insert into exchange.journal
    (position, id, source, type, topic, subject, time, audience, correlationid, causationid, data)
overriding system value
select 1000 + 3 * number, number, 's', 't', 'ctc.receipts', 's', $1::timestamptz + number * interval '1 minute',
    'committee', 'c', '', ''
from generate_series(0, 999) as number
"""
"""A thousand events, a minute after one another, with gaps between and before them."""


@pytest.mark.parametrize("minutes", [-1, 0, 0.5, 1, 500, 998.5, 999, 1000])
async def test_what_was_told_since_a_time_stands_behind_one_position(exchange: Serving, minutes: float) -> None:
    await exchange.pool.execute(TELL, BEGAN)
    since = BEGAN + timedelta(minutes=minutes)
    async with exchange.pool.acquire() as connection:
        found = await find_end_before(connection, "exchange", since)
        behind = "select count(*) from exchange.journal where position > $1"
        told = "select count(*) from exchange.journal where time >= $1"
        assert await connection.fetchval(behind, found) == await connection.fetchval(told, since)


async def test_what_was_committed_at_once_is_among_it_in_whatever_order(exchange: Serving) -> None:
    await exchange.pool.execute(TELL, BEGAN)
    late = "update exchange.journal set time = $1 where position = 2494"  # six before that of minute 500
    await exchange.pool.execute(late, BEGAN + timedelta(minutes=501))
    async with exchange.pool.acquire() as connection:
        assert await find_end_before(connection, "exchange", BEGAN + timedelta(minutes=500)) == 2493


async def test_of_an_empty_journal_nothing_was_told(exchange: Serving) -> None:
    async with exchange.pool.acquire() as connection:
        assert await find_end_before(connection, "exchange", BEGAN) == 0
