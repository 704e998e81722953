"""The list of a year and its schedule are reported on before the year begins, and nothing else is (OP12)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import get_args

import pytest

from contracts.vocabulary import ReportName
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.programme_facts import agree_to_visit, basis, plan_visit, programme_adopted
from tests.support.report_facts import numbers, tell
from tests.support.report_story import transmit

DECEMBER = datetime(2022, 12, 15, 17, tzinfo=UTC)
OTHERS = sorted(set(get_args(ReportName)) - {"programme", "schedule", "followup"})


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(DECEMBER)) as found:
        yield found


async def code(running: Council, report: str) -> str:
    """Why there is none."""
    response = await (await running.client("owner")).post(f"/reports/{report}/2023/drafts", json={})
    assert response.status_code == 422, response.text
    return str(response.json()["type"])


async def test_a_list_that_was_adopted_in_december_is_reported_on_before_its_year_begins(running: Council) -> None:
    await tell(running, programme_adopted(2023, ["KEN", "UGA"], "2022-12-10"))
    found = await transmit(running, "/reports/programme/2023")
    assert (found["edition"], found["cut_off"]) == (1, "2023-12-31")
    assert numbers(found)["listed_visited"] == (0, 2)
    assert len(await basis(running, "programme", "listed_visited")) == 2


async def test_what_states_agreed_to_is_on_the_public_schedule_of_the_year_to_come(running: Council) -> None:
    await tell(running, agree_to_visit("v1", "2023-01-16", "2022-12-12"), plan_visit("v2", "2023-02-06", "2022-12-12"))
    assert numbers(await transmit(running, "/reports/schedule/2023"))["visits_agreed"] == (1, None)
    assert (await running.get("/reports/schedule/2023", None))["edition"] == 1


@pytest.mark.parametrize("report", ["programme", "schedule"])
async def test_there_is_none_of_a_year_for_which_nothing_is_listed_yet(running: Council, report: str) -> None:
    await tell(running, plan_visit("v2", "2023-02-06", "2022-12-12"))
    assert await code(running, report) == "/problems/year-not-begun"
    assert (await running.get("/reports"))["items"] == []


@pytest.mark.parametrize("report", OTHERS)
async def test_no_other_report_is_made_on_a_year_that_has_not_begun(running: Council, report: str) -> None:
    await tell(
        running, programme_adopted(2023, ["KEN"], "2022-12-10"), agree_to_visit("v1", "2023-01-16", "2022-12-12")
    )
    assert await code(running, report) == "/problems/year-not-begun"
