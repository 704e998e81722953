"""Full dates are read as written: `YYYY-MM-DD`, never as seconds, from JSON and from a parsed body alike."""

import json
from datetime import date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.vocabulary import Day

DAY: TypeAdapter[date] = TypeAdapter(Day)


def test_a_day_is_read_as_it_is_written() -> None:
    assert DAY.validate_json('"2024-02-29"') == date(2024, 2, 29)
    assert DAY.validate_python("2024-02-29") == date(2024, 2, 29)
    assert DAY.validate_python(date(2024, 2, 29)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "written", ["2023-02-29", "2024-2-9", "1709164800", 1709164800, "2024-02-29T00:00:00Z", "", None]
)
def test_anything_else_is_no_day(written: object) -> None:
    with pytest.raises(ValidationError):
        DAY.validate_python(written)
    with pytest.raises(ValidationError):
        DAY.validate_json(json.dumps(written))


def test_an_instant_is_no_day() -> None:
    with pytest.raises(ValidationError):
        DAY.validate_python(datetime(2024, 2, 29))  # noqa: DTZ001
