"""Rules 2 to 5 and 9 as properties: whatever happens to a cycle, in whatever order, these hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contracts.base import EventData
from contracts.followup import FollowupNotAnswered, FollowupOverdue, FollowupReminded
from services.followup.cycles.commands.due_dates import DecideDueDate, GivenDueDate
from services.followup.cycles.commands.further import GivenFollowUp, OpenFurtherFollowUp
from services.followup.cycles.commands.looking import LookAgain
from services.followup.cycles.mandates import REPORT_DUTY
from services.followup.cycles.model import CYCLES, status_of
from services.followup.cycles.timing import (
    FOLLOW_UP,
    MANDATE,
    RESPONSE,
    mandate_watch,
    report_deadline,
    response_deadline,
)
from services.followup.reports.commands import FileReport, GivenReport
from shared.engine.rules import Refusal
from shared.engine.time.dates import add_months
from shared.engine.time.duties import carrier, carriers
from tests.unit.services.followup.desk import (
    Desk,
    completed_event,
    corrected_event,
    position,
    received_event,
    response,
    withdrawn_event,
)
from tests.unit.services.followup.test_mandates import FIRST, GAP, under

pytestmark = pytest.mark.thorough

LONG = under(replace(FIRST, in_force_until=date(2040, 12, 31)))
START = date(2025, 3, 1)
GOVERNED = st.dates(FIRST.in_force_from, FIRST.in_force_until)
DAYS = st.integers(0, 400)


@given(GOVERNED, GOVERNED, GOVERNED)
def test_the_report_is_due_twelve_calendar_months_after_the_last_told_submission(a: date, b: date, c: date) -> None:
    desk = Desk(FIRST.in_force_until)
    desk.happens(completed_event(submitted_to_ctc_on=a))
    desk.happens(corrected_event(submitted_to_ctc_on=b))
    desk.happens(corrected_event(submitted_to_ctc_on=c))
    assert desk.cycle().due_on == add_months(c, 12)
    assert desk.cycle().original_anchor_on in ({None, a} if a == b == c else {a, b})


@given(GOVERNED, GOVERNED)
def test_the_response_is_due_six_calendar_months_after_receipt_and_noting_moves_nothing(a: date, b: date) -> None:
    desk = Desk(FIRST.in_force_until)
    desk.happens(completed_event(submitted_to_ctc_on=a))
    desk.happens(received_event(b))
    assert (desk.cycle().response_due_on, desk.cycle().due_on) == (add_months(b, 6), add_months(a, 12))


@given(GOVERNED, st.lists(st.integers(0, 500), max_size=5))
def test_further_follow_ups_never_drift_however_late_each_report_is(anchor: date, late: list[int]) -> None:
    desk = Desk(anchor, LONG)
    desk.happens(completed_event(submitted_to_ctc_on=anchor))
    due = anchor
    for sequence, days in enumerate(late, 1):
        desk.today += timedelta(days=days)
        desk.asks(FileReport(desk.cycle().id, GivenReport(desk.today)))
        desk.asks(OpenFurtherFollowUp(desk.cycle().id, GivenFollowUp(desk.today, "CTC", "Synthetic", "P12M")))
        due = add_months(due, 12)
        assert (desk.cycle().sequence, desk.cycle().anchor_on) == (sequence + 1, due)


# ---- any history ------------------------------------------------------------------------


class History:
    """A cycle's life as chance has it, under mandates with a gap, with a repetition of every event at its end."""

    def __init__(self, submitted_on: date) -> None:
        self.desk = Desk(START, GAP)
        self.events: list[tuple[EventData, str]] = []
        self.tell(completed_event(submitted_to_ctc_on=submitted_on))

    def tell(self, data: EventData) -> None:
        self.events.append((data, f"event-{len(self.events)}"))
        self.desk.happens(data, id_=self.events[-1][1])

    def ask(self, data: object) -> None:
        try:
            self.desk.asks(data)
        except AssertionError:
            assert isinstance(self.desk.outcomes[0].refusal, Refusal)  # type: ignore[union-attr]


Step = Callable[[History], None]
ago = st.integers(0, 900).map(timedelta)


