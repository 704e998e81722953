"""A practical step that turns out to concern a single State is in no edition of others than the UN (rule 11, OP24)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_assistance import agree_on_step
from tests.support.report_facts import tell
from tests.support.report_story import ok, tell_year, transmit

JOINT = "/reports/joint/2023"


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        await tell_year(found)
        await tell(found, agree_on_step("s1", "2023-03-01"), agree_on_step("s2", "2023-04-01"))
        yield found


async def is_named(running: Council, token: str | None = None) -> bool:
    return "Step s1" in str(await ok(running, JOINT, token))


async def test_it_leaves_what_was_published(running: Council) -> None:
    await transmit(running, JOINT)
    assert await is_named(running)
    await tell(running, agree_on_step("s1", "2023-03-01", state="KEN"))
    assert not await is_named(running)
    assert await is_named(running, "owner"), "the Committee keeps the edition as it was"


async def test_a_draft_from_before_is_not_published_with_it(running: Council) -> None:
    owner, unoct = await running.client("owner"), await running.client("unoct")
    assert (await owner.post(f"{JOINT}/drafts", json={})).status_code == 200
    await tell(running, agree_on_step("s1", "2023-03-01", state="KEN"))
    for client, step in ((owner, "agreement"), (unoct, "agreement"), (owner, "adoption"), (owner, "transmission")):
        body = {"adoption": {"by": "meeting", "document": "DRAFT/1"}, "transmission": {"to": "The Council"}}.get(step)
        taken = await client.post(f"{JOINT}/{step}", json=body)
        assert taken.status_code == 200, taken.text
    assert not await is_named(running)


async def test_one_that_is_told_again_as_it_was_changes_nothing(running: Council) -> None:
    first = await transmit(running, JOINT)
    await tell(running, agree_on_step("s1", "2023-05-01"))
    assert (await ok(running, JOINT, None)).get("reissue", 0) == first.get("reissue", 0) == 0
