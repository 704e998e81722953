"""A figure: a count or a share, with all that is needed to check it. Pure, in whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a report states."""

    id: str
    label: str
    value: str | None
    """With one decimal place: of a count its number, of a share a percentage, of a median itself; None where there
    is none."""
    numerator: int | None
    """None for a median."""
    denominator: int | None
    """None for a count; of a median how many were measured."""
    unit: str
    """What numerator and denominator count (rule 13)."""
    cut_off: date
    basis: str = ""
    """The path, without a host, of the list of what was counted."""
    suppressed: bool = False
    """It is not shown, since so few would be recognized (rule 12)."""
    unit_code: str = ""
    """The unit as programs know it, the same in each language; empty of an edition from before it was kept."""


def count(id_: str, label: str, number: int, unit: str, cut_off: date) -> Figure:
    """How many there are."""
    return Figure(id_, label, f"{number}.0", number, None, unit, cut_off)


def share(id_: str, label: str, numerator: int, denominator: int, unit: str, cut_off: date) -> Figure:
    """How many of how many; no value where there are none."""
    return Figure(id_, label, percentage(numerator, denominator), numerator, denominator, unit, cut_off)


def median(
    id_: str, label: str, measured_days: Sequence[int], measured: int, cut_off: date, unit: str = "days"
) -> Figure:
    """The middle of as many numbers of days as were measured; of an even count, halfway between the two.

    `measured_days` is all of them in order, or only the one or two in the middle.
    """
    middle = measured_days[(len(measured_days) - 1) // 2 : len(measured_days) // 2 + 1]
    tenths = 10 * sum(middle) // len(middle) if middle else 0
    sign = "-" if tenths < 0 else ""
    value = f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}" if middle else None
    return Figure(id_, label, value, None, measured, unit, cut_off)


def days(id_: str, label: str, number: int | None, cut_off: date, unit: str = "days") -> Figure:
    """A number of days; no value while it is not known."""
    return Figure(id_, label, None if number is None else f"{number}.0", number, None, unit, cut_off)


def suppress_share(id_: str, label: str, unit: str, cut_off: date) -> Figure:
    """A share that is not shown."""
    return Figure(id_, label, None, None, None, unit, cut_off, suppressed=True)


def percentage(numerator: int, denominator: int) -> str | None:
    """With one decimal place, rounded half up; None where the denominator is 0."""
    if denominator == 0:
        return None
    tenths = (2_000 * numerator + denominator) // (2 * denominator)
    return f"{tenths // 10}.{tenths % 10}"
