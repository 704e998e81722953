"""After a State narrows its choice others get an edition redacted, the Committee as it was (rules 8, 11, 12)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import orjson
import pytest

from contracts.catalog import encode
from services.council.figures.annual import ANNUAL
from services.council.service import rebuild
from shared.engine.decided import JournalRow
from shared.engine.outcomes import Done
from shared.engine.repairs.dead_letters import Repair
from shared.engine.storage import journal
from shared.engine.time.clock import HandClock
from tests.support.council import NUMBERS, Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import assess, at, elsewhere, numbers, tell, visit
from tests.support.report_story import ASSESSMENT, PATH, get, narrow, ok, publish, tell_year, transmit

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)
LATER = date(2024, 2, 1)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        await tell_year(found)
        yield found


async def list_reports(running: Council) -> list[tuple[Any, ...]]:
    """Topics and types of what was said of reports."""
    gone = "type = 'released.withdrawn.v1' and convert_from(data, 'UTF8')::jsonb ->> 'of' = 'report'"
    query = f"select topic, type from council.journal where type like '%report%' or ({gone}) order by position"
    await running.settle()
    return await running.rows(query)


def adds_up(edition: dict[str, Any]) -> bool:
    """Whether what is shown by region and what is withheld are the total (nothing being hidden as too small)."""
    found = numbers(edition)
    shown = [of[1] or 0 for id_, of in found.items() if id_.startswith("implemented.region.")]
    withheld: int = edition["withheld"]
    return sum(shown) + withheld == found["implemented"][1]


def totals(edition: dict[str, Any]) -> dict[str, Any]:
    found = numbers(edition)
    return {one.id: found[one.id] for one in ANNUAL if one.divides is None}


async def test_others_get_a_redacted_reissue_and_the_committee_keeps_the_edition(running: Council) -> None:
    first = await publish(running)
    await narrow(running, "r1")
    public = await get(running, token=None)
    assert (await get(running)).content == (await get(running, token="member")).content == first.content
    for token in ("reader", "partner", "kenya"):
        assert (await get(running, token=token)).content == public.content
    told_now = public.json()
    assert (told_now["edition"], told_now["reissue"], told_now["withheld"]) == (1, 1, 4)
    assert told_now["freeze"] == first.json()["freeze"]
    assert "reissue" not in first.json()


async def test_totals_stay_and_what_is_shown_and_withheld_is_the_total_in_edition_and_reissue(running: Council) -> None:
    await tell(running, *elsewhere(withheld=True))
    first = await transmit(running)
    await narrow(running, "r1", "r2", "r3")
    second = await ok(running, token=None)
    assert totals(first) == totals(second)
    assert adds_up(first)
    # Two are left, too few to be shown; so nothing is, and the marker with the two is still the total.
    assert numbers(second)["implemented.region.africa"] == (None, None)
    assert second["withheld"] + 2 == numbers(second)["implemented"][1]


async def test_readers_are_told_to_delete_and_then_what_they_have_instead(running: Council) -> None:
    await publish(running)
    before = await list_reports(running)
    await narrow(running, "r1")
    levels = ("council", "un", "partners", "public")
    gone = [(f"ctc.released.{level}", "released.withdrawn.v1") for level in levels]
    assert (await list_reports(running))[len(before) :] == gone
    await get(running, token=None)
    back = [(f"ctc.released.{level}", "released.report.v1") for level in levels]
    assert (await list_reports(running))[len(before) + 4 :] == [("ctc.council", "report.reissued.v1"), *back]


async def test_what_changes_no_number_lifts_the_mark_and_is_no_reissue(running: Council) -> None:
    first = await publish(running)
    before = len(await list_reports(running))
    await narrow(running, "u1", "c1")  # which no reader of the public's report could see
    assert len(await list_reports(running)) == before
    assert (await get(running, token=None)).content == first.content
    await narrow(running, "A")
    assert (await get(running, token=None)).content == first.content


async def test_a_choice_that_is_widened_marks_nothing(running: Council) -> None:
    first = await publish(running)
    before = len(await list_reports(running))
    at(running, LATER)
    await tell(running, ASSESSMENT.disclose("2024-02-01", "public", "u1"))
    assert len(await list_reports(running)) == before
    assert (await get(running, token=None)).content == first.content


async def test_each_narrowing_that_shows_is_a_reissue_of_its_own(running: Council) -> None:
    await publish(running)
    await narrow(running, "r1")
    assert (await ok(running, token=None))["withheld"] == 4
    await narrow(running, "r2", "r3")
    last = await ok(running, token=None)
    assert (last["reissue"], last["withheld"]) == (2, 6)
    assert (await ok(running, f"{PATH}/editions", None))["items"][0]["reissue"] == 2


async def test_requests_at_once_end_in_one_reissue(running: Council) -> None:
    await publish(running)
    await narrow(running, "r1")
    clients = [await running.client() for _ in range(5)]
    answers = await asyncio.gather(*(client.get(PATH) for client in clients))
    assert len({one.content for one in answers}) == 1
    assert await running.rows("select reissue, narrowings, settled from council.editions") == [(1, 1, 1)]


async def test_an_edition_is_counted_again_though_the_command_for_it_came_before(running: Council) -> None:
    await publish(running)
    await narrow(running, "r1")
    first = await get(running, token=None)
    await running.pool.execute("update council.editions set settled = 0")
    async with asyncio.timeout(60):
        assert (await get(running, token=None)).content == first.content
    assert await running.rows("select reissue, settled from council.editions") == [(1, 1)]


async def test_a_reissue_is_served_again_byte_for_byte_also_after_a_rebuild(running: Council) -> None:
    await publish(running)
    await narrow(running, "r1")
    first = await get(running, token=None)
    async with running.pool.acquire() as connection:
        await rebuild(running.runtime, connection).run()  # type: ignore[arg-type]
    assert (await get(running, token=None)).content == first.content
    # Counted anew from the facts that were built again, it is the same.
    await running.pool.execute("update council.editions set settled = 0, reissue = 0, reissue_digest = null")
    await running.pool.execute("delete from council.edition_documents where id like '%/reissue/%'")
    await running.pool.execute("truncate council.inbox")
    await running.pool.execute("delete from council_projected.events where type = 'report.reissued.v1'")
    assert (await get(running, token=None)).content == first.content


async def test_the_list_behind_a_reissued_figure_is_of_the_reissue(running: Council) -> None:
    await publish(running)
    await narrow(running, "r1")
    found = await ok(running, f"{PATH}/figures/implemented/basis", None)
    assert ([one["id"] for one in found["items"]], found["withheld"]) == (["r2", "r3"], 4)
    hidden = await ok(running, f"{PATH}/figures/implemented.theme.travel/basis", None)
    assert (hidden["items"], hidden["figure"].get("suppressed")) == ([], True)


async def test_what_was_told_once_an_edition_was_made_is_in_none_of_its_reissues_though_the_clock_stood(
    running: Council,
) -> None:
    first = await transmit(running)
    await tell(running, assess("r2", "2023-11-30", "implemented"), visit("v3", ["2023-06-01"], "PER"))
    await tell(running, ASSESSMENT.disclose("2024-01-15", "committee", "r1"))
    public = await ok(running, token=None)
    assert (public["reissue"], totals(public)) == (1, totals(first))
    for reader in ("owner", None):
        found = await ok(running, f"{PATH}/figures/visits/basis", reader)
        assert [one["id"] for one in found["items"]] == ["v1", "v2"]
    counted = await ok(running, f"{PATH}/figures/implemented/basis")
    assert {one["id"] for one in counted["items"] if one["numerator"]} == {"r1", "c1"}
    async with running.pool.acquire() as connection:
        await rebuild(running.runtime, connection).run()  # type: ignore[arg-type]
    assert (await ok(running, f"{PATH}/figures/visits/basis"))["items"] == found["items"]


async def test_a_dead_letter_that_is_tried_again_enters_no_reissue_of_an_earlier_edition(running: Council) -> None:
    late = visit("v3", ["2023-06-01"], "PER")
    said = late.type, "ctc.assessments", "PER", NOW, "committee", "cor", "cause", None, b"{}"
    row = JournalRow("e-dead", "/services/assessments", *said)
    async with running.pool.acquire() as connection, connection.transaction():
        await journal.append(connection, "assessments", NUMBERS["assessments"], [row])
    await tell(running, visit("v4", ["2022-06-01"], "PER"))  # which is read: the dead letter lies before that place
    first = await transmit(running)
    await running.pool.execute("update council.dead_letters set payload = $1", encode(late))
    outcome = await Repair(running.runtime.handler).retry(1)
    assert isinstance(outcome, Done)
    await tell(running, ASSESSMENT.disclose("2024-01-15", "committee", "r1"))
    public = await ok(running, token=None)
    assert (public["reissue"], totals(public)) == (1, totals(first))
    assert [one["id"] for one in (await ok(running, f"{PATH}/figures/visits/basis"))["items"]] == ["v1", "v2"]


async def test_places_of_another_transport_hide_nothing(running: Council) -> None:
    await publish(running)
    await running.pool.execute("""update council.editions set positions = '{"ctc.assessments/7": 900}'""")
    await narrow(running, "r1")
    assert numbers(await ok(running, token=None))["implemented"] == (2, 6)


async def test_the_committee_s_list_is_of_the_edition_that_it_keeps(running: Council) -> None:
    await tell(running, *elsewhere(withheld=True))
    await publish(running)
    await narrow(running, "r1", "r2", "r3")
    path = f"{PATH}/figures/implemented.theme.travel/basis"
    assert [one["id"] for one in (await ok(running, path))["items"]] == ["r1", "r2", "r3", "x-TZA", "x-UGA"]
    assert (await ok(running, path, None))["items"] == []


# ---- withdrawn assessments (rule 8) -----------------------------------------------------------


async def test_a_withdrawn_assessment_leaves_the_edition_as_it_was_with_a_corrigendum(running: Council) -> None:
    first = await publish(running)
    at(running, LATER)
    await tell(running, ASSESSMENT.withdraw("2024-02-01"))
    again = await get(running)
    assert again.content == first.content
    text = (
        "An assessment that this edition counted was withdrawn on 1 February 2024. The edition stands as it was "
        "published; the assessment leaves the counts from the next cut-off on."
    )
    assert again.headers["corrigendum"] == (await get(running, token=None)).headers["corrigendum"] == text
    (listed,) = (await ok(running, f"{PATH}/editions", None))["items"]
    assert listed["corrigenda"] == [{"noted_on": "2024-02-01", "text": text}]
    assert text in (await get(running, accept="text/html")).text
    public = await ok(running, token=None)
    assert (public["reissue"], public["withheld"]) == (1, 6)
    assert numbers(public)["implemented"] == numbers(orjson.loads(first.content))["implemented"]


async def test_an_edition_that_did_not_count_it_says_nothing(running: Council) -> None:
    await publish(running, "/reports/annual/2022")
    at(running, LATER)
    await tell(running, ASSESSMENT.withdraw("2024-02-01"))
    (listed,) = (await ok(running, "/reports/annual/2022/editions"))["items"]
    assert listed["corrigenda"] == []
    assert "corrigendum" not in (await get(running, "/reports/annual/2022")).headers
