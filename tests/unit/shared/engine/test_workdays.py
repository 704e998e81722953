"""Working days are Monday to Friday."""

from __future__ import annotations

from datetime import date

import pytest

from shared.engine.time.workdays import add_working_days


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2024, 1, 15), 0, date(2024, 1, 15)),
        (date(2024, 1, 15), 4, date(2024, 1, 19)),
        (date(2024, 1, 15), 5, date(2024, 1, 22)),
        (date(2024, 1, 19), 1, date(2024, 1, 22)),
        (date(2024, 1, 20), 1, date(2024, 1, 22)),
        (date(2024, 1, 15), 10, date(2024, 1, 29)),
    ],
)
def test_a_weekend_does_not_count(day: date, number: int, expected: date) -> None:
    assert add_working_days(day, number) == expected
