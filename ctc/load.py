"""The load of a year, from what is on record: visits, cycles and reports due by month, if visits were more or fewer.

Pure. A planned visit leads to a report to the Committee after the usual time, which opens a cycle. The cycle's
follow-up report is due after the period of the mandate (OP16).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from reference import Reference
from reference.mandate import AfterAnchor
from shared.engine.time.dates import add_period

REPORT: Final = "follow-up-report"
"""Its obligation in the mandates' files, and in the calendar."""
PLANNED: Final = ("planned", "agreed")
OPEN: Final = ("due", "overdue")
_CHANGE: Final = re.compile(r"([+-]\d{1,4}(?:\.\d{1,2})?)%")
Item = Mapping[str, Any]
"""A visit or an item of the calendar, as the system shows it."""


@dataclass(slots=True)
class Month:
    """What a month has. Numbers are not whole where visits are multiplied."""

    month: str
    visits: Decimal = Decimal(0)
    cycles: Decimal = Decimal(0)
    reports_due: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Load:
    """The load of a year."""

    year: int
    visits_changed_by: str
    months: tuple[Month, ...]
    visits_without_a_month: Decimal
    """Planned for the year alone. They are in no month, and lead to nothing here."""
    reports_due_later: Decimal
    """After the year, on the cycles that open in it."""


def read_factor(text: str) -> Decimal:
    """`+20%` is 1.2. Raises ValueError for what is no such change, or leaves less than nothing."""
    found = _CHANGE.fullmatch(text)
    factor = 1 + Decimal(found[1]) / 100 if found else Decimal(-1)
    if factor < 0:
        raise ValueError(f"{text!r} is no change of the number of visits: write +20% or -20%, down to -100%")
    return factor


def find_period(reference: Reference, year: int) -> str | None:
    """The period of the follow-up report under the mandate that governs the year's last day. None: there is none."""
    mandate = reference.mandate_on(date(year, 12, 31))
    duty = mandate.obligation(REPORT) if mandate else None
    return duty.rule.period if duty and isinstance(duty.rule, AfterAnchor) else None


def count_load(visits: Iterable[Item], calendar: Iterable[Item], year: int, change: str, reference: Reference) -> Load:
    """The load of the year. Raises ValueError where `change` is none, or no mandate governs the year."""
    counting = _Counting(year, read_factor(change), reference)
    for visit in visits:
        counting.add_visit(visit)
    for item in calendar:
        if item["obligation"] == REPORT and item["state"] in OPEN and item["due_on"]:
            counting.add_report(date.fromisoformat(item["due_on"]), Decimal(1))
    return Load(year, change, tuple(counting.months.values()), counting.without_month, counting.later)


class _Counting:
    def __init__(self, year: int, factor: Decimal, reference: Reference) -> None:
        period = find_period(reference, year)
        if period is None:
            raise ValueError(f"no mandate on file governs the end of {year}: take an earlier year")
        self.year, self.factor, self.period, self.practice = year, factor, period, reference.practice
        self.months = {f"{year}-{month:02}": Month(f"{year}-{month:02}") for month in range(1, 13)}
        self.without_month, self.later = Decimal(0), Decimal(0)

    def add_visit(self, visit: Item) -> None:
        """A planned one counts by its month. One that waits for its report opens a cycle at the end of the usual time.

        Only the year's own visits are multiplied.
        """
        if visit["status"] not in PLANNED:
            if visit.get("report_usual_by"):
                self.add_cycle(date.fromisoformat(visit["report_usual_by"]), Decimal(1))
            return
        start = visit["planned_start"] or ""
        number = self.factor if start.startswith(f"{self.year}") else Decimal(1)
        if month := self.months.get(start[:7]):
            month.visits += number
        elif start == f"{self.year}":
            self.without_month += number
        if len(start) >= 7 and self.practice.awaits_report[visit["kind"]]:
            first = date.fromisoformat(start if len(start) > 7 else f"{start}-01")
            self.add_cycle(add_period(first, self.practice.usual_report_time), number)

    def add_cycle(self, opened_on: date, number: Decimal) -> None:
        """A cycle that opens on a day, and the report due on it."""
        month = self.months.get(f"{opened_on:%Y-%m}")
        due_on = add_period(opened_on, self.period)
        if month:
            month.cycles += number
            self.later += number if due_on.year > self.year else 0
        self.add_report(due_on, number)

    def add_report(self, due_on: date, number: Decimal) -> None:
        """A report due on a day."""
        if month := self.months.get(f"{due_on:%Y-%m}"):
            month.reports_due += number
