"""Counting time: civil dates in New York, calendar months, dates as precise as known (rule 3). Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

from contracts.dates import PARTIAL, check_partial, first_day, is_full, last_day
from reference import PERIOD

Precision = Literal["year", "month", "day"]
_PRECISION: dict[int, Precision] = {len("YYYY"): "year", len("YYYY-MM"): "month", len("YYYY-MM-DD"): "day"}


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


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as its source has it. It counts in its year; only an exact one anchors a deadline."""

    text: str
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`; anything else, or a day that does not exist, is a ValueError."""

    def __post_init__(self) -> None:
        if re.fullmatch(PARTIAL, self.text) is None:
            raise ValueError(f"{self.text!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
        check_partial(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def precision(self) -> Precision:
        return _PRECISION[len(self.text)]

    @property
    def year(self) -> int:
        return int(self.text[:4])

    @property
    def first_day(self) -> date:
        """The earliest day that it can mean."""
        return first_day(self.text)

    @property
    def last_day(self) -> date:
        """The latest day that it can mean."""
        return last_day(self.text)

    def exact(self) -> date | None:
        """The day itself; None where only the month or the year is known."""
        return first_day(self.text) if is_full(self.text) else None
