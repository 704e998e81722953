"""Editions of the review, the programme and the schedule: for whom they are, and what lies behind their figures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from services.council.reports.kinds import NAMED
from shared.engine.time.clock import HandClock
from tests.support import programme_facts as told
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import SECRET, Report, tell, visit
from tests.support.report_story import make_sure, transmit

MINE = ("review", "programme", "schedule")


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        await tell(
            found,
            told.programme_adopted(2023, ["KEN", "UGA"], "2022-12-10"),
            told.agree_to_visit("v1", "2023-03-01", "2023-01-10"),
            visit("v1", ["2023-03-04"]),
            told.share_draft(Report("A", "2023-06-30"), "2023-04-03"),
            told.final(Report("A", "2023-06-30"), "v1", "2023-06-20"),
        )
        yield found


@pytest.mark.parametrize("name", MINE)
async def test_every_figure_says_what_it_counts_and_leads_to_what_was_counted(running: Council, name: str) -> None:
    edition = await transmit(running, f"/reports/{name}/2023")
    assert (edition["report"], edition["synthetic"]) == (name, True)
    assert {figure["id"].partition(".")[0] for figure in edition["figures"]} == {
        figure.id for figure in NAMED[name].figures
    }
    for figure in edition["figures"]:
        behind = await running.get(figure["basis"])
        if figure["denominator"] is None:
            assert len(behind["items"]) == figure["numerator"], figure["id"]
        else:
            assert len(behind["items"]) == min(figure["denominator"], 100), figure["id"]
        for item in behind["items"]:
            assert item["events"] or item["kind"] == "State"
            for event in item["events"][:1]:
                assert event in [one["id"] for one in await running.items(f"/trace/{event}")]


@pytest.mark.parametrize("name", MINE)
async def test_a_page_shows_the_tables_and_no_text_that_is_not_its_readers(running: Council, name: str) -> None:
    await transmit(running, f"/reports/{name}/2023")
    client = await running.client("owner")
    page = await client.get(f"/reports/{name}/2023", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "Kenya" in page.text
    assert SECRET not in page.text


@pytest.mark.parametrize("token", ["reader", "kenya", None])
async def test_the_schedule_is_public_and_the_others_are_the_committees(running: Council, token: str | None) -> None:
    for name in MINE:
        await make_sure(running, f"/reports/{name}/2023")
        response = await (await running.client(token)).get(f"/reports/{name}/2023")
        assert response.status_code == (200 if name == "schedule" else 404), name
