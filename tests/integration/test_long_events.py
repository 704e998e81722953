"""A long event takes its rule a second: all words of a report are compared. Nobody else waits for that in the loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from contracts.assessments import AssessmentNoted
from contracts.catalog import PREFIX, encode
from shared.engine.deciding_in_turns import FEW_WAITING, LONG, MUCH_KNOWN, decide_in_turns, is_long
from shared.engine.notices.judging import WAITING
from shared.engine.outcomes import Done
from shared.engine.port import Message
from shared.engine.receiving import receive
from shared.engine.rules import Change, Context, Event, Known, Rule
from tests.support.counter import COUNTER
from tests.support.counter_triggers import build_note
from tests.support.running import START, World, world

SOON = 10


@dataclass
class Work:
    """The rule of a long event begins, and ends when it may."""

    has_begun: threading.Event = field(default_factory=threading.Event)
    may_end: threading.Event = field(default_factory=threading.Event)
    under_way: int = 0
    most_under_way: int = 0
    decided: list[str] = field(default_factory=list)
    """Ids, in order."""

    def decide(self, trigger: Event[Any], known: Known, context: Context) -> Iterable[Change]:
        self.decided.append(trigger.id)
        if is_long(trigger):
            self.under_way += 1
            self.most_under_way = max(self.under_way, self.most_under_way)
            self.has_begun.set()
            assert self.may_end.wait(SOON)
            self.under_way -= 1
        return RULE.decide(trigger, known, context)

    async def begins(self) -> bool:
        return await asyncio.to_thread(self.has_begun.wait, SOON)


RULE = COUNTER.reactions[AssessmentNoted]


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
async def counter(postgres: str, work: Work) -> AsyncIterator[World]:
    reactions = {**COUNTER.reactions, AssessmentNoted: Rule(RULE.needs, work.decide)}
    async with world(postgres, replace(COUNTER, reactions=reactions)) as running:
        yield running


def build_message(id_: str, size: int = 0) -> Message:
    note = build_note(id_)
    attributes = {
        "specversion": "1.0", "id": id_, "source": "/services/assessments", "type": PREFIX + note.type,
        "subject": "KEN", "time": "2024-01-01T12:00:00Z",
    }  # fmt: skip
    return Message("ctc.assessments", 0, 0, "KEN", attributes, encode(note.data) + b" " * size)


def build_long(id_: str) -> Event[Any]:
    return replace(build_note(id_), message=build_message(id_, LONG))


def wait_for(number: int) -> Known:
    """As many notices wait."""
    return Known({WAITING: {str(one): None for one in range(number)}})


async def read_seen(counter: World) -> list[str]:
    """Of what has been committed."""
    found = await counter.rows("select seen from counter.counts")
    return found[0][0] if found else []


async def test_the_loop_goes_on_while_it_is_decided_and_what_follows_it_waits(counter: World, work: Work) -> None:
    handling = asyncio.create_task(counter.handler.handle([build_long("long"), build_note("next")]))
    assert await work.begins()
    work.may_end.set()
    assert [type(outcome) for outcome in await handling] == [Done, Done]
    assert await read_seen(counter) == ["long", "next"]


@pytest.mark.parametrize(
    ("usual", "much"),
    [(wait_for(FEW_WAITING), wait_for(FEW_WAITING + 1)), (Known(size=MUCH_KNOWN), Known(size=MUCH_KNOWN + 1))],
    ids=["many notices wait", "much must be known"],
)
async def test_a_thread_decides_on_a_short_event_that_takes_long(counter: World, usual: Known, much: Known) -> None:
    """One short event may let a hundred go on, each with all its needs, or change a word of the longest report."""
    threads = list[threading.Thread]()

    def note(*_: object) -> Iterable[Change]:
        threads.append(threading.current_thread())
        return ()

    service = replace(counter.handler.service, reactions={AssessmentNoted: Rule(RULE.needs, note)})
    context = Context(START, START.date(), counter.handler.reference)
    for known in (usual, much):
        await decide_in_turns(service, [build_note("short")], known, context, 0, True)
    assert [one is threading.current_thread() for one in threads] == [True, False]


async def test_whoever_leaves_a_long_batch_waits_for_the_step_under_way_alone(counter: World, work: Work) -> None:
    deciding = asyncio.create_task(counter.handler.handle([build_long("first"), build_long("second")]))
    assert await work.begins()
    deciding.cancel()
    await asyncio.sleep(0.1)
    work.has_begun.clear()
    work.may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await deciding
    assert not work.has_begun.is_set()


async def test_what_must_be_known_is_weighed(counter: World, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = list[int]()

    def look(_prepared: object, known: Known) -> bool:
        sizes.append(known.size)
        return False

    monkeypatch.setattr("shared.engine.deciding_in_turns.takes_long", look)
    for number in range(3):
        await counter.handler.handle([build_note(f"note {number}")])
    assert sizes == sorted(sizes)
    assert 0 == sizes[0] < sizes[-1]


async def test_what_came_before_it_is_kept_before_it_is_decided(counter: World, work: Work) -> None:
    messages = [build_message("before"), build_message("long", LONG), build_message("long too", LONG)]
    receiving = asyncio.create_task(receive(counter.handler, messages))
    assert await work.begins()
    assert await read_seen(counter) == ["before"]
    work.may_end.set()
    await receiving
    assert await read_seen(counter) == ["before", "long", "long too"]


async def test_what_is_rehearsed_has_one_thread_also_after_its_asker_has_left(counter: World, work: Work) -> None:
    """No lane bounds dry runs: four at once, and more by hanging up, slowed all others."""
    left = asyncio.create_task(counter.handler.rehearse([build_long("long 1")]))
    assert await work.begins()
    left.cancel()
    others = [asyncio.create_task(counter.handler.rehearse([build_long(f"long {number}")])) for number in (2, 3)]
    await asyncio.sleep(0.2)
    assert work.under_way == 1
    async with asyncio.timeout(SOON):
        assert len((await counter.handler.rehearse([build_note("short")])).journal) == 1
    work.may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await left
    assert [len((await other).journal) for other in others] == [1, 1]
    assert work.most_under_way == 1
    assert await read_seen(counter) == []


async def test_whoever_is_told_twice_to_leave_waits_for_the_step_under_way_too(counter: World, work: Work) -> None:
    """A time limit ended it, and its client hung up: a second thread began beside the first."""
    left = asyncio.create_task(counter.handler.rehearse([build_long("left")]))
    assert await work.begins()
    for _ in range(2):
        left.cancel()
        await asyncio.sleep(0.05)
    next_one = asyncio.create_task(counter.handler.handle([build_long("next")]))
    await asyncio.sleep(0.2)
    assert (left.done(), work.under_way) == (False, 1)
    work.may_end.set()
    await next_one
    assert work.most_under_way == 1


async def test_what_is_kept_and_what_is_rehearsed_have_one_thread(counter: World, work: Work) -> None:
    """Two of the longest reports at once filled the memory of a service."""
    rehearsing = asyncio.create_task(counter.handler.rehearse([build_long("tried")]))
    assert await work.begins()
    handling = asyncio.create_task(counter.handler.handle([build_long("kept")]))
    await asyncio.sleep(0.2)
    assert work.under_way == 1
    work.may_end.set()
    await asyncio.gather(rehearsing, handling)
    assert work.most_under_way == 1
    assert await read_seen(counter) == ["kept"]


async def test_a_thread_that_decides_on_many_leaves_others_their_turn(
    counter: World, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.engine.apart.A_TURN", 0)
    many = asyncio.create_task(counter.handler.rehearse([build_long(f"tried {number}") for number in range(100)]))
    assert await work.begins()
    one = asyncio.create_task(counter.handler.handle([build_long("kept")]))
    await asyncio.sleep(0.2)
    work.may_end.set()
    await asyncio.gather(many, one)
    assert work.decided.index("kept") < 99


async def test_what_is_rehearsed_takes_no_lock_and_no_connection_while_it_is_decided(
    counter: World, work: Work
) -> None:
    """Whoever tried long events without end kept those waiting that changed the same things, and all commands."""
    await counter.handler.handle([build_note("first")])
    rehearsing = asyncio.create_task(counter.handler.rehearse([build_long("long")]))
    assert await work.begins()
    async with asyncio.timeout(SOON):
        await counter.handler.handle([build_note("second"), build_note("long")])
        assert counter.pool.get_idle_size() == counter.pool.get_size() - 1  # one looks
    work.may_end.set()
    (told,) = (await rehearsing).journal
    assert told.data.count(b'"days_before":2')
    assert await read_seen(counter) == ["first", "second", "long"]
