"""What figures on recommendations count, on a real database: one rule a test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from contracts import followup as f
from contracts import unoct as u
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import (
    Rec,
    Report,
    assess,
    case,
    close,
    elsewhere,
    figures,
    merge,
    numbers,
    project,
    report,
    report_status,
    tell,
)

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


# ---- recommendations (rules 6 and 7) ---------------------------------------------------------


async def test_only_what_cted_assessed_is_counted_and_the_latest_by_the_cut_off(running: Council) -> None:
    recs = tuple(Rec(f"r{n}") for n in range(1, 5))
    await tell(running, Report("A", "2022-01-01", recs).complete())
    await tell(
        running,
        report_status("r1", "2023-01-01", "implemented"),
        assess("r2", "2023-01-01", "implemented"),
        assess("r3", "2023-01-01", "implemented"),
        assess("r3", "2023-02-01", "partly_implemented"),
        assess("r4", "2024-01-01", "implemented"),
    )
    found = await figures(running)
    assert (found["assessed"], found["implemented"]) == ((2, 4), (1, 4))


async def test_an_assessment_of_an_earlier_day_that_arrives_late_does_not_undo_a_later_one(running: Council) -> None:
    await tell(running, Report("A", "2022-01-01", (Rec("r1"),)).complete())
    await tell(running, assess("r1", "2023-06-01", "implemented"), assess("r1", "2023-03-01", "not_started"))
    assert (await figures(running))["implemented"] == (1, 1)


async def test_only_live_leaves_count_and_a_successor_has_the_status_it_inherits(running: Council) -> None:
    recs = tuple(Rec(f"r{n}") for n in range(1, 5))
    await tell(running, Report("A", "2022-01-01", recs).complete(), close("r3", "2023-03-01", "overtaken"))
    await tell(running, merge(["r1", "r2"], Rec("merged"), "2023-05-01", "in_progress"))
    await tell(running, close("r4", "2024-01-01", "withdrawn"))
    found = await figures(running)
    assert (found["assessed"], found["implemented"]) == ((1, 2), (0, 2))


async def test_one_that_the_state_does_not_accept_counts(running: Council) -> None:
    await tell(running, Report("A", "2022-01-01", (Rec("r1"),)).complete())
    not_accepted = f.RecommendationPositionStated(
        state="KEN", recommendation_id="r1", assessment_id="A", position="not_accepted", occurred_on=date(2023, 1, 1)
    )
    await tell(running, not_accepted)
    assert (await figures(running))["assessed"] == (0, 1)


async def test_improved_is_a_status_that_rose_among_those_assessed_at_both_cut_offs(running: Council) -> None:
    recs = tuple(Rec(f"r{n}") for n in range(1, 5))
    await tell(running, Report("A", "2021-01-01", recs).complete())
    for rec, before in (("r1", "not_started"), ("r2", "implemented"), ("r3", "in_progress")):
        await tell(running, assess(rec, "2022-12-31", before))  # type: ignore[arg-type]
    await tell(
        running,
        assess("r1", "2023-03-01", "partly_implemented"),
        assess("r2", "2023-03-01", "in_progress"),
        assess("r4", "2023-03-01", "implemented"),
    )
    assert (await figures(running))["improved"] == (1, 3)


# ---- assistance (OP4, OP15) ------------------------------------------------------------------


async def test_taken_up_counts_a_need_once_among_those_requested_and_released_to_the_un(running: Council) -> None:
    wanted = tuple(Rec(f"r{n}", audience="un", wanted=True) for n in range(1, 7))
    others = (Rec("kept", audience="committee", wanted=True), Rec("no need", audience="un"))
    one = Report("A", "2022-01-01", (*wanted, *others))
    await tell(running, one.complete(), one.disclose("2024-01-10", "committee", "r6"))
    await tell(running, *(case(u.CaseOpened, rec.id, "2022-02-01") for rec in wanted))
    await tell(
        running,
        case(u.CaseTakenUp, "r1", "2023-01-01", project_id="p"),
        case(u.CaseTakenUp, "r1", "2023-02-01", project_id="q"),
        case(u.CaseOffered, "r1", "2023-03-01", body="UNODC"),
        case(u.CaseDelivered, "r2", "2023-01-01"),
        case(u.CaseTakenUp, "r3", "2024-01-01", project_id="p"),
        case(u.CaseTakenUp, "r4", "2023-01-01", project_id="p"),
        project("p", ["r4"], "2023-02-01", "cancelled"),
        case(u.CaseOpened, "r4", "2023-02-01"),
        case(u.CaseTakenUp, "r5", "2023-01-01", project_id="p"),
        case(u.CaseDeclined, "r5", "2023-02-01", reason="no"),
    )
    assert (await figures(running))["cases_taken_up"] == (2, 6)


# ---- breakdowns (rules 11, 12 and 14) --------------------------------------------------------


async def test_breakdowns_omit_what_the_public_may_not_see_and_totals_count_it(running: Council) -> None:
    seen = (Rec("s1", ("travel", "cft")),)
    hidden = (Rec("h1", ("travel",), "un"), Rec("h2", ("gender",), "committee"), Rec("h3", ("gender",), "un"))
    await tell(
        running, Report("A", "2022-01-01", (*seen, *hidden)).complete(), *elsewhere("travel", "cft", withheld=True)
    )
    await tell(running, assess("s1", "2023-01-01", "implemented"), assess("h1", "2023-01-01", "implemented"))
    made = await report(running)
    found = numbers(made)
    assert (made["withheld"], found["implemented"]) == (5, (2, 8))
    assert found["implemented.theme.travel"] == found["implemented.theme.cft"] == (1, 3)
    assert found["implemented.region.africa"] == (1, 3)
    assert "implemented.theme.gender" not in found


async def test_how_one_withheld_stands_is_not_found_by_subtracting_the_regions_from_the_total(running: Council) -> None:
    await tell(running, Report("A", "2022-01-01", (Rec("r1"), Rec("h1", audience="un"))).complete(), *elsewhere())
    await tell(running, Report("B", "2022-01-01", (Rec("f1"), Rec("f2")), "FIN").complete())
    await tell(running, *elsewhere(states=("SWE", "FRA")))
    await tell(running, assess("h1", "2023-01-01", "implemented"))
    found = await figures(running)
    assert found["implemented"] == (1, 8)
    assert (found["implemented.region.africa"], found["implemented.region.europe"]) == ((None, None), (0, 4))


async def test_who_may_see_it_is_asked_when_the_edition_is_made(running: Council) -> None:
    one = Report("A", "2022-01-01", tuple(Rec(f"r{n}") for n in range(4)))
    await tell(running, one.complete(), *elsewhere(withheld=True), one.disclose("2024-01-10", "un", "r0", "r1", "r2"))
    made = await report(running)
    assert (made["withheld"], numbers(made)["assessed.theme.travel"]) == (5, (0, 3))


async def test_a_theme_named_twice_counts_once(running: Council) -> None:
    await tell(running, Report("A", "2022-01-01", (Rec("r1", ("travel", "travel")),)).complete())
    await tell(running, *elsewhere("travel", "travel"))
    assert (await figures(running))["assessed.theme.travel"] == (0, 3)
