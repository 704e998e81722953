"""What is closed stays closed, though the clock was ahead when something was told before it.

Facts are in the order of their times. So what was told by a clock that was hours ahead would stand after what was told
once it was right. An event that may close a thing is then told again in the facts: by one row more, right after those.

Facts come in another order also where an event that was lost is sent again. So of two decisions on readers neither
opens what the other one closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from contracts.assessments import (
    AssessmentCorrected,
    AssessmentWithdrawn,
    DisclosureChanged,
    ProductAdopted,
    ProductWithdrawn,
    VisitAgreed,
    VisitCancelled,
    VisitCompleted,
    VisitMerged,
    VisitPlanned,
    VisitSeparated,
)
from contracts.audiences import reaches
from contracts.base import EventData
from contracts.council import ActivityRecorded
from services.council.facts import (
    ACTIVITY_FACTS,
    ASSESSMENTS,
    DISCLOSURES,
    PRODUCTS,
    RECOMMENDATIONS,
    VISITS,
    DisclosureFact,
)
from shared.engine.rules import Known, Need, Put, Table

_OF_VISITS: Final = (VisitPlanned, VisitAgreed, VisitCompleted, VisitCancelled, VisitMerged, VisitSeparated)
"""Each may take a visit off the public schedule, or put back what another one took off."""
CLOSES: Final[Mapping[type[EventData], tuple[Table[Any], ...]]] = {
    DisclosureChanged: (DISCLOSURES,),
    AssessmentCorrected: (ASSESSMENTS, RECOMMENDATIONS, DISCLOSURES),
    AssessmentWithdrawn: (ASSESSMENTS,),
    ProductAdopted: (DISCLOSURES,),
    ProductWithdrawn: (PRODUCTS,),
    ActivityRecorded: (ACTIVITY_FACTS,),
    **dict.fromkeys(_OF_VISITS, (VISITS,)),
}
"""Events that may take something from its readers, and the tables of what they say of it."""
THINGS: Final[Mapping[Table[Any], str]] = {
    VISITS: "visit_id",
    ASSESSMENTS: "assessment_id",
    RECOMMENDATIONS: "recommendation_id",
    DISCLOSURES: "thing_id",
    PRODUCTS: "product_id",
    ACTIVITY_FACTS: "activity_id",
}
"""Of each of these tables the column of things."""
TELLS_WHOLE: Final = (AssessmentCorrected, ActivityRecorded, *_OF_VISITS)
"""Events that say how their thing stands from then on. Such a one may also bring back what a later one took away."""
AGAIN: Final = "/again"
"""So ends the id of a row that tells again."""
Facts = Iterable[tuple[Table[Any], Any]]


def needs_of_closing(model: type[EventData], facts: Facts) -> Iterator[Need]:
    """What was told before of the things that an event of this class may close; `facts`: what it says."""
    for table, row in facts:
        if table in CLOSES[model]:
            by = THINGS[table]
            yield Need(table, getattr(row, by), by=by)


def tell_again(model: type[EventData], facts: Facts, known: Known) -> Iterator[Put]:
    """What of these facts of an event must be told again. It may tell of one thing twice."""
    told: list[tuple[Table[Any], Any]] = []
    for table, row in facts:
        if table not in CLOSES[model]:
            continue
        by = THINGS[table]
        thing = getattr(row, by)
        again_before = (one for of, one in told if of is table and getattr(one, by) == thing)
        if again := build_again(model, row, [*known.all(table, by, thing), *again_before]):
            told.append((table, again))
            yield Put(table, again)


def build_again(model: type[EventData], row: Any, before: Sequence[Any]) -> Any | None:
    """The row once more, after what was told `before` it with a later time. None: nothing was, or nothing is closed."""
    last = max(before, key=lambda one: (one.recorded_at, one.position), default=row)
    if last.recorded_at <= row.recorded_at:
        return None
    again = row._replace(id=row.id + AGAIN, recorded_at=last.recorded_at + timedelta(microseconds=1))
    if isinstance(row, DisclosureFact):
        return _narrow(again, last)
    # What stands before the other one in their topic was only read late, such as a dead letter.
    is_late = model in TELLS_WHOLE and last.position > row.position
    return None if is_late else again


def _narrow(row: DisclosureFact, last: DisclosureFact) -> DisclosureFact | None:
    """For whom both are; None if that is how the last one stands."""
    audience = row.audience if reaches(last.audience, row.audience) else last.audience  # type: ignore[arg-type]  # text
    parties = tuple(one for one in row.parties if one in last.parties)
    is_same = audience == last.audience and set(parties) == set(last.parties)
    return None if is_same else row._replace(audience=audience, parties=parties)
