"""Visits on a State's page: what is on the public schedule, and what is not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.support.portal import start_with_kenya
from tests.support.postgres import PostgresServer
from tests.support.whole import DESK

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
REASON = "[Synthetic example] A reason that is the Committee's."
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def client(postgres_server: PostgresServer) -> AsyncIterator[httpx.AsyncClient]:
    async with start_with_kenya(postgres_server) as started:
        yield started


async def arrange_visit(client: httpx.AsyncClient, state: str, start: str, **steps: dict[str, Any]) -> str:
    """Plans a visit, takes these steps on it, and returns its id once the pages know of it."""
    plan = {"reference": f"of {state}", "state": state, "start": start, "synthetic": True}
    visit: str = (await client.post("/visits", json=plan, headers=DESK)).json()["id"]
    for what, said in steps.items():
        done = await client.post(f"/visits/{visit}/{what}", json=said, headers=DESK)
        assert done.status_code == 200, done.text
    assert (await client.get("/clock/quiet?wait=30", headers=DESK)).status_code == 200
    return visit


async def test_a_visit_beyond_every_mandate_is_marked_for_insiders_and_on_no_page_of_others(
    client: httpx.AsyncClient,
) -> None:
    visit = await arrange_visit(client, "FJI", "2030-02", agreement={"agreed_on": "2023-01-19"})
    shown = (await client.get("/ui/states/FJI", headers=HTML | DESK)).text
    assert "subject to renewal of the mandate" in shown
    assert "February 2030" in shown
    public = (await client.get("/ui/states/FJI", headers=HTML)).text
    assert "No visit that you may see." in public
    assert visit not in (await client.get("/released")).text
    assert (await client.get(f"/ui/trace/{visit}", headers=HTML)).status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "cancelled"), ("fr", "annulée"), ("es", "cancelada"), ("ru", "отменено"), ("zh", "已取消"), ("ar", "ملغى")],
)
async def test_a_visit_that_was_cancelled_is_on_the_public_s_page_with_the_day_and_no_reason(
    client: httpx.AsyncClient, language: str, words: str
) -> None:
    cancellation = {"cancelled_on": "2023-01-19", "reason": REASON}
    visit = await arrange_visit(
        client, "TON", "2023-05", agreement={"agreed_on": "2023-01-18"}, cancellation=cancellation
    )
    page = await client.get("/ui/states/TON", headers=HTML | {"Accept-Language": language})
    assert words in page.text
    assert 'datetime="2023-01-19"' in page.text
    assert 'datetime="2023-05"' in page.text
    assert REASON not in page.text
    assert (await client.get(f"/ui/trace/{visit}", headers=HTML)).status_code == 200
    (copy,) = (one for one in (await client.get("/released")).json()["items"] if one["data"].get("visit_id") == visit)
    assert copy["data"]["cancelled_on"] == "2023-01-19"
