"""A cycle after all that was said of it, and what its figures make of that (OP16, rules 3, 6 and 12)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.council.counting.figure_builder import FigureBuilder
from services.council.counting.numbers import Figure
from services.council.counting.scope import Scope
from services.council.counting.tallies import Number, Tallies, Tally
from services.council.figures.followup import FOLLOW_UP
from services.council.reports.followup.cycle import Cycle, build_cycle
from services.council.words.catalogue import ENGLISH
from tests.support.frozen import REFERENCE
from tests.unit.services.council.reports.sample import CUT_OFF, FREEZE


def build_row(stage: str, on: date, due: date | None = None, sequence: int = 1, response: date | None = None) -> Any:
    return {
        "stage": stage, "sequence": sequence, "assessment_id": "A", "state": "KEN", "due_on": due,
        "response_due_on": response, "occurred_on": on, "event_id": f"{stage}-{on}", "synthetic": True,
    }  # fmt: skip


def cycle(*rows: Any) -> Cycle:
    return build_cycle(rows, ())


DUE = build_row("scheduled", date(2022, 6, 1), date(2023, 6, 1))
TALLIES = Tallies(
    {
        id_: Tally(Number(number, 4), {"KEN": Number(number, 4)}, {}, {"priority": cells})
        for id_, number, cells in (
            ("implemented", 1, {}),
            ("partly_implemented", 1, {}),
            ("assessed", 2, {"low": {"KEN": Number(0, 2)}, "high": {"KEN": Number(2, 2)}}),
            ("reported_implemented", 3, {}),
        )
    }
    | {"taken_up": Tally(Number(1, 1)), "days_late": Tally(Number(-3))},
    {},
    synthetic=True,
)


def figures(of: Tallies = TALLIES) -> dict[str, Figure]:
    found = FigureBuilder(ENGLISH, "followup", Scope(2023, CUT_OFF, FREEZE, "committee", "c"), REFERENCE).state_figures(
        FOLLOW_UP, of
    )
    return {one.id: one for one in found}


@pytest.mark.parametrize(("on", "days"), [("2023-05-29", -3), ("2023-06-01", 0), ("2023-06-05", 4)])
def test_a_report_is_late_by_the_days_after_its_due_date(on: str, days: int) -> None:
    of = cycle(DUE, build_row("reported", date.fromisoformat(on), date(2023, 6, 1)))
    assert of.follow_ups[-1].days_late == days
    late = figures(Tallies({**TALLIES.of, "days_late": Tally(Number(days))}, {}, synthetic=False))["days_late"]
    assert (late.numerator, late.denominator, late.value) == (days, None, f"{days}.0")


def test_the_first_report_counts_and_the_last_due_date() -> None:
    moved = build_row("rescheduled", date(2023, 6, 2), date(2023, 5, 20))
    of = cycle(DUE, build_row("reported", date(2023, 6, 5)), build_row("reported", date(2023, 6, 4)), moved)
    assert (of.follow_ups[-1].reported_on, of.follow_ups[-1].due_on, of.follow_ups[-1].days_late) == (
        date(2023, 6, 4),
        date(2023, 5, 20),
        15,
    )


def test_a_further_follow_up_is_the_present_one_and_the_response_stays_the_cycles() -> None:
    due = build_row("scheduled", date(2022, 6, 1), date(2023, 6, 1), response=date(2022, 12, 1))
    further = build_row("scheduled", date(2023, 6, 1), date(2023, 12, 1), sequence=2)
    of = cycle(due, build_row("not_answered", date(2022, 12, 2)), build_row("reported", date(2023, 6, 1)), further)
    assert (of.follow_ups[-1].sequence, of.follow_ups[-1].days_late) == (2, None)
    assert (of.response.due_on, of.response.not_answered_on) == (date(2022, 12, 1), date(2022, 12, 2))
    late = cycle(due, build_row("not_answered", date(2022, 12, 2)), build_row("response_received", date(2023, 7, 1)))
    assert late.response.received_on == date(2023, 7, 1)


def test_a_follow_up_without_a_mandate_is_pending_until_it_is_scheduled_again() -> None:
    pending = build_row("pending", date(2023, 1, 1), date(2023, 6, 1))
    assert cycle(DUE, pending).follow_ups[-1].pending
    assert not cycle(DUE, pending, build_row("rescheduled", date(2023, 2, 1), date(2023, 7, 1))).follow_ups[-1].pending


def test_what_ends_a_cycle_schedules_nothing() -> None:
    assert len(cycle(DUE, build_row("closed", date(2023, 7, 1), sequence=3)).follow_ups) == 1
    assert cycle().follow_ups == ()


def test_each_figure_is_stated_of_all_and_by_priority_however_few_since_its_readers_know_each() -> None:
    found = {id_: (one.numerator, one.denominator) for id_, one in figures().items()}
    assert (found["assessed"], found["taken_up"], found["days_late"]) == ((2, 4), (1, 1), (-3, None))
    assert [id_ for id_ in found if "." in id_] == ["assessed.priority.high", "assessed.priority.low"]
    assert (found["assessed.priority.high"], found["assessed.priority.low"]) == ((2, 2), (0, 2))
    assert figures()["assessed.priority.high"].label == "Implementation assessed: high priority"


def test_days_that_are_not_known_yet_have_no_value() -> None:
    late = figures(Tallies({**TALLIES.of, "days_late": Tally(Number(None))}, {}, synthetic=False))["days_late"]
    assert (late.numerator, late.value, late.unit) == (None, None, "days")
