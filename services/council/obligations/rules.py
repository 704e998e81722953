"""What becomes of an obligation: it enters the calendar, it is held, it is met (rule 10). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from reference import Reference
from services.council.obligations.events import build_due_event, build_met_event
from services.council.obligations.model import DEADLINE, OBLIGATIONS, Occurrence
from shared.engine.deadline import Deadline
from shared.engine.rules import Change, Context, Put, Remind, Schedule, Settle


def put_on_calendar(one: Occurrence, context: Context) -> Iterable[Change]:
    """It stands in the calendar from now on. If its day has passed already, its deadline acts at once."""
    yield Put(OBLIGATIONS, one)
    yield build_due_event(one, context.today)
    if one.due_on is not None:
        deadline = Deadline(DEADLINE, one.id, one.due_on, mandate=one.mandate, paragraph=one.paragraph)
        yield Schedule(replace(deadline, reminders=_days_of_nudges(one, one.due_on, context.reference)))


def set_nudges(one: Occurrence, context: Context) -> Iterable[Change]:
    """Its deadline looks on the days that practice has now."""
    if one.due_on is not None:
        yield Remind(DEADLINE, one.id, _days_of_nudges(one, one.due_on, context.reference))


def _days_of_nudges(one: Occurrence, due_on: date, reference: Reference) -> tuple[int, ...]:
    """Days before the due date on which to look whether enough was held (rule 10: 30 June)."""
    nudges = [nudge for nudge in reference.practice.nudges if nudge.obligation == one.obligation]
    return tuple((due_on - date(due_on.year, nudge.month, nudge.day)).days for nudge in nudges)


def days_of(one: Occurrence) -> dict[str, date]:
    """The day of each thing that counted for it."""
    return dict(zip(one.held_by, one.held_on, strict=True))


def count_performance(one: Occurrence, on: date, by: str) -> Iterable[Change]:
    """It was held or delivered once more. The same thing counts once, on the day that was last told of it (rule 4).

    What is met stays met.
    """
    days = days_of(one)
    if days.get(by) == on or (one.state == "met" and by not in days):
        return
    after = _with_days(one, days | {by: on})
    is_periodic = one.due_on is None  # it has no day, so it is never met for good (rule 10)
    is_met = one.in_mandate and not is_periodic and len(after.held_by) >= one.count
    after = replace(after, state="met" if is_met else one.state)
    yield Put(OBLIGATIONS, after)
    if is_met and one.state != "met":
        yield Settle(DEADLINE, one.id, "met")
    if is_met or is_periodic:
        yield build_met_event(after, after.last_held_on or on if is_met else on, by)


def begin_to_ask(one: Occurrence, context: Context) -> Iterable[Change]:
    """A mandate covers its day from now on, and what was held before counts (rule 9)."""
    if len(one.held_by) < one.count:
        yield from put_on_calendar(one, context)
        return
    after = replace(one, state="met")
    yield Put(OBLIGATIONS, after)
    yield build_due_event(after, context.today)
    yield build_met_event(after, max(one.held_on), one.held_by[-1])


def take_back(one: Occurrence, by: str, context: Context) -> Iterable[Change]:
    """A thing that counted for it counts no more, since its day or its kind was put right (rule 4)."""
    after = _with_days(one, {thing: day for thing, day in days_of(one).items() if thing != by})
    if one.state == "met" and len(after.held_by) < one.count:
        yield from put_on_calendar(replace(after, state="due"), context)
    else:
        yield Put(OBLIGATIONS, after)


def _with_days(one: Occurrence, days: Mapping[str, date]) -> Occurrence:
    last = max(days.values(), default=None)
    return replace(one, held_by=tuple(days), held_on=tuple(days.values()), last_held_on=last)
