"""Deadlines: what is due when, and which step comes next. Pure; kept by `shared.engine.storage.deadlines`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from shared.engine.immutable import immutable

Key = tuple[str, str]
"""Kind and subject of a deadline."""
DAY = timedelta(days=1)
State = Literal["pending", "met", "overdue", "cancelled", "pending_mandate", "dead_letter"]


@immutable
class Deadline:
    """A duty with a day: known by `(kind, subject)`."""

    kind: str
    """Which rule decides when it acts, such as `follow_up`."""
    subject: str
    """The id of the thing it hangs on."""
    due_on: date
    """The last day on which the duty can still be met in time ("by" includes the day)."""
    anchor: str = ""
    """The date it is counted from, such as `submitted_to_ctc_on`."""
    anchor_on: date | None = None
    """As it was known when the deadline was set."""
    mandate: str = ""
    paragraph: str = ""
    reminders: tuple[int, ...] = ()
    """Days before `due_on` on which to remind, from the reference data."""
    state: State = "pending"
    acts_on: date | None = None
    """The next day on which something happens; None when nothing does any more."""
    correlation_id: str = ""
    scheduled_by: str = ""
    """The trigger that scheduled it, set by the handler: a deadline moved away and back acts again."""


AT_ONCE: Final = "woken"
"""What anchors a deadline that is no duty, but a piece of work that gets a trigger of its own."""


def build_due_at_once(kind: str, subject: str, today: date, is_awaited: bool) -> Deadline:
    """A deadline that acts now, since it was due before. What is too much for one trigger is so done in pieces.

    One whose end somebody awaits was due a day earlier, and so comes before those that nobody awaits.
    """
    return Deadline(kind, subject, today - (2 * DAY if is_awaited else DAY), AT_ONCE, today)


def start_deadline(deadline: Deadline, today: date, correlation_id: str = "", scheduled_by: str = "") -> Deadline:
    """The deadline as it starts to run today: past reminders are not made up for (rule 4).

    One that does not run (it is overdue already) acts no more. Each cycle comes through here, and
    `replace` takes three times as long as naming the fields.
    """
    acts_on = next_act(deadline, today - DAY) if deadline.state == "pending" else None
    return Deadline(
        deadline.kind,
        deadline.subject,
        deadline.due_on,
        deadline.anchor,
        deadline.anchor_on,
        deadline.mandate,
        deadline.paragraph,
        deadline.reminders,
        deadline.state,
        acts_on,
        correlation_id,
        scheduled_by,
    )


def next_act(deadline: Deadline, after: date) -> date:
    """The first day later than `after` on which the deadline acts; if none, the day it is overdue."""
    return _first_act(deadline.due_on, deadline.reminders, after)


@lru_cache(maxsize=4096)  # many deadlines fall due on the same day
def _first_act(due_on: date, reminders: tuple[int, ...], after: date) -> date:
    days = [day for before in reminders if (day := due_on - timedelta(before)) > after]
    return min(days) if days else due_on + DAY


def step_on(deadline: Deadline, today: date) -> tuple[Literal["reminder", "overdue"], int | None] | None:
    """What the deadline does today, or None. Reminders missed while down collapse into the latest."""
    if deadline.state != "pending" or deadline.acts_on is None or deadline.acts_on > today:
        return None
    if today > deadline.due_on:
        return "overdue", None
    passed = [n for n in deadline.reminders if deadline.due_on - timedelta(days=n) <= today]
    return ("reminder", min(passed)) if passed else None


def remind_on(deadline: Deadline, reminders: tuple[int, ...], today: date) -> Deadline:
    """The deadline with other reminders from today on, if it still runs.

    What acted today does not act again. A reminder whose day has gone is not made up for (rule 4). It is made up
    for only if the deadline itself has waited since before that day, because the system was down.
    """
    if deadline.state != "pending" or deadline.acts_on is None or reminders == deadline.reminders:
        return deadline
    from_day = min(deadline.acts_on, today)
    is_reminded = deadline.acts_on > today and today in (deadline.due_on - timedelta(n) for n in deadline.reminders)
    changed = replace(deadline, reminders=reminders)
    return replace(changed, acts_on=next_act(changed, from_day if is_reminded else from_day - DAY))


def run_again(deadline: Deadline, today: date) -> Deadline:
    """A deadline that failed. It acts today; or on its first day, if it failed by a clock that was ahead."""
    return replace(deadline, state="pending", acts_on=max(today, next_act(deadline, date.min)))


def record_act(deadline: Deadline, today: date) -> Deadline:
    """The deadline after it has acted today."""
    if today > deadline.due_on:
        return replace(deadline, state="overdue", acts_on=None)
    return replace(deadline, acts_on=next_act(deadline, today))
