"""What UNOCT's briefing says of duplication, and of programmes that cite products (OP15, OP19, OP25)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from contracts import unoct as u
from services.council.counting import scope as scopes
from services.council.reports import briefing as briefing_report
from services.council.reports.kinds import NAMED
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_assistance import (
    flag_duplication,
    programme,
    resolve_duplication,
    tell_needs,
)
from tests.support.report_counts import basis, count_report, numbers, table
from tests.support.report_facts import Report, case, project, tell

briefing, joint, followup, annual = (NAMED[name] for name in ("briefing", "joint", "followup", "annual"))
OF_UNODC = u.CasePart(body="UNODC", project_id="p", status="taken_up", taken_up_on=date(2023, 3, 1))
OF_ICAO = u.CasePart(body="ICAO", project_id="q", status="taken_up", taken_up_on=date(2023, 3, 1))
NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


@pytest.fixture
async def needs(running: Council) -> list[str]:
    return await tell_needs(running)


# ---- needs and what came of them (OP25) ------------------------------------------------------


async def test_the_briefing_lists_the_first_of_many_duplications_and_says_so(
    running: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A body's projects may be flagged by the hundred thousand. The draft is made in six languages, in memory."""
    monkeypatch.setattr(scopes, "MOST", 2)
    monkeypatch.setattr(briefing_report, "MOST", 2)
    await tell(running, *(flag_duplication(f"d{number}", "2023-02-01") for number in range(4)))
    found = await count_report(running, briefing, "committee")
    assert len(table(found, "duplications")) == 2
    (caption,) = (one.caption for one in found.tables if one.id == "duplications")
    assert caption == "Duplication open, or resolved in 2023 (the first 2)", caption


async def test_duplication_is_flagged_and_resolved_and_the_need_counted_once(
    running: Council, needs: list[str]
) -> None:
    await tell(running, project("p1", ["n1"], "2023-01-01"), project("p2", ["n1"], "2023-02-01"))
    await tell(running, case(u.CaseTakenUp, "n1", "2023-01-01", project_id="p1"))
    await tell(
        running,
        flag_duplication("d1", "2023-02-01"),
        flag_duplication("d2", "2023-03-01"),
        resolve_duplication("d1", "2023-04-01"),
    )
    found = await count_report(running, briefing, "committee")
    assert numbers(found)["duplications_resolved"] == (1, 2)
    assert numbers(found)["taken_up"] == (1, 4)
    assert table(found, "duplications") == [
        ["Kenya", "1 February 2023", "1 April 2023", "Merged"],
        ["Kenya", "1 March 2023", "Not yet", "None"],
    ]
    assert numbers(await count_report(running, briefing, "committee", cut_off="2023-03-31"))[
        "duplications_resolved"
    ] == (
        0,
        2,
    )


async def test_the_briefing_names_no_duplication_for_a_need_that_its_state_closed(
    running: Council, needs: list[str]
) -> None:
    await tell(running, flag_duplication("d1", "2023-02-01"))
    assert len(table(await count_report(running, briefing, "un"), "duplications")) == 1
    await tell(running, Report("A", "2022-06-01").disclose("2023-06-01", "committee", "n1"))
    found = await count_report(running, briefing, "un")
    assert (table(found, "duplications"), numbers(found)["duplications_resolved"]) == ([], (0, 1))


async def test_duplication_leaves_the_counts_with_its_assessment(running: Council, needs: list[str]) -> None:
    await tell(running, flag_duplication("d1", "2023-02-01"), Report("A", "2022-06-01").withdraw("2023-03-01"))
    found = await count_report(running, briefing, "committee")
    assert numbers(found)["duplications_resolved"] == (0, 0)
    assert table(found, "duplications") == []
    before = await count_report(running, briefing, "committee", cut_off="2023-02-28")
    assert numbers(before)["duplications_resolved"] == (0, 1)


async def test_programmes_that_cite_products_are_counted_as_last_registered(running: Council) -> None:
    await tell(
        running,
        project("p", ["n1"], "2023-01-01"),
        programme("g1", "2023-01-01"),
        programme("g1", "2023-02-01", "gis-2023"),
        programme("g2", "2023-02-01"),
        programme("g3", "2023-02-01", "gis-2023", status="cancelled"),
    )
    found = await count_report(running, briefing, "committee")
    assert numbers(found)["programmes_citing_products"] == (1, 2)
    listed = await basis(running, briefing, "committee", "programmes_citing_products", "owner")
    assert {one.id: one.numerator for one in listed} == {"g1": True, "g2": False}
    for token in ("unoct", "reader"):  # that it cites a product that was narrowed would tell of that one
        listed = await basis(running, briefing, "committee", "programmes_citing_products", token)
        assert {one.id: one.numerator for one in listed} == {"g1": None, "g2": None}
    assert await basis(running, briefing, "committee", "programmes_citing_products", None) == []


async def test_a_state_learns_nothing_of_a_product_of_another_state_that_a_programme_of_both_cites(
    running: Council,
) -> None:
    await tell(
        running,
        programme("g1", "2023-02-01", "gis-2023", states=("FJI", "KEN")),
        programme("g2", "2023-02-01", "gis-2023", states=("FJI",)),
    )
    for token, knows in (("mission-fiji", {"g1": None, "g2": True}), ("owner", {"g1": True, "g2": True})):
        listed = await basis(running, briefing, "committee", "programmes_citing_products", token)
        assert {one.id: one.numerator for one in listed} == knows
