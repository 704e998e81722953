"""What the calendar shows of a recommendation for which the CTC set a day of its own (rule 5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contracts.followup import RecommendationSucceeded
from services.council.facts.projections.duties import RECOMMENDATION
from services.council.lookups.calendar.views import show_duty
from shared.engine.rules import Event
from tests.support.frozen import REFERENCE
from tests.unit.services.council.desk import event
from tests.unit.services.council.test_duties import duties

DAY = date(2025, 3, 31)
ADDED = event("recommendation.added.v1", due_on=DAY)
ID = ADDED.data.recommendation.recommendation_id


def of_it(type_: str, **said: Any) -> Event[Any]:
    return event(type_, recommendation_id=ID, due_on=DAY, **said)


def show_row(*events: Event[Any], today: date = DAY) -> dict[str, Any]:
    rows = [row for row in duties(*events)[RECOMMENDATION] if row.duty_id == ID]
    return show_duty(rows, REFERENCE, today)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (DAY, "due"),
        (date(2025, 4, 1), "overdue"),
        (date(2029, 1, 5), "overdue"),
        (date(2029, 1, 6), "overdue"),
    ],
)
def test_it_is_due_to_the_end_of_its_day_and_stays_overdue_once_no_mandate_governs(today: date, state: str) -> None:
    item = show_row(ADDED, today=today)
    assert (item["state"], item["due_on"], item["recommendation_id"]) == (state, DAY, ID)
    assert (item["owner"], item["recipient"], item["paragraph"], item["wording"]) == ("CTED", "CTC", "OP16", None)


def test_it_is_met_when_cted_assesses_it_late_or_not() -> None:
    in_time, late = (of_it("recommendation.assessed.v1", occurred_on=day) for day in (DAY, date(2025, 4, 1)))
    assert (show_row(ADDED, in_time)["state"], show_row(ADDED, in_time)["late"]) == ("met", False)
    assert (show_row(ADDED, late, in_time)["late"], show_row(ADDED, in_time, late)["late"]) == (True, False)


def test_a_day_that_the_ctc_sets_later_holds_and_asks_for_a_report_anew() -> None:
    moved = event("recommendation.scheduled.v1", recommendation_id=ID, due_on=date(2025, 9, 30))
    for before in ([ADDED], [ADDED, of_it("recommendation.assessed.v1", occurred_on=DAY)], []):
        item = show_row(*before, moved, today=date(2025, 4, 1))
        assert (item["state"], item["due_on"], item["met_on"]) == ("due", date(2025, 9, 30), None)


def test_it_is_nobodys_to_report_on_any_more_when_it_is_closed() -> None:
    assert show_row(ADDED, of_it("recommendation.closed.v1"))["state"] == "cancelled"


def test_what_takes_its_place_has_its_day_unless_it_was_reported_on() -> None:
    succeeded = event("recommendation.succeeded.v1")
    assert isinstance(succeeded.data, RecommendationSucceeded)
    new = succeeded.data.successors[0].model_copy(update={"own_due_on": DAY, "assessed": None})
    for successor, wanted in ((new, [DAY]), (new.model_copy(update={"assessed": "in_progress"}), [])):
        said: dict[str, Any] = {"parents": (ID,), "successors": (successor,)}
        rows = duties(ADDED, event("recommendation.succeeded.v1", **said))[RECOMMENDATION]
        assert [row.due_on for row in rows if row.duty_id == successor.recommendation.recommendation_id] == wanted
        assert [row.stage for row in rows if row.duty_id == ID] == ["due", "ended"]


def test_one_without_a_day_of_its_own_is_no_duty() -> None:
    without = event("recommendation.added.v1", due_on=None), event("recommendation.assessed.v1", due_on=None)
    assert RECOMMENDATION not in duties(*without)
