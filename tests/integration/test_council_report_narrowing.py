"""What narrowing touched is not shown again, so that no difference tells of what was closed (rules 8, 12)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from contracts import unoct as u
from contracts.vocabulary import ReportName
from services.council.editions.commands import PublishedMeanwhile
from services.council.editions.making import draft_correction
from services.council.editions.model import Asked
from services.council.names import SYSTEM
from shared.engine.outcomes import Done, Refused
from shared.engine.rules import Command
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import Rec, Report, assess, at, case, elsewhere, numbers, tell
from tests.support.report_story import ASSESSMENT, PATH, narrow, ok, tell_year, transmit

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


async def tell_of_others(running: Council) -> None:
    """Five more States of the region have a public recommendation each, and three of these another theme too."""
    await tell(running, *elsewhere("travel", "uas", states=("TZA", "UGA", "RWA"), withheld=True))
    await tell(running, *elsewhere("travel", states=("BDI", "MWI")))


async def correct(running: Council, reason: str, path: str = PATH) -> None:
    corrected = await (await running.client("owner")).post(f"{path}/corrections", json={"reason": reason})
    assert corrected.status_code == 200, corrected.text


def broken_down(edition: dict[str, Any]) -> dict[str, Any]:
    return {id_: of for id_, of in numbers(edition).items() if "." in id_ and of != (None, None)}


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


async def tell_of_two_regions(running: Council) -> None:
    """Of Africa one more than of the theme `uas`: Africa less that theme is the recommendation of BDI."""
    africa, asia = ("TZA", "UGA", "RWA", "MWI", "ZMB", "GHA"), ("JPN", "IDN", "IND")
    await tell(running, *elsewhere("uas", states=africa, withheld=True), *elsewhere("travel", states=("BDI", *asia)))
    await narrow(running, "r1", "r2", "r3")  # KEN's, told of with the year


async def test_an_edition_hides_what_its_breakdowns_would_tell_together(running: Council) -> None:
    await tell_of_two_regions(running)
    found = broken_down(await transmit(running))
    assert {id_ for id_ in found if id_.startswith("implemented.")} == {
        "implemented.priority.high", "implemented.region.africa", "implemented.region.asia",
    }  # fmt: skip


async def test_two_drafts_at_once_that_together_would_tell_of_one_thing_are_not_both_transmitted(
    running: Council,
) -> None:
    await tell_of_two_regions(running)
    owner, thematic = await running.client("owner"), "/reports/thematic/2023"
    for path in (PATH, thematic):
        assert (await owner.post(f"{path}/drafts", json={})).status_code == 200
    first, second = [await send(owner, path) for path in (thematic, PATH)]
    assert (first.status_code, second.status_code) == (200, 409), second.text
    assert second.json()["type"] == "/problems/draft-outdated"
    themes = {id_ for id_ in broken_down(await ok(running, thematic, None)) if ".theme." in id_}
    assert {"implemented.theme.uas", "implemented.theme.travel"} <= themes
    found = broken_down(await transmit(running))  # drafted anew
    assert not {id_ for id_ in found if id_.startswith("implemented.region.")}


async def tell_of_three_regions(running: Council) -> None:
    """Of the theme `travel` one is in Asia. Two themes less the region of all their others are that one."""
    asia, europe = ("IDN", "IND", "THA"), ("GRC", "HUN", "IRL", "CZE")
    await tell(running, *elsewhere("uas", states=("TZA", "UGA", "RWA"), withheld=True))
    await tell(running, *elsewhere("travel", states=("MWI", "ZMB", "GHA", "JPN")))
    await tell(running, *elsewhere("ict", states=asia), *elsewhere("cft", states=europe))
    await narrow(running, "r1", "r2", "r3")
    shown = broken_down(await transmit(running, "/reports/thematic/2023"))
    assert {"implemented.theme.uas", "implemented.theme.travel"} <= shown.keys()
    at(running, date(2024, 2, 2))


async def close_that_of_japan(running: Council) -> None:
    closed = Report("A-JPN", "2023-03-02", (Rec("x-JPN"),), "JPN")
    await tell(running, closed.disclose("2024-02-02", "committee", "x-JPN"))


async def test_a_report_shows_no_breakdown_that_is_new_once_a_state_closed_what_another_report_showed(
    running: Council,
) -> None:
    await tell_of_three_regions(running)
    await close_that_of_japan(running)
    found = broken_down(await transmit(running))
    assert not {id_ for id_ in found if ".region." in id_ or ".priority." in id_}


async def put_right(running: Council) -> None:
    """The theme of Japan's was wrong. No disclosure changes by it, and no total."""
    japan = Report("A-JPN", "2023-03-02", (Rec("x-JPN", ("travel",)),), "JPN")
    await tell(running, japan.correct("2024-02-02", recs=(Rec("x-JPN", ("ict",)),)))


