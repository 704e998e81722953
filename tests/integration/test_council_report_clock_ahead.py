"""An edition was made while the clock was ahead. What was closed since is in no reissue of it (rule 11)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from contracts.base import EventData
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import Rec, elsewhere, numbers, tell
from tests.support.report_story import ASSESSMENT, PATH, ok, tell_year, transmit

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)
AHEAD = timedelta(hours=5)
OF_R1 = f"{PATH}/figures/implemented/basis"
BROKEN_DOWN = "implemented.theme.travel"
CLOSED = (Rec("r1", ("travel", "cft"), "committee"), *ASSESSMENT.recs[1:])


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        await tell_year(found)
        await tell(found, *elsewhere(withheld=True))
        yield found


def set_clock(running: Council, after: timedelta) -> None:
    assert isinstance(running.clock, HandClock)
    running.clock.instant = NOW + after


@pytest.mark.parametrize(
    "closing",
    [ASSESSMENT.disclose("2024-01-15", "committee", "r1"), ASSESSMENT.correct("2024-01-15", recs=CLOSED)],
    ids=["decided", "corrected"],
)
@pytest.mark.parametrize("asked_after", [timedelta(hours=2), AHEAD + timedelta(hours=2)], ids=["before", "after"])
async def test_a_reissue_counts_nothing_that_was_closed_since(
    running: Council, closing: EventData, asked_after: timedelta
) -> None:
    set_clock(running, AHEAD)
    await tell(running, ASSESSMENT.correct("2024-01-15", recs=ASSESSMENT.recs))
    set_clock(running, AHEAD + timedelta(minutes=1))
    assert numbers(await transmit(running))[BROKEN_DOWN] == (1, 5)
    assert "r1" in {one["id"] for one in (await ok(running, OF_R1, None))["items"]}
    set_clock(running, timedelta(hours=1))
    await tell(running, closing)
    set_clock(running, asked_after)
    reissued = await ok(running, token=None)
    assert reissued["reissue"] == 1
    assert numbers(reissued)[BROKEN_DOWN] == (None, None)
    assert "r1" not in {one["id"] for one in (await ok(running, OF_R1, None))["items"]}
