"""Editions of the annual report over HTTP: made once, kept, served to who may see them, with the lists behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import httpx
import orjson
import pytest

from contracts import unoct as u
from services.council.reports import reading
from services.council.service import rebuild
from shared.clock import HandClock
from tests.support.council import PRINCIPALS, Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import SECRET, Rec, Report, assessed, case, tell, visit

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)
PATH = "/reports/annual/2023"
ASSESSMENT = Report(
    "A", "2023-03-01",
    (
        Rec("r1", ("travel", "cft")), Rec("r2", ("travel",)), Rec("r3", ("travel",)),
        Rec("u1", ("cft",), "un", wanted=True), Rec("c1", ("gender",), "committee"),
    ),
)  # fmt: skip


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


@pytest.fixture
async def told(running: Council) -> list[str]:
    """Two visits of one mission, an assessment, its follow-up in time, statuses, and a case: the events' ids."""
    return await tell(
        running,
        visit("v1", ["2023-02-06", "2023-05-04"], "KEN", mission="m"),
        visit("v2", ["2023-02-10"], "UGA", mission="m"),
        ASSESSMENT.completed(),
        ASSESSMENT.due("2023-12-01"),
        ASSESSMENT.reported("2023-11-30"),
        assessed("r1", "2023-11-30", "implemented"),
        assessed("c1", "2023-11-30", "implemented"),
        case(u.CaseOpened, "u1", "2023-03-01"),
        case(u.CaseTakenUp, "u1", "2023-04-01", project_id="p"),
    )


async def get(running: Council, path: str = PATH, token: str | None = "owner", **headers: str) -> httpx.Response:
    return await (await running.client(token)).get(path, headers=headers)


async def ok(running: Council, path: str = PATH, token: str | None = "owner") -> dict[str, Any]:
    response = await get(running, path, token)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def later(running: Council, day: date) -> None:
    assert isinstance(running.clock, HandClock)
    running.clock.instant = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


# ---- editions --------------------------------------------------------------------------------


async def test_the_first_request_makes_the_edition_and_the_next_one_is_served_the_same_bytes(
    running: Council, told: list[str]
) -> None:
    first = await get(running)
    later(running, date(2024, 2, 1))
    await tell(running, visit("late", ["2023-08-01"]))
    second = await get(running, token=None)
    assert first.content == second.content
    assert first.json()["freeze"] == "2024-01-15T12:00:00Z"
    assert first.json()["edition"] == 1


async def test_a_published_report_is_told_and_meets_its_obligation(running: Council, told: list[str]) -> None:
    await get(running)
    await running.settle()
    published = "select topic, type from council.journal where type like '%report%' order by position"
    assert await running.rows(published) == [
        ("ctc.council", "report.published.v1"),
        *((f"ctc.released.{name}", "released.report.v1") for name in ("council", "un", "partners", "public")),
    ]
    met = "select state, held_by from council.obligations where id = 'annual-report-2024'"
    assert await running.rows(met) == [("met", ["annual-2023-1"])]


async def test_whoever_may_not_command_makes_no_edition_and_is_told_there_is_none(running: Council) -> None:
    for token in (None, "member", "reader"):
        assert (await get(running, token=token)).status_code == 404
        assert (await get(running, f"{PATH}?freeze=2024-01-01T00:00:00Z", token)).status_code == 404
    assert await running.rows("select count(*) from council.editions") == [(0,)]


async def test_a_freeze_makes_an_edition_of_its_own_and_what_was_recorded_later_is_not_in_it(
    running: Council, told: list[str]
) -> None:
    await get(running)
    later(running, date(2024, 2, 1))
    await tell(running, visit("late", ["2023-08-01"]))
    second = await ok(running, f"{PATH}?freeze=2024-02-01T17:00:00Z")
    third = await ok(running, f"{PATH}?freeze=2024-01-20T00:00:00Z")
    assert [(one["edition"], figure(one, "visits")) for one in (second, third)] == [(2, (3, None)), (3, (2, None))]
    assert (await ok(running))["edition"] == 3
    assert (await ok(running, f"{PATH}?edition=2", None))["edition"] == 2
    assert (await ok(running, f"{PATH}?freeze=2024-02-01T17:00:00Z"))["edition"] == 2


async def test_a_cut_off_within_the_year_counts_up_to_it(running: Council, told: list[str]) -> None:
    made = await ok(running, f"{PATH}?cut_off=2023-04-30")
    assert (made["cut_off"], figure(made, "visits"), figure(made, "assessed")) == ("2023-04-30", (1, None), (0, 5))


def figure(made: dict[str, Any], id_: str) -> tuple[Any, Any]:
    return next((one["numerator"], one["denominator"]) for one in made["figures"] if one["id"] == id_)


