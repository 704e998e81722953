"""From messages to the door: what is passed over, what is answered, and what is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest

from shared.outcomes import Done
from shared.receiving import receive, trigger_of
from shared.rules import Change, Event, Known, Need, Put, Rule, Table
from shared.service import Service
from shared.transport import Message
from tests.support.counter import COUNTER, COUNTS, Count
from tests.support.running import World, event, world
from tests.unit.services.unoct.desk import withdrawn

ATTRIBUTES = {
    "specversion": "1.0", "id": "e-1", "source": "/services/x", "type": "org.un.ctc.assessment.noted.v1",
    "time": "2024-01-01T12:00:00Z",
}  # fmt: skip


@pytest.fixture
async def counter(postgres: str) -> AsyncIterator[World]:
    async with world(postgres, COUNTER) as running:
        yield running


async def test_a_message_that_holds_nul_is_kept_like_any_other(counter: World) -> None:
    """PostgreSQL cannot hold it, so keeping it as it is would fail, and the message come again, for ever."""
    broken = Message("ctc.assessments", 0, 1, "K\0N", ATTRIBUTES | {"subject": "a\0b"}, b"\0", "no good")
    await receive(counter.door, [broken])
    kept = await counter.rows("select key, attributes ->> 'subject', payload from counter.dead_letters")
    assert kept == [("K\N{REPLACEMENT CHARACTER}N", "a\N{REPLACEMENT CHARACTER}b", b"\0")]


def test_a_type_that_a_service_does_not_declare_is_passed_over() -> None:
    other = Message("ctc.assessments", 0, 1, "KEN", ATTRIBUTES | {"type": "org.un.ctc.visit.planned.v1"}, b"{}")
    assert trigger_of(COUNTER, other) is None


# ---- what a row leads to -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pointer:
    id: str
    state: str


POINTERS: Table[Pointer] = Table("pointers", Pointer)


def needs_what_is_pointed_at(trigger: Event[object]) -> list[Need]:
    return [Need(POINTERS, trigger.id, then=lambda pointer: [Need(COUNTS, pointer.state)])]


def count_there(trigger: Event[object], known: Known, _context: object) -> list[Change]:
    pointer = known.get(POINTERS, trigger.id)
    assert pointer is not None
    found = known.get(COUNTS, pointer.state)
    assert found is not None
    return [Put(COUNTS, replace(found, number=found.number + 1))]


def pointing(tables: tuple[Table[Pointer] | Table[Count], ...]) -> Service:
    rule = Rule(needs_what_is_pointed_at, count_there)
    return replace(COUNTER, tables=tables, reactions={type(withdrawn().data): rule})


async def test_a_rule_may_need_what_a_row_that_it_needs_leads_to(counter: World) -> None:
    await counter.pool.execute('create table counter.pointers (id text collate "C" primary key, state text not null)')
    await counter.pool.execute("insert into counter.pointers values ('p', 'KEN')")
    await counter.pool.execute("insert into counter.counts values ('KEN', 7, '{}')")
    counter.door.service = pointing((POINTERS, COUNTS))
    (outcome,) = await counter.door.handle([event(withdrawn().data, "p")])
    assert isinstance(outcome, Done)
    assert await counter.rows("select number from counter.counts") == [(8,)]


async def test_what_a_row_leads_to_must_come_later_in_the_lock_order(counter: World) -> None:
    await counter.pool.execute('create table counter.pointers (id text collate "C" primary key, state text not null)')
    await counter.pool.execute("insert into counter.pointers values ('p', 'KEN')")
    counter.door.service = pointing((COUNTS, POINTERS))
    with pytest.raises(AssertionError, match="counts is needed after it was locked"):
        await counter.door.handle([event(withdrawn().data, "p")])
