"""What the review forecasts in numbers, and how the last forecast came out, on a real database (OP17)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from contracts import council as c
from shared.engine.time.clock import HandClock
from tests.support import programme_facts as told
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.programme_facts import basis, counts, numbers
from tests.support.report_facts import Report, tell, visit


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        yield found


async def test_a_report_is_forecast_for_the_days_that_reports_took_so_far(running: Council) -> None:
    """Made so far: 20 days early, and 40 late. What is due on a day is expected from 20 before until 40 after."""
    quick, slow = Report("quick", "2021-01-01"), Report("slow", "2021-01-01")
    sure, may_be, left_over, early, far = (Report(id_, "2022-01-01") for id_ in "ABCDE")
    waiting = Report("waiting", "2020-01-01")
    await tell(
        running,
        *(one.due("2022-06-01", "2021-06-01") for one in (quick, slow)),
        quick.file_report("2022-05-12"),
        slow.file_report("2022-07-11"),
        sure.due("2023-05-01"),
        may_be.due("2023-12-01"),
        left_over.due("2022-12-01"),
        early.due("2024-01-10"),
        far.due("2024-02-01"),
        waiting.due("2022-02-01"),
        sure.file_report("2023-05-05"),
        far.file_report("2023-12-31"),
    )
    expected = {"forecast_least": {"A", "C"}, "forecast_most": {*"ABCDw"}, "reports_made": {"A", "E"}}
    for figure, ids in expected.items():
        cell = "" if figure == "reports_made" else ".follow-up-report"
        assert {one.id[0] for one in await basis(running, "review", f"{figure}{cell}")} == ids
        assert (await numbers(running, "review"))[f"{figure}{cell}"] == (len(ids), None)


async def test_what_waits_longer_than_usual_is_in_the_most_alone(running: Council) -> None:
    slow, waiting, forgotten = (Report(id_, "2021-01-01") for id_ in "SWF")
    await tell(
        running,
        slow.due("2021-06-01", "2021-01-01"),
        slow.file_report("2021-07-01"),
        waiting.due("2022-12-15", "2022-01-01"),
        forgotten.due("2022-06-01", "2022-01-01"),
    )
    found = await numbers(running, "review")
    assert found["forecast_least.follow-up-report"] == (1, None)
    assert {one.id[0] for one in await basis(running, "review", "forecast_most.follow-up-report")} == {"W", "F"}


async def test_without_a_report_so_far_the_due_date_is_the_only_expected_day(running: Council) -> None:
    await tell(running, Report("A", "2021-01-01").due("2023-05-01"), Report("B", "2021-01-01").due("2024-05-01"))
    found = await numbers(running, "review")
    assert found["forecast_least.follow-up-report"] == found["forecast_most.follow-up-report"] == (1, None)
    assert found["ahead_least.follow-up-report"] == (1, None)


async def test_the_forecast_in_numbers_stands_beside_what_happened(running: Council) -> None:
    await tell(
        running,
        told.agree_to_visit("v1", "2023-03", "2022-10-01"),
        told.plan_visit("v2", "2023-03", "2022-10-01"),
        visit("v1", ["2023-03-06"]),
        visit("v3", ["2023-04-06"]),
        visit("v4", ["2023-05-06"]),
        told.agree_to_visit("v5", "2024-02", "2023-11-01", "UGA"),
        told.plan_visit("v6", "2024-06", "2023-11-01", "UGA"),
        told.plan_visit("v7", "2025-06", "2023-11-01", "UGA"),
        told.obligation(c.ObligationDue, "x-2023", "2023-12-31", "2022-01-01"),
        told.obligation(c.ObligationMet, "x-2023", "2023-12-31", "2023-12-20"),
    )
    tables = {table.id: table for table in (await counts(running, "review")).tables}
    shown = {
        id_: {row[0].text: [cell.text for cell in row[1:]] for row in tables[f"table-{id_}-in-numbers"].rows}
        for id_ in ("outcome", "forecast")
    }
    assert shown["outcome"]["Visit"] == ["1", "2", "3"]
    assert shown["outcome"]["Follow-up report"] == ["0", "0", "0"]
    assert shown["forecast"]["Visit"] == ["1", "2"]
    own = {one.id for one in await basis(running, "review", "obligations_met")} & {"x-2023"}
    assert own == {"x-2023"}