async def test_the_same_facts_cut_off_freeze_and_disclosure_give_the_same_bytes(
    running: Council, told: list[str]
) -> None:
    first = await get(running)
    await running.pool.execute("truncate council.editions, council.edition_documents, council.inbox")
    later(running, date(2024, 3, 1))
    again = await get(running, f"{PATH}?freeze=2024-01-15T12:00:00Z")
    assert first.content == again.content


async def test_after_a_rebuild_the_same_report_is_made_byte_for_byte(running: Council, told: list[str]) -> None:
    first = await get(running)
    async with running.pool.acquire() as connection:
        await rebuild(running.runtime, connection).run()  # type: ignore[arg-type]
    await running.pool.execute("truncate council.editions, council.edition_documents, council.inbox")
    again = await get(running, f"{PATH}?freeze=2024-01-15T12:00:00Z")
    assert first.content == again.content


async def test_two_first_requests_at_once_end_in_one_edition(running: Council, told: list[str]) -> None:
    clients = [await running.client("owner") for _ in range(4)]
    answers = await asyncio.gather(*(client.get(PATH) for client in clients))
    assert {one.status_code for one in answers} == {200}
    assert len({one.content for one in answers}) == 1
    assert await running.rows("select count(*) from council.editions") == [(1,)]


async def test_an_edition_keeps_how_far_it_had_read_and_shows_it_nowhere(running: Council, told: list[str]) -> None:
    made = await get(running)
    ((positions,),) = await running.rows("select positions from council.editions")
    ends = "select max(position) from assessments.journal"
    assert orjson.loads(positions)["ctc.assessments/0"] == (await running.rows(ends))[0][0]
    for answer in (made, await get(running, "/reports"), await get(running, f"{PATH}/editions")):
        assert "position" not in answer.text


async def test_editions_are_listed_for_who_may_see_them(running: Council, told: list[str]) -> None:
    await get(running)
    await get(running, f"{PATH}?freeze=2024-01-10T00:00:00Z")
    await get(running, "/reports/annual/2022")
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
        ("?cut_off=2022-12-31", 422, "/problems/cut-off-outside-the-year"),
        ("?freeze=2024-01-15T12:00:01Z", 422, "/problems/frozen-in-the-future"),
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


async def test_a_browser_gets_a_page_that_may_fetch_and_run_nothing(running: Council, told: list[str]) -> None:
    page = await get(running, accept="text/html,*/*;q=0.8")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "Synthetic: invented findings" in page.text
    assert "DRAFT/ANNUAL/2023" in page.text
    made = await ok(running)
    assert all(one["basis"].replace("&", "&amp;") in page.text for one in made["figures"])


