"""The load of a year, if visits were more or fewer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from ctc.__main__ import app
from ctc.commands.simulating import write_load
from ctc.load import Load, count_load, read_factor
from reference import load

REFERENCE = load()


def visit(start: str | None, status: str = "planned", **more: Any) -> dict[str, Any]:
    return {"status": status, "planned_start": start, "kind": "comprehensive", **more}


def report(due_on: str, state: str = "due", obligation: str = "follow-up-report") -> dict[str, Any]:
    return {"obligation": obligation, "state": state, "due_on": due_on}


def count(visits: list[dict[str, Any]], calendar: list[dict[str, Any]], change: str = "+0%") -> Load:
    return count_load(visits, calendar, 2024, change, REFERENCE)


def numbers(found: Load, field: str) -> dict[str, Decimal]:
    return {one.month[5:]: getattr(one, field) for one in found.months if getattr(one, field)}


@pytest.mark.parametrize(("text", "factor"), [("+20%", "1.2"), ("-100%", "0"), ("-12.5%", "0.875"), ("+0%", "1")])
def test_a_change_is_a_factor(text: str, factor: str) -> None:
    assert read_factor(text) == Decimal(factor)


@pytest.mark.parametrize("text", ["20%", "+20", "-101%", "+1e9%", "", "+99999%", "more"])
def test_what_is_no_change_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        read_factor(text)


def test_more_visits_open_more_cycles_after_the_usual_time_and_bring_reports_in_the_next_year() -> None:
    found = count([visit("2024-02-10", "agreed"), visit("2024-02"), visit("2024-09-01")], [], "+50%")
    assert numbers(found, "visits") == {"02": Decimal("3.0"), "09": Decimal("1.5")}
    assert numbers(found, "cycles") == {"08": Decimal("3.0")}, "six months later; those of September open in 2025"
    assert not numbers(found, "reports_due")
    assert found.reports_due_later == 3


def test_what_was_visited_before_is_not_multiplied() -> None:
    found = count([visit("2023-09-01"), visit(None, "completed", report_usual_by="2024-03-31")], [], "+50%")
    assert numbers(found, "cycles") == {"03": 2}
    assert found.reports_due_later == 2
    waiting = count([visit(None, "completed", report_usual_by="2023-05-31"), visit("2024")], [], "+50%")
    assert numbers(waiting, "reports_due") == {"05": 1}
    assert not numbers(waiting, "visits")
    assert waiting.visits_without_a_month == Decimal("1.5")


def test_reports_due_are_those_of_the_calendar_that_are_still_open() -> None:
    open_ones = [report("2024-05-01"), report("2024-05-31", "overdue")]
    others = [report("2024-06-01", "met"), report("2024-06-01", obligation="annual-report"), report("2025-05-01")]
    assert numbers(count([], [*open_ones, *others], "-100%"), "reports_due") == {"05": 2}


def test_a_visit_of_a_kind_without_a_report_or_cancelled_opens_no_cycle() -> None:
    without = next(kind for kind, awaited in REFERENCE.practice.awaits_report.items() if not awaited)
    found = count([visit("2024-01", kind=without), visit("2024-01", "cancelled")], [])
    assert numbers(found, "visits") == {"01": 1}
    assert not numbers(found, "cycles")


def test_it_is_printed_as_a_table_that_says_how_it_was_made() -> None:
    text = write_load(count([visit("2024-02")], [], "+20%"))
    assert "2024-02" in text
    assert "1.2" in text
    assert "usual time" in text


@pytest.mark.parametrize("options", [["--visits", "+20%"], ["--forecast", "2024", "--visits", "lots"]])
def test_the_command_refuses_what_it_cannot_do_before_it_asks_anybody(options: list[str]) -> None:
    result = CliRunner().invoke(app, ["simulate", *options], standalone_mode=False)
    assert isinstance(result.exception, typer.BadParameter)
