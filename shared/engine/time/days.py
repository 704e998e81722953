"""Days that cannot be right, whatever is said of them. Pure."""

from __future__ import annotations

from datetime import date
from typing import Final

from shared.engine.refusal import Refusal

FIRST_YEAR: Final = 1945
YEARS_AHEAD: Final = 20
"""How far ahead somebody may decide or plan: as long as four or five mandates."""


class BeforeTheUnitedNations(Refusal):
    """A date before 1945 cannot be right: there were no United Nations yet, and no mandate."""

    rule = "3"
    paragraph = "OP2"
    status = 422


class TooFarAhead(Refusal):
    """This day is more than twenty years away, beyond every mandate: correct the year."""

    rule = "9"
    paragraph = "OP2"
    status = 422


class InTheFuture(Refusal):
    """This is said to have happened on a day that has not come yet: name the day on which it happened."""

    rule = "11"
    paragraph = "OP2"
    status = 422


def check_not_too_early(**days: date | None) -> None:
    """Raises BeforeTheUnitedNations, naming those of these days that lie before 1945."""
    early = tuple(name for name, day in days.items() if day is not None and day.year < FIRST_YEAR)
    if early:
        raise BeforeTheUnitedNations(fields=early)


def check_not_ahead(today: date, **days: date | None) -> None:
    """Raises InTheFuture, naming those of these days that have not come: what happened did so by today."""
    late = tuple(name for name, day in days.items() if day is not None and day > today)
    if late:
        raise InTheFuture(fields=late)


def check_not_too_far(today: date, **days: date | None) -> None:
    """Raises TooFarAhead, so that a slip in the year cannot lead out of the calendar."""
    far = tuple(name for name, day in days.items() if day is not None and day.year > today.year + YEARS_AHEAD)
    if far:
        raise TooFarAhead(fields=far)
