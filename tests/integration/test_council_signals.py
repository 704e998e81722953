"""Risk signals over HTTP: whole files of them, what is refused, and that again changes nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.engine.imports.files import LARGEST_FILE
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer

SIGNALS = Path(__file__).parents[2] / "examples" / "signals"
CONVENTION = "International Convention for the Suppression of the Financing of Terrorism"
INDEX, TREATIES = "terrorism-index", "treaties?treaty=" + CONVENTION.replace(" ", "%20")


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2026, 11, 24, 12, tzinfo=UTC))) as found:
        yield found


async def send(running: Council, what: str, content: str | bytes, token: str | None = "owner") -> httpx.Response:
    client = await running.client(token)
    return await client.post(f"/imports/{what}", content=content, headers={"Content-Type": "text/csv"})


async def import_file(running: Council, what: str, content: str | bytes) -> dict[str, Any]:
    response = await send(running, what, content)
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


@pytest.mark.parametrize(
    ("what", "file", "accepted", "not_members"),
    [
        ("fatf", "fatf_ratings.csv", 15, []),
        (INDEX, "terrorism_index.csv", 160, ["PSE", "KSV", "TWN"]),
        (TREATIES, "financing_convention.csv", 185, ["Cook Islands", "Holy See", "Niue"]),
    ],
)
async def test_the_examples_are_imported_whole_but_for_jurisdictions_that_are_no_members_and_again_change_nothing(
    running: Council, what: str, file: str, accepted: int, not_members: list[str]
) -> None:
    content = (SIGNALS / file).read_bytes()
    told = await import_file(running, what, content)
    assert (told["accepted"], told["unchanged"], told["not_members"]) == (accepted, 0, not_members)
    assert len(told["rejected"]) == len(not_members)
    assert all("is no Member State: " in one["reason"] for one in told["rejected"])
    count = "select count(*) from council.journal where type = 'signal.recorded.v1'"
    events = await running.rows(count)
    again = await import_file(running, what, content)
    assert (again["accepted"], again["unchanged"]) == (0, accepted)
    await running.pool.execute("delete from council.inbox")
    assert (await import_file(running, what, content))["unchanged"] == accepted
    assert await running.rows(count) == events


async def test_what_was_imported_is_listed_for_the_committee_alone(running: Council) -> None:
    await import_file(running, INDEX, "iso3c,score,year\nKEN,5.5,2019\nUGA,3,2019\n")
    assert await running.items("/signals?state=KEN&kind=terrorism_index") == [
        {
            "id": "terrorism_index-KEN-score-2019",
            "kind": "terrorism_index",
            "state": "KEN",
            "measure": "score",
            "period": "2019",
            "value": "5.5",
            "audience": "committee",
            "parties": [],
            "synthetic": False,
        }
    ]
    for token in ("unoct", "reader", "kenya", None):
        assert await running.items("/signals", token) == []


async def test_each_signal_is_a_fact_that_can_be_traced(running: Council) -> None:
    await import_file(running, INDEX, "iso3c,score,year,synthetic\nKEN,5.5,2019,true\n")
    await running.settle()
    query = "select thing, subject, synthetic from council_projected.events where type = 'signal.recorded.v1'"
    (found,) = await running.rows(query)
    assert found == ("terrorism_index-KEN-score-2019", "KEN", True)


@pytest.mark.parametrize("token", ["member", "unoct", "kenya", None])
async def test_only_those_who_command_for_the_committee_import(running: Council, token: str | None) -> None:
    response = await send(running, INDEX, "iso3c,score,year\nKEN,5.5,2019\n", token)
    assert response.status_code == (401 if token is None else 403)


@pytest.mark.parametrize(
    ("what", "content", "problem", "missing"),
    [
        ("fatf", "iso3,report_date,R5,R6,IO9,IO10\nKEN,2023,C,C,SE,SE\n", "columns-missing", "io11"),
        (INDEX, "iso3c,score\nKEN,5.5\n", "columns-missing", "year"),
        (TREATIES, "Participant,Signature\nKenya,4 Dec 2001\n", "columns-missing", "ratification"),
        (TREATIES, "", "empty-file", ""),
    ],
)
async def test_a_file_without_what_is_needed_is_refused_whole(
    running: Council, what: str, content: str, problem: str, missing: str
) -> None:
    response = await send(running, what, content)
    assert (response.status_code, response.json()["type"]) == (422, f"/problems/{problem}")
    assert missing in response.json().get("detail", "")
    assert await running.rows("select from council.signals") == []


async def test_a_treatys_status_needs_the_treatys_name_and_is_known_by_it_however_it_is_spaced(
    running: Council,
) -> None:
    status = "Participant,Signature,Ratification\nKenya,,\n"
    assert (await send(running, "treaties", status)).status_code == 422
    assert (await import_file(running, "treaties?treaty=An%20%20invented%20treaty", status))["accepted"] == 1
    assert (await import_file(running, "treaties?treaty=an%20invented%20Treaty", status))["unchanged"] == 1


async def test_a_file_that_is_too_large_is_refused(running: Council) -> None:
    owner = await running.client("owner")
    response = await owner.post("/imports/fatf", content=b"x", headers={"Content-Length": str(LARGEST_FILE + 1)})
    assert response.status_code == 413
