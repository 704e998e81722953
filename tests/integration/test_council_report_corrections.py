"""What becomes known late: in the next year's report as an adjustment, or in a corrected edition (rule 11)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from services.council.editions.model import ALL
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import at, numbers, tell, visit
from tests.support.report_story import ASSESSMENT, PATH, get, ok, publish, tell_year, transmit

NOW = datetime(2024, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        await tell_year(found)
        yield found


async def correct(running: Council, path: str = PATH, token: str | None = "owner", **more: Any) -> httpx.Response:
    """Asks for a corrected edition."""
    client = await running.client(token)
    headers = {"Idempotency-Key": more.pop("key")} if "key" in more else {}
    return await client.post(f"{path}/corrections", json={"reason": "A visit was missing.", **more}, headers=headers)


async def late(running: Council, id_: str = "late") -> None:
    """On 9 January a visit of December becomes known."""
    at(running, date(2024, 1, 9))
    await tell(running, visit(id_, ["2023-12-20"], "UGA"))


# ---- adjustments -----------------------------------------------------------------------------


async def test_a_december_event_that_arrives_in_january_is_an_adjustment_in_the_next_report(running: Council) -> None:
    first = await publish(running)
    await late(running)
    at(running, date(2025, 1, 15))
    after = await transmit(running, "/reports/annual/2024")
    assert {one["id"]: (one["published"], one["now"]) for one in after["adjustments"]}["visits"] == (
        {"numerator": 2, "denominator": None, "value": "2.0"},
        {"numerator": 3, "denominator": None, "value": "3.0"},
    )
    assert {one["edition"] for one in after["adjustments"]} == {"annual-2023-1"}
    assert (await get(running)).content == first.content
    page = (await get(running, "/reports/annual/2024", accept="text/html")).text
    assert "Prior-period adjustments" in page
    assert "Totals of edition 1 on the year before that are now others" in page


async def test_where_nothing_became_known_late_there_is_no_adjustment(running: Council) -> None:
    assert (await transmit(running))["adjustments"] == []
    at(running, date(2025, 1, 15))
    after = await transmit(running, "/reports/annual/2024")
    assert after["adjustments"] == []
    assert "Prior-period" not in (await get(running, "/reports/annual/2024", accept="text/html")).text


async def test_what_was_only_withheld_since_is_no_adjustment(running: Council) -> None:
    await publish(running)
    at(running, date(2024, 2, 1))
    await tell(running, ASSESSMENT.disclose("2024-02-01", "committee", "r1"))
    at(running, date(2025, 1, 15))
    assert (await transmit(running, "/reports/annual/2024"))["adjustments"] == []


async def test_an_edition_that_was_withdrawn_is_not_told_by_the_next_years_report(running: Council) -> None:
    await publish(running)
    withdrawal = {"reason": "Synthetic: wrong.", "document": "DRAFT/SYN/1"}
    assert (await (await running.client("owner")).post(f"{PATH}/withdrawal", json=withdrawal)).status_code == 200
    await late(running)
    at(running, date(2025, 1, 15))
    assert (await transmit(running, "/reports/annual/2024"))["adjustments"] == []


# ---- corrected editions ----------------------------------------------------------------------


async def test_a_corrected_edition_takes_the_place_of_the_last_one_which_stands_under_its_number(
    running: Council,
) -> None:
    first = await publish(running)
    await late(running)
    assert (await correct(running)).json() == {"id": "annual-2023-2", "edition": 2}
    now = await ok(running, token=None)
    assert (now["edition"], now["corrects"], numbers(now)["visits"]) == (2, "annual-2023-1", (3, None))
    assert (now["cut_off"], now["freeze"]) == ("2023-12-31", "2024-01-09T17:00:00Z")
    assert (await get(running, f"{PATH}?edition=1", None)).content == first.content
    told = "select topic, type from council.journal where type like '%report%' order by position desc limit 5"
    assert set(await running.rows(told)) == {
        ("ctc.council", "report.corrected.v1"),
        *((f"ctc.released.{name}", "released.report.v1") for name in ("council", "un", "partners", "public")),
    }


async def test_the_next_years_report_compares_with_the_corrected_edition(running: Council) -> None:
    await publish(running)
    await late(running)
    await correct(running)
    at(running, date(2025, 1, 15))
    assert (await transmit(running, "/reports/annual/2024"))["adjustments"] == []


async def test_the_reason_is_the_committees_alone(running: Council) -> None:
    await publish(running)
    await late(running)
    await correct(running)
    for token, seen in (("member", True), ("reader", False), (None, False)):
        listed = (await get(running, f"{PATH}/editions", token)).text
        assert ("A visit was missing." in listed) is seen
        assert "A visit was missing." not in (await get(running, token=token)).text


async def test_what_is_unchanged_is_not_corrected(running: Council) -> None:
    await publish(running)
    at(running, date(2024, 1, 9))
    answer = await correct(running)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/edition-unchanged")
    assert await running.rows("select count(*) from council.editions") == [(1,)]


async def test_another_cut_off_is_a_correction(running: Council) -> None:
    await publish(running)
    assert (await correct(running, cut_off="2023-06-30")).status_code == 200
    assert (await ok(running))["cut_off"] == "2023-06-30"


async def test_the_same_correction_twice_is_made_once(running: Council) -> None:
    await publish(running)
    await late(running)
    first, again = await correct(running, key="one"), await correct(running, key="one")
    assert first.json() == again.json()
    assert (await correct(running, key="one", reason="Another.")).status_code == 422
    assert await running.rows("select count(*) from council.editions") == [(2,)]


@pytest.mark.parametrize(
    ("path", "token", "more", "status", "problem"),
    [
        (PATH, "owner", {}, 409, "nothing-to-correct"),
        (PATH, "owner", {"cut_off": "2022-12-31"}, 422, "cut-off-outside-the-year"),
        (PATH, "owner", {"cut_off": "0001-01-01"}, 422, "before-the-united-nations"),
        (PATH, "owner", {"reason": ""}, 422, "invalid"),
        ("/reports/annual/20x3", "owner", {}, 422, "invalid"),
        ("/reports/annual/2031", "owner", {}, 422, "year-not-begun"),
        ("/reports/unheard/2023", "owner", {}, 404, "not-found"),
        (PATH, "unoct", {}, 403, "not-allowed"),
        (PATH, "member", {}, 403, "not-allowed"),
        (PATH, None, {}, 401, "token-needed"),
    ],
)
async def test_what_cannot_be_corrected_gets_one_clear_answer(
    running: Council, path: str, token: str | None, more: dict[str, str], status: int, problem: str
) -> None:
    answer = await correct(running, path, token, **more)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}")


async def test_the_row_on_which_publishing_and_narrowing_wait_for_each_other_is_there_from_the_start(
    postgres_server: PostgresServer,
) -> None:
    async with council(postgres_server, HandClock(NOW)) as found:
        assert await found.rows("select id, number from council.revisions") == [(ALL, 0)]