async def test_a_report_shows_no_breakdown_once_the_theme_of_what_another_report_showed_was_put_right(
    running: Council,
) -> None:
    await tell_of_three_regions(running)
    shown = broken_down(await transmit(running, "/reports/thematic/2024"))
    assert {"implemented.theme.uas", "implemented.theme.travel"} <= shown.keys()
    await put_right(running)
    found = broken_down(await transmit(running, "/reports/annual/2024"))
    assert not {id_ for id_ in found if id_.startswith("implemented.")}


async def test_what_assistance_a_need_gets_hides_no_breakdown_but_the_division_by_it(running: Council) -> None:
    await tell_of_three_regions(running)
    await transmit(running, "/reports/thematic/2024")
    for kind, more in ((u.CaseOpened, {}), (u.CaseTakenUp, {"project_id": "p"})):
        await tell(running, case(kind, "x-JPN", "2024-02-01", **more).model_copy(update={"state": "JPN"}))
    found = broken_down(await transmit(running, "/reports/annual/2024"))
    assert {"implemented.theme.uas", "implemented.theme.travel", "implemented.region.europe"} <= found.keys()


async def test_two_drafts_between_which_a_theme_was_put_right_are_not_both_transmitted(running: Council) -> None:
    await tell_of_three_regions(running)
    owner, annual, thematic = await running.client("owner"), "/reports/annual/2024", "/reports/thematic/2024"
    assert (await owner.post(f"{annual}/drafts", json={})).status_code == 200
    await put_right(running)
    assert "implemented.theme.uas" in broken_down(await transmit(running, thematic))
    outdated = await send(owner, annual)
    assert (outdated.status_code, outdated.json()["type"]) == (409, "/problems/draft-outdated")


async def test_a_draft_from_before_a_state_closed_it_shows_no_such_breakdown_when_it_is_read(running: Council) -> None:
    await tell_of_three_regions(running)
    owner = await running.client("owner")
    assert (await owner.post(f"{PATH}/drafts", json={})).status_code == 200
    await close_that_of_japan(running)
    assert (await send(owner, PATH)).status_code == 200
    found = broken_down(await ok(running, token=None))
    assert not {"implemented.region.africa", "implemented.region.asia"} & found.keys()


async def test_a_report_without_breakdowns_is_compared_with_none(running: Council) -> None:
    """The schedule of a year is made before it, and has its last day as cut-off: all that came since is no change."""
    await transmit(running, "/reports/schedule/2023")
    await tell_of_two_regions(running)
    found = broken_down(await transmit(running))
    assert {"implemented.region.africa", "implemented.region.asia"} <= found.keys()


async def send(owner: httpx.AsyncClient, path: str) -> httpx.Response:
    """Adopts the draft and transmits it."""
    adopted = await owner.post(f"{path}/adoption", json={"by": "meeting", "document": "DRAFT/RECORD/1"})
    assert adopted.status_code == 200, adopted.text
    return await owner.post(f"{path}/transmission", json={"to": "Those whom it is for"})


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


async def test_a_correction_that_was_counted_before_another_one_was_published_is_refused(running: Council) -> None:
    """It was not compared with that one: together they could tell what neither tells alone."""
    await tell_of_others(running)
    for path in (PATH, "/reports/thematic/2023"):
        await transmit(running, path)
    await tell(running, *elsewhere("travel", states=("ZMB",)))
    handler = running.runtime.handler
    reports: tuple[ReportName, ...] = ("annual", "thematic")
    counted = [await draft_correction(handler, Asked(2023, report=one), "A late report.") for one in reports]
    first, second = await handler.handle([Command(SYSTEM, str(one.asked), one, "cor") for one in counted])
    assert isinstance(first, Done)
    assert isinstance(second, Refused)
    assert isinstance(second.refusal, PublishedMeanwhile)
    await correct(running, "A late report.", "/reports/thematic/2023")
