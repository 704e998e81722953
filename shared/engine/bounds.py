"""How much one record may hold, and how often in a day: it is read, written and told as a whole. Pure."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import Field, dataclass, replace
from datetime import date
from typing import Any, ClassVar, Protocol, TypeVar

from shared.engine.refusal import Refusal
from shared.engine.rules import Context


class TooManyEntries(Refusal):
    """As much of this is on record as one record may hold: correct what is there, or write to the Committee's staff."""


def check_has_room(entries: Sized, context: Context, field: str, paragraph: str = "") -> None:
    """Raises TooManyEntries where no further one can be added to these entries of a record."""
    most = context.reference.practice.most_entries
    if len(entries) >= most:
        raise TooManyEntries(f"There are {most}.", (field,), paragraph)


@dataclass(frozen=True, slots=True)
class DayCount:
    """How often something happened to a record on one day."""

    what: str
    """The code of the refusal that a further time gets; behind a blank who did it, where each is counted alone."""
    day: date
    number: int


class Counted(Protocol):
    """A record with counts: an instance of a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def counts(self) -> tuple[DayCount, ...]: ...


Row = TypeVar("Row", bound=Counted)


def count_today(row: Row, most: int, refusal: Refusal, today: date, whose: str = "", times: int = 1) -> Row:
    """The record with so many times more today, and no counts of earlier days. Raises the refusal beyond `most`."""
    what = f"{refusal.code} {whose}".rstrip()
    numbers = {one.what: one.number for one in row.counts if one.day == today}
    numbers[what] = numbers.get(what, 0) + times
    if numbers[what] > most:
        raise refusal
    return replace(row, counts=tuple(DayCount(name, today, number) for name, number in numbers.items()))
