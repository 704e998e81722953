"""What a running deadline does when the days on which it reminds change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engine.deadline import Deadline, State, record_act, remind_on, start_deadline, step_on

DUE = date(2025, 1, 15)
DAY = timedelta(days=1)
SET = start_deadline(Deadline("report", "one", DUE, reminders=(60, 30, 7)), date(2024, 1, 15))


def acts(deadline: Deadline, today: date, until: date) -> tuple[list[tuple[str, int | None]], Deadline]:
    """What it does from today until that day, and the deadline after it."""
    done: list[tuple[str, int | None]] = []
    while today <= until:
        if step := step_on(deadline, today):
            done.append(step)
            deadline = record_act(deadline, today)
        today += DAY
    return done, deadline


def test_a_deadline_does_nothing_before_the_day_of_its_first_reminder_whenever_it_was_to_act() -> None:
    early = replace(SET, acts_on=date(2024, 6, 1))
    assert step_on(early, date(2024, 6, 2)) is None
    assert step_on(early, DUE - timedelta(60)) == ("reminder", 60)


def test_a_further_reminder_reaches_a_deadline_that_runs() -> None:
    changed = remind_on(SET, (90, 60, 30, 7), date(2024, 6, 1))
    assert changed.acts_on == DUE - timedelta(90)
    done, _ = acts(changed, date(2024, 6, 1), DUE + DAY)
    assert done == [("reminder", 90), ("reminder", 60), ("reminder", 30), ("reminder", 7), ("overdue", None)]


def test_a_reminder_that_is_no_more_does_not_come() -> None:
    done, _ = acts(remind_on(SET, (7,), date(2024, 6, 1)), date(2024, 6, 1), DUE + DAY)
    assert done == [("reminder", 7), ("overdue", None)]


@pytest.mark.parametrize(
    ("reminders", "then"),
    [((60, 30, 7), 30), ((90, 60, 30), 30), ((60, 10), 10), ((60,), -1)],
)
def test_what_reminded_today_does_not_remind_again(reminders: tuple[int, ...], then: int) -> None:
    today = DUE - timedelta(60)
    (done, after) = acts(SET, today, today)
    assert done == [("reminder", 60)]
    assert remind_on(after, reminders, today).acts_on == DUE - timedelta(then)


def test_a_reminder_of_today_that_is_new_comes_today() -> None:
    today = DUE - timedelta(45)
    _, before = acts(SET, DUE - timedelta(60), today)
    assert step_on(remind_on(before, (60, 45, 30, 7), today), today) == ("reminder", 45)


def test_one_whose_day_has_gone_is_not_made_up_for() -> None:
    today = DUE - timedelta(50)
    _, before = acts(SET, DUE - timedelta(60), today)
    assert remind_on(before, (90, 60, 55, 30), today).acts_on == DUE - timedelta(30)


def test_a_deadline_that_missed_its_day_acts_on_what_it_has_now() -> None:
    today = DUE - timedelta(20)
    assert step_on(remind_on(SET, (60, 25), today), today) == ("reminder", 25)
    assert step_on(remind_on(SET, (5,), today), today) is None
    late = DUE + timedelta(3)
    assert step_on(remind_on(SET, (60, 25), late), late) == ("overdue", None)


@pytest.mark.parametrize("state", [one for one in get_args(State) if one != "pending"])
def test_one_that_runs_no_more_stays_as_it_is(state: State) -> None:
    ended = replace(SET, state=state, acts_on=None)
    assert remind_on(ended, (90,), date(2024, 6, 1)) == ended


DAYS = st.lists(st.integers(1, 120), unique=True, max_size=5).map(lambda days: tuple(sorted(days, reverse=True)))


@given(DAYS, DAYS, st.integers(0, 130))
def test_each_reminder_comes_once_on_its_day_whenever_the_file_changes(
    before: tuple[int, ...], now: tuple[int, ...], changed_before: int
) -> None:
    """While the system runs every day. On the day of the change the old file has acted already."""
    begin, changed_on = DUE - timedelta(130), DUE - timedelta(changed_before)
    first, standing = acts(start_deadline(Deadline("report", "one", DUE, reminders=before), begin), begin, changed_on)
    second, _ = acts(remind_on(standing, now, changed_on), changed_on, DUE + DAY)
    old, new = [n for n in before if n >= changed_before], [n for n in now if n <= changed_before]
    if changed_before in before and changed_before in now:
        new.remove(changed_before)
    assert [step[1] for step in first] == old
    assert [step[1] for step in second] == [*new, None]
