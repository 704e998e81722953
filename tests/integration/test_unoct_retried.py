"""A released copy that was a dead letter opens nothing, when it is tried again, that was closed since."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.unoct.releases import reactions
from shared.engine.outcomes import Done
from shared.engine.receiving import receive
from shared.engine.repairs.dead_letters import LaterOneFirst, Repair
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

    await bring_and_fail(unoct, monkeypatch, [failing], begin)
    await receive(unoct.handler, [message(event, begin + number) for number, event in enumerate(since, start=1)])
    await retry_only_letter(unoct)


async def bring_and_fail(
    unoct: Serving, monkeypatch: pytest.MonkeyPatch, failing: Sequence[Event[Any]], begin: int = 10
) -> None:
    """By a fault of ours they are dead letters."""

    def fail(*_: object) -> None:
        raise TypeError("a fault of ours")

    with monkeypatch.context() as fault:
        fault.setattr(reactions, "position_of", fail)
        await receive(unoct.handler, [message(event, begin + number) for number, event in enumerate(failing)])


async def retry_only_letter(unoct: Serving) -> None:
    repair = Repair(unoct.handler)
    (letter,) = await repair.list("open", 0, 10)
    assert isinstance(await repair.retry(letter.number), Done)


async def read_needs(unoct: Serving) -> list[str]:
    """The texts of the needs that the UN has."""
    return [need["text"] for need in (await get(await unoct.client("reader"), "/needs"))["items"]]


SINCE = {
    "nothing": ([], [WHOLE]),
    "its State closed it": ([withdraw_copy(because="narrowed")], []),
    "the whole report was withdrawn": ([withdraw_copy("a-1", of="assessment"), withdraw_copy()], []),
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
    if was_there:
        await receive(unoct.handler, [message(release_recommendation(text="An earlier text."), 9)])
    await bring_and_retry(unoct, monkeypatch, release_recommendation(text=WHOLE), since)
    assert await read_needs(unoct) == shown
    reader = await unoct.client("reader")
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
    assert await read_needs(unoct) == []


async def test_of_a_copy_and_its_withdrawal_the_later_one_is_tried_first(
    unoct: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bring_and_fail(unoct, monkeypatch, [release_recommendation(text=WHOLE), withdraw_copy(because="narrowed")])
    repair = Repair(unoct.handler)
    copy, withdrawal = await repair.list("open", 0, 10)
    with pytest.raises(LaterOneFirst, match=f"number {withdrawal.number}"):
        await repair.retry(copy.number)
    for letter in (withdrawal, copy):
        assert isinstance(await repair.retry(letter.number), Done)
        assert await read_needs(unoct) == []
    assert await unoct.pool.fetchval("select count(*) from unoct.journal where type like '%case.opened%'") == 0


async def test_a_withdrawal_closes_nothing_that_was_surely_opened_since(
    unoct: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, later = release_recommendation(text="An earlier text."), release_recommendation(text=NARROWER)
    await receive(unoct.handler, [message(copy, 9)])
    since = [replace(later, time=later.time + timedelta(hours=1))]
    await bring_and_retry(unoct, monkeypatch, withdraw_copy(because="narrowed"), since)
    assert await read_needs(unoct) == [NARROWER]


async def test_what_was_closed_before_unoct_kept_when_stays_closed(
    unoct: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    await receive(unoct.handler, [message(release_recommendation(text="An earlier text."), 8), message(product(), 9)])
    await bring_and_fail(unoct, monkeypatch, [release_recommendation(text=WHOLE)])
    closed = withdraw_copy(because="narrowed"), withdraw_copy("s-1", of="product")
    await receive(unoct.handler, [message(event, 11 + number) for number, event in enumerate(closed)])
    await unoct.pool.execute("delete from unoct.last_releases")  # as the version before left it
    await retry_only_letter(unoct)
    assert await read_needs(unoct) == []
