"""Counting time: civil dates in New York, and calendar months (rule 3). Pure."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from reference import PERIOD


def _new_york() -> ZoneInfo:
    # From the pinned package, never the machine's own files: the same instants everywhere.
    with (files("tzdata") / "zoneinfo" / "America" / "New_York").open("rb") as rules:
        return ZoneInfo.from_file(rules, key="America/New_York")


NEW_YORK = _new_york()


def civil_date(instant: datetime) -> date:
    """The date in New York at this instant, which must say its offset (else ValueError)."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no offset from UTC, so its date in New York is not known")
    return instant.astimezone(NEW_YORK).date()


def start_of_day(day: date) -> datetime:
    """The instant, in UTC, at which this day begins in New York."""
    return datetime.combine(day, time(), NEW_YORK).astimezone(UTC)


def end_of_day(day: date) -> datetime | None:
    """The instant, in UTC, at which this day ends in New York; None for the last day that can be written."""
    return None if day == date.max else start_of_day(day + timedelta(days=1))


def add_months(day: date, months: int) -> date:
    """The same day of the month so many calendar months later, or that month's last day if it has none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@lru_cache(maxsize=4096)  # many things hang on the same day
def add_period(day: date, period: str) -> date:
    """The day a period (`P12M`, `P30D`) after the intended anchor; ValueError for any other form."""
    match = PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(f"{period!r} is no period: write months as P12M or days as P30D")
    count = int(match[1])
    return add_months(day, count) if match[2] == "M" else day + timedelta(days=count)
