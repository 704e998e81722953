"""A notice that waits is judged by a trigger of its own: what it waits for appeared, or seven days passed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from contracts.notices import NoticeWaiting
from shared.engine.deadline import Deadline
from shared.engine.notices.judging import (
    DEADLINE,
    WAITING,
    StillUnknown,
    Taken,
    build_trigger,
    judge_one,
    list_waiters,
)
from shared.engine.rules import Change, Context, Due, Emit, Known, Need, Remove, Schedule

WOKEN, WOKEN_AGAIN = "woken", "woken again"
"""What anchors that deadline where it is due at once, since what the notice waits for is there."""


def wake_waiting_notices(known: Known, thing: str, context: Context) -> list[Change]:
    """Has each notice that waits for the thing judged by a trigger of its own: all at once would take a minute.

    Whoever wakes them only needs to know who they are (`need_of_waiters`). Their deadline's rule judges them.
    """
    return [_wake(Deadline(DEADLINE, id_, context.today, WOKEN), context) for id_ in list_waiters(thing, known)]


def _wake(deadline: Deadline, context: Context) -> Schedule:
    """It was due yesterday, so it acts now."""
    return Schedule(replace(deadline, due_on=context.today - timedelta(days=1), anchor_on=context.today))


def needs_of_lapse(due: Due) -> Iterable[Need]:
    """The notice whose time has passed."""
    yield Need(WAITING, due.deadline.subject)


def _refuse(taken: Taken, known: Known, context: Context, may_wait: bool) -> Iterable[Change]:
    raise StillUnknown


def build_lapse_rule(
    topic: str, judge: Callable[[Taken, Known, Context, bool], Iterable[Change]] = _refuse
) -> Callable[[Due, Known, Context], Iterable[Change]]:
    """The rule for the deadline: seven days have passed, so the notice is refused, or judged for the last time.

    One that was woken may wait again, for something else.
    """

    def end_waiting(due: Due, known: Known, context: Context) -> Iterable[Change]:
        waiting = known.get(WAITING, due.deadline.subject)
        if waiting is None or due.step != "overdue":
            return
        is_woken = due.deadline.anchor in (WOKEN, WOKEN_AGAIN)
        yield Remove(WAITING, waiting.id)
        changes = judge_one(
            build_trigger(waiting), known, topic, lambda taken, rows: judge(taken, rows, context, is_woken)
        )
        yield from _look_again(changes, context) if due.deadline.anchor == WOKEN else changes

    return end_waiting


def _look_again(changes: Sequence[Change], context: Context) -> Iterator[Change]:
    """The same changes; a notice that waits again is judged once more, and its sender hears of that then.

    What it waits for now may have appeared at the same moment. Whatever appears after this commit finds it.
    """
    for change in changes:
        if isinstance(change, Schedule) and change.deadline.kind == DEADLINE:
            yield _wake(replace(change.deadline, anchor=WOKEN_AGAIN), context)
        elif not (isinstance(change, Emit) and isinstance(change.data, NoticeWaiting)):
            yield change
