"""A released copy that was a dead letter opens nothing, when it is tried again, that was closed since."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from services.unoct.releases import reactions
from shared.engine.outcomes import Done
from shared.engine.receiving import receive
from shared.engine.repairs.dead_letters import Repair
from shared.engine.rules import Event
from tests.integration.test_unoct import message
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving
from tests.support.unoct import get, ready
from tests.unit.services.unoct.desk import product, release_recommendation, withdraw_copy

WHOLE = "A synthetic text."
NARROWER = "A shorter text."


@pytest.fixture
async def unoct(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        yield running


async def bring_and_retry(
    unoct: Serving, monkeypatch: pytest.MonkeyPatch, failing: Event[Any], since: Sequence[Event[Any]], begin: int = 10
) -> None:
    """By a fault of ours it is a dead letter; then come the others; then the fault is mended, and it is tried again."""

    def fail(*_: object) -> None:
        raise TypeError("a fault of ours")

    with monkeypatch.context() as fault:
        fault.setattr(reactions, "position_of", fail)
        await receive(unoct.handler, [message(failing, begin)])
    await receive(unoct.handler, [message(event, begin + number) for number, event in enumerate(since, start=1)])
    repair = Repair(unoct.handler)
    (letter,) = await repair.list("open", 0, 10)
    assert isinstance(await repair.retry(letter.number), Done)


SINCE = {
    "nothing": ([], [WHOLE]),
    "its State closed it": ([withdraw_copy(because="narrowed")], []),
    "the whole report was withdrawn": ([withdraw_copy("a-1", of="assessment")], []),
    "the report was narrowed, and not this": ([withdraw_copy("a-1", of="assessment", because="narrowed")], [WHOLE]),
    "it was told anew": ([release_recommendation(text=NARROWER)], [NARROWER]),
    "it was closed and opened": ([withdraw_copy(), release_recommendation(text=NARROWER)], [NARROWER]),
    "another was closed": ([withdraw_copy("r-2")], [WHOLE]),
}


@pytest.mark.parametrize("was_there", [True, False])
@pytest.mark.parametrize(("since", "shown"), SINCE.values(), ids=SINCE)
async def test_a_recommendation(
    unoct: Serving,
    monkeypatch: pytest.MonkeyPatch,
    was_there: bool,
    since: Sequence[Event[Any]],
    shown: Sequence[str],
) -> None:
    reader = await unoct.client("reader")
    if was_there:
        await receive(unoct.handler, [message(release_recommendation(text="An earlier text."), 9)])
    await bring_and_retry(unoct, monkeypatch, release_recommendation(text=WHOLE), since)
    assert [need["text"] for need in (await get(reader, "/needs"))["items"]] == shown
    assert [case["status"] for case in (await get(reader, "/cases"))["items"]] == ["open"] * len(shown)


@pytest.mark.parametrize("was_there", [True, False])
@pytest.mark.parametrize("closed", [True, False])
async def test_a_product(unoct: Serving, monkeypatch: pytest.MonkeyPatch, was_there: bool, closed: bool) -> None:
    if was_there:
        await receive(unoct.handler, [message(product(), 9)])
    await bring_and_retry(unoct, monkeypatch, product(), [withdraw_copy("s-1", of="product")] if closed else [])
    query = "select count(*) from unoct.products where withdrawn_on is null"
    assert await unoct.pool.fetchval(query) == (0 if closed else 1)


async def test_a_withdrawal_closes_also_where_kafka_was_lost_meanwhile(
    unoct: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    await receive(unoct.handler, [message(release_recommendation(), 5_000)])
    await bring_and_retry(unoct, monkeypatch, withdraw_copy(), [], begin=3)
    reader = await unoct.client("reader")
    assert (await get(reader, "/needs"))["items"] == []
