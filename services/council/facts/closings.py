"""What is closed stays closed, though the clock was ahead when something was told before it.

Facts are in the order of their times. So what was told by a clock that was hours ahead would stand after what was told
once it was right. An event that closes a thing is then told again in the facts: by one row more, right after those.

Facts come in another order also where an event that was lost is sent again. So of two decisions on readers neither
opens what the other one closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from contracts.assessments import AssessmentWithdrawn, DisclosureChanged, ProductWithdrawn
from contracts.audiences import reaches
from contracts.base import EventData
from services.council.facts import ASSESSMENTS, DISCLOSURES, PRODUCTS, DisclosureFact
from shared.engine.rules import Known, Need, Put, Table

CLOSES: Final[Mapping[type[EventData], tuple[Table[Any], str]]] = {
    DisclosureChanged: (DISCLOSURES, "thing_id"),
    AssessmentWithdrawn: (ASSESSMENTS, "assessment_id"),
    ProductWithdrawn: (PRODUCTS, "product_id"),
}
"""Events that may take a thing from its readers: the table of what they say of it, and its column of things."""
AGAIN: Final = "/again"
"""So ends the id of a row that tells again."""
Facts = Iterable[tuple[Table[Any], Any]]


def needs_of_closing(model: type[EventData], facts: Facts) -> Iterator[Need]:
    """What was told before of the things that an event of this class may close; `facts`: what it says."""
    for table, row in facts:
        if table is CLOSES[model][0]:
            by = CLOSES[model][1]
            yield Need(table, getattr(row, by), by=by)


def tell_again(model: type[EventData], facts: Facts, known: Known) -> Iterator[Put]:
    """What of these facts of an event must be told again. It may tell of one thing twice."""
    table, by = CLOSES[model]
    told: list[Any] = []
    for row in (row for of, row in facts if of is table):
        thing = getattr(row, by)
        before = [*known.all(table, by, thing), *(one for one in told if getattr(one, by) == thing)]
        if again := build_again(row, before):
            told.append(again)
            yield Put(table, again)


def build_again(row: Any, before: Sequence[Any]) -> Any | None:
    """The row once more, after what was told `before` it with a later time. None: nothing was, or nothing is closed."""
    last = max(before, key=lambda one: (one.recorded_at, one.position), default=row)
    if last.recorded_at <= row.recorded_at:
        return None
    again = row._replace(id=row.id + AGAIN, recorded_at=last.recorded_at + timedelta(microseconds=1))
    return _narrow(again, last) if isinstance(row, DisclosureFact) else again


def _narrow(row: DisclosureFact, last: DisclosureFact) -> DisclosureFact | None:
    """For whom both are; None if that is how the last one stands."""
    audience = row.audience if reaches(last.audience, row.audience) else last.audience  # type: ignore[arg-type]  # text
    parties = tuple(one for one in row.parties if one in last.parties)
    is_same = audience == last.audience and set(parties) == set(last.parties)
    return None if is_same else row._replace(audience=audience, parties=parties)