def _correct(by: timedelta, receipt: timedelta | None) -> Step:
    def step(history: History) -> None:
        today = history.desk.today
        submitted = min(today, START) - by
        receipt_on = None if receipt is None else min(today, submitted + receipt)
        history.tell(corrected_event(submitted_to_ctc_on=submitted, received_by_state_on=receipt_on, on=today))

    return step


def _decide(in_days: int, duty: str) -> Step:
    def step(history: History) -> None:
        today = history.desk.today
        decision = GivenDueDate(today + timedelta(days=in_days), today, "CTC", "Synthetic", None, duty)  # type: ignore[arg-type]
        history.ask(DecideDueDate(history.desk.cycle().id, decision))

    return step


def _further(history: History) -> None:
    today = history.desk.today
    history.ask(OpenFurtherFollowUp(history.desk.cycle().id, GivenFollowUp(today, "CTC", "Synthetic", "P6M")))


def _wait(days: int) -> Step:
    def step(history: History) -> None:
        history.desk.turn(history.desk.today + timedelta(days=days))

    return step


STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(_wait, DAYS),
    st.builds(_correct, ago, st.none() | ago),
    st.just(lambda history: history.tell(received_event(history.desk.today))),
    st.builds(_decide, st.integers(-30, 600), st.sampled_from(["report", "response"])),
    st.just(lambda history: history.ask(FileReport(history.desk.cycle().id, GivenReport(history.desk.today)))),
    st.just(_further),
    st.just(lambda history: history.tell(response(history.desk.today, position(position="accepted")))),
    st.just(lambda history: history.ask(LookAgain())),
    st.just(lambda history: history.tell(withdrawn_event(history.desk.today))),
)


def check(history: History) -> None:
    desk, cycle = history.desk, history.desk.cycle()
    assert cycle.status == status_of(cycle)
    for kind, wanted in (
        (FOLLOW_UP, report_deadline(cycle, desk.context)),
        (RESPONSE, response_deadline(cycle, desk.context)),
        (MANDATE, mandate_watch(cycle, desk.context)),
    ):
        standing = desk.deadline(kind)
        runs = standing is not None and standing.state == "pending"
        assert runs == (wanted is not None), (kind, standing, wanted)
        if standing is not None and wanted is not None:
            assert (standing.due_on, standing.mandate) == (wanted.due_on, wanted.mandate)


@settings(max_examples=300)
@given(ago, st.lists(STEPS, max_size=12))
@example(timedelta(0), [_wait(224), _decide(81, "report"), _wait(82)])
def test_whatever_happens_the_deadlines_agree_with_the_cycle_and_nothing_is_late_without_a_mandate(
    before: timedelta, steps: list[Step]
) -> None:
    history = History(START - before)
    check(history)
    for step in steps:
        step(history)
        check(history)
    late = [(one.due_on, one.occurred_on) for one in history.desk.list_events(FollowupOverdue)]
    late += [(one.response_due_on, one.occurred_on) for one in history.desk.list_events(FollowupNotAnswered)]
    for due_on, late_on in late:
        assert late_on > due_on
        carrying = carriers(GAP, FIRST.id, REPORT_DUTY)  # what fell due on a mandate's last day stays overdue (rule 9)
        assert carrier(carrying, due_on) or carrier(carrying, late_on)
    for reminded in history.desk.list_events(FollowupReminded):
        assert 0 < (reminded.due_on - reminded.occurred_on).days <= reminded.days_before


@settings(max_examples=150)
@given(ago, st.lists(STEPS, max_size=12))
def test_whatever_happened_reading_all_of_it_again_changes_and_tells_nothing(
    before: timedelta, steps: list[Step]
) -> None:
    history = History(START - before)
    for step in steps:
        step(history)
    desk = history.desk
    rows = {table: dict(kept) for table, kept in desk.rows.items()}
    deadlines = dict(desk.deadlines)
    assert [one for data, id_ in history.events for one in desk.happens(data, id_=id_)] == []
    assert desk.rows == rows
    assert desk.deadlines == deadlines
    assert len(desk.rows[CYCLES]) == 1
