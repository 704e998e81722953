"""What the handler promises to every service: on a real PostgreSQL, and in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import orjson

from shared.engine.outcomes import DeadLettered, Done, NotReached, Passed, Refused, Repeated
from tests.support.both_handlers import CounterHandler
from tests.support.counter import Count
from tests.support.counter_triggers import add, build_note, failing


async def number(counter: CounterHandler, state: str = "KEN") -> int | None:
    return {row.state: row.number for row in await counter.counts()}.get(state)


async def events(counter: CounterHandler) -> list[tuple[str, str]]:
    """Type and subject of each event, in order."""
    return [(row.type, row.subject) for row in await counter.journal()]


async def test_a_trigger_seen_before_changes_nothing(counter: CounterHandler) -> None:
    first = await counter.handle([build_note("1")])
    again = await counter.handle([build_note("1")])
    assert isinstance(first[0], Done)
    assert again == [Repeated()]
    assert await number(counter) == 1
    assert len(await counter.journal()) == 1


async def test_a_trigger_twice_in_one_batch_counts_once(counter: CounterHandler) -> None:
    await counter.handle([build_note("1"), build_note("1"), build_note("2")])
    assert await number(counter) == 2


async def test_a_command_that_nobody_can_repeat_is_not_remembered(counter: CounterHandler) -> None:
    once = replace(add(1, "made-for-this-request"), can_repeat=False)
    outcomes = [*await counter.handle([once]), *await counter.handle([once])]
    assert [type(outcome) for outcome in outcomes] == [Done, Done]
    assert await number(counter) == 2


async def test_the_same_id_from_another_source_is_another_trigger(counter: CounterHandler) -> None:
    await counter.handle([build_note("1"), replace(build_note("1"), source="/services/other")])
    assert await number(counter) == 2


async def test_each_trigger_sees_what_the_ones_before_it_changed(counter: CounterHandler) -> None:
    await counter.handle([build_note(str(n)) for n in range(5)])
    assert await counter.counts() == [Count("KEN", 5, ("0", "1", "2", "3", "4"))]


async def test_what_is_written_is_one_final_row_a_key_and_events_in_order(counter: CounterHandler) -> None:
    await counter.handle([build_note("1", "KEN"), build_note("2", "FJI"), build_note("3", "KEN")])
    assert await events(counter) == [("followup.reminded.v1", s) for s in ("KEN", "FJI", "KEN")]
    assert [(row.state, row.number) for row in await counter.counts()] == [("FJI", 1), ("KEN", 2)]


async def test_a_trigger_that_raises_contributes_nothing_and_harms_no_neighbour(counter: CounterHandler) -> None:
    outcomes = await counter.handle([build_note("1"), failing("2"), build_note("3")])
    assert [type(outcome) for outcome in outcomes] == [Done, DeadLettered, Done]
    assert await number(counter) == 2


async def test_what_raises_is_a_dead_letter_whose_reason_holds_no_value(counter: CounterHandler) -> None:
    await counter.handle([failing("2")])
    (reason,) = await counter.dead_letters()
    assert reason.split(" ")[0] == "LookupError"
    assert "confidential" not in reason


async def test_twenty_dead_letters_in_a_row_stop_the_consumer(counter: CounterHandler) -> None:
    batch = [failing(str(n)) for n in range(25)] + [build_note("after")]
    outcomes = await counter.handle(batch)
    assert [type(outcome) for outcome in outcomes] == [DeadLettered] * 20 + [NotReached] * 6
    assert await counter.is_stopped()
    await counter.resume()
    again = await counter.handle(batch)
    assert [type(outcome) for outcome in again] == [Repeated] * 20 + [DeadLettered] * 5 + [Done]


async def test_a_command_goes_on_while_the_consumer_is_stopped(counter: CounterHandler) -> None:
    await counter.handle([failing(str(n)) for n in range(20)])
    assert await counter.handle([add(3, "key")]) == [Done((), {"number": 3})]
    assert await counter.is_stopped()


async def test_one_good_message_between_ends_the_row(counter: CounterHandler) -> None:
    for n in range(30):
        await counter.handle([failing(f"bad {n}"), build_note(f"good {n}")])
    assert not await counter.is_stopped()
    assert await number(counter) == 30


async def test_a_command_is_answered_and_its_repetition_gets_the_same_answer(counter: CounterHandler) -> None:
    assert await counter.handle([add(3, "key")]) == [Done((), {"number": 3})]
    assert await counter.handle([add(3, "key")]) == [Repeated({"number": 3}, same_body=True)]
    assert await number(counter) == 3


async def test_the_same_key_with_another_body_is_told_apart(counter: CounterHandler) -> None:
    await counter.handle([add(3, "key", "one")])
    assert await counter.handle([add(4, "key", "other")]) == [Repeated({"number": 3}, same_body=False)]
    assert await number(counter) == 3


async def test_a_refused_command_changes_nothing_and_its_key_is_not_used_up(counter: CounterHandler) -> None:
    (refused,) = await counter.handle([add(11, "key")])
    assert isinstance(refused, Refused)
    assert refused.refusal.code == "too-much"
    assert await counter.handle([add(2, "key")]) == [Done((), {"number": 2})]


async def test_a_precondition_is_asked_under_the_lock(counter: CounterHandler) -> None:
    (refused,) = await counter.handle([replace(add(1, "key"), precondition=lambda known: False)])
    assert isinstance(refused, Refused)
    assert refused.refusal.status == 412
    assert await number(counter) is None


async def test_event_ids_follow_from_the_trigger(counter: CounterHandler) -> None:
    (first,) = await counter.handle([build_note("1")])
    await counter.forget()
    (again,) = await counter.handle([build_note("1")])
    assert isinstance(first, Done)
    assert first.events
    assert first == again


async def test_an_event_carries_its_lineage(counter: CounterHandler) -> None:
    await counter.handle([replace(build_note("1"), traceparent="00-" + "a" * 32 + "-" + "b" * 16 + "-01")])
    (row,) = await counter.journal()
    assert (row.causationid, row.correlationid) == ("1", "cor-1")
    assert row.traceparent is not None
    assert row.traceparent.split("-")[1] == "a" * 32


# ---- deadlines ----------------------------------------------------------------------------


async def later(counter: CounterHandler, days: int) -> list[int]:
    """What was reminded of by then: how many days before."""
    counter.turn(days)
    await counter.act()
    return [orjson.loads(row.data)["days_before"] for row in (await counter.journal())[1:]]


async def test_a_deadline_reminds_and_then_is_overdue_the_day_after(counter: CounterHandler) -> None:
    await counter.handle([build_note("1")])  # due on the 11th; reminders 7 and 3 days before
    assert await later(counter, 2) == []
    assert await later(counter, 3) == [7]
    assert await later(counter, 10) == [7, 3]
    assert await later(counter, 11) == [7, 3, 0]
    assert await later(counter, 400) == [7, 3, 0]


async def test_reminders_missed_while_down_collapse_into_the_latest(counter: CounterHandler) -> None:
    await counter.handle([build_note("1")])
    assert await later(counter, 9) == [3]


async def test_a_deadline_that_is_no_longer_due_is_dropped_by_the_handler(counter: CounterHandler) -> None:
    await counter.handle([build_note("1")])
    counter.turn(11)
    read_before = await counter.due()
    await counter.handle([add(1, "settles")])
    assert await counter.handle(read_before) == [Passed()]
    assert len(await counter.journal()) == 1


async def test_a_deadline_acts_once_however_often_it_is_brought(counter: CounterHandler) -> None:
    await counter.handle([build_note("1")])
    counter.turn(11)
    brought = await counter.due()
    assert [type(one) for one in await counter.handle(brought)] == [Done]
    assert await counter.handle(brought) == [Passed()]
    assert len(await counter.journal()) == 2


async def test_what_is_due_is_read_in_order(counter: CounterHandler) -> None:
    await counter.handle([build_note("1", "KEN"), build_note("2", "FJI")])
    counter.turn(11)
    assert [one.deadline.subject for one in await counter.due()] == ["FJI", "KEN"]
    assert await counter.next_act() == date(2024, 1, 4)
