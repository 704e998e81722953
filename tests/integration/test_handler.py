"""What the handler promises to every service, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.assessments import AssessmentDrafted, AssessmentNoted, AssessmentWithdrawn
from shared.engine.decided import JournalRow
from shared.engine.outcomes import DeadLettered, Done, NotReached, Passed, Refused, Repeated
from shared.engine.principals import Principal
from shared.engine.rules import Command, Due, Event
from shared.engine.running.deadlines import DeadlineLoop
from shared.engine.storage import dead_letters, journal
from shared.engine.storage import deadlines as deadline_store
from shared.operations.pools import Connection
from tests.support.counter import COUNTER, Add
from tests.support.logged import logged
from tests.support.running import START, World, event, world

OFFICER = Principal("officer", "committee", may_command=True)


@pytest.fixture
async def counter(postgres: str) -> AsyncIterator[World]:
    async with world(postgres, COUNTER) as running:
        yield running


def noted(id_: str, state: str = "KEN") -> Event[Any]:
    return event(AssessmentNoted.model_validate_json(json.dumps(about(state))), id_, state)


def failing(id_: str, state: str = "KEN") -> Event[Any]:
    return event(AssessmentWithdrawn.model_validate_json(json.dumps(about(state) | {"reason": "x"})), id_, state)


def overflowing(id_: str, state: str = "KEN") -> Event[Any]:
    return event(
        AssessmentDrafted.model_validate_json(json.dumps(about(state) | {"kind": "desk", "draft": "pao"})), id_, state
    )


def about(state: str) -> dict[str, Any]:
    return {
        "assessment_id": "a", "source": "s", "reference": "r", "state": state, "occurred_on": "2024-01-01",
        "synthetic": True,
    }  # fmt: skip


def add(by: int, key: str, digest: str = "d", state: str = "KEN") -> Command[Add]:
    return Command(principal=OFFICER, id=key, data=Add(state, by), correlation_id="c", digest=digest)


async def number(counter: World, state: str = "KEN") -> int | None:
    found = await counter.rows("select number from counter.counts where state = $1", state)
    return found[0][0] if found else None


async def test_a_trigger_seen_before_changes_nothing(counter: World) -> None:
    first = await counter.handler.handle([noted("1")])
    again = await counter.handler.handle([noted("1")])
    assert isinstance(first[0], Done)
    assert again == [Repeated()]
    assert await number(counter) == 1
    assert len(await counter.journal()) == 1


async def test_a_trigger_twice_in_one_batch_counts_once(counter: World) -> None:
    await counter.handler.handle([noted("1"), noted("1"), noted("2")])
    assert await number(counter) == 2


async def test_what_is_appended_and_what_fails_is_counted(counter: World) -> None:
    await counter.handler.handle([noted("1"), noted("1"), noted("2"), failing("3")])
    told = counter.handler.metrics.exposition().decode()
    assert 'ctc_events_appended_total{service="counter"} 2.0' in told
    assert 'ctc_decision_errors_total{service="counter"} 1.0' in told


async def test_the_same_id_from_another_source_is_another_trigger(counter: World) -> None:
    await counter.handler.handle([noted("1"), replace(noted("1"), source="/services/other")])
    assert await number(counter) == 2


async def test_each_trigger_sees_what_the_ones_before_it_changed(counter: World) -> None:
    await counter.handler.handle([noted(str(n)) for n in range(5)])
    assert await counter.rows("select number, seen from counter.counts") == [(5, ["0", "1", "2", "3", "4"])]


async def test_what_is_written_is_one_final_row_a_key_and_events_in_order(counter: World) -> None:
    await counter.handler.handle([noted("1", "KEN"), noted("2", "FJI"), noted("3", "KEN")])
    assert await counter.journal() == [("followup.reminded.v1", s) for s in ("KEN", "FJI", "KEN")]
    assert await counter.rows("select state, number from counter.counts order by state") == [("FJI", 1), ("KEN", 2)]


async def test_a_trigger_that_raises_contributes_nothing_and_harms_no_neighbour(counter: World) -> None:
    outcomes = await counter.handler.handle([noted("1"), failing("2"), noted("3")])
    assert [type(outcome) for outcome in outcomes] == [Done, DeadLettered, Done]
    assert await number(counter) == 2


async def test_what_raises_is_a_dead_letter_whose_reason_holds_no_value(counter: World) -> None:
    await counter.handler.handle([failing("2")])
    letters = await dead_letters.find(counter.look, "counter")
    assert [letter.reason.split(" ")[0] for letter in letters] == ["LookupError"]
    assert "confidential" not in letters[0].reason


async def test_what_the_database_refuses_is_tried_one_at_a_time(counter: World) -> None:
    outcomes = await counter.handler.handle([noted("1", "KEN"), overflowing("2", "FJI"), noted("3", "KEN")])
    assert [type(outcome) for outcome in outcomes] == [Done, DeadLettered, Done]
    assert await number(counter, "KEN") == 2
    assert await number(counter, "FJI") is None
    assert await counter.handler.handle([overflowing("2", "FJI")]) == [Repeated()]


async def test_twenty_dead_letters_in_a_row_stop_the_consumer(counter: World) -> None:
    batch = [failing(str(n)) for n in range(25)] + [noted("after")]
    outcomes = await counter.handler.handle(batch)
    assert [type(outcome) for outcome in outcomes] == [DeadLettered] * 20 + [NotReached] * 6
    state = await dead_letters.state_of(counter.look, "counter", "counter")
    assert state.stopped_at == START
    await dead_letters.set_state(counter.look, "counter", "counter", 0, None)  # what resume does
    again = await counter.handler.handle(batch)
    assert [type(outcome) for outcome in again] == [Repeated] * 20 + [DeadLettered] * 5 + [Done]


async def test_one_good_message_between_ends_the_row(counter: World) -> None:
    for n in range(30):
        await counter.handler.handle([failing(f"bad {n}"), noted(f"good {n}")])
    assert (await dead_letters.state_of(counter.look, "counter", "counter")).stopped_at is None
    assert await number(counter) == 30


async def test_a_command_is_answered_and_its_repetition_gets_the_same_answer(counter: World) -> None:
    assert await counter.handler.handle([add(3, "key")]) == [Done((), {"number": 3})]
    assert await counter.handler.handle([add(3, "key")]) == [Repeated({"number": 3}, same_body=True)]
    assert await number(counter) == 3


async def test_the_same_key_with_another_body_is_told_apart(counter: World) -> None:
    await counter.handler.handle([add(3, "key", "one")])
    assert await counter.handler.handle([add(4, "key", "other")]) == [Repeated({"number": 3}, same_body=False)]
    assert await number(counter) == 3


async def test_a_refused_command_changes_nothing_and_its_key_is_not_used_up(counter: World) -> None:
    (refused,) = await counter.handler.handle([add(11, "key")])
    assert isinstance(refused, Refused)
    assert refused.refusal.code == "too-much"
    assert await counter.handler.handle([add(2, "key")]) == [Done((), {"number": 2})]


async def test_a_precondition_is_asked_under_the_lock(counter: World) -> None:
    (refused,) = await counter.handler.handle([replace(add(1, "key"), precondition=lambda known: False)])
    assert isinstance(refused, Refused)
    assert refused.refusal.status == 412
    assert await number(counter) is None


async def test_commands_at_the_same_time_lose_nothing(counter: World) -> None:
    await asyncio.gather(*(counter.handler.handle([add(1, f"key {n}")]) for n in range(20)))
    assert await number(counter) == 20


async def test_position_order_is_commit_order(counter: World) -> None:
    """Without the lock before the append, a reader by position steps over a row that commits later."""
    seen: list[str] = []
    position = 0

    async def read() -> None:
        nonlocal position
        for row in await journal.read(counter.look, "counter", position, 10):
            seen.append(row.key)
            position = row.position

    async with counter.pool.acquire() as slow, counter.pool.acquire() as quick:
        begun = slow.transaction()
        await begun.start()
        await journal.append(slow, "counter", 99, [journal_row("KEN")])
        other = asyncio.create_task(append_and_commit(quick, journal_row("FJI")))
        await asyncio.wait([other], timeout=0.3)  # time enough to overtake, if it can
        await read()
        await begun.commit()
        await other
    await read()
    assert seen == ["KEN", "FJI"]


async def append_and_commit(connection: Connection, row: JournalRow) -> None:
    async with connection.transaction():
        await journal.append(connection, "counter", 99, [row])


def journal_row(state: str) -> JournalRow:
    return JournalRow(state, "s", "t.v1", "ctc.t", state, START, "committee", "c", "c", None, b"{}")


async def test_event_ids_follow_from_the_trigger(counter: World) -> None:
    (first,) = await counter.handler.handle([noted("1")])
    await counter.pool.execute("truncate counter.inbox, counter.journal, counter.counts, counter.deadlines")
    (again,) = await counter.handler.handle([noted("1")])
    assert isinstance(first, Done)
    assert first.events
    assert first == again


async def test_an_event_carries_its_lineage(counter: World) -> None:
    await counter.handler.handle([replace(noted("1"), traceparent="00-" + "a" * 32 + "-" + "b" * 16 + "-01")])
    ((cause, correlation, trace),) = await counter.rows(
        "select causationid, correlationid, traceparent from counter.journal"
    )
    assert (cause, correlation) == ("1", "cor-1")
    assert trace.split("-")[1] == "a" * 32


# ---- deadlines ----------------------------------------------------------------------------


async def due(counter: World) -> list[Due]:
    return await DeadlineLoop(counter.handler, asyncio.Event()).due(10)


async def later(counter: World, days: int) -> list[Any]:
    counter.clock.instant = START + timedelta(days=days)
    loop = DeadlineLoop(counter.handler, asyncio.Event())
    await loop.step()
    return await counter.rows("select convert_from(data, 'utf8')::jsonb->>'days_before' from counter.journal offset 1")


async def test_a_deadline_reminds_and_then_is_overdue_the_day_after(counter: World) -> None:
    await counter.handler.handle([noted("1")])  # due on the 11th; reminders 7 and 3 days before
    assert await later(counter, 2) == []
    assert await later(counter, 3) == [("7",)]
    assert await later(counter, 10) == [("7",), ("3",)]
    assert await later(counter, 11) == [("7",), ("3",), ("0",)]
    assert await later(counter, 400) == [("7",), ("3",), ("0",)]


async def test_reminders_missed_while_down_collapse_into_the_latest(counter: World) -> None:
    await counter.handler.handle([noted("1")])
    assert await later(counter, 9) == [("3",)]


async def test_a_deadline_that_is_no_longer_due_is_dropped_by_the_handler(counter: World) -> None:
    await counter.handler.handle([noted("1")])
    counter.clock.instant = START + timedelta(days=11)
    read_before = await due(counter)
    await counter.handler.handle([add(1, "settles")])
    assert await counter.handler.handle(read_before) == [Passed()]
    assert len(await counter.journal()) == 1


async def test_a_deadline_acts_once_however_often_it_is_brought(counter: World) -> None:
    await counter.handler.handle([noted("1")])
    counter.clock.instant = START + timedelta(days=11)
    brought = await due(counter)
    await asyncio.gather(*(counter.handler.handle(brought) for _ in range(5)))
    assert len(await counter.journal()) == 2


async def test_a_deadline_that_acts_is_one_line_with_its_correlation_and_what_it_told(counter: World) -> None:
    await counter.handler.handle([noted("1")])
    counter.clock.instant = START + timedelta(days=11)
    loop = DeadlineLoop(counter.handler, asyncio.Event())
    with logged() as log:
        while await loop.step():
            pass
    (line,) = [line for line in log.lines if line["event"] == "deadline acted"]
    assert (line["service"], line["subject"], line["correlationid"]) == ("counter", "KEN", "cor-1")
    last = await counter.rows("select id from counter.journal order by position desc limit 1")
    assert line["event_ids"] == [last[0][0]]


async def test_the_loop_reads_what_is_due_in_order(counter: World) -> None:
    await counter.handler.handle([noted("1", "KEN"), noted("2", "FJI")])
    counter.clock.instant = START + timedelta(days=11)
    assert [one.deadline.subject for one in await due(counter)] == ["FJI", "KEN"]
    assert await deadline_store.next_act(counter.look, "counter") == date(2024, 1, 4)
