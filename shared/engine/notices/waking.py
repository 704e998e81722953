"""A notice that waits is judged by a trigger of its own: what it waits for appeared, or seven days passed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shared.engine.deadline import AT_ONCE, build_due_at_once
from shared.engine.notices.judging import (
    DEADLINE,
    WAITING,
    StillUnknown,
    Taken,
    build_trigger,
    judge_one,
    list_waiters,
)
from shared.engine.rules import Change, Context, Due, Known, Need, Remove, Schedule


def wake_waiting_notices(known: Known, thing: str, context: Context) -> list[Change]:
    """Has each notice that waits for the thing judged by a trigger of its own: all at once would take a minute.

    Whoever wakes them only needs to know who they are (`need_of_waiters`). Their deadline's rule judges them.
    """
    woken = (build_due_at_once(DEADLINE, id_, context.today, is_awaited=True) for id_ in list_waiters(thing, known))
    return [Schedule(deadline) for deadline in woken]


def needs_of_lapse(due: Due) -> Iterable[Need]:
    """The notice whose time has passed."""
    yield Need(WAITING, due.deadline.subject)


def _refuse(taken: Taken, known: Known, context: Context, may_wait: bool) -> Iterable[Change]:
    raise StillUnknown


def build_lapse_rule(
    topic: str, judge: Callable[[Taken, Known, Context, bool], Iterable[Change]] = _refuse
) -> Callable[[Due, Known, Context], Iterable[Change]]:
    """The rule for the deadline: seven days have passed, so the notice is refused, or judged for the last time.

    One that was woken may wait again, for something else. No other transaction can bring that meanwhile: whoever
    loads what is needed passes the gate of all that the notice cites (`shared.engine.storage.loading`).
    """

    def end_waiting(due: Due, known: Known, context: Context) -> Iterable[Change]:
        waiting = known.get(WAITING, due.deadline.subject)
        if waiting is None or due.step != "overdue":
            return
        may_wait = due.deadline.anchor == AT_ONCE
        yield Remove(WAITING, waiting.id)
        yield from judge_one(
            build_trigger(waiting), known, topic, lambda taken, rows: judge(taken, rows, context, may_wait)
        )

    return end_waiting
