"""Where deadlines are kept: those that are new and those that stand already, in one batch."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import asyncpg
import pytest

from shared.engine.deadline import Deadline, start_deadline
from shared.engine.storage import deadlines as deadline_store
from shared.operations import migrate
from shared.operations.pools import Connection
from tests.support.running import SHARED_MIGRATIONS

TODAY = date(2024, 1, 10)


@pytest.fixture
async def store(postgres: str) -> AsyncIterator[asyncpg.Connection[asyncpg.Record]]:
    connection = await asyncpg.connect(postgres)
    await migrate.migrate(connection, "counter", [SHARED_MIGRATIONS])
    yield connection
    await connection.close()


def deadline(subject: str, due_on: date) -> Deadline:
    found = Deadline("report", subject, due_on, "told_on", TODAY, "m", "OP16", (60, 7))
    return start_deadline(found, TODAY, "cor", "a/trigger")


async def standing(connection: Connection, *subjects: str) -> dict[str, Deadline]:
    async with connection.transaction():
        found = await deadline_store.lock(connection, "counter", [("report", subject) for subject in subjects])
    return {subject: one for (_, subject), one in found.items()}


async def write(connection: Connection, *deadlines: Deadline) -> None:
    async with connection.transaction():
        await deadline_store.write(connection, "counter", {(one.kind, one.subject): one for one in deadlines})


async def test_new_deadlines_and_moved_ones_are_written_in_one_batch(store: Connection) -> None:
    first, moved = deadline("a", date(2024, 6, 1)), deadline("b", date(2024, 6, 1))
    await write(store, first, moved)
    later = replace(deadline("b", date(2025, 6, 1)), reminders=(30,), anchor_on=None)
    new = deadline("c", date(2024, 3, 1))
    await write(store, new, later)
    assert await standing(store, "a", "b", "c") == {"a": first, "b": later, "c": new}


async def test_a_deadline_that_no_longer_runs_does_not_act(store: Connection) -> None:
    overdue = start_deadline(replace(deadline("a", date(2024, 1, 1)), state="overdue"), TODAY)
    await write(store, overdue)
    assert overdue.acts_on is None
    assert await deadline_store.next_act(store, "counter") is None
    assert await standing(store, "a") == {"a": overdue}


async def test_only_what_still_runs_gets_other_reminders(store: Connection) -> None:
    running, ended = deadline("a", date(2024, 6, 1)), deadline("b", date(2024, 6, 1))
    await write(store, running, replace(ended, state="met", acts_on=None))
    async with store.transaction():
        changed = {("report", subject): (90, 10) for subject in "abc"}
        await deadline_store.remind(store, "counter", changed, TODAY)
    found = await standing(store, "a", "b")
    assert found["a"] == replace(running, reminders=(90, 10), acts_on=date(2024, 3, 3))
    assert found["b"] == replace(ended, state="met", acts_on=None)
