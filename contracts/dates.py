"""Dates on the wire: full civil dates, and partial ones where the day or month is not known. Pure."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

FULL = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PARTIAL = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


class FullDate:
    """Annotation: a `date`, written only as `YYYY-MM-DD` (pydantic alone also takes a string of digits as seconds).

    Python gives it as a `date`, or as written: a request's body is parsed before it is validated.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """All in pydantic's compiled core, since every event has several dates."""
        text = core_schema.chain_schema([core_schema.str_schema(pattern=FULL), core_schema.date_schema(strict=False)])
        either = core_schema.union_schema(
            [core_schema.date_schema(strict=True), text],
            mode="left_to_right",
            custom_error_type="date_type",
        )
        return core_schema.json_or_python_schema(text, either)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: object, _handler: object) -> dict[str, str]:
        return {"type": "string", "format": "date"}


def check_partial(text: str) -> str:
    """The partial date itself; ValueError if it is written otherwise, or if its day does not exist."""
    if re.fullmatch(PARTIAL, text) is None:
        raise ValueError(f"{text!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        first_day(text)
    except ValueError:
        raise ValueError("this date does not exist") from None
    return text


@lru_cache(maxsize=4096)
def first_day(partial: str) -> date:
    """The first day that a partial date can mean: `2024-02` gives 2024-02-01."""
    parts = [int(part) for part in partial.split("-")]
    return date(*[*parts, 1, 1][:3])


@lru_cache(maxsize=4096)
def last_day(partial: str) -> date:
    """The last day that a partial date can mean: `2024-02` gives 2024-02-29, `2024` gives 2024-12-31."""
    first = first_day(partial)
    if len(partial) == len("YYYY"):
        return first.replace(month=12, day=31)
    if len(partial) == len("YYYY-MM"):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first


def is_full(partial: str) -> bool:
    """Whether the day is known. Only such a date may anchor a deadline (rule 3)."""
    return len(partial) == len("YYYY-MM-DD")
