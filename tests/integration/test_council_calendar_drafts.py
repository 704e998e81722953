"""The steps of a report in the calendar: for those who make it, each with its day (rule 11)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from reference import DraftDay
from services.council.drafts import making
from services.council.drafts.making import TRIED_EVERY, DraftingLoop
from services.council.editions.checks import CutOffOutsideTheYear
from services.council.editions.counting import count_draft
from services.council.editions.model import Asked
from services.council.reports.drafting import Draft
from shared.engine.handler import Handler
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.frozen import REFERENCE
from tests.support.postgres import PostgresServer
from tests.support.report_story import PATH, tell_year, transmit

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        await tell_year(found)
        yield found


async def steps(running: Council, token: str | None = "owner", query: str = "") -> list[tuple[Any, ...]]:
    items = await running.items(f"/calendar?limit=1000{query}", token)
    steps = [one for one in items if one["obligation"].startswith("report-")]
    return [(one["obligation"], one["due_on"], one["state"]) for one in steps]


async def test_a_period_is_due_then_overdue_and_met_by_the_adoption(running: Council) -> None:
    owner = await running.client("owner")
    assert (await owner.post(f"{PATH}/drafts", json={})).status_code == 200
    assert (await owner.post(f"{PATH}/consideration", json={})).status_code == 200
    drafted, period = ("report-drafted", "2024-01-15", "met"), ("report-consideration", "2024-01-22", "due")
    assert await steps(running) == [drafted, period]
    await running.turn(date(2024, 1, 23))
    assert await steps(running) == [drafted, (*period[:2], "overdue")]
    assert (await owner.post(f"{PATH}/adoption", json={})).status_code == 200
    adopted = ("report-adopted", "2024-01-23", "met")
    assert await steps(running) == [drafted, (*period[:2], "met"), adopted]
    assert (await owner.post(f"{PATH}/transmission", json={"to": "The Council"})).status_code == 200
    assert (await steps(running))[-1] == ("report-transmitted", "2024-01-23", "met")
    assert await steps(running, query="&from=2024-01-23&to=2024-01-23") == (await steps(running))[-2:]


async def test_only_those_who_make_a_report_see_its_steps(running: Council) -> None:
    await transmit(running)
    await transmit(running, "/reports/joint/2023")
    assert len(await steps(running, "member")) == 6
    assert len(await steps(running, "unoct")) == 3, "of the joint report"
    for other in ("reader", "kenya", None):
        assert await steps(running, other) == []


async def test_the_pages_of_a_calendar_with_steps_are_the_whole(running: Council) -> None:
    await transmit(running)
    whole, found, query = await running.items("/calendar?limit=1000"), [], "limit=2"
    while query:
        page = await running.get(f"/calendar?{query}")
        found += page["items"]
        query = f"limit=2&after={page['next']}" if page["next"] else ""
    assert found == whole


async def test_a_draft_that_will_be_made_by_itself_stands_on_its_day(postgres_server: PostgresServer) -> None:
    days = replace(REFERENCE.practice, drafted_on=(DraftDay("annual", 1, 15, -1),))
    changed = replace(REFERENCE, practice=days, digest="with days")
    async with council(postgres_server, HandClock(datetime(2023, 6, 1, 12, tzinfo=UTC))) as running:
        running.runtime.handler.reference = changed
        await running.runtime.apply_reference()
        assert await steps(running) == [("report-drafted", "2024-01-15", "due")]
        assert await steps(running, "unoct") == []
        await running.turn(date(2024, 1, 15))
        assert await steps(running) == [
            ("report-drafted", "2024-01-15", "met"),
            ("report-drafted", "2025-01-15", "due"),
        ]


async def test_a_draft_that_cannot_be_made_stops_no_other(running: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    (loop,) = running.runtime.own_loops.values()
    insert = "insert into council.scheduled_drafts (id, report, year, since) values ($1, 'annual', $2, $3)"
    for series, year in (("annual/0", 0), ("annual/2023", 2023)):
        await running.pool.execute(insert, series, year, date(2024, 1, 15))
    for _ in range(2):  # on a simulated clock it is tried again when all others had their turn
        with pytest.raises(CutOffOutsideTheYear):
            await loop.step()
        while await loop.step():
            pass
    assert [one["draft"] for one in await running.items(f"{PATH}/drafts")] == [1]
    assert await loop.has_work()
    monkeypatch.setattr(type(running.runtime.handler.clock), "simulated", False)
    with pytest.raises(CutOffOutsideTheYear):
        await loop.step()
    assert [await loop.step() for _ in range(3)] == [False] * 3, "on a real one it rests first"


def _wait(running: Council) -> None:
    assert isinstance(running.clock, HandClock)
    running.clock.instant += TRIED_EVERY


async def test_a_draft_that_ended_the_process_is_not_begun_again_at_the_start(
    running: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def end(*_: object) -> None:
        raise SystemExit

    insert = "insert into council.scheduled_drafts (id, report, year, since) values ('annual/2023', 'annual', 2023, $1)"
    await running.pool.execute(insert, date(2024, 1, 15))
    monkeypatch.setattr(making, "count_draft", end)
    (loop,) = running.runtime.own_loops.values()
    with pytest.raises(SystemExit):
        await loop.step()
    after_the_start = DraftingLoop(running.runtime.handler, asyncio.Event())
    assert not await after_the_start.step()
    _wait(running)
    with pytest.raises(SystemExit):
        await after_the_start.step()


async def test_a_draft_that_people_made_while_it_was_counted_stands(
    running: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    (loop,) = running.runtime.own_loops.values()
    owner = await running.client("owner")

    async def count_slowly(handler: Handler, asked: Asked) -> Draft:
        counted = await count_draft(handler, asked)
        monkeypatch.undo()
        for step in ("drafts", "consideration"):
            assert (await owner.post(f"{PATH}/{step}", json={})).status_code == 200
        return counted

    insert = "insert into council.scheduled_drafts (id, report, year, since) values ('annual/2023', 'annual', 2023, $1)"
    await running.pool.execute(insert, date(2024, 1, 15))
    monkeypatch.setattr(making, "count_draft", count_slowly)
    assert await loop.step()
    drafts = await running.items(f"{PATH}/drafts")
    assert [(one["draft"], one["stage"]) for one in drafts] == [(1, "under_consideration")]
    assert not await loop.has_work()


async def test_a_draft_that_is_being_made_is_still_to_do(running: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits until all is done waits for it too."""
    (loop,) = running.runtime.own_loops.values()
    seen = list[bool]()

    async def look(handler: Handler, asked: Asked) -> Draft:
        seen.append(await loop.has_work())
        return await count_draft(handler, asked)

    insert = "insert into council.scheduled_drafts (id, report, year, since) values ('annual/2023', 'annual', 2023, $1)"
    await running.pool.execute(insert, date(2024, 1, 15))
    monkeypatch.setattr(making, "count_draft", look)
    assert await loop.step()
    assert (seen, await loop.has_work()) == ([True], False)
