"""What the handler promises beyond one in memory: constraints, transactions at the same time, metrics, logs."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from contracts.assessments import AssessmentNoted
from shared.engine.decided import JournalRow
from shared.engine.handler import Handler
from shared.engine.outcomes import DeadLettered, Done, Repeated
from shared.engine.port import Outgoing
from shared.engine.preparing import TooMuchAtOnce
from shared.engine.repairs.dead_letters import Repair
from shared.engine.rules import Change, Context, Due, Event, Known, Rule
from shared.engine.running import relay
from shared.engine.running.deadlines import DeadlineLoop
from shared.engine.storage import dead_letters, journal
from shared.engine.storage import deadlines as deadline_store
from shared.operations.pools import Connection
from shared.transports.loopback import LoopbackTransport
from simulator.faults import Crash, CrashingHandler
from tests.support.counter import COUNTER
from tests.support.counter_triggers import add, build_note, failing, overflowing
from tests.support.logged import catch_logs
from tests.support.running import START, World, world


@pytest.fixture
async def counter(postgres: str) -> AsyncIterator[World]:
    async with world(postgres, COUNTER) as running:
        yield running


async def number(counter: World, state: str = "KEN") -> int | None:
    found = await counter.rows("select number from counter.counts where state = $1", state)
    return found[0][0] if found else None


async def test_what_is_appended_and_what_fails_is_counted(counter: World) -> None:
    await counter.handler.handle([build_note("1"), build_note("1"), build_note("2"), failing("3")])
    told = counter.handler.metrics.write_exposition().decode()
    assert 'ctc_events_appended_total{service="counter"} 2.0' in told
    assert 'ctc_decision_errors_total{service="counter"} 1.0' in told


async def test_the_simulated_crash_comes_after_all_is_written_and_before_the_commit(counter: World) -> None:
    """As the simulator lets a process die: then nothing is kept, and the same again is new."""
    whole = counter.handler
    dying = CrashingHandler(*(getattr(whole, part.name) for part in fields(Handler) if part.init))
    dying.crashes = True
    with pytest.raises(Crash):
        await dying.handle([build_note("1")])
    assert (await number(counter), await counter.journal()) == (None, [])
    dying.crashes = False
    (done,) = await dying.handle([build_note("1")])
    assert isinstance(done, Done)
    assert await number(counter) == 1


async def test_what_the_database_refuses_is_tried_one_at_a_time(counter: World) -> None:
    outcomes = await counter.handler.handle([build_note("1", "KEN"), overflowing("2", "FJI"), build_note("3", "KEN")])
    assert [type(outcome) for outcome in outcomes] == [Done, DeadLettered, Done]
    assert await number(counter, "KEN") == 2
    assert await number(counter, "FJI") is None
    assert await counter.handler.handle([overflowing("2", "FJI")]) == [Repeated()]


@pytest.mark.parametrize("bound", ["deciding_in_turns.MOST_TOLD", "storage.loading.MOST_ROWS"])
async def test_a_batch_that_is_too_much_at_once_is_handled_in_halves(
    counter: World, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    """In order, each half in a transaction of its own. One trigger alone is never too much."""
    monkeypatch.setattr(f"shared.engine.{bound}", 0)
    states = ["KEN", "FJI", "KEN", "SSD", "KEN"]
    batch = [build_note(f"{place}", state) for place, state in enumerate(states)]
    outcomes = await counter.handler.handle([*batch, failing("x")])
    assert [type(outcome) for outcome in outcomes] == [Done] * 5 + [DeadLettered]
    assert [subject for _, subject in await counter.journal()] == states
    assert len(await counter.rows("select distinct xmin::text from counter.journal")) == len(states)
    assert await counter.handler.handle(batch) == [Repeated()] * 5


async def test_a_batch_that_needs_many_bytes_is_handled_in_halves_whatever_the_table(
    counter: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """24 short responses to cycles of megabytes ended followup, and again at each start."""
    await counter.handler.handle([build_note("1", "KEN"), build_note("2", "FJI")])
    monkeypatch.setattr("shared.engine.storage.loading.MOST_BYTES", 0)
    await counter.handler.handle([build_note("3", "KEN"), build_note("4", "FJI")])
    assert len(await counter.rows("select distinct xmin::text from counter.journal")) == 3


async def test_the_parts_of_a_batch_are_handled_when_nothing_holds_the_whole_any_more(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error holds what its frames know: within parts of parts that would be several batches in memory."""
    under_way, rule = set[object](), COUNTER.reactions[AssessmentNoted]

    def count(trigger: Event[Any], known: Known, context: Context) -> Iterable[Change]:
        under_way.add(sys.exc_info()[0])
        return rule.decide(trigger, known, context)

    watched = replace(COUNTER, reactions={**COUNTER.reactions, AssessmentNoted: Rule(rule.needs, count)})
    monkeypatch.setattr("shared.engine.deciding_in_turns.MOST_TOLD", 0)
    async with world(postgres, watched) as running:
        outcomes = await running.handler.handle([build_note(f"{place}") for place in range(5)])
    assert [type(outcome) for outcome in outcomes] == [Done] * 5
    assert under_way == {None}


