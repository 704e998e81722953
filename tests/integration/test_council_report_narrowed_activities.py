"""An activity that was logged for too many is in no edition of those who may not know of it (rule 11, OP17)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_story import PATH, ok, tell_year, transmit

SUBJECT = "A consultation by invented name"
NARROWED: dict[str, dict[str, Any]] = {
    "corrections": {
        "field": "audience", "value": "committee", "reason": "Not for the public.", "document": "DRAFT/NOTE/1",
    },
    "withdrawal": {"withdrawn_on": "2024-01-15", "reason": "It was none.", "document": "DRAFT/NOTE/1"},
}  # fmt: skip


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(datetime(2024, 1, 15, 12, tzinfo=UTC))) as found:
        await tell_year(found)
        yield found


async def log_activity(running: Council) -> str:
    logged = await (await running.client("owner")).post(
        "/activities",
        json={
            "kind": "workshop", "day": "2023-06-01", "with_whom": ["FATF"], "subject": SUBJECT, "paragraph": "OP17",
            "audience": "public", "synthetic": True,
        },
    )  # fmt: skip
    assert logged.status_code == 201, logged.text
    await running.settle()
    return str(logged.json()["id"])


async def narrow(running: Council, activity: str, how: str) -> None:
    narrowed = await (await running.client("owner")).post(f"/activities/{activity}/{how}", json=NARROWED[how])
    assert narrowed.status_code == 200, narrowed.text
    await running.settle()


async def is_named(running: Council, token: str | None = None) -> bool:
    return SUBJECT in str(await ok(running, PATH, token))


@pytest.mark.parametrize("how", NARROWED)
async def test_it_leaves_what_was_published(running: Council, how: str) -> None:
    activity = await log_activity(running)
    await transmit(running)
    assert await is_named(running)
    await narrow(running, activity, how)
    assert not await is_named(running)
    assert await is_named(running, "owner"), "the Committee keeps the edition as it was"


@pytest.mark.parametrize("how", NARROWED)
async def test_a_draft_from_before_is_not_published_with_it(running: Council, how: str) -> None:
    activity = await log_activity(running)
    owner = await running.client("owner")
    assert (await owner.post(f"{PATH}/drafts", json={})).status_code == 200
    await narrow(running, activity, how)
    for step, body in (("adoption", {"by": "meeting", "document": "DRAFT/1"}), ("transmission", {"to": "The Council"})):
        taken = await owner.post(f"{PATH}/{step}", json=body)
        assert taken.status_code == 200, taken.text
    assert not await is_named(running)


async def test_one_that_was_always_the_committees_changes_nothing_of_an_edition(running: Council) -> None:
    activity = await log_activity(running)
    await narrow(running, activity, "corrections")
    first = await transmit(running)
    await narrow(running, activity, "withdrawal")
    assert (await ok(running, PATH, None)).get("reissue", 0) == first.get("reissue", 0) == 0
