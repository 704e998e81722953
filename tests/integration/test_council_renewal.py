"""What council shows of a visit beyond every mandate: nothing to outsiders until it is renewed (rule 9)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts.base import EventData
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.council_story import INSIDERS, OUTSIDERS
from tests.support.postgres import PostgresServer
from tests.support.programme_facts import agree_to_visit, basis, cancel_visit, day, plan_visit
from tests.support.report_facts import at, tell


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2026, 1, 20, 18, tzinfo=UTC))) as found:
        yield found


def keep_off(start: str, on: str) -> EventData:
    """The State agreed to it on 20 January, and no mandate covers it."""
    return plan_visit("v1", start, on, agreed_on=day("2026-01-20"), subject_to_renewal=True)


async def find_visit(running: Council, token: str | None) -> list[dict[str, Any]]:
    """The visit in the State's file, for a reader who can trace it too, or else can do neither."""
    listed: list[dict[str, Any]] = (await running.get("/states/KEN", token))["visits"]["items"]
    traced = await (await running.client(token)).get("/trace/v1")
    assert traced.status_code == (200 if listed else 404), token
    return listed


async def list_scheduled(running: Council, year: int) -> list[str]:
    return [one.id for one in await basis(running, "schedule", "visits_agreed", "partner", year)]


async def test_it_is_on_no_schedule_and_only_insiders_know_of_it_until_it_is_renewed(running: Council) -> None:
    await tell(running, keep_off("2030-02-04", "2026-01-20"))
    assert await list_scheduled(running, 2030) == []
    for token in INSIDERS:
        (visit,) = await find_visit(running, token)
        assert (visit["stage"], visit["subject_to_renewal"]) == ("agreed", True)
    assert [await find_visit(running, token) for token in OUTSIDERS] == [[]] * len(OUTSIDERS)
    at(running, date(2028, 12, 1))
    await tell(running, agree_to_visit("v1", "2030-02-04", "2026-01-20"))
    assert await list_scheduled(running, 2030) == ["v1"]
    (visit,) = await find_visit(running, None)
    assert (visit["stage"], visit.get("subject_to_renewal")) == ("agreed", None)


async def test_one_that_moves_beyond_every_mandate_leaves_schedule_file_and_trace(running: Council) -> None:
    await tell(running, agree_to_visit("v1", "2029-01-05", "2026-01-20"))
    assert (await list_scheduled(running, 2029), len(await find_visit(running, None))) == (["v1"], 1)
    at(running, date(2026, 2, 1))
    await tell(running, keep_off("2029-01-06", "2026-02-01"))
    assert await list_scheduled(running, 2029) == []
    assert [await find_visit(running, token) for token in OUTSIDERS] == [[]] * len(OUTSIDERS)
    assert len(await running.items("/trace/v1", "kenya")) == 2


async def test_one_that_is_cancelled_after_it_left_the_schedule_does_not_come_out(running: Council) -> None:
    await tell(running, agree_to_visit("v1", "2029-01-05", "2026-01-20"))
    await tell(running, keep_off("2029-01-06", "2026-02-01"), cancel_visit("v1", "2026-02-02", start="2029-01-06"))
    assert [await find_visit(running, token) for token in OUTSIDERS] == [[]] * len(OUTSIDERS)
    assert len(await running.items("/trace/v1", "kenya")) == 3


async def test_a_plan_and_an_agreement_of_one_instant_are_taken_in_their_order(running: Council) -> None:
    await tell(running, plan_visit("v1", "2027-02-04", "2026-01-20"), agree_to_visit("v1", "2027-02-04", "2026-01-20"))
    assert await list_scheduled(running, 2027) == ["v1"]
