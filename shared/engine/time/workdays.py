"""Working days: Monday to Friday. Pure.

Holidays differ from year to year and from office to office, so a period that meets one is set by its last day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

_SATURDAY: Final = 5


def add_working_days(day: date, number: int) -> date:
    """The day that is so many working days after this one; the day itself for none."""
    while number > 0:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY:
            number -= 1
    return day
