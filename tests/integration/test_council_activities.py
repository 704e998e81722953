"""The log of activities over HTTP, and what the reports of OP17 and OP18 count and name of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.council import ActivityRecorded, ActivityWithdrawn
from services.council.documents.document import Table
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.programme_facts import basis, counts, day, numbers
from tests.support.report_facts import SECRET, report, tell

WORKSHOP = {
    "kind": "workshop",
    "day": "2023-05-14",
    "with_whom": ["UNOCT"],
    "subject": "Synthetic: border security",
    "paragraph": "OP26",
    "themes": ["border-security"],
    "audience": "public",
    "synthetic": True,
}


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        yield found


async def test_an_officer_logs_and_each_reader_lists_what_is_for_them(running: Council) -> None:
    owner = await running.client("owner")
    for changes in (
        {},
        {"kind": "advice", "audience": "un", "day": "2023-06-01"},
        {"kind": "consultation", "audience": "committee", "paragraph": "OP36", "themes": ["gender"]},
        {"day": "2022-12-31"},
    ):
        response = await owner.post("/activities", json=WORKSHOP | changes)
        assert response.status_code == 201, response.text
        assert (await owner.get(response.headers["Location"])).json()["kind"] == (WORKSHOP | changes)["kind"]
    again = await owner.post("/activities", json=WORKSHOP)
    assert again.json()["outcome"] == "unchanged"
    for token, number in (("owner", 4), ("unoct", 3), ("kenya", 2), (None, 2)):
        assert len(await running.items("/activities", token)) == number, token
    for query, number in (("year=2023", 3), ("year=2022", 1), ("kind=workshop&year=2023", 1), ("paragraph=OP36", 1)):
        assert len(await running.items(f"/activities?{query}", "owner")) == number, query
    assert len(await running.items("/activities?theme=gender", "owner")) == 1


async def test_only_the_committees_staff_logs_and_an_unknown_paragraph_is_refused_by_its_rule(running: Council) -> None:
    for token in ("kenya", "unoct"):
        assert (await (await running.client(token)).post("/activities", json=WORKSHOP)).status_code == 403
    owner = await running.client("owner")
    problem = (await owner.post("/activities", json=WORKSHOP | {"paragraph": "OP99"})).json()
    assert (problem["status"], problem["type"]) == (422, "/problems/unknown-paragraph")
    assert (problem["rule"], problem["paragraph"]) == ("9", "OP17")
    assert (await owner.post("/activities", json=WORKSHOP | {"with_whom": []})).status_code == 422


def activity(id_: str, on: str, kind: str = "workshop", audience: Any = "public", **more: Any) -> ActivityRecorded:
    said: dict[str, Any] = {
        "with_whom": ("UNOCT",), "subject": id_, "paragraph": "OP26", "themes": ("border-security",), **more
    }  # fmt: skip
    return ActivityRecorded(
        activity_id=id_, kind=kind, audience=audience, occurred_on=day(on), synthetic=True, **said
    )  # fmt: skip


async def tell_of_a_year(running: Council) -> None:
    await tell(
        running,
        activity("a1", "2023-05-14"),
        activity("a2", "2023-06-01", "advice", "un", subject=SECRET),
        activity("a3", "2023-07-01", "consultation", "committee", subject=SECRET, paragraph="OP36", themes=()),
        activity("a4", "2023-07-01", paragraph="OP9"),
        activity("a4", "2023-07-02"),  # put right
        activity("a5", "2022-07-01"),
    )


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


async def test_both_reports_count_all_activities_of_the_year(running: Council) -> None:
    await tell_of_a_year(running)
    for kind in ("review", "annual"):
        assert (await numbers(running, kind))["activities"] == (4, None)
        tables = {table.id: table for table in (await counts(running, kind)).tables}
        assert rows(tables["table-activities-by-kind"]) == [
            ["Advice and information to other bodies", "1"],
            ["Consultations with civil society, among them women's organizations", "1"],
            ["Workshops, seminars and training", "2"],
        ]
        assert rows(tables["table-activities-by-paragraph"]) == [["26", "3"], ["36", "1"]]
    assert [one.id for one in await basis(running, "review", "activities")] == ["a1", "a2", "a3", "a4"]
    assert [one.id for one in await basis(running, "annual", "activities", "unoct")] == ["a1", "a2", "a4"]
    assert [one.id for one in await basis(running, "annual", "activities", "kenya")] == ["a1", "a4"]


async def test_the_committee_is_told_each_by_name_and_the_public_only_those_that_are_public(running: Council) -> None:
    await tell_of_a_year(running)
    named = {
        kind: next(table for table in (await counts(running, kind)).tables if table.id == "table-activities")
        for kind in ("review", "annual")
    }
    assert [row[3] for row in rows(named["review"])] == ["a1", SECRET, SECRET, "a4"]
    assert rows(named["annual"])[0] == [
        "14 May 2023", "Workshops, seminars and training", "UNOCT", "a1", "26", "Border security",
    ]  # fmt: skip
    assert [row[3] for row in rows(named["annual"])] == ["a1", "a4"]
    edition = await report(running)
    assert SECRET not in json.dumps(edition)
    assert "are on record beside visits, reports and meetings" in json.dumps(edition)


# ---- withdrawn (rule 8) ----------------------------------------------------------------------


def withdrawal(id_: str, on: str) -> ActivityWithdrawn:
    return ActivityWithdrawn(
        activity_id=id_, reason=SECRET, document="DRAFT/SYN/2", occurred_on=day(on), synthetic=True
    )  # fmt: skip


async def test_a_withdrawn_activity_leaves_the_counts_from_then_on(running: Council) -> None:
    await tell_of_a_year(running)
    await tell(running, withdrawal("a1", "2023-11-01"), withdrawal("a4", "2024-01-10"))
    for kind in ("review", "annual"):
        assert (await numbers(running, kind))["activities"] == (3, None), "the second one was withdrawn after the year"
    assert [one.id for one in await basis(running, "review", "activities")] == ["a2", "a3", "a4"]
    assert [one.id for one in await basis(running, "annual", "activities", "kenya")] == [], "not by name any more"
    named = next(one for one in (await counts(running, "annual")).tables if one.id == "table-activities")
    assert SECRET not in str(named)
    assert "a4" not in [row[3] for row in rows(named) if len(row) > 3]


async def test_a_withdrawn_activity_is_shown_to_the_committee_alone(running: Council) -> None:
    owner = await running.client("owner")
    here = (await owner.post("/activities", json=WORKSHOP)).headers["Location"]
    said = {"withdrawn_on": "2024-01-12", "reason": "Synthetic: logged twice.", "document": "DRAFT/SYN/2"}
    assert (await owner.post(f"{here}/withdrawal", json=said | {"document": ""})).status_code == 422
    assert (await (await running.client("unoct")).post(f"{here}/withdrawal", json=said)).status_code == 403
    assert (await owner.post(f"{here}/withdrawal", json=said)).json()["outcome"] == "accepted"
    shown = (await owner.get(here)).json()
    assert (shown["withdrawn_on"], shown["withdrawn_because"]) == (said["withdrawn_on"], said["reason"])
    for token in ("unoct", "kenya", None):
        assert (await (await running.client(token)).get(here)).status_code == 404
        assert await running.items("/activities", token) == []
