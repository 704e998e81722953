"""What several reports show together tells of nobody, though things come, go and change between them (rule 12)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from contracts import unoct as u
from contracts.base import EventData
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
from tests.support.report_story import (
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


@pytest.fixture
async def council_at_start(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    """Of which nothing was told yet."""
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


STATES = ("KEN", "TZA", "UGA", "RWA", "BDI", "MWI", "ZMB", "GHA", "NGA", "SEN", "TGO", "BEN")
IMPROVED, TAKEN_UP = STATES[:5], (*STATES[:3], *STATES[5:8])


async def tell_of(running: Council, state: str, *events: EventData) -> None:
    await tell(running, *(one.model_copy(update={"state": state, "assessment_id": f"A-{state}"}) for one in events))


async def tell_of_improvements(running: Council) -> None:
    """Of five that stand better than the year before, three with assistance; three others have assistance too."""
    for state in STATES:
        rec = f"r-{state}"
        report = Report(f"A-{state}", "2022-03-02", (Rec(rec, wanted=True),), state, audience="public")
        before, opened = assess(rec, "2022-12-01", "not_started"), case(u.CaseOpened, rec, "2022-03-02")
        await tell(running, report.complete())
        await tell_of(running, state, before, opened)
        if state in IMPROVED:
            await tell_of(running, state, assess(rec, "2023-12-01", "implemented"))
        if state in TAKEN_UP:
            await tell_of(running, state, case(u.CaseTakenUp, rec, "2023-05-02", project_id="p"))


@pytest.mark.parametrize("state", ["RWA", "NGA"])
async def test_whether_assistance_for_one_hides_the_division_by_it_tells_nothing_of_its_status(
    council_at_start: Council, state: str
) -> None:
    """The first stands better, the second does not. Whoever takes a need up could ask so."""
    await tell_of_improvements(council_at_start)
    annual = "/reports/annual/2024"
    assert numbers(await transmit(council_at_start, annual))["improved_with_assistance"] == (3, 5)
    at(council_at_start, date(2024, 1, 25))
    await tell_of(council_at_start, state, case(u.CaseTakenUp, f"r-{state}", "2024-01-20", project_id="p"))
    found = numbers(await transmit(council_at_start, annual, reason="A slip."))
    assert (found["improved"], found["improved_with_assistance"]) == ((5, 12), (None, None))


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
