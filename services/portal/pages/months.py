"""Months of the calendar, and what is due on their days. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.portal.asking.shapes.states import CalendarItem

FIRST_YEAR, LAST_YEAR = 1945, 9998
DECEMBER: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def code(self) -> str:
        """As `YYYY-MM`."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def after(self) -> Month:
        """The next one."""
        return Month(self.year + 1, 1) if self.month == DECEMBER else Month(self.year, self.month + 1)

    @property
    def before(self) -> Month:
        """The one before."""
        return Month(self.year - 1, DECEMBER) if self.month == 1 else Month(self.year, self.month - 1)


def read_month(written: str | None) -> Month | None:
    """The month that this names; None: none that the calendar has."""
    if not written:
        return None
    year, _, month = written.partition("-")
    there_is = FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= DECEMBER
    return Month(int(year), int(month)) if there_is else None


def group_by_day(items: Iterable[CalendarItem]) -> list[tuple[date | None, list[CalendarItem]]]:
    """In the order in which they come, which is that of days."""
    days: dict[date | None, list[CalendarItem]] = {}
    for one in items:
        days.setdefault(one.due_on, []).append(one)
    return list(days.items())
