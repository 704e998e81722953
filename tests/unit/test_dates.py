"""Rule 3: civil dates in New York, calendar months from the intended anchor, dates as precise as known."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contracts.dates import check_partial, first_day, is_full, last_day
from services.council.obligations.occurrences import find_one_off_date
from shared.engine.deadline import Deadline, step_on
from shared.engine.time.dates import add_months, add_period, civil_date, start_of_day
from shared.engine.time.duties import duty_after
from tests.support.frozen import REFERENCE

DAYS = st.dates(date(1900, 1, 1), date(2400, 12, 31))
# New York kept no standard time before 1883; the system counts from 2001 (resolution 1373).
MODERN_DAYS = st.dates(date(2001, 9, 28), date(2400, 12, 31))
MONTHS = st.integers(0, 240)


def test_a_deadline_of_29_february_falls_on_28_february() -> None:
    assert add_period(date(2024, 2, 29), "P12M") == date(2025, 2, 28)
    assert add_period(date(2024, 2, 29), "P48M") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("anchor", "period", "due"),
    [
        (date(2022, 8, 31), "P6M", date(2023, 2, 28)),
        (date(2021, 12, 30), "P6M", date(2022, 6, 30)),
        (date(2023, 12, 15), "P1M", date(2024, 1, 15)),
        (date(2024, 1, 31), "P30D", date(2024, 3, 1)),
        (date(2024, 12, 28), "P7D", date(2025, 1, 4)),
    ],
)
def test_months_are_calendar_months_and_days_are_days(anchor: date, period: str, due: date) -> None:
    assert add_period(anchor, period) == due


@pytest.mark.parametrize("period", ["", "12M", "P12", "P1Y", "P0M", "P-1M", "P1.5M", "PT5M", "P12M ", "p12m"])
def test_any_other_form_of_period_is_refused(period: str) -> None:
    with pytest.raises(ValueError, match="is no period"):
        add_period(date(2024, 1, 1), period)


@given(DAYS, MONTHS)
@example(date(2024, 1, 31), 1)
def test_months_later_is_the_same_day_or_that_months_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


@given(DAYS, DAYS, MONTHS)
def test_a_later_anchor_never_falls_due_earlier(one: date, other: date, months: int) -> None:
    early, late = min(one, other), max(one, other)
    assert add_months(early, months) <= add_months(late, months)


@given(DAYS, MONTHS)
def test_months_taken_back_never_pass_the_anchor(day: date, months: int) -> None:
    assert timedelta(0) <= day - add_months(add_months(day, months), -months) <= timedelta(3)


@given(MODERN_DAYS)
@example(date(2024, 2, 29))
def test_by_includes_the_day_and_overdue_starts_the_next(anchor_on: date) -> None:
    due_on = add_period(anchor_on, "P12M")
    deadline = Deadline("follow_up", "a-cycle", due_on, acts_on=due_on + timedelta(days=1))
    last_instant = start_of_day(due_on + timedelta(days=1)) - timedelta(microseconds=1)
    assert step_on(deadline, civil_date(last_instant)) is None
    assert step_on(deadline, civil_date(last_instant + timedelta(microseconds=1))) == ("overdue", None)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2024, 1, 1, 4, 59, 59, tzinfo=UTC), date(2023, 12, 31)),  # winter: five hours behind
        (datetime(2024, 1, 1, 5, 0, tzinfo=UTC), date(2024, 1, 1)),
        (datetime(2024, 7, 1, 3, 59, 59, tzinfo=UTC), date(2024, 6, 30)),  # summer: four
        (datetime(2024, 7, 1, 4, 0, tzinfo=UTC), date(2024, 7, 1)),
        (datetime(2024, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=14))), date(2024, 6, 30)),
    ],
)
def test_a_day_is_new_yorks_whatever_the_instants_offset(instant: datetime, day: date) -> None:
    assert civil_date(instant) == day


def test_an_instant_without_an_offset_has_no_day() -> None:
    with pytest.raises(ValueError, match="no offset"):
        civil_date(datetime(2024, 1, 1))  # noqa: DTZ001 - what is refused


@given(MODERN_DAYS)
@example(date(2024, 3, 10))  # the clock goes forward
@example(date(2024, 11, 3))  # and back
def test_a_day_begins_at_new_yorks_midnight(day: date) -> None:
    begins = start_of_day(day)
    assert begins.tzinfo is UTC
    assert civil_date(begins) == day
    assert civil_date(begins - timedelta(microseconds=1)) == day - timedelta(days=1)


@pytest.mark.parametrize(("day", "hours"), [(date(2024, 3, 10), 23), (date(2024, 11, 3), 25), (date(2024, 6, 1), 24)])
def test_a_day_on_which_the_clock_changes_is_still_one_day(day: date, hours: int) -> None:
    assert start_of_day(day + timedelta(days=1)) - start_of_day(day) == timedelta(hours=hours)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-2", "2024-13", "2023-02-29", "0000", "2024-02-", "2024/02", " 2024", "2024-W01", "20240229"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no date|does not exist"):
        check_partial(text)


@given(st.dates())
def test_every_day_can_be_written_and_read(day: date) -> None:
    text = check_partial(day.isoformat())
    assert is_full(text)
    assert first_day(text) == last_day(text) == day


# ---- duties: the mandate in force on the anchor date fixes the period (rules 2 and 9) --------


def test_a_follow_up_report_is_due_twelve_months_after_submission() -> None:
    duty = duty_after(REFERENCE, "follow-up-report", date(2024, 2, 29))
    assert duty is not None
    assert (duty.due_on, duty.anchor) == (date(2025, 2, 28), "submitted_to_ctc_on")
    assert (duty.mandate.id, duty.obligation.paragraph) == ("resolution-2617-2021", "OP16")


def test_practice_gives_the_state_six_months_to_respond_and_thirty_days_to_observe() -> None:
    response = duty_after(REFERENCE, "state-response", date(2022, 8, 31))
    observations = duty_after(REFERENCE, "factual-observations", date(2022, 8, 31))
    assert response is not None
    assert observations is not None
    assert (response.anchor, response.due_on) == ("received_by_state_on", date(2023, 2, 28))
    assert (observations.anchor, observations.due_on) == ("draft_shared_on", date(2022, 9, 30))


def test_an_anchor_under_a_mandate_whose_text_is_not_at_hand_gives_no_deadline() -> None:
    assert duty_after(REFERENCE, "follow-up-report", date(2021, 12, 29)) is None


def test_an_anchor_with_no_mandate_in_force_gives_no_deadline() -> None:
    assert duty_after(REFERENCE, "follow-up-report", date(2029, 1, 6)) is None
    assert duty_after(REFERENCE, "follow-up-report", date(2029, 1, 5)) is not None


def test_a_successor_that_renews_the_obligations_goes_on_with_their_periods() -> None:
    duty = duty_after(REFERENCE, "follow-up-report", date(2026, 1, 1))
    assert duty is not None
    assert (duty.mandate.id, duty.due_on) == ("resolution-2810-2025", date(2027, 1, 1))


def test_the_mandate_fixes_the_days_of_its_one_off_obligations() -> None:
    mandate = REFERENCE.mandate("resolution-2617-2021")
    assert mandate is not None
    days = {one.id: find_one_off_date(mandate, one) for one in mandate.obligations or ()}
    assert {name: day for name, day in days.items() if day} == {
        "interim-review": date(2023, 12, 31),
        "end-of-mandate": date(2025, 12, 31),
        "travel-report": date(2022, 12, 31),
        "mandate-review": date(2022, 6, 30),
        "assessment-process-report": date(2023, 3, 30),
        "joint-report": date(2022, 3, 30),
    }