async def test_a_batch_that_tells_too_much_is_handled_in_parts_of_what_fits(
    counter: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = [build_note(f"{place}") for place in range(8)]
    size = (await counter.handler.rehearse(notes)).size // 8
    monkeypatch.setattr("shared.engine.deciding_in_turns.MOST_TOLD", 3 * size + size // 2)
    await counter.handler.handle(notes)
    batches = await counter.rows("select count(*) from counter.journal group by xmin::text order by min(position)")
    assert [number for (number,) in batches] == [3, 3, 2]


@pytest.mark.parametrize("bound", ["deciding_in_turns.MOST_TOLD", "storage.loading.MOST_BYTES"])
async def test_what_is_too_much_at_once_is_not_rehearsed_and_one_trigger_stays_whole(
    counter: World, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    await counter.handler.handle([build_note("0")])
    monkeypatch.setattr(f"shared.engine.{bound}", 0)
    assert len((await counter.handler.rehearse([build_note("1")])).journal) == 1
    with pytest.raises(TooMuchAtOnce):
        await counter.handler.rehearse([build_note("1"), build_note("2")])
    assert len(await counter.journal()) == 1


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


async def test_what_is_read_on_of_a_journal_is_some_bytes_and_one_row_in_any_case(
    counter: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "LARGEST_READ", 100)
    rows = [journal_row(f"{number}")._replace(data=b"x" * 60) for number in range(5)]
    rows[2] = rows[2]._replace(data=b"x" * 1_000)
    await append_and_commit(counter.look, *rows)
    after, steps = 0, list[list[str]]()
    while read := await journal.read_on(counter.look, "counter", after, 1_000):
        steps.append([row.key for row in read])
        after = read[-1].position
    assert steps == [["0", "1"], ["2"], ["3", "4"]]


async def test_a_relay_sends_all_of_a_journal_of_large_rows_in_steps_of_some_bytes(
    counter: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "LARGEST_READ", 100)
    await append_and_commit(counter.look, *[journal_row(f"{one}")._replace(data=b"x" * 60) for one in range(10)])
    monkeypatch.setattr(relay, "IDLE", 60)
    sent = Sent()
    relaying = asyncio.create_task(relay.Relay(COUNTER, sent, counter.dsn).run())
    try:
        async with asyncio.timeout(30):
            await sent.ten.wait()
    finally:
        relaying.cancel()
        await asyncio.wait([relaying])
    assert [len(step) for step in sent.steps] == [2] * 5


class Sent(LoopbackTransport):
    """A transport that only keeps what it is given."""

    def __init__(self) -> None:
        self.steps: list[Sequence[Outgoing]] = []
        self.ten = asyncio.Event()

    async def publish(self, outgoing: Sequence[Outgoing]) -> None:
        self.steps.append(outgoing)
        if sum(map(len, self.steps)) == 10:
            self.ten.set()


async def append_and_commit(connection: Connection, *rows: JournalRow) -> None:
    async with connection.transaction():
        await journal.append(connection, "counter", 99, rows)


def journal_row(state: str) -> JournalRow:
    return JournalRow(state, "s", "t.v1", "ctc.t", state, START, "committee", "c", "c", None, b"{}")


# ---- deadlines ----------------------------------------------------------------------------


async def due(counter: World) -> list[Due]:
    return await DeadlineLoop(counter.handler, asyncio.Event()).due(10)


async def test_a_deadline_acts_once_however_often_it_is_brought(counter: World) -> None:
    await counter.handler.handle([build_note("1")])
    counter.clock.instant = START + timedelta(days=11)
    brought = await due(counter)
    await asyncio.gather(*(counter.handler.handle(brought) for _ in range(5)))
    assert len(await counter.journal()) == 2


async def test_a_deadline_that_acts_is_one_line_with_its_correlation_and_what_it_told(counter: World) -> None:
    await counter.handler.handle([build_note("1")])
    counter.clock.instant = START + timedelta(days=11)
    loop = DeadlineLoop(counter.handler, asyncio.Event())
    with catch_logs() as log:
        while await loop.step():
            pass
    (line,) = [line for line in log.lines if line["event"] == "deadline acted"]
    assert (line["service"], line["subject"], line["correlationid"]) == ("counter", "KEN", "cor-1")
    last = await counter.rows("select id from counter.journal order by position desc limit 1")
    assert line["event_ids"] == [last[0][0]]


async def test_a_deadline_of_a_newer_version_is_left_to_it(counter: World) -> None:
    """The loop would else turn without a rest, after somebody went back to an older version."""
    await counter.handler.handle([build_note("1")])
    counter.clock.instant = START + timedelta(days=11)
    (one,) = await due(counter)
    newer = replace(one.deadline, kind="newer")
    async with counter.pool.acquire() as connection:
        await deadline_store.write(connection, "counter", {(newer.kind, newer.subject): newer})
    loop = DeadlineLoop(counter.handler, asyncio.Event())
    assert [await loop.step(), await loop.step()] == [1, 0]
    assert [left.deadline for left in await due(counter)] == [newer]


async def test_a_dead_letter_of_a_reminder_whose_day_is_still_to_come_acts_on_that_day(counter: World) -> None:
    """It failed while the clock was ahead. Tried again by the right clock, it stops no other deadline."""
    await counter.handler.handle([build_note("1"), build_note("2", "FJI")])
    counter.clock.instant = START + timedelta(days=11)
    early, other = await due(counter)
    counter.clock.instant = START
    async with counter.pool.acquire() as connection:
        dead = replace(early.deadline, state="dead_letter", acts_on=None)
        await deadline_store.write(connection, "counter", {(dead.kind, dead.subject): dead})
        await dead_letters.keep(connection, "counter", [(early, "LookupError at decide:1")], START)
    await Repair(counter.handler).retry(1)
    assert await due(counter) == []
    counter.clock.instant = START + timedelta(days=11)
    assert {one.deadline.subject for one in await due(counter)} == {early.deadline.subject, other.deadline.subject}
