"""Editions that council lost by a restore, and that its facts still tell of: the next ones take this into account."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.council.counting.contradicting import EMPTY
from services.council.editions.counting import count_draft
from services.council.editions.model import Asked
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import assess, at, elsewhere, numbers, tell, visit
from tests.support.report_story import PATH, broken_down, correct, narrow, ok, send, tell_of_others, tell_year, transmit

THEMATIC = "/reports/thematic/2023"
OWN_ROWS = ("editions", "edition_documents", "report_drafts", "inbox")


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        await tell_year(found)
        await tell_of_others(found)
        yield found


async def dump(running: Council) -> None:
    """Keeps council's own rows of reports, and of what it handled, as they are now."""
    for table in OWN_ROWS:
        await running.pool.execute(f"create table council.dumped_{table} as table council.{table}")


async def restore(running: Council) -> None:
    """Puts these rows back. The facts know what was told since, as after the topics were read again from the start."""
    await running.settle()
    for table in OWN_ROWS:
        await running.pool.execute(f"delete from council.{table}")
        await running.pool.execute(f"insert into council.{table} table council.dumped_{table}")


async def lose(running: Council, path: str) -> dict[str, Any]:
    """Transmits the report in the time that the restore loses: what its readers had."""
    await dump(running)
    await transmit(running, path)
    shown = await ok(running, path, None)
    await restore(running)
    return shown


def cells_of_statuses(edition: dict[str, Any]) -> set[str]:
    """The cells with something in them that it shows of figures that tell of a status."""
    found = broken_down(edition).items()
    return {id_ for id_, of in found if id_.startswith(("implemented.", "assessed.")) and of not in EMPTY}


async def test_the_next_edition_has_the_number_after_the_lost_one_and_shows_no_cell_that_could_differ(
    running: Council,
) -> None:
    lost = await lose(running, THEMATIC)
    assert (lost["edition"], bool(cells_of_statuses(lost))) == (1, True)
    await tell(running, *elsewhere("travel", states=("ZMB",)))
    after = await transmit(running, THEMATIC)
    assert after["edition"] == 2
    assert not cells_of_statuses(after)
    implemented, of = numbers(lost)["implemented"]
    assert numbers(after)["implemented"] == (implemented, (of or 0) + 1)


async def test_another_report_with_a_near_cut_off_shows_no_such_cell_either(running: Council) -> None:
    await lose(running, THEMATIC)
    after = await transmit(running)
    assert after["edition"] == 1
    assert not cells_of_statuses(after)


async def test_what_lies_more_than_a_month_from_the_lost_edition_is_shown_as_always(running: Council) -> None:
    lost = await lose(running, THEMATIC)
    at(running, date(2024, 2, 5))
    after = await transmit(running, "/reports/thematic/2024")
    assert (after["edition"], cells_of_statuses(after)) == (1, cells_of_statuses(lost))


async def test_readers_of_another_level_are_not_affected(running: Council) -> None:
    await lose(running, THEMATIC)
    handler, about = running.runtime.handler, (Asked(2023), Asked(0, report="followup", thing="A/cycle"))
    counted = [(await count_draft(handler, one)).scope.shown.has_lost_figures for one in about]
    assert counted == [True, False]


async def test_a_lost_correction_keeps_its_number_too(running: Council) -> None:
    await transmit(running, THEMATIC)
    await dump(running)
    await tell(running, *elsewhere("travel", states=("ZMB",)))
    await correct(running, "A late report.", THEMATIC)
    await restore(running)
    await correct(running, "A late report.", THEMATIC)
    after = await ok(running, THEMATIC, None)
    assert (after["edition"], after["corrects"]) == (3, "thematic-2023-1")
    assert not cells_of_statuses(after)


async def test_a_draft_that_was_transmitted_in_the_lost_time_is_not_transmitted_again(running: Council) -> None:
    owner = await running.client("owner")
    assert (await owner.post(f"{THEMATIC}/drafts", json={})).status_code == 200
    await dump(running)
    assert (await send(owner, THEMATIC)).status_code == 200
    await restore(running)
    outdated = await send(owner, THEMATIC)
    assert (outdated.status_code, outdated.json()["type"]) == (409, "/problems/draft-outdated")
    assert (await transmit(running, THEMATIC))["edition"] == 2


async def test_a_draft_from_before_is_not_transmitted_if_it_has_cells_that_a_lost_edition_may_show_otherwise(
    running: Council,
) -> None:
    owner = await running.client("owner")
    assert (await owner.post(f"{PATH}/drafts", json={})).status_code == 200
    await tell(running, assess("x-TZA", "2023-12-20", "implemented").model_copy(update={"state": "TZA"}))
    await lose(running, THEMATIC)
    outdated = await send(owner, PATH)
    assert (outdated.status_code, outdated.json()["type"]) == (409, "/problems/draft-outdated")
    assert not cells_of_statuses(await transmit(running))


async def test_no_table_that_is_compared_is_shown_after_an_edition_of_the_year_was_lost(running: Council) -> None:
    await lose(running, PATH)
    at(running, date(2024, 1, 20))
    await tell(running, visit("late", ["2023-12-20"], "FJI"))
    after = await transmit(running)
    assert after["edition"] == 2
    tables = {block["id"] for section in after["sections"] for block in section["blocks"] if "rows" in block}
    hidden = [
        block["id"]
        for section in after["sections"]
        for block in section["blocks"]
        if block.get("id") == "table-participants" and block["rows"][0][0]["text"] == "Not shown"
    ]
    assert hidden == ["table-participants"], tables


async def test_a_lost_reissue_keeps_its_number_too(running: Council) -> None:
    await transmit(running, THEMATIC)
    await narrow(running, "r1", "r2", "r3")
    await dump(running)
    lost = await ok(running, THEMATIC, None)
    await restore(running)
    after = await ok(running, THEMATIC, None)
    assert [(one["edition"], one["reissue"]) for one in (lost, after)] == [(1, 1), (1, 2)]
    assert not cells_of_statuses(after)


async def test_where_nothing_was_lost_nothing_is_hidden(running: Council) -> None:
    first = await transmit(running, THEMATIC)
    await running.settle()
    assert "implemented.theme.travel" in cells_of_statuses(first) & cells_of_statuses(await transmit(running))
