"""Digests and releases tell nothing of a document that its readers never get (rules 11, 12)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest

from shared.engine.time.clock import HandClock
from tests.support.council import Council, council
from tests.support.postgres import PostgresServer
from tests.support.report_facts import at, elsewhere, tell
from tests.support.report_story import ASSESSMENT, PATH, get, narrow, ok, tell_year

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)
LATER = date(2024, 2, 1)
SAID = ("digest", "signature")


@pytest.fixture
async def running(postgres_server: PostgresServer) -> AsyncIterator[Council]:
    async with council(postgres_server, HandClock(NOW)) as found:
        await tell_year(found)
        await tell(found, *elsewhere(withheld=True))
        yield found


async def transmit_after(council: Council, *narrowed: str) -> None:
    """Makes a draft, has these narrowed, and transmits it. Nobody reads it yet."""
    owner = await council.client("owner")
    steps: dict[str, dict[str, Any]] = {
        "drafts": {},
        "adoption": {"by": "meeting", "document": "DRAFT/RECORD/1"},
        "transmission": {"to": "Those whom it is for"},
    }
    for step, body in steps.items():
        response = await owner.post(f"{PATH}/{step}", json=body)
        assert response.status_code == 200, response.text
        if step == "drafts" and narrowed:
            await narrow(council, *narrowed)


async def list_first(council: Council, token: str | None, path: str = f"{PATH}/editions") -> dict[str, Any]:
    """What a list of editions says of the only one."""
    (one,) = (await ok(council, path, token))["items"]
    found: dict[str, Any] = one
    return found


async def list_released(council: Council) -> list[tuple[Any, ...]]:
    """What the public was told of reports."""
    query = (
        "select type, convert_from(data, 'UTF8')::jsonb ->> 'digest' from council.journal"
        " where topic = 'ctc.released.public' order by position"
    )
    await council.settle()
    return await council.rows(query)


def digest(content: bytes) -> str:
    return f"sha-256:{sha256(content).hexdigest()}"


async def test_no_list_has_the_digest_of_what_was_narrowed_between_draft_and_transmission(running: Council) -> None:
    """The public could try the few numbers of a cell that it is not shown."""
    await transmit_after(running, "r1")
    original = (await get(running)).content
    for path in (f"{PATH}/editions", "/reports"):
        for token in (None, "reader", "partner"):
            assert set(SAID).isdisjoint(await list_first(running, token, path))
        assert (await list_first(running, "owner", path))["digest"] == digest(original)
    served = (await get(running, token=None)).content
    assert served != original
    now = await list_first(running, None)
    assert (now["reissue"], now["digest"]) == (1, digest(served))
    assert now["signature"] != (await list_first(running, "owner"))["signature"]
    assert await list_released(running) == [("released.report.v1", digest(served))]


async def test_what_no_public_reader_could_see_delays_no_public_report(running: Council) -> None:
    """Whether the feed has the edition at once would tell that something of the UN's was narrowed."""
    await transmit_after(running, "u1")
    listed = await list_first(running, None)
    assert await list_released(running) == [("released.report.v1", listed["digest"])]
    assert digest((await get(running, token=None)).content) == listed["digest"]


async def test_what_is_taken_back_is_a_narrowing_though_it_was_opened_again_before_transmission(
    running: Council,
) -> None:
    """The feed said both, so an edition with the thing in a cell may tell no more than it did."""
    owner = await running.client("owner")
    assert (await owner.post(f"{PATH}/drafts", json={})).status_code == 200
    await narrow(running, "r1")
    at(running, LATER)
    await tell(running, ASSESSMENT.disclose("2024-02-01", "public", "r1"))
    for step, body in {
        "adoption": {"by": "meeting", "document": "DRAFT/RECORD/1"},
        "transmission": {"to": "Those whom it is for"},
    }.items():
        assert (await owner.post(f"{PATH}/{step}", json=body)).status_code == 200
    assert set(SAID).isdisjoint(await list_first(running, None))
    assert (await ok(running, token=None)).get("reissue") == 1


async def test_unoct_keeps_its_draft_while_what_it_could_never_see_is_narrowed(running: Council) -> None:
    path = "/reports/briefing/2023"
    assert (await (await running.client("unoct")).post(f"{path}/drafts", json={})).status_code == 200
    at(running, LATER)
    await tell(running, ASSESSMENT.disclose("2024-02-01", "committee", "c1"))
    assert (await get(running, f"{path}/drafts/1", "unoct")).status_code == 200
    await tell(running, ASSESSMENT.disclose("2024-02-01", "committee", "u1"))
    assert (await get(running, f"{path}/drafts/1", "unoct")).status_code == 409
