"""A cycle after all that was said of it, and what its figures make of that (OP16, rules 3, 6 and 12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.council.reports.followup.figures import COUNTS, DEFINITIONS, OF_CYCLE, OF_RECOMMENDATIONS, figures
from services.council.reports.followup.population import FollowUp, Population, Recommendation, of_cycle

CUT_OFF = date(2023, 12, 31)


def said(stage: str, on: date, due: date | None = None, sequence: int = 1, response: date | None = None) -> Any:
    return {
        "stage": stage, "sequence": sequence, "assessment_id": "A", "state": "KEN", "due_on": due,
        "response_due_on": response, "occurred_on": on, "event_id": f"{stage}-{on}", "synthetic": True,
    }  # fmt: skip


def cycle(*rows: Any) -> Population:
    return of_cycle("c", CUT_OFF, rows)


DUE = said("scheduled", date(2022, 6, 1), date(2023, 6, 1))
ONE = Recommendation("r1", "high", assessed="implemented", reported="implemented")
LOW = replace(ONE, priority="low", assessed=None, needed=True, released=True)
POPULATION = Population(
    "c", CUT_OFF, "KEN",
    recommendations=(
        ONE,
        replace(ONE, id="r2", assessed="partly_implemented"),
        replace(LOW, id="r3", requested=True, taken_up=True),
        replace(LOW, id="r4", reported=None),
    ),
)  # fmt: skip


def numbers(of: Population) -> dict[str, tuple[int | None, int | None]]:
    return {one.id: (one.numerator, one.denominator) for one in figures(of)}


@pytest.mark.parametrize(("on", "days"), [("2023-05-29", -3), ("2023-06-01", 0), ("2023-06-05", 4)])
def test_a_report_is_late_by_the_days_after_its_due_date(on: str, days: int) -> None:
    of = cycle(DUE, said("reported", date.fromisoformat(on), date(2023, 6, 1)))
    (late,) = [one for one in figures(of) if one.id == "days_late"]
    assert (of.present.days_late, late.numerator, late.value) == (days, days, f"{days}.0")


def test_the_first_report_counts_and_the_last_due_date() -> None:
    moved = said("rescheduled", date(2023, 6, 2), date(2023, 5, 20))
    of = cycle(DUE, said("reported", date(2023, 6, 5)), said("reported", date(2023, 6, 4)), moved)
    assert (of.present.reported_on, of.present.due_on, of.present.days_late) == (
        date(2023, 6, 4),
        date(2023, 5, 20),
        15,
    )


def test_a_further_follow_up_is_the_present_one_and_the_response_stays_the_cycles() -> None:
    due = said("scheduled", date(2022, 6, 1), date(2023, 6, 1), response=date(2022, 12, 1))
    further = said("scheduled", date(2023, 6, 1), date(2023, 12, 1), sequence=2)
    of = cycle(due, said("not_answered", date(2022, 12, 2)), said("reported", date(2023, 6, 1)), further)
    assert (of.present.sequence, of.present.days_late) == (2, None)
    assert (of.response.due_on, of.response.not_answered_on) == (date(2022, 12, 1), date(2022, 12, 2))
    late = cycle(due, said("not_answered", date(2022, 12, 2)), said("response_received", date(2023, 7, 1)))
    assert late.response.received_on == date(2023, 7, 1)


def test_a_follow_up_without_a_mandate_is_pending_until_it_is_scheduled_again() -> None:
    pending = said("pending", date(2023, 1, 1), date(2023, 6, 1))
    assert cycle(DUE, pending).present.pending
    assert not cycle(DUE, pending, said("rescheduled", date(2023, 2, 1), date(2023, 7, 1))).present.pending


def test_what_ends_a_cycle_schedules_nothing() -> None:
    assert len(cycle(DUE, said("closed", date(2023, 7, 1), sequence=3)).follow_ups) == 1
    assert cycle().present == FollowUp(1)


def test_each_figure_counts_among_all_and_by_priority() -> None:
    found = numbers(POPULATION)
    assert (found["implemented"], found["partly_implemented"], found["assessed"]) == ((1, 4), (1, 4), (2, 4))
    assert found["reported_implemented"] == (3, 4)
    assert (found["assessed.priority.high"], found["assessed.priority.low"]) == ((2, 2), (0, 2))
    assert "assessed.priority.medium" not in found
    assert (found["taken_up"], found["days_late"]) == ((1, 1), (None, None))


def test_where_something_is_withheld_a_small_priority_is_not_shown() -> None:
    hidden = replace(POPULATION.recommendations[0], seen=False)
    found = numbers(replace(POPULATION, recommendations=(hidden, *POPULATION.recommendations[1:])))
    assert found["assessed"] == (2, 4)
    assert (found["assessed.priority.high"], found["assessed.priority.low"]) == ((None, None), (None, None))


def test_a_figure_is_made_by_the_function_of_its_name_which_says_what_it_counts() -> None:
    ids = {one.id for one in figures(POPULATION)}
    for function in (*OF_RECOMMENDATIONS, *OF_CYCLE):
        assert function.__name__ in ids
        assert DEFINITIONS[function.__name__]
    assert set(COUNTS) == {function.__name__ for function in OF_RECOMMENDATIONS} | {"taken_up"}
