"""A rebuild where neither Kafka nor a journal has some events any more: they may be lost once somebody names them."""

from __future__ import annotations

from typing import Any

import httpx

from services.council.facts import SCHEMA
from services.council.operators.rebuild.comparing import Rebuilt
from services.council.operators.rebuild.rebuilding import connect_alone
from services.council.service import SERVICE, rebuild
from tests.integration.test_council_rebuild import facts, running
from tests.integration.test_council_rebuild_started import wait_while_running
from tests.support.council import Council

__all__ = ["running"]

LOST = "delete from followup.journal where type = 'followup.reported.v1' returning id"


async def run_rebuild(one: Council, *accepted: str) -> Rebuilt:
    async with connect_alone(one.runtime.resources.dsn, SERVICE) as connection:
        run = rebuild(one.runtime, connection)
        run.accepted = frozenset(accepted)
        return await run.run()


async def test_lost_events_are_named_and_nothing_is_swapped_while_one_is_not_accepted(running: Council) -> None:
    lost = [row[0] for row in await running.rows(LOST)]
    before = await facts(running)
    found = await run_rebuild(running, *lost[1:], "no-such-event")
    assert {one.id for one in found.lost_events} == set(lost)
    assert {one.type for one in found.lost_events} == {"followup.reported.v1"}
    assert (found.lost, found.accepted, found.swapped) == (len(lost), len(lost) - 1, False)
    assert await facts(running) == before


async def test_a_rebuild_that_is_told_which_events_are_lost_swaps_and_has_them_no_more(running: Council) -> None:
    lost = [row[0] for row in await running.rows(LOST)]
    found = await run_rebuild(running, *lost)
    assert (found.lost, found.accepted, found.swapped) == (len(lost), len(lost), True)
    assert await running.rows(f"select count(*) from {SCHEMA}.events where id = any($1)", lost) == [(0,)]
    again = await run_rebuild(running)
    assert (again.lost, again.swapped) == (0, True)


async def test_who_accepted_which_losses_and_why_is_kept_with_the_rebuild(running: Council) -> None:
    lost = [row[0] for row in await running.rows(LOST)]
    client = await running.client("owner")
    assert (await client.post("/rebuilds", json={"accept_losses": lost})).status_code == 422  # why?
    first = await wait_for_end(client, await client.post("/rebuilds"))
    assert first["problem"].startswith(f"the transport no longer holds {len(lost)} events")
    assert sorted(one["id"] for one in first["result"]["lost_events"]) == sorted(lost)
    accepting = {"accept_losses": lost, "why": "restored from the dump of July"}
    second = await wait_for_end(client, await client.post("/rebuilds", json=accepting))
    assert (second["result"]["swapped"], second["problem"]) == (True, None)
    assert (second["started_by"], second["why"], second["accepted_losses"]) == ("owner", accepting["why"], lost)


async def wait_for_end(client: httpx.AsyncClient, started: httpx.Response) -> dict[str, Any]:
    """The rebuild, after its end."""
    assert started.status_code == 202, started.text
    return await wait_while_running(client, started.headers["Location"])
