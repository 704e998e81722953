"""A plan is compared with the State's other visits: with their days alone, which nobody changes meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import count
from typing import Any, Final

import pytest

from contracts.assessments import VisitDates
from contracts.notices import NoticeVisitPlanned
from services.assessments.service import SERVICE
from services.assessments.visits.model import VISIT_DAYS, VISITS
from shared.engine.known import Known
from shared.engine.rules import Event
from shared.engine.storage.loading import load
from tests.integration.test_assessments import LATER, taken_in
from tests.support.running import World, world
from tests.unit.services.assessments.desk import submission_notice, visit_planned

BODIES: Final = ("UNODC", "IOM", "INTERPOL")
LONG: Final = "🛂" * 10_000
NUMBERS: Final = count(1)


@pytest.fixture
async def running(postgres: str) -> AsyncIterator[World]:
    async with world(postgres, SERVICE) as found:
        found.clock.instant = LATER
        yield found


def plan(body: str, number: int, **more: Any) -> NoticeVisitPlanned:
    return visit_planned(body, f"2026-{number % 12 + 1:02}-05", reference=f"{body}/{number}", **more)


def event(notice: Any) -> Event[Any]:
    return taken_in(notice, next(NUMBERS))


async def load_for(running: World, *events: Event[Any]) -> Known:
    async with running.pool.acquire() as connection, connection.transaction():
        known, _ = await load(connection, SERVICE, events, whole=False)
    return known


async def test_the_texts_of_other_visits_are_not_read(running: World) -> None:
    await running.handler.handle([event(plan(body, one, purpose=LONG)) for body in BODIES for one in range(10)])
    known = await load_for(running, event(plan("UNDP", 1)), event(submission_notice()))
    assert len(known.rows[VISIT_DAYS]) == 30
    assert known.size < len(LONG.encode())


async def test_nobody_moves_or_cancels_another_visit_while_a_plan_is_compared_with_it(running: World) -> None:
    await running.handler.handle([event(plan("UNODC", 1)), event(plan("UNODC", 2, state="NOR"))])
    one = event(plan("IOM", 1))
    async with running.pool.acquire() as connection, connection.transaction():
        await load(connection, SERVICE, [one], whole=False)
        free = await running.rows("select state from assessments.visits for update skip locked")
    assert free == [("NOR",)]


async def test_the_visit_on_which_a_report_may_rest_is_read_whole(running: World) -> None:
    planned = [visit_planned(body, "2024-03-04", reference=f"{body}/1", purpose="Borders.") for body in ("CTED", "IOM")]
    running.clock.instant = datetime(2024, 2, 1, tzinfo=UTC)
    await running.handler.handle([event(one) for one in planned])
    dates = VisitDates(start="2024-03-04", end="2024-03-08", mode="onsite")
    known = await load_for(running, event(submission_notice(visit=dates)))
    assert {one.body for one in known.rows[VISIT_DAYS].values()} == {"CTED", "IOM"}
    assert [(one.body, one.purpose) for one in known.rows[VISITS].values()] == [("CTED", "Borders.")]


async def read_neighbours(running: World) -> list[tuple[str, list[str]]]:
    bodies = "array(select one from unnest(bodies) as one order by one)"
    rows = await running.rows(
        f"select id, {bodies} from assessments.visit_neighbours where bodies <> '{{}}' order by id"
    )
    return [(id_, bodies) for id_, bodies in rows]


async def test_the_database_keeps_whose_visits_stand_beside_which(running: World) -> None:
    """Also what an older version flags or resolves, which knows nothing of it."""
    await running.handler.handle([event(plan(body, one)) for body in BODIES for one in range(5)])
    kept = await read_neighbours(running)
    assert len(kept) == 15
    async with running.pool.acquire() as connection:
        await connection.execute("update assessments.visit_overlaps set status = 'resolved'")
        assert await read_neighbours(running) == []
        await connection.execute("update assessments.visit_overlaps set status = 'flagged'")
    assert await read_neighbours(running) == kept


async def test_the_migration_counts_what_stands_already(running: World) -> None:
    await running.handler.handle([event(plan(body, one)) for body in BODIES for one in range(5)])
    kept = await read_neighbours(running)
    migration = (SERVICE.migrations[0] / "0026_visit_neighbours.sql").read_text()
    async with running.pool.acquire() as connection:
        await connection.execute(
            "set search_path to assessments; drop table visit_neighbours;"
            f"drop function count_visit_neighbours cascade; {migration}"
        )
    assert await read_neighbours(running) == kept
