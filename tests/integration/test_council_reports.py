"""Editions of the annual report over HTTP: made once, kept, and served to who may see them."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import orjson
import pytest

from services.council.counting import reading
from services.council.counting.scope import Scope
from services.council.reports.kinds import NAMED
from services.council.reports.reading import count_report
from services.council.service import rebuild
from shared.engine.time.clock import HandClock
from tests.support.council import PRINCIPALS, Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import SECRET, at, numbers, tell, visit
from tests.support.report_story import PATH, get, ok, publish, tell_year, transmit

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


@pytest.fixture
async def year_events(running: Council) -> list[str]:
    return await tell_year(running)


async def forget_editions(running: Council) -> None:
    """As if none had been made."""
    tables = ("editions", "edition_documents", "report_drafts", "inbox")
    await running.pool.execute(f"truncate {', '.join(f'council.{one}' for one in tables)}")
    await running.pool.execute("delete from council_projected.events where type like 'report.%'")


# ---- editions --------------------------------------------------------------------------------


async def test_the_first_request_makes_the_edition_and_the_next_one_is_served_the_same_bytes(
    running: Council, year_events: list[str]
) -> None:
    first = await publish(running)
    at(running, date(2024, 2, 1))
    await tell(running, visit("late", ["2023-08-01"]))
    second = await get(running, token=None)
    assert first.content == second.content
    assert first.json()["freeze"] == "2024-01-15T12:00:00Z"
    assert first.json()["edition"] == 1


async def test_editions_of_a_year_that_no_calendar_has_are_refused_not_failed_on(running: Council) -> None:
    assert (await get(running, f"/reports?year={10**20}")).status_code == 422


async def test_a_published_report_is_told_and_meets_its_obligation(running: Council, year_events: list[str]) -> None:
    await publish(running)
    await running.settle()
    published = "select topic, type from council.journal where type like '%report%' order by position"
    assert await running.rows(published) == [
        ("ctc.council", "report_draft.made.v1"),
        ("ctc.council", "report_draft.adopted.v1"),
        ("ctc.council", "report.published.v1"),
        *((f"ctc.released.{name}", "released.report.v1") for name in ("council", "un", "partners", "public")),
    ]
    met = "select state, held_by from council.obligations where id = 'annual-report-2024'"
    assert await running.rows(met) == [("met", ["annual-2023-1"])]


async def test_a_report_that_is_only_counted_or_drafted_meets_no_obligation(
    running: Council, year_events: list[str]
) -> None:
    assert (await ok(running, f"{PATH}/provisional"))["figures"]
    await running.settle()
    met = "select state, held_by from council.obligations where id = 'annual-report-2024'"
    assert await running.rows(met) == [("due", [])]
    assert (await (await running.client("owner")).post(f"{PATH}/drafts", json={})).status_code == 200
    await running.settle()
    assert await running.rows(met) == [("due", [])]


async def test_whoever_may_not_command_makes_no_edition_and_is_told_there_is_none(running: Council) -> None:
    for token in (None, "member", "reader"):
        assert (await get(running, token=token)).status_code == 404
        assert (await get(running, f"{PATH}?freeze=2024-01-01T00:00:00Z", token)).status_code == 404
    assert await running.rows("select count(*) from council.editions") == [(0,)]


async def test_a_freeze_is_that_of_the_draft_and_what_was_recorded_later_is_not_in_it(
    running: Council, year_events: list[str]
) -> None:
    await transmit(running)
    at(running, date(2024, 2, 1))
    await tell(running, visit("late", ["2023-08-01"]))
    second = await transmit(running, freeze="2024-02-01T17:00:00Z", reason="A visit was missing.")
    third = await transmit(running, freeze="2024-01-20T00:00:00Z", reason="As it was known then.")
    assert [(one["edition"], numbers(one)["visits"]) for one in (second, third)] == [(2, (3, None)), (3, (2, None))]
    assert (await ok(running))["edition"] == 3
    assert (await ok(running, f"{PATH}?edition=2", None))["edition"] == 2
    assert (await ok(running, f"{PATH}?freeze=2024-02-01T17:00:00Z"))["edition"] == 2


async def test_a_cut_off_within_the_year_counts_up_to_it(running: Council, year_events: list[str]) -> None:
    made = await transmit(running, cut_off="2023-04-30")
    found = numbers(made)
    assert (made["cut_off"], found["visits"], found["assessed"]) == ("2023-04-30", (1, None), (0, 6))


async def test_the_same_facts_cut_off_freeze_and_disclosure_give_the_same_bytes(
    running: Council, year_events: list[str]
) -> None:
    first = await publish(running)
    await forget_editions(running)
    await transmit(running, freeze="2024-01-15T12:00:00Z")
    again = await get(running)
    assert first.content == again.content


async def test_after_a_rebuild_the_same_report_is_made_byte_for_byte(running: Council, year_events: list[str]) -> None:
    first = await publish(running)
    async with running.pool.acquire() as connection:
        await rebuild(running.runtime, connection).run()  # type: ignore[arg-type]
    await forget_editions(running)
    await transmit(running, freeze="2024-01-15T12:00:00Z")
    again = await get(running)
    assert first.content == again.content


async def test_two_drafts_at_once_end_in_one_that_is_on_its_way(running: Council, year_events: list[str]) -> None:
    clients = [await running.client("owner") for _ in range(4)]
    answers = await asyncio.gather(*(client.post(f"{PATH}/drafts", json={}) for client in clients))
    assert sorted(one.json()["draft"] for one in answers) == [1, 2, 3, 4]
    stages = "select stage from council.report_drafts order by number"
    assert await running.rows(stages) == [("set_aside",)] * 3 + [("draft",)]


async def test_an_edition_keeps_how_far_it_had_read_and_shows_it_nowhere(
    running: Council, year_events: list[str]
) -> None:
    made = await publish(running)
    ((positions,),) = await running.rows("select positions from council.editions")
    ends = "select max(position) from assessments.journal"
    assert orjson.loads(positions)["ctc.assessments/0"] == (await running.rows(ends))[0][0]
    for answer in (made, await get(running, "/reports"), await get(running, f"{PATH}/editions")):
        assert "position" not in answer.text


async def test_editions_are_listed_for_who_may_see_them(running: Council, year_events: list[str]) -> None:
    await publish(running)
    await transmit(running, cut_off="2023-06-30")
    await transmit(running, "/reports/annual/2022")
    listed = await ok(running, f"{PATH}/editions", None)
    assert [(one["edition"], one["path"]) for one in listed["items"]] == [
        (1, f"{PATH}?edition=1"),
        (2, f"{PATH}?edition=2"),
    ]
    assert len((await ok(running, "/reports", None))["items"]) == 3
    assert len((await ok(running, "/reports?year=2022", None))["items"]) == 1


@pytest.mark.parametrize(
    ("query", "status", "problem"),
    [
        ("/provisional?cut_off=2022-12-31", 422, "/problems/cut-off-outside-the-year"),
        ("/provisional?freeze=2024-01-15T12:00:01Z", 422, "/problems/frozen-in-the-future"),
        ("?freeze=2024-01-10T12:00:00Z", 404, "/problems/not-found"),
        ("?freeze=2024-01-15", 422, "/problems/invalid"),
        ("?cut_off=31.12.2023", 422, "/problems/invalid"),
        ("?edition=7", 404, "/problems/not-found"),
        ("?edition=1&cut_off=2023-12-31", 422, "/problems/invalid"),
    ],
)
async def test_what_cannot_be_asked_gets_one_clear_answer(
    running: Council, query: str, status: int, problem: str
) -> None:
    answer = await get(running, f"{PATH}{query}")
    assert (answer.status_code, answer.json()["type"]) == (status, problem)
    assert await running.rows("select count(*) from council.editions") == [(0,)]


# ---- forms -----------------------------------------------------------------------------------


async def test_a_browser_gets_a_page_that_may_fetch_and_run_nothing(running: Council, year_events: list[str]) -> None:
    page = await publish(running, accept="text/html,*/*;q=0.8")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "Synthetic: invented data" in page.text
    assert "DRAFT/ANNUAL/2023" in page.text
    made = await ok(running)
    assert all(one["basis"].replace("&", "&amp;") in page.text for one in made["figures"])


async def test_who_has_it_already_is_sent_nothing(running: Council, year_events: list[str]) -> None:
    await transmit(running)
    for accept in ("text/html", "application/json"):
        first = await get(running, accept=accept)
        again = await get(running, **{"accept": accept, "if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_no_confidential_text_leaves_in_any_form(running: Council, year_events: list[str]) -> None:
    await publish(running)
    listed = ("missions", "never_visited", "reports_released_part", "followups_due", "implemented", "cases_taken_up")
    paths = [PATH, "/reports", f"{PATH}/editions", *(f"{PATH}/figures/{id_}/basis" for id_ in listed)]
    for token in (*PRINCIPALS, None):
        for path in paths:
            for accept in ("text/html, */*;q=0.1", "application/json"):
                answer = await get(running, path, token, accept=accept)
                assert SECRET not in answer.text
                assert answer.status_code == 200


async def test_all_is_read_from_one_snapshot(running: Council, year_events: list[str]) -> None:
    scope = Scope(2023, date(2023, 12, 31), NOW, "public")
    async with reading.snapshot(running.pool) as connection:
        annual, reference = NAMED["annual"], running.runtime.handler.reference
        before = await count_report(connection, annual, scope, reference)
        await tell(running, visit("v9", ["2023-06-01"]))
        assert await count_report(connection, annual, scope, reference) == before
    async with reading.snapshot(running.pool) as connection:
        after = await count_report(connection, annual, scope, reference)
    visits = [next(one.numerator for one in counts.figures if one.id == "visits") for counts in (before, after)]
    assert visits[1] == (visits[0] or 0) + 1


async def test_an_edition_that_was_changed_behind_our_back_is_not_served(
    running: Council, year_events: list[str]
) -> None:
    published = await publish(running)
    await running.runtime.resources.pool.execute(
        "update council.edition_documents set document = document || ' '::bytea"
    )
    altered = await get(running)
    assert (altered.status_code, altered.json()["type"]) == (503, "/problems/edition-altered")
    document, digest = published.content, hashlib.sha256(published.content).hexdigest()
    await running.runtime.resources.pool.execute("update council.edition_documents set document = $1", document)
    assert (await get(running)).content == document
    ((told,),) = [
        tuple(one)
        for one in await running.runtime.resources.pool.fetch(
            "select data from council.journal where type = 'report.published.v1'"
        )
    ]
    assert orjson.loads(told)["digest"] == f"sha-256:{digest}", "readers can compare by themselves"
