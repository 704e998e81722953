"""What the public schedule of visits counts and lists, on a real database: one rule a test (OP12)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.programme_facts import (
    agree_to_visit,
    basis,
    cancel_visit,
    counts,
    merge_visits,
    numbers,
    plan_visit,
    separate_visits,
)
from tests.support.report_facts import SECRET, at, tell, visit


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2023, 2, 1, 12, tzinfo=UTC))) as found:
        yield found


async def test_only_what_the_state_agreed_to_is_on_the_schedule(running: Council) -> None:
    await tell(
        running,
        plan_visit("v1", "2023-05-02", "2023-01-10"),
        agree_to_visit("v2", "2023-05-02", "2023-01-10"),
        agree_to_visit("v3", "2024-05-02", "2023-01-10"),
        agree_to_visit("v4", "2023-06-02", "2023-01-10", body="UNODC"),
    )
    assert (await numbers(running, "schedule"))["visits_agreed"] == (1, None)
    assert [one.id for one in await basis(running, "schedule", "visits_agreed", "partner")] == ["v2"]


async def test_what_was_called_off_is_off_the_schedule_until_the_state_agrees_again(running: Council) -> None:
    await tell(running, *(agree_to_visit(id_, "2023-05-02", "2023-01-10") for id_ in ("v1", "v2", "v3", "v4")))
    await tell(
        running,
        cancel_visit("v1", "2023-01-20"),
        cancel_visit("v2", "2023-01-20"),
        merge_visits("v4", ["v3"], "2023-01-20"),
    )
    at(running, date(2023, 3, 1))
    await tell(running, agree_to_visit("v2", "2023-07-02", "2023-02-20"))
    assert [one.id for one in await basis(running, "schedule", "visits_agreed")] == ["v2", "v4"]


async def test_what_was_merged_by_mistake_is_on_the_schedule_again(running: Council) -> None:
    await tell(running, *(agree_to_visit(id_, "2023-05-02", "2023-01-10") for id_ in ("v1", "v2")))
    await tell(running, merge_visits("v1", ["v2"], "2023-01-20"), separate_visits("v1", ["v2"], "2023-01-25"))
    assert [one.id for one in await basis(running, "schedule", "visits_agreed")] == ["v1", "v2"]


async def test_a_visit_that_took_place_was_on_the_schedule(running: Council) -> None:
    await tell(running, agree_to_visit("v1", "2023-05-02", "2023-01-10"))
    at(running, date(2023, 6, 1))
    await tell(running, visit("v1", ["2023-05-06"]))
    assert (await numbers(running, "schedule"))["visits_agreed"] == (1, None)


async def test_a_visit_is_public_from_the_day_on_which_it_first_came_on_the_schedule(running: Council) -> None:
    await tell(running, agree_to_visit("v1", "2023-03-03", "2023-01-10"))  # 30 days after 1 February
    await tell(running, agree_to_visit("v2", "2023-05", "2023-01-10"))
    at(running, date(2023, 3, 1))
    await tell(
        running, agree_to_visit("v1", "2023-04-02", "2023-01-10"), agree_to_visit("v3", "2023-03-12", "2023-02-25")
    )
    found = await numbers(running, "schedule")
    assert found["visits_agreed"] == (3, None)
    assert found["median_days_publication_to_start"] == ("35.5", 2)  # of 60 and 11
    assert [one.id for one in await basis(running, "schedule", "median_days_publication_to_start")] == ["v1", "v3"]


async def test_of_nothing_agreed_there_is_no_median(running: Council) -> None:
    assert await numbers(running, "schedule") == {
        "visits_agreed": (0, None),
        "median_days_publication_to_start": (None, 0),
    }


async def test_the_public_learns_neither_purpose_nor_guests(running: Council) -> None:
    await tell(
        running, agree_to_visit("v1", "2023-05-02", "2023-01-10", end="2023-05-06", mode="onsite", invited=(SECRET,))
    )
    (table,) = (await counts(running, "schedule")).tables
    assert [cell.text for cell in table.rows[0]] == [
        "Kenya", "Not stated", "2 May 2023", "6 May 2023", "On site", "10 January 2023",
    ]  # fmt: skip
    assert SECRET not in repr(table)
