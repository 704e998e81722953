"""Unoct on a real database: released copies and notices in, cases and projects in the journal."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from contracts.catalog import encode
from shared.engine.handler import Handler
from shared.engine.port import Message
from shared.engine.receiving import receive
from shared.engine.rules import Event
from tests.support.postgres import PostgresServer
from tests.support.serving import Serving
from tests.support.unoct import ready
from tests.unit.services.unoct.desk import ICAO, product, project, release_recommendation, withdraw_copy


@pytest.fixture
async def unoct(postgres_server: PostgresServer) -> AsyncIterator[Serving]:
    async with ready(postgres_server) as running:
        yield running


def message(event: Event[Any], offset: int) -> Message:
    topic = "ctc.exchange" if event.type == "notice.taken_in.v1" else "ctc.released.un"
    attributes = {
        "specversion": "1.0", "id": event.id, "source": event.source, "type": f"org.un.ctc.{event.type}",
        "time": event.time.isoformat(), "subject": event.subject,
    }  # fmt: skip
    return Message(topic, 0, offset, event.subject, attributes, encode(event.data))


async def tell(unoct: Serving, *messages: Message) -> None:
    """Brings them, and lets what these woke act, as the loop of deadlines does."""
    await receive(unoct.handler, messages)
    while await unoct.runtime.deadlines.step():
        pass


async def test_a_story_from_release_to_duplication_is_told_in_the_journal(unoct: Serving) -> None:
    story = [
        project(recommendations=("r-1", "r-2")),  # waits
        release_recommendation("r-2"),
        release_recommendation("r-1"),
        project(ICAO),
        project(ICAO, status="cancelled"),
        withdraw_copy("r-1"),
        withdraw_copy("r-2"),
    ]
    messages = [message(event, offset) for offset, event in enumerate(story)]
    await tell(unoct, *messages[:3])
    await tell(unoct, *messages[3:])
    assert await unoct.emitted_types() == [
        "notice.waiting.v1", "case.opened.v1", "case.opened.v1",
        "project.registered.v1", "case.taken_up.v1", "case.taken_up.v1", "notice.accepted.v1",
        "project.registered.v1", "case.parts_changed.v1", "duplication.flagged.v1", "notice.accepted.v1",
        "project.registered.v1", "case.parts_changed.v1", "duplication.resolved.v1", "notice.accepted.v1",
        "case.cancelled.v1", "case.cancelled.v1",
    ]  # fmt: skip


async def test_the_same_in_single_batches_comes_to_the_same(unoct: Serving) -> None:
    story = [
        release_recommendation("r-2"), project(recommendations=("r-1", "r-2")), release_recommendation("r-1"),
        project(ICAO),
        release_recommendation("r-1", assistance_requested=False), release_recommendation("r-1"),
    ]  # fmt: skip
    for offset, event in enumerate(story):
        await tell(unoct, message(event, offset))
    assert (await unoct.emitted_types())[-3:] == [
        "case.opened.v1",
        "case.taken_up.v1",
        "duplication.flagged.v1",
    ]


async def test_a_project_that_comes_with_what_it_cites_at_the_same_time_does_not_wait_for_it(unoct: Serving) -> None:
    for number in range(20):
        need, cites = (
            release_recommendation(f"n-{number}"),
            project(reference=f"{number}", recommendations=(f"n-{number}",)),
        )
        await asyncio.gather(unoct.handler.handle([need]), unoct.handler.handle([cites]))
        await tell(unoct)
    assert Counter(await unoct.emitted_types())["case.taken_up.v1"] == 20


async def test_one_that_is_woken_waits_for_no_thing_that_is_just_released(
    unoct: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was looked for by whoever released the other thing before it began to wait for that."""
    await unoct.handler.handle([project(recommendations=("r-1", "r-2"))])
    await unoct.handler.handle([release_recommendation("r-1")])
    is_written, may_commit = asyncio.Event(), asyncio.Event()
    write = Handler._write

    async def write_and_wait(handler: Handler, *said: Any) -> None:
        await write(handler, *said)
        is_written.set()
        await may_commit.wait()

    monkeypatch.setattr(Handler, "_write", write_and_wait)
    released = asyncio.create_task(unoct.handler.handle([release_recommendation("r-2")]))
    await asyncio.wait_for(is_written.wait(), 5)
    monkeypatch.undo()
    woken = asyncio.create_task(unoct.runtime.deadlines.step())
    await asyncio.wait([woken], timeout=0.5)
    may_commit.set()
    await asyncio.gather(released, woken)
    await tell(unoct)
    assert (await unoct.emitted_types())[-1] == "notice.accepted.v1"


async def test_everything_replayed_on_an_empty_inbox_changes_nothing(unoct: Serving) -> None:
    waits = project(recommendations=("r-9",), reference="P-9")
    story = [
        project(recommendations=("r-1", "r-2")), release_recommendation("r-2"), release_recommendation("r-1"),
        project(ICAO),
        project(ICAO, title="Another title"), project(title="Refused", themes=("no-such-theme",)),
        release_recommendation("r-1", priority="low"), project(recommendations=("r-1",)), withdraw_copy("r-2"),
        withdraw_copy("r-1"), withdraw_copy("a-1", of="assessment"), release_recommendation("r-1"), waits,
        project(recommendations=(), products=("s-1",), reference="P-8", kind="programme"), product(),
        withdraw_copy("s-1", of="product"),
    ]  # fmt: skip
    messages = [message(event, offset) for offset, event in enumerate(story)]
    await tell(unoct, *messages)
    tables = (
        "products",
        "recommendations",
        "cases",
        "projects",
        "duplications",
        "judged_notices",
        "waiting_notices",
        "journal",
    )
    before = [await unoct.rows(f"select * from unoct.{table} order by 1") for table in tables]
    await unoct.pool.execute("delete from unoct.inbox")
    await tell(unoct, *messages)
    for one in messages:
        await unoct.pool.execute("delete from unoct.inbox")
        await tell(unoct, one)
    assert [await unoct.rows(f"select * from unoct.{table} order by 1") for table in tables] == before
    assert await unoct.rows("select * from unoct.dead_letters") == []