async def test_who_has_it_already_is_sent_nothing(running: Council, told: list[str]) -> None:
    for accept in ("text/html", "application/json"):
        first = await get(running, accept=accept)
        again = await get(running, **{"accept": accept, "if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


# ---- what was counted ------------------------------------------------------------------------


async def basis(running: Council, id_: str, token: str | None = "owner", query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await ok(running, f"{PATH}/figures/{id_}/basis{query}", token))["items"]
    return found


async def test_each_basis_lists_what_its_figure_counted(running: Council, told: list[str]) -> None:
    made = await ok(running)
    for one in made["figures"]:
        listed = (await ok(running, f"{one['basis']}&limit=1000"))["items"]
        if one.get("suppressed"):
            assert listed == []
            continue
        counted = [item for item in listed if item["numerator"]]
        assert len(counted) == one["numerator"], one["id"]
        assert len(listed) == (one["numerator"] if one["denominator"] is None else one["denominator"]), one["id"]


async def test_the_units_of_visits_are_listed_each_as_itself(running: Council, told: list[str]) -> None:
    await get(running)
    listed = {id_: await basis(running, id_) for id_ in ("missions", "visits", "visit_components", "states_visited")}
    assert {id_: [item["id"] for item in items] for id_, items in listed.items()} == {
        "missions": ["m"],
        "visits": ["v1", "v2"],
        "visit_components": ["v1/1", "v1/2", "v2/1"],
        "states_visited": ["KEN", "UGA"],
    }
    assert listed["missions"][0]["states"] == ["KEN", "UGA"]
    assert listed["missions"][0]["events"] == told[:2]


async def test_from_a_figure_the_events_behind_it_can_be_traced(running: Council, told: list[str]) -> None:
    await get(running)
    (r1,) = [item for item in await basis(running, "implemented") if item["id"] == "r1"]
    assert r1 == {
        "id": "r1",
        "kind": "recommendation",
        "states": ["KEN"],
        "numerator": True,
        "events": [told[2], told[5]],
    }
    (due,) = await basis(running, "followups_on_time")
    assert (due["kind"], due["numerator"], due["events"]) == ("follow-up report", True, told[3:5])
    for event in r1["events"]:
        assert (await get(running, f"/trace/{event}")).status_code == 200


@pytest.mark.parametrize(
    ("token", "seen"),
    [
        (None, ["r1", "r2", "r3"]),
        ("partner", ["r1", "r2", "r3"]),
        ("uganda", ["r1", "r2", "r3"]),
        ("reader", ["r1", "r2", "r3", "u1"]),
        ("kenya", ["c1", "r1", "r2", "r3", "u1"]),
        ("member", ["c1", "r1", "r2", "r3", "u1"]),
    ],
)
async def test_a_list_holds_what_its_reader_may_see(
    running: Council, told: list[str], token: str | None, seen: list[str]
) -> None:
    await get(running)
    items = await basis(running, "implemented", token)
    assert [item["id"] for item in items] == seen
    inside = token in ("kenya", "member")
    assert all(("numerator" in item) is inside for item in items)
    assert all((told[5] in item["events"]) is (inside and item["id"] == "r1") for item in items)
    assert len(await basis(running, "followups_due", token)) == inside


async def test_what_was_taken_up_is_the_uns_to_know(running: Council, told: list[str]) -> None:
    await get(running)
    (item,) = await basis(running, "cases_taken_up", "reader")
    assert (item["id"], item["numerator"], item["events"]) == ("u1", True, [told[2], told[8]])
    assert await basis(running, "cases_taken_up", None) == []


async def test_a_list_follows_a_narrowed_choice_though_the_edition_stands(running: Council, told: list[str]) -> None:
    first = await get(running)
    later(running, date(2024, 2, 1))
    await tell(running, ASSESSMENT.disclosed("2024-02-01", "un", "r1"))
    assert [item["id"] for item in await basis(running, "implemented", None)] == ["r2", "r3"]
    assert (await get(running, token=None)).content == first.content
    await tell(running, ASSESSMENT.withdrawn("2024-02-01"))
    assert await basis(running, "implemented", None) == []
    assert len(await basis(running, "implemented", "member")) == 5


async def test_a_list_is_paged(running: Council, told: list[str]) -> None:
    await get(running)
    found, query = list[str](), "?limit=2"
    while True:
        page = await ok(running, f"{PATH}/figures/implemented/basis{query}")
        found += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        query = f"?limit=2&after={page['next']}"
    assert found == ["c1", "r1", "r2", "r3", "u1"]


async def test_a_theme_lists_what_the_reports_readers_may_see_and_a_hidden_one_nothing(
    running: Council, told: list[str]
) -> None:
    made = await ok(running)
    assert next(one for one in made["figures"] if one["id"] == "assessed.theme.cft")["suppressed"] is True
    assert [item["id"] for item in await basis(running, "assessed.theme.travel")] == ["r1", "r2", "r3"]
    assert [item["id"] for item in await basis(running, "assessed.region.africa")] == ["r1", "r2", "r3"]
    assert await basis(running, "assessed.theme.cft") == []


async def test_a_figure_or_edition_that_is_not_there_has_no_list(running: Council) -> None:
    assert (await get(running, f"{PATH}/figures/visits/basis")).status_code == 404
    await get(running)
    assert (await get(running, f"{PATH}/figures/unknown/basis")).status_code == 404
    assert (await get(running, f"{PATH}/figures/visits/basis?edition=2")).status_code == 404
    assert await running.rows("select count(*) from council.editions") == [(1,)]


async def test_a_browser_gets_the_list_as_a_page_with_the_next_one(running: Council, told: list[str]) -> None:
    await get(running)
    page = await get(running, f"{PATH}/figures/implemented/basis?limit=2", accept="text/html")
    assert "What was counted: Recommendations assessed as implemented" in page.text
    assert "/trace/c1" in page.text
    assert "Next page" in page.text
    public = await get(running, f"{PATH}/figures/implemented/basis", None, accept="text/html")
    assert "/trace/c1" not in public.text
    assert "/trace/r1" in public.text
    assert "not shown" in public.text


async def test_no_confidential_text_leaves_in_any_form(running: Council, told: list[str]) -> None:
    await get(running)
    listed = ("missions", "never_visited", "reports_released_part", "followups_due", "implemented", "cases_taken_up")
    paths = [PATH, "/reports", f"{PATH}/editions", *(f"{PATH}/figures/{id_}/basis" for id_ in listed)]
    for token in (*PRINCIPALS, None):
        for path in paths:
            for accept in ("text/html", "application/json"):
                answer = await get(running, path, token, accept=accept)
                assert SECRET not in answer.text
                assert answer.status_code == 200


async def test_all_is_read_from_one_snapshot(running: Council, told: list[str]) -> None:
    scope = reading.Scope(2023, date(2023, 12, 31), NOW, "public")
    async with reading.snapshot(running.pool) as connection:
        before = await reading.population(connection, scope, running.runtime.reference)
        await tell(running, visit("v9", ["2023-06-01"]))
        assert await reading.population(connection, scope, running.runtime.reference) == before
    async with reading.snapshot(running.pool) as connection:
        after = await reading.population(connection, scope, running.runtime.reference)
    assert after.in_year.visits == before.in_year.visits + 1
