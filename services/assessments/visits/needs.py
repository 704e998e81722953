"""The visits that a rule must know, and how it finds them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from services.assessments.released.model import RELEASED_COPIES
from services.assessments.visits.model import (
    MERGED_VISITS,
    NEIGHBOURS,
    OVERLAPS,
    STATE_VISITS,
    VISIT_DAYS,
    VISITS,
    Dated,
    StateVisits,
    Visit,
    VisitDays,
)
from shared.engine.finding import find_row
from shared.engine.rules import Change, Known, Need, Put


def needs_of_visit(visit_id: str) -> Iterator[Need]:
    """A visit, the one that it was merged into, those it came near to, and what was released of it."""
    yield from needs_of_row(visit_id)
    yield from needs_of_overlaps(visit_id)
    yield Need(RELEASED_COPIES, visit_id, by="root_id")


def needs_of_row(visit_id: str) -> Iterator[Need]:
    """A visit and the one that it was merged into, and nothing else."""
    yield Need(MERGED_VISITS, visit_id, then=lambda merged: (Need(VISITS, merged.visit_id),))
    yield Need(VISITS, visit_id)


def needs_of_overlaps(visit_id: str) -> Iterator[Need]:
    """The overlaps of a visit that stand: a bounded number, however many there ever were."""
    yield Need(NEIGHBOURS, visit_id)
    yield Need(OVERLAPS, visit_id, by="flagged_visit", then=lambda pair: (Need(NEIGHBOURS, pair.other_visit_id),))
    yield Need(OVERLAPS, visit_id, by="flagged_other_visit", then=lambda pair: (Need(NEIGHBOURS, pair.visit_id),))


def needs_of_visits_around(
    state: str, first: date, last: date, then: Callable[[VisitDays], Iterable[Need]]
) -> Iterator[Need]:
    """The days of the State's visits in the years of these days and those beside them, under the State's lock."""
    yield Need(STATE_VISITS, state)
    for state_year in _state_years(state, first, last):
        yield Need(VISIT_DAYS, state_year, by="state_year", then=then)


def find_visits_around(state: str, first: date, last: date, known: Known) -> Iterator[Dated]:
    """The visits that `needs_of_visits_around` asked for."""
    for state_year in _state_years(state, first, last):
        yield from find_visits_of_year(state_year, known)


def find_visits_of_year(state_year: str, known: Known) -> Iterator[Dated]:
    """The State's visits of a year: as this batch changed them, and the days of those that it did not ask for."""
    yield from known.all(VISITS, "state_year", state_year)
    for days in known.all(VISIT_DAYS, "state_year", state_year):
        if known.get(VISITS, days.id) is None:
            yield days


def find_whole_visits_around(state: str, first: date, last: date, known: Known) -> Iterator[Visit]:
    """Those among them that the rule asked for whole."""
    for state_year in _state_years(state, first, last):
        yield from known.all(VISITS, "state_year", state_year)


def _state_years(state: str, first: date, last: date) -> list[str]:
    years = {day.year + more for day in (first, last) for more in (-1, 0, 1)}
    return [f"{state} {year}" for year in sorted(years)]


def create_state_lock(state: str, known: Known) -> Iterator[Change]:
    """Creates the State's lock at its first visit."""
    if known.get(STATE_VISITS, state) is None:
        yield Put(STATE_VISITS, StateVisits(state))


def find_visit(id_: str, known: Known) -> Visit | None:
    """The visit with this id, or the one that it was merged into."""
    merged = known.get(MERGED_VISITS, id_)
    return known.get(VISITS, merged.visit_id if merged else id_)


def get_visit(id_: str, known: Known) -> Visit:
    """The visit with this id. Raises NotFound."""
    return find_row(VISITS, id_, known)
