"""A clock that jumps: no deadline acts by it and nothing is forgotten, until an operator confirms it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from shared.engine.handler import Handler
from shared.engine.running.deadlines import DeadlineLoop
from shared.engine.running.housekeeping import Housekeeping
from shared.engine.time import watch as clock_watch
from shared.engine.time.clock import Clock, HandClock
from shared.engine.time.dates import civil_date
from shared.operations.metrics import Metrics
from shared.operations.pools import Connection
from shared.web.app import build
from shared.web.operators import clocks
from shared.web.tokens import Tokens
from tests.integration.test_housekeeping import NOTED
from tests.support.counter import COUNTER
from tests.support.http_example import PRINCIPALS, Example
from tests.support.running import World, event, world

FAR = timedelta(days=400)
AT = "/services/counter/clock"


@dataclass
class MachineClock:
    """The machine's clock, wrong by so much."""

    wrong_by: timedelta = timedelta(0)
    simulated = False

    async def now(self, connection: Connection) -> datetime:
        return datetime.now(UTC) + self.wrong_by


@dataclass
class Copy:
    """One process of the service, as far as time goes."""

    world: World
    clock: MachineClock
    handler: Handler

    async def act(self) -> int:
        """How many deadlines acted, and inbox rows were forgotten, in one turn of both loops."""
        return await DeadlineLoop(self.handler, asyncio.Event()).step() + await Housekeeping(self.handler).step()


def why_not(one: Copy) -> str | None:
    """Why its clock is doubted."""
    return one.handler.watch.doubt


def start(running: World, clock: Clock) -> Handler:
    return Handler(COUNTER, running.pool, clock, running.handler.reference, Metrics("counter"))


def copy_of(running: World, wrong_by: timedelta = timedelta(0)) -> Copy:
    """A copy that starts now, by a clock that is wrong by so much."""
    clock = MachineClock(wrong_by)
    return Copy(running, clock, start(running, clock))


@pytest.fixture
async def running(postgres: str) -> AsyncIterator[World]:
    async with world(postgres, COUNTER) as found:
        yield found


@pytest.fixture
async def at_work(running: World) -> Copy:
    """A copy that has looked at its clock, and has a deadline in ten days and a row in its inbox."""
    one = copy_of(running)
    await one.handler.handle([event(NOTED, "1")])
    assert await one.act() == 0
    return one


@asynccontextmanager
async def operator(handler: Handler) -> AsyncIterator[httpx.AsyncClient]:
    app = build(Example().describe(), Tokens(None, PRINCIPALS).principal_for)
    app.router.routes.extend(clocks.build_routes("/services/counter", handler).routes)
    headers = {"Authorization": "Bearer operator"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x", headers=headers) as client:
        yield client


async def test_a_clock_that_is_400_days_ahead_for_a_while_makes_nothing_overdue_and_forgets_nothing(
    at_work: Copy,
) -> None:
    at_work.clock.wrong_by = FAR
    assert [await at_work.act() for _ in range(3)] == [0, 0, 0]
    assert why_not(at_work) is not None
    at_work.clock.wrong_by = timedelta(0)
    assert await at_work.act() == 0
    assert why_not(at_work) is None  # mended: nobody need confirm anything
    assert await at_work.world.rows("select count(*) from counter.inbox") == [(1,)]
    assert [type_ for type_, _ in await at_work.world.journal()] == ["followup.reminded.v1"]


async def test_a_process_that_starts_with_a_wrong_clock_does_not_act_by_it(at_work: Copy) -> None:
    started = copy_of(at_work.world, FAR)
    assert await started.act() == 0
    assert started.handler.watch.doubt is not None
    assert await at_work.act() == 0  # the other copy goes on
    assert at_work.handler.watch.doubt is None


async def test_a_machine_whose_clock_and_database_jump_together_is_seen_by_how_long_it_has_run(
    at_work: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    await together(at_work, monkeypatch, FAR)
    assert await at_work.act() == 0
    assert "it jumped ahead" in str(at_work.handler.watch.doubt)
    again = copy_of(at_work.world, FAR)  # a restart does not make it right
    await together(again, monkeypatch, FAR)
    assert await again.act() == 0
    assert "this service last acted at" in str(again.handler.watch.doubt)


async def test_a_restart_does_not_make_a_jump_right_that_was_seen_before(
    at_work: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = timedelta(days=11)
    await together(at_work, monkeypatch, week)
    assert await at_work.act() == 0
    again = copy_of(at_work.world, week)
    await together(again, monkeypatch, week)
    assert await again.act() == 0
    assert again.handler.watch.doubt is not None


async def test_a_system_that_was_down_for_three_weeks_goes_on_by_itself(
    at_work: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    await at_work.world.pool.execute("update counter.clock_seen set seen_at = seen_at - interval '21 days'")
    started = copy_of(at_work.world)
    assert await started.act() == 0
    assert started.handler.watch.doubt is None


async def test_an_operator_who_names_the_day_lets_deadlines_act_again(
    at_work: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    await together(at_work, monkeypatch, FAR)
    assert await at_work.act() == 0
    async with operator(at_work.handler) as client:
        assert (await client.get(AT)).json()["doubted"].startswith("it jumped ahead")
        today = civil_date(datetime.now(UTC))
        refused = await client.post(f"{AT}/confirmations", json={"today": today.isoformat()})
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/another-day")
        assert await at_work.act() == 0
        confirmed = await client.post(f"{AT}/confirmations", json={"today": (today + FAR).isoformat()})
        assert confirmed.status_code == 200, confirmed.text
        assert (await client.get(AT)).json()["doubted"] is None
    assert await at_work.act() == 2  # the deadline, and the row of the inbox
    by = await at_work.world.rows("select confirmed_by, doubted from counter.clock_seen")
    assert by == [("operator", False)]


async def test_a_clock_that_stays_away_from_the_databases_acts_once_it_is_confirmed(at_work: Copy) -> None:
    started = copy_of(at_work.world, FAR)
    async with at_work.world.pool.acquire() as connection:
        await started.handler.watch.confirm(connection, "operator")
    assert await started.act() == 2
    assert started.handler.watch.doubt is None


async def test_a_clock_that_goes_backwards_is_said_and_stops_nothing(at_work: Copy) -> None:
    await at_work.world.pool.execute("update counter.clock_seen set seen_at = seen_at + interval '3 days'")
    assert await at_work.act() == 0
    assert (at_work.handler.watch.turned_back, at_work.handler.watch.doubt) == (True, None)


async def test_a_simulated_clock_is_moved_on_purpose_and_never_doubted(running: World) -> None:
    clock = HandClock(datetime.now(UTC))
    handler = start(running, clock)
    await handler.handle([event(NOTED, "1")])
    clock.instant += FAR
    assert await DeadlineLoop(handler, asyncio.Event()).step() == 1
    async with operator(handler) as client:
        refused = await client.post(f"{AT}/confirmations", json={"today": "2025-01-01"})
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/clock-simulated")


async def together(one: Copy, monkeypatch: pytest.MonkeyPatch, jump: timedelta) -> None:
    """The machine's clock jumps, and with it the clock of the database, which is on the same machine."""
    one.clock.wrong_by = jump
    whole = clock_watch.ClockWatch._look

    async def look(watch: clock_watch.ClockWatch, connection: Connection) -> object:
        kept, seen = await whole(watch, connection)
        off = one.clock.wrong_by if watch is one.handler.watch else timedelta(0)
        return kept, clock_watch.Look(seen.now, seen.database + off, seen.running)

    monkeypatch.setattr(clock_watch.ClockWatch, "_look", look)
