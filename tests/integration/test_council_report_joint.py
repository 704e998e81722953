"""What the joint report (OP24) counts and lists of practical steps and meetings of heads."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from contracts import unoct as u
from services.council.reports.kinds import NAMED
from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_assistance import (
    agree_on_step,
    complete_step,
    hold_briefing,
    tell_needs,
)
from tests.support.report_counts import basis, count_report, numbers, table
from tests.support.report_facts import case, tell

joint = NAMED["joint"]
NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        yield found


@pytest.fixture
async def needs(running: Council) -> list[str]:
    return await tell_needs(running)


async def test_steps_done_are_counted_in_all_and_by_owner_as_far_as_readers_may_see_them(
    running: Council, needs: list[str]
) -> None:
    await tell(
        running,
        agree_on_step("s1", "2023-03-01"),
        agree_on_step("s2", "2023-02-01", "UNOCT"),
        agree_on_step("s3", "2023-04-01", "CTED and UNOCT", state="KEN"),
        complete_step("s1", "2023-03-01", "2023-02-15"),
        complete_step("s3", "2023-04-01", "2023-05-01", "CTED and UNOCT", state="KEN"),
    )
    found = await count_report(running, joint, "public")
    assert numbers(found)["steps_done"] == (2, 3)
    assert (numbers(found)["steps_done.owner.cted"], numbers(found)["steps_done.owner.unoct"]) == ((1, 1), (0, 1))
    assert "steps_done.owner.cted-and-unoct" not in numbers(found)
    assert table(found, "steps") == [
        ["Step s2", "UNOCT", "1 February 2023", "A count", "Not yet"],
        ["Step s1", "CTED", "1 March 2023", "A count", "15 February 2023"],
    ]
    assert found.withheld == 1 + 3  # a step, and the needs that are not public
    inside = numbers(await count_report(running, joint, "committee"))
    assert inside["steps_done.owner.cted-and-unoct"] == (1, 1)
    seen = {
        token: [one.id for one in await basis(running, joint, "public", "steps_done", token)]
        for token in (None, "reader", "kenya", "uganda")
    }
    assert seen == {
        None: ["s1", "s2"],
        "reader": ["s1", "s2", "s3"],
        "kenya": ["s1", "s2", "s3"],
        "uganda": ["s1", "s2"],
    }
    assert [one.id for one in await basis(running, joint, "public", "steps_done.owner.cted", None)] == ["s1"]


async def test_the_joint_report_counts_the_years_meetings_of_heads_and_needs_taken_up(
    running: Council, needs: list[str]
) -> None:
    await tell(
        running, hold_briefing("h0", "2022-12-31", "heads_meeting"), hold_briefing("h1", "2023-01-01", "heads_meeting")
    )
    await tell(
        running, hold_briefing("h2", "2023-10-01", "heads_meeting", only_invited=True), hold_briefing("b", "2023-05-01")
    )
    await tell(running, case(u.CaseTakenUp, "n1", "2023-03-01", project_id="p"))
    found = numbers(await count_report(running, joint, "public"))
    assert (found["heads_meetings"], found["taken_up"]) == ((1, None), (1, 4))
    assert [one.id for one in await basis(running, joint, "public", "heads_meetings", "unoct")] == ["h1"]
