"""What narrowing touched is not shown again, so that no difference tells of what was closed (rules 8, 12)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import Report, assess, at, elsewhere, numbers, tell
from tests.support.report_story import (
    ASSESSMENT,
    PATH,
    broken_down,
    correct,
    narrow,
    ok,
    send,
    tell_of_others,
    tell_year,
    transmit,
)

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)
LATER = date(2024, 2, 1)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        await tell_year(found)
        yield found


async def test_the_breakdowns_of_a_reissue_leave_out_what_was_narrowed(running: Council) -> None:
    await tell(running, *elsewhere(withheld=True))
    first = numbers(await transmit(running))
    await narrow(running, "r1", "r2", "r3")
    second = numbers(await ok(running, token=None))
    assert first["implemented.theme.travel"] == (1, 5)
    assert second["implemented.theme.travel"] == (None, None)


async def test_a_reissue_shows_no_cell_whose_difference_tells_the_status_of_what_was_closed(running: Council) -> None:
    await tell_of_others(running)
    first = broken_down(await transmit(running))
    assert (first["implemented.theme.travel"], first["implemented.region.africa"]) == ((1, 8), (1, 8))
    await narrow(running, "r1")
    second = broken_down(await ok(running, token=None))
    assert second == {id_: of for id_, of in first.items() if ".theme.uas" in id_}
    assert (await ok(running, f"{PATH}/figures/implemented.theme.travel/basis", None))["items"] == []


async def test_what_was_hidden_in_one_reissue_is_hidden_in_the_next_though_all_is_open_again(running: Council) -> None:
    await tell_of_others(running)
    await transmit(running)
    await narrow(running, "r1")
    await ok(running, token=None)
    at(running, date(2024, 2, 2))
    await tell(running, ASSESSMENT.disclose("2024-02-02", "public", "r1"))
    at(running, date(2024, 2, 3))
    await tell(running, Report("A-TZA", "2023-03-02", state="TZA").disclose("2024-02-03", "committee", "x-TZA"))
    third = await ok(running, token=None)
    assert third["reissue"] == 2
    assert broken_down(third) == {}


async def test_what_an_edition_hid_is_not_shown_once_what_it_was_hidden_with_is_closed(running: Council) -> None:
    await tell(running, *elsewhere(withheld=True), *elsewhere("uas", states=("PER", "CHL", "COL", "ECU")))
    await tell(running, *elsewhere("uas", states=("FJI", "TON"), withheld=True))
    first = numbers(await transmit(running))
    hidden = {id_ for id_, of in first.items() if id_.startswith("implemented.region.") and of == (None, None)}
    assert hidden == {"implemented.region.oceania", "implemented.region.americas"}
    at(running, LATER)
    for state in ("FJI", "TON"):
        await tell(
            running, Report(f"A-{state}", "2023-03-02", state=state).disclose("2024-02-01", "committee", f"x-{state}")
        )
    second = numbers(await ok(running, token=None))
    assert second["implemented.region.americas"] == (None, None)
    await correct(running, "A visit.")
    assert numbers(await ok(running, token=None))["implemented.region.americas"] == (None, None)


async def test_a_corrected_edition_hides_what_was_narrowed_since_the_one_that_it_corrects(running: Council) -> None:
    await tell_of_others(running)
    first = broken_down(await transmit(running))
    await narrow(running, "r1")
    await correct(running, "A visit.")
    shown = {id_: of for id_, of in first.items() if ".theme.uas" in id_}
    assert broken_down(await ok(running, token=None)) == shown
    at(running, date(2024, 2, 3))
    await tell(running, ASSESSMENT.disclose("2024-02-03", "committee", "r2"))
    last = await ok(running, token=None)
    assert (last["edition"], last["reissue"], broken_down(last)) == (2, 1, shown)


async def test_a_report_of_another_kind_hides_what_was_narrowed_since_the_first_with_its_cut_off(
    running: Council,
) -> None:
    await tell_of_others(running)
    await transmit(running)
    await narrow(running, "r1")
    found = numbers(await transmit(running, "/reports/thematic/2023"))
    assert {of for id_, of in found.items() if id_.startswith("implemented.theme.travel")} == {(None, None)}
    assert found["implemented"] == (2, 14)


async def test_a_status_that_became_known_late_hides_all_cells_of_a_figure_with_the_same_cut_off(
    running: Council,
) -> None:
    """Which of them differ would tell whose status it is, and the totals what it is."""
    await tell_of_others(running)
    first = numbers(await transmit(running))
    await tell(running, assess("x-TZA", "2023-11-30", "implemented"))
    await correct(running, "A late status.")
    second = numbers(await ok(running, token=None))
    assert (first["implemented"], second["implemented"]) == ((2, 14), (3, 14))
    assert {of for id_, of in second.items() if id_.startswith("implemented.")} == {(None, None)}
    thematic = numbers(await transmit(running, "/reports/thematic/2023"))
    assert {of for id_, of in thematic.items() if id_.startswith("implemented.")} == {(None, None), (0, 0)}
    assert numbers(await ok(running, f"{PATH}?edition=1", None)) == first


async def test_two_drafts_at_once_that_would_tell_of_a_status_by_their_difference_are_not_both_transmitted(
    running: Council,
) -> None:
    await tell_of_others(running)
    owner, thematic = await running.client("owner"), "/reports/thematic/2023"
    assert (await owner.post(f"{PATH}/drafts", json={})).status_code == 200
    await tell(running, assess("x-TZA", "2023-11-30", "implemented"))
    assert (await owner.post(f"{thematic}/drafts", json={})).status_code == 200
    first, second = [await send(owner, path) for path in (PATH, thematic)]
    assert (first.status_code, second.status_code) == (200, 409), second.text
    assert second.json()["type"] == "/problems/draft-outdated"
    found = numbers(await transmit(running, thematic))  # drafted anew
    assert {of for id_, of in found.items() if id_.startswith("implemented.")} == {(None, None), (0, 0)}


async def test_a_cut_off_some_days_later_is_compared_as_if_it_were_the_same(running: Council) -> None:
    await tell_of_others(running)
    await transmit(running, cut_off="2023-12-01")
    await tell(running, assess("x-TZA", "2023-12-10", "implemented"))
    found = numbers(await transmit(running, "/reports/thematic/2023", cut_off="2023-12-31"))
    assert {of for id_, of in found.items() if id_.startswith("implemented.")} == {(None, None), (0, 0)}


async def test_an_edition_that_takes_no_other_s_place_shows_what_was_narrowed_before(running: Council) -> None:
    await tell_of_others(running)
    await transmit(running, "/reports/annual/2023")
    await narrow(running, "r1")
    at(running, date(2025, 1, 15))
    assert numbers(await transmit(running, "/reports/annual/2024"))["implemented.theme.travel"] == (0, 7)


async def test_an_assessment_that_was_withdrawn_hides_the_cells_in_which_it_was(running: Council) -> None:
    await tell_of_others(running)
    first = broken_down(await transmit(running))
    at(running, LATER)
    await tell(running, Report("A-TZA", "2023-03-02", state="TZA").withdraw("2024-02-01"))
    assert first != {}
    assert broken_down(await ok(running, token=None)) == {}
